"""What an organiser typed -> a time in a zone, names, categories; or a sentence that says what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cards.night_words import wall_words, zone_words
from bot.cards.voice import Voice, echo
from bot.errors import StudyError
from bot.nights.wall_times import NoSuchTimeError, moment_of, wall_of
from bot.nights.whens import read_when
from bot.nights.zones import usual_zone, zone_named, zone_near
from bot.storage.nights import NightBook
from cogs.ui.categories import category_in
from knowledge.library import Library

# The one English locale that writes the month first; so reads who has chosen it (docs, reference.mdx, "Locales").
MONTH_FIRST = "en-US"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who types: in which zone, at which moment, in which locale, and the voice that answers them."""

    zone: str
    now: datetime
    locale: str
    voice: Voice

    @property
    def wall(self) -> datetime:
        """What their clock shows."""
        return wall_of(self.now, self.zone)


def walls_of(typed: str, asker: Asker) -> Sequence[datetime]:
    """What the typed words may mean, the likeliest first; nothing if they mean nothing."""
    return read_when(typed, asker.wall, is_day_first=asker.locale != MONTH_FIRST)


def wall_in(typed: str, asker: Asker) -> tuple[datetime, bool]:
    """The time that is meant, and whether it may be another one. Raises `StudyError` for a time that there is not."""
    walls = walls_of(typed, asker)
    if not walls:
        raise StudyError("night.wrong.unclear", typed=echo(typed))
    check_exists(walls[0], asker.zone, asker.voice)
    return walls[0], len(walls) > 1


def check_exists(wall: datetime, zone: str, voice: Voice) -> None:
    """Raises `StudyError` with the nearest times, if clocks are put forward over it."""
    try:
        moment_of(wall, zone)
    except NoSuchTimeError as gap:
        raise StudyError(
            "night.wrong.gap",
            wall=wall_words(wall, voice),
            zone=zone_words(zone),
            before=f"{gap.before:%H:%M}",
            after=f"{gap.after:%H:%M}",
        ) from gap


def zone_in(typed: str, unknown: str = "night.wrong.zone", near_one: str = "night.wrong.zone-near") -> str:
    """The zone that is meant. Raises `StudyError`, said by one of these keys: the second one with the nearest zone."""
    found = zone_named(typed)
    if found is not None:
        return found
    near = zone_near(typed)
    if near is None:
        raise StudyError(unknown, typed=echo(typed))
    raise StudyError(near_one, typed=echo(typed), nearest=zone_words(near))


async def zone_of(typed: str | None, guild: int, locale: str, book: NightBook) -> tuple[str, bool]:
    """The zone that somebody means, or in which their server plans; and whether it is but a guess by their locale.

    Raises `StudyError` for what is none, and `JournalDownError`.
    """
    if typed is not None:
        return zone_in(typed), False
    used = await book.zone_of(guild)
    return (used, False) if used is not None else (usual_zone(locale), True)


def names_in(typed: str) -> tuple[str, ...]:
    """Names with commas or lines between them."""
    parts = typed.replace("\n", ",").replace(";", ",").split(",")
    return tuple(name for name in (" ".join(part.split()) for part in parts) if name)


def categories_in(typed: str, library: Library, voice: Voice) -> tuple[str, ...]:
    """The ids of categories with commas between them. Raises `StudyError` with the nearest one."""
    return tuple(dict.fromkeys(category_in(name, library, voice).id for name in names_in(typed)))
