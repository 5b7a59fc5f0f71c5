"""What the cards of a quiz have in common: letters, seconds, names, and one-line answers to whoever pressed."""

from collections.abc import Iterable
from datetime import timedelta

from bot.cards.card import Choice
from bot.cards.lookup import look_up
from bot.cards.voice import Voice
from bot.quiz.commands import Refusal
from bot.quiz.events import Answer, Chosen, Typed
from bot.quiz.game import Given
from knowledge.concepts import Concept
from knowledge.library import Library
from knowledge.questions.asked import Asked, AskedKind

LETTERS = "ABCDEFGHIJ"
# Longer than this, nobody counts seconds.
_MINUTES_FROM = timedelta(minutes=2)


def seconds(ms: int, voice: Voice) -> str:
    """3.2, as it is written in the reader's language."""
    return f"{ms / 1000:.1f}".replace(".", voice.say("quiz.decimal"))


def duration(long: timedelta, voice: Voice) -> str:
    """40 s, or 7 min."""
    if long < _MINUTES_FROM:
        return voice.say("quiz.seconds", count=round(long.total_seconds()))
    return voice.say("quiz.minutes", count=round(long.total_seconds() / 60))


def lettered(asked: Asked, place: int, voice: Voice) -> str:
    """An option as it is spoken of: its letter and its text; what is true or false needs no letter."""
    text = voice.read(asked.options[place].text)
    return text if asked.kind is AskedKind.TRUE_FALSE else f"{LETTERS[place]} · {text}"


def answer_words(asked: Asked, answer: Answer, voice: Voice, *, has_letter: bool = True) -> str:
    """What somebody answered, as they would say it: with its letter, where that can be seen."""
    match answer:
        case Typed(text=text):
            return " ".join(text.split())
        case Chosen(options=(place,)):
            return lettered(asked, place, voice) if has_letter else voice.read(asked.options[place].text)
        case Chosen(options=options):
            names = (
                LETTERS[place] if has_letter else voice.read(asked.options[place].text) for place in sorted(options)
            )
            return " + ".join(names)


def right_words(asked: Asked, voice: Voice) -> str:
    """The right answer, or all of them."""
    return " + ".join(voice.read(text) for text in asked.right)


def known(ids: Iterable[str], library: Library) -> tuple[Concept, ...]:
    """The concepts of these ids; packs may have changed since the question was made."""
    there = {concept.id: concept for concept in library.concepts}
    return tuple(there[one] for one in ids if one in there)


def look_ups(ids: Iterable[str], library: Library, voice: Voice) -> tuple[Choice, ...]:
    """What can be read about these."""
    return tuple(look_up(concept, voice) for concept in known(ids, library))


# --- answers to one person -------------------------------------------------------------------------------------------


def taken_words(asked: Asked, given: Given, earlier: Given | None, voice: Voice) -> str:
    """The answer counts, and is stored."""
    is_change = earlier is not None and earlier.answer != given.answer
    key = "quiz.taken.changed" if is_change else "quiz.taken.first"
    return voice.say(key, answer=answer_words(asked, given.answer, voice), seconds=seconds(given.took_ms, voice))


def already_words(asked: Asked, earlier: Given, voice: Voice) -> str:
    """An answer cannot be changed."""
    return voice.say("quiz.taken.already", answer=answer_words(asked, earlier.answer, voice))


def refusal_words(refusal: Refusal, voice: Voice) -> str:
    """Why something was not done, and what to do."""
    return voice.say(f"quiz.refusal.{refusal}")
