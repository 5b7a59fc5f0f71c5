"""How a daily post is set up: what somebody chose, in a command or in a form, is read and checked."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

import discord
from discord.app_commands import Choice
from discord.utils import snowflake_time

from bot.cards.daily_words import day_names
from bot.cards.night_words import zone_words
from bot.cards.voice import Voice, echo
from bot.daily.daily import MIX, NOBODY, Daily, Kind
from bot.daily.schedule import EVERY_DAY, Schedule
from bot.daily.weekdays import SETS, read_days
from bot.errors import StudyError
from bot.nights.wall_times import wall_of
from bot.nights.zones import usual_zone, zone_near, zones_like
from cogs.ui.categories import category_in
from cogs.ui.limits import AUTOCOMPLETE_CHOICES, CHOICE_NAME
from cogs.ui.night_reading import zone_in
from knowledge.library import Library

AnyChannel: TypeAlias = discord.TextChannel | discord.ForumChannel

# To post, and to look what was posted; what is missing is said one by one.
NEEDED = ("view_channel", "send_messages", "read_message_history")
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:\s*[:.h]\s*(?P<minute>\d{2}))?\s*h?\s*(?:(?P<half>[ap])\.?\s*m\.?)?", re.IGNORECASE
)
_NOON = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody chose for the daily post of `channel`; what they left open is None."""

    channel: AnyChannel
    hour: int
    minute: int = 0
    zone: str | None = None
    holds: str | None = None
    category: str | None = None
    language: str | None = None
    days: str | None = None
    role: discord.Role | None = None


@dataclass(frozen=True, slots=True)
class DailySetting:
    """Reads wishes. Raises `StudyError` for what whoever sets it up can put right."""

    library: Library

    def daily(self, interaction: discord.Interaction, wish: Wish, last_zone: str | None, voice: Voice) -> Daily:
        """What is wished for. What was left open is as usual here."""
        zone = read_zone(wish.zone) if wish.zone else last_zone or usual_zone(str(interaction.locale))
        days = _days(wish.days, voice) if wish.days else EVERY_DAY
        return Daily(
            channel=wish.channel.id,
            guild=wish.channel.guild.id,
            schedule=Schedule(wish.hour, wish.minute, zone, days),
            language=wish.language or voice.language,
            since=snowflake_time(interaction.id),
            kind=Kind(wish.holds or Kind.BOTH),
            category=category_in(wish.category, self.library, voice).id if wish.category else MIX,
            role=NOBODY if wish.role is None else wish.role.id,
            is_forum=isinstance(wish.channel, discord.ForumChannel),
            person=interaction.user.id,
        )


def check_permissions(channel: AnyChannel, voice: Voice) -> None:
    """Raises `StudyError` with the first permission that the bot lacks where the post is to be."""
    permissions = channel.permissions_for(channel.guild.me)
    for name in NEEDED:
        if not getattr(permissions, name):
            permission = voice.say(f"daily.permission.{name}")
            raise StudyError("daily.wrong.missing", channel=f"#{channel.name}", permission=permission)


def can_ping(channel: AnyChannel, role: discord.Role | None) -> bool:
    """Whether mentioning that role would notify anybody (docs, resources/message.mdx, "Allowed Mentions")."""
    if role is None or role.is_default():
        return role is None
    return role.mentionable or channel.permissions_for(channel.guild.me).mention_everyone


def read_zone(typed: str) -> str:
    """The zone of a place."""
    return zone_in(typed, "daily.wrong.no-zone", "daily.wrong.no-zone-near")


def read_time(typed: str) -> tuple[int, int]:
    """The hour and the minute: 9:00, 9, 18.30, 6:30 pm."""
    found = _TIME.fullmatch(typed.strip())
    if found is not None:
        hour, minute, half = int(found["hour"]), int(found["minute"] or 0), (found["half"] or "").lower()
        if half and 1 <= hour <= _NOON:
            hour = hour % _NOON + (_NOON if half == "p" else 0)
        elif half:
            hour = 24
        if hour < 24 and minute < 60:
            return hour, minute
    raise StudyError("daily.wrong.no-time", typed=echo(typed))


def _days(typed: str, voice: Voice) -> frozenset[int]:
    days = read_days(typed, day_names(voice.texts))
    if days is None:
        raise StudyError("daily.wrong.no-days", typed=echo(typed))
    return days


# --- while typing ----------------------------------------------------------------------------------------------------


def zone_choices(typed: str, first: str, now: datetime) -> list[Choice[str]]:
    """The places that may be meant, each with the time there; `first` if nothing has been typed."""
    zones = zones_like(typed, AUTOCOMPLETE_CHOICES) if typed.strip() else (first,)
    if not zones and (near := zone_near(typed)) is not None:
        zones = (near,)
    return [Choice(name=f"{zone_words(zone)} · {wall_of(now, zone):%H:%M}"[:CHOICE_NAME], value=zone) for zone in zones]


def day_choices(typed: str, voice: Voice) -> list[Choice[str]]:
    """Sets of days, and days; after a comma, another day."""
    before, comma, last = typed.rpartition(",")
    start = f"{before.strip()}{comma} " if comma else ""
    names = [] if comma else [voice.say(f"daily.days.{name}") for name in SETS]
    names += [voice.say(f"daily.weekday.{day + 1}") for day in sorted(EVERY_DAY)]
    found = [f"{start}{name}" for name in names if name.casefold().startswith(last.strip().casefold())]
    if not found and read_days(typed, day_names(voice.texts)) is not None:
        found = [typed]
    return [Choice(name=name, value=name) for name in found if len(name) <= CHOICE_NAME]
