"""A question as it is put, in a quiz, at home or in a daily post: its options, its clues, and what is pressed."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from bot.cards.poster import Block, Key, Keys, Lines, Pick, Turn
from bot.cards.quiz_words import LETTERS
from bot.cards.said import Said, Strong
from bot.cards.voice import Voice
from knowledge.concepts import Wording
from knowledge.questions.asked import Asked, AskedKind

CHOOSE, TYPE = "choose", "type"

MakeKey: TypeAlias = Callable[[str, str], Key | Turn]
"""A key with this label that does this: `CHOOSE`, `TYPE`, or the place of an option."""


def clue_line(number: int, clue: Wording, words: Voice, voice: Voice) -> Said:
    """One clue, counted from 1; `words` reads the question."""
    return (Strong(voice.say("quiz.question.clue", number=number)), " ", words.read(clue))


def options_block(asked: Asked, words: Voice) -> Iterator[Block]:
    """The options with their letters; what is true or false, and what is typed, needs none."""
    if asked.kind not in {AskedKind.TYPED, AskedKind.TRUE_FALSE}:
        letters = zip(LETTERS, asked.options, strict=False)
        yield Lines(tuple((Strong(letter), " ", words.read(option.text)) for letter, option in letters))


def option_label(asked: Asked, place: int, words: Voice) -> str:
    """What is on the button of an option."""
    return words.read(asked.options[place].text) if asked.kind is AskedKind.TRUE_FALSE else LETTERS[place]


def answer_block(asked: Asked, words: Voice, voice: Voice, key: MakeKey, more: tuple[Key, ...] = ()) -> Iterator[Block]:
    """What is pressed to answer, with `more` behind the options."""
    match asked.kind:
        case AskedKind.TYPED:
            yield Keys((key(voice.say("quiz.question.answer"), TYPE),))
        case AskedKind.SEVERAL:
            items = tuple(f"{LETTERS[place]} · {words.read(o.text)}" for place, o in enumerate(asked.options))
            # The question says how many are right (knowledge/packs/README.md): more than that cannot be chosen.
            most = len(asked.right)
            yield Pick(key(voice.say("quiz.question.choose", count=most), CHOOSE), items, most)
        case AskedKind.TRUE_FALSE | AskedKind.ONE | AskedKind.CLUES:
            places = range(len(asked.options))
            yield Keys((*(key(option_label(asked, place, words), str(place)) for place in places), *more))
