"""The buttons that show a question, or its answer, in another language."""

from collections.abc import Iterator

from bot.cards.poster import Key, Keys
from bot.cards.voice import Voice
from knowledge.questions.asked import Asked


def tongue_keys(asked: Asked, quiz: int, number: int, voice: Voice, *, is_resting: bool = False) -> Iterator[Keys]:
    """A row with the other languages in which all of the question is said; no row, if there is none.

    Each key says in its own language what it does, and does what the language is called by its code.
    """
    others = (Voice(voice.texts, code) for code in voice.texts.languages if code != voice.language)
    keys = tuple(
        Key(other.say("button.language"), quiz, number, other.language, is_resting=is_resting)
        for other in others
        if other.language in asked.languages
    )
    if keys:
        yield Keys(keys)
