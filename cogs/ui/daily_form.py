"""The form in which a daily post is set up without a command."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import discord
from discord import ChannelType, ui

from bot.cards.daily_ids import FORM
from bot.cards.night_words import zone_words
from bot.cards.voice import Voice
from bot.daily.daily import Kind
from cogs.ui.limits import MODAL_LABEL, MODAL_TITLE
from cogs.ui.pieces import shortened

_CHANNEL, _TIME, _ZONE, _HOLDS, _DAYS = "channel", "time", "zone", "holds", "days"
_PLACES = [ChannelType.text, ChannelType.news, ChannelType.forum]
_LONGEST = 60
_USUAL_TIME = "9:00"


@dataclass(frozen=True, slots=True)
class Filled:
    """What somebody wrote and chose; `channel` is an id."""

    channel: int = 0
    time: str = ""
    zone: str = ""
    holds: str = Kind.BOTH
    days: str = ""


def daily_form(channel: int, zone: str, voice: Voice) -> ui.Modal:
    """With what is usual here filled in. The library need not remember it."""
    modal = ui.Modal(title=shortened(voice.say("daily.form.title"), MODAL_TITLE), custom_id=FORM, timeout=None)
    places: ui.ChannelSelect[ui.Modal] = ui.ChannelSelect(
        custom_id=_CHANNEL, channel_types=_PLACES, default_values=[discord.Object(channel)] if channel else []
    )
    _add(modal, voice, _CHANNEL, places, about=True)
    _add(modal, voice, _TIME, _field(_TIME, _USUAL_TIME), about=True)
    _add(modal, voice, _ZONE, _field(_ZONE, zone_words(zone)), about=True)
    _add(modal, voice, _HOLDS, _holds(voice), about=False)
    _add(modal, voice, _DAYS, _field(_DAYS, voice.say("daily.days.every-day")), about=True)
    modal.stop()
    return modal


def _add(modal: ui.Modal, voice: Voice, name: str, part: ui.Item[ui.Modal], *, about: bool) -> None:
    label = shortened(voice.say(f"daily.form.{name}"), MODAL_LABEL)
    modal.add_item(
        ui.Label(text=label, description=voice.say(f"daily.form.{name}-about") if about else None, component=part)
    )


def _field(name: str, value: str) -> ui.TextInput[ui.Modal]:
    return ui.TextInput(custom_id=name, default=value, max_length=_LONGEST)


def _holds(voice: Voice) -> ui.Select[ui.Modal]:
    options = [
        discord.SelectOption(label=voice.say(f"choice.daily.set.holds.{kind}"), value=kind, default=kind is Kind.BOTH)
        for kind in (Kind.BOTH, Kind.FACT, Kind.QUESTION)
    ]
    return ui.Select(custom_id=_HOLDS, options=options)


def read_form(fields: Mapping[str, Any]) -> Filled:
    """What was sent."""
    parts = {str(part.get("custom_id")): part for part in _parts(fields)}

    def typed(name: str) -> str:
        return str(parts.get(name, {}).get("value") or "")

    def chosen(name: str) -> str:
        values = parts.get(name, {}).get("values") or [""]
        return str(values[0])

    channel, holds = chosen(_CHANNEL), chosen(_HOLDS)
    return Filled(
        channel=int(channel) if channel.isdecimal() else 0,
        time=typed(_TIME),
        zone=typed(_ZONE),
        holds=holds if holds in set(Kind) else Kind.BOTH,
        days=typed(_DAYS),
    )


def _parts(fields: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for label in fields.get("components") or ():
        part = label.get("component")
        if isinstance(part, Mapping):
            yield part
