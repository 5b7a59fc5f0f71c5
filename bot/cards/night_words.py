"""What the cards of a planned night have in common: times, rounds, people, and what their buttons stand for."""

from collections.abc import Sequence
from datetime import datetime

from bot.cards.poster import Turn
from bot.cards.said import Instant, Moment, Person, Said, joined, said
from bot.cards.voice import Voice
from bot.nights.night import Night
from bot.nights.plan import Plan
from knowledge.library import Library

# The first word of what is pressed (cogs/ui/presses.py).
NIGHT = "night"
# More names than that are a wall on a phone.
NAMES_SHOWN = 20
_FIXED, _SIGNS = "Etc/GMT", str.maketrans("+-", "-+")


def night_id(night: int, does: str, more: str = "") -> str:
    """What a button about a night has in its custom_id."""
    return f"{NIGHT}:{night}:{does}:{more}" if more else f"{NIGHT}:{night}:{does}"


def turn(voice: Voice, night: int, does: str, *, is_main: bool = False) -> Turn:
    """A button that does one thing about a night."""
    return Turn(voice.say(f"night.button.{does}"), night_id(night, does), is_main=is_main)


def when_line(moment: datetime, voice: Voice) -> Said:
    """The day and the time, and how far away that is, in each reader's own zone."""
    return said(voice, "night.when", at=Instant(moment, has_weekday=True), moment=Moment(moment))


def wall_words(wall: datetime, voice: Voice) -> str:
    """What a clock shows: Thursday 26 November 2026, 20:00."""
    weekday = voice.say(f"night.weekday.{wall.isoweekday()}")
    return voice.say("night.wall", weekday=weekday, day=voice.date(wall.date()), time=f"{wall:%H:%M}")


def zone_words(zone: str) -> str:
    """A zone by its city; one without as people write it, whose own name has the sign turned round: UTC+2."""
    if zone.startswith(_FIXED):
        return "UTC" + zone.removeprefix(_FIXED).translate(_SIGNS)
    return zone.rpartition("/")[2].replace("_", " ")


def rules_line(plan: Plan, voice: Voice) -> Said:
    """How long it is, in one line."""
    key = "night.rules" if len(plan.rounds) > 1 and plan.break_minutes else "night.rules-no-break"
    numbers = {"rounds": len(plan.rounds), "questions": plan.questions, "seconds": plan.seconds}
    if key == "night.rules":
        numbers["minutes"] = plan.break_minutes
    return said(voice, key, **numbers)


def round_lines(plan: Plan, library: Library, voice: Voice) -> tuple[Said, ...]:
    """What each round is about; if all are a mix, that is said once."""
    if not any(plan.rounds):
        return (said(voice, "night.all-mixed"),)
    return tuple(
        said(voice, "night.round", number=number, about=topic(categories, library, voice))
        for number, categories in enumerate(plan.rounds, 1)
    )


def topic(categories: Sequence[str], library: Library, voice: Voice) -> str:
    """What a round is about; packs may have changed since it was planned."""
    known = [library.categories[one] for one in categories if one in library.categories]
    return ", ".join(voice.read(category.name) for category in known) or voice.say("quiz.mix")


def mode_words(plan: Plan, voice: Voice) -> str:
    """Whether haste pays."""
    return voice.say(f"night.mode.{plan.mode}")


def names(people: Sequence[int], voice: Voice, most: int = NAMES_SHOWN) -> Said:
    """People by their names, and how many more there are."""
    shown: tuple[Said, ...] = tuple((Person(person),) for person in people[:most])
    hidden = len(people) - len(shown)
    more: tuple[Said, ...] = (said(voice, "night.more", count=hidden),) if hidden else ()
    return joined(", ", (*shown, *more))


def title_of(night: Night) -> str:
    """What the night is called, on one line."""
    return " ".join(night.plan.title.split())
