"""What somebody is told of the time that they have chosen."""

from bot.cards.poster import Heading, Keys, Lines, Poster, Small, Turn
from bot.cards.said import Strong, said
from bot.cards.voice import Voice
from bot.quiz.events import LONGEST_PACE, USUAL_PACE

# What is offered, in percent of the usual time; those who grant extra time elsewhere grant these.
PACES = (USUAL_PACE, 150, LONGEST_PACE)
# The first word of what its buttons carry.
PACE = "pace"


def pace_poster(percent: int, voice: Voice) -> Poster:
    """For one person alone: what they have, what it means, and what else there is."""
    keys = tuple(
        Turn(voice.say(f"choice.accessibility.time.{each}"), f"{PACE}:{each}", is_resting=each == percent)
        for each in PACES
    )
    return Poster(
        (
            Heading(said(voice, "accessibility.title")),
            Lines(((Strong(voice.say(f"accessibility.now.{percent}")),),)),
            Lines((said(voice, "accessibility.how"), said(voice, "accessibility.quiet"))),
            Keys(keys),
            Small(said(voice, "accessibility.everywhere")),
        )
    )


def read_pace(text: str) -> int | None:
    """The percent that a button or an option carries; None for what is not offered."""
    words = text.removeprefix(f"{PACE}:")
    return int(words) if words in map(str, PACES) else None
