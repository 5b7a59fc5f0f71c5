"""The forms in which a plan is changed: short enough for a phone, filled in with what is planned already."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import discord
import msgspec
from discord import ui

from bot.cards.night_words import night_id
from bot.cards.voice import Voice
from bot.errors import StudyError
from bot.nights.night import Night
from bot.nights.plan import LONGEST_TEAM, LONGEST_TITLE, MOST_ROUNDS, MOST_TEAMS, Plan, Teams, with_count
from bot.quiz.events import Mode
from cogs.ui.limits import MODAL_LABEL, MODAL_TITLE, OPTION_LABEL, OPTIONS_IN_A_MENU
from cogs.ui.night_reading import Asker, names_in, wall_in, zone_in
from cogs.ui.pieces import shortened
from knowledge.library import Library

QUESTIONS = (3, 5, 8, 10, 12, 15, 20, 25)
SECONDS = (10, 15, 20, 30, 45, 60, 90)
MINUTES = (0, 2, 3, 5, 10, 15, 20)
_LONGEST_TYPED = 100

Field: TypeAlias = "ui.Label[ui.Modal]"
Filled: TypeAlias = Mapping[str, Any]
"""What was typed, or the list of what was chosen, by the field."""


def form(which: str, draft: Night, library: Library, voice: Voice) -> ui.Modal:
    """The form for one part of the plan. The library need not remember it."""
    fields: Mapping[str, Callable[[], Iterable[Field]]] = {
        "time": lambda: _time(draft.plan, voice),
        "rounds": lambda: _rounds(draft.plan, voice),
        "topics": lambda: _topics(draft.plan, library, voice),
        "rules": lambda: _rules(draft.plan, voice),
        "teams": lambda: _teams(draft.plan, voice),
    }
    title = shortened(voice.say(f"night.button.{which}"), MODAL_TITLE)
    modal = ui.Modal(title=title, custom_id=night_id(draft.night, f"set-{which}"), timeout=None)
    for field in fields[which]():
        modal.add_item(field)
    modal.stop()
    return modal


def filled_in(interaction: discord.Interaction) -> Filled:
    """What somebody filled in."""
    parts = dict(interaction.data or {}).get("components") or ()
    found: dict[str, Any] = {}
    for part in parts if isinstance(parts, list) else ():
        field = part.get("component") or {}
        found[str(field.get("custom_id"))] = field.get("values", field.get("value"))
    return found


@dataclass(frozen=True, slots=True)
class Changed:
    """The plan with all that could be read, and what was wrong with the rest."""

    plan: Plan
    wrong: Sequence[StudyError] = ()


def changed(which: str, plan: Plan, filled: Filled, asker: Asker) -> Changed:
    """The plan with what was filled in."""
    match which:
        case "time":
            return _with_time(plan, filled, asker)
        case "rounds":
            numbers = {name: int(_chosen(filled, name)) for name in ("questions", "seconds")}
            minutes = int(_chosen(filled, "pause"))
            plan = msgspec.structs.replace(plan, break_minutes=minutes, **numbers)
            return Changed(with_count(plan, int(_chosen(filled, "count"))))
        case "topics":
            rounds = tuple(tuple(filled.get(f"round-{number}") or ()) for number in range(1, len(plan.rounds) + 1))
            return Changed(msgspec.structs.replace(plan, rounds=rounds))
        case "rules":
            return Changed(
                msgspec.structs.replace(
                    plan,
                    mode=Mode(_chosen(filled, "mode")),
                    has_thread=_chosen(filled, "thread") == "in-thread",
                    language=_chosen(filled, "language"),
                )
            )
        case _:
            return Changed(
                with_teams(plan, Teams(_chosen(filled, "kind")), str(filled.get("names") or ""), asker.voice)
            )


def _chosen(filled: Filled, name: str) -> str:
    return str(filled[name][0])


def with_teams(plan: Plan, teams: Teams, typed: str, voice: Voice) -> Plan:
    """Teams of these names; two of the usual ones, if there are to be teams and no names."""
    names = names_in(typed) or plan.team_names or tuple(voice.say(f"night.team.{number}") for number in (1, 2))
    return msgspec.structs.replace(plan, teams=teams, team_names=() if teams is Teams.NONE else names)


def _with_time(plan: Plan, filled: Filled, asker: Asker) -> Changed:
    """Whatever can be read is taken; the rest stays as it was, and is told."""
    wrong = []
    title = " ".join(str(filled.get("title") or "").split())
    plan = msgspec.structs.replace(plan, title=title or plan.title)
    zone = plan.zone
    try:
        zone = zone_in(str(filled.get("zone") or plan.zone))
    except StudyError as fault:
        wrong.append(fault)
    try:
        wall, _ = wall_in(str(filled.get("when") or ""), Asker(zone, asker.now, asker.locale, asker.voice))
    except StudyError as fault:
        wrong.append(fault)
    else:
        plan = msgspec.structs.replace(plan, wall=wall, zone=zone)
    return Changed(plan, wrong)


# --- fields --------------------------------------------------------------------------------------------------------


def _time(plan: Plan, voice: Voice) -> Iterable[Field]:
    yield _text("title", plan.title, voice, longest=LONGEST_TITLE)
    yield _text("when", f"{plan.wall:%Y-%m-%d %H:%M}", voice, about="night.form.when-about")
    yield _text("zone", plan.zone, voice, about="night.form.zone-about")


def _rounds(plan: Plan, voice: Voice) -> Iterable[Field]:
    yield _numbers("count", range(1, MOST_ROUNDS + 1), len(plan.rounds), voice)
    yield _numbers("questions", QUESTIONS, plan.questions, voice)
    yield _numbers("seconds", SECONDS, plan.seconds, voice)
    yield _numbers("pause", MINUTES, plan.break_minutes, voice)


def _topics(plan: Plan, library: Library, voice: Voice) -> Iterable[Field]:
    filled = [category for category in library.categories.values() if library.in_category(category.id)]
    for number, chosen in enumerate(plan.rounds, 1):
        shown = sorted(filled, key=lambda category, chosen=chosen: category.id not in chosen)[:OPTIONS_IN_A_MENU]  # type: ignore[misc]  # a default that binds
        options = [
            discord.SelectOption(
                label=shortened(voice.read(category.name), OPTION_LABEL),
                value=category.id,
                default=category.id in chosen,
            )
            for category in shown
        ]
        select: ui.Select[ui.Modal] = ui.Select(
            custom_id=f"round-{number}", options=options, min_values=0, max_values=len(options), required=False
        )
        label = shortened(voice.say("night.form.round", number=number), MODAL_LABEL)
        yield ui.Label(text=label, description=voice.say("night.form.round-about"), component=select)


def _rules(plan: Plan, voice: Voice) -> Iterable[Field]:
    modes = {mode.value: voice.say(f"choice.quiz.night.plan.mode.{mode}") for mode in Mode}
    yield _one_of("mode", modes, plan.mode, voice)
    places = {place: voice.say(f"night.form.{place}") for place in ("in-channel", "in-thread")}
    yield _one_of("thread", places, "in-thread" if plan.has_thread else "in-channel", voice)
    languages = {one: voice.say(f"choice.quiz.night.plan.language.{one}") for one in voice.texts.languages}
    yield _one_of("language", languages, plan.language, voice)


def _teams(plan: Plan, voice: Voice) -> Iterable[Field]:
    kinds = {kind.value: voice.say(f"choice.quiz.night.plan.teams.{kind}") for kind in Teams}
    yield _one_of("kind", kinds, plan.teams, voice)
    longest = MOST_TEAMS * (LONGEST_TEAM + 2)
    usual = ", ".join(plan.team_names)
    yield _text("names", usual, voice, about="night.form.names-about", longest=longest, is_needed=False)


def _text(
    name: str, value: str, voice: Voice, *, about: str = "", longest: int = _LONGEST_TYPED, is_needed: bool = True
) -> Field:
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id=name, default=value or None, max_length=longest, required=is_needed
    )
    label = shortened(voice.say(f"night.form.{name}"), MODAL_LABEL)
    return ui.Label(text=label, description=voice.say(about) if about else None, component=field)


def _numbers(name: str, offered: Iterable[int], chosen: int, voice: Voice) -> Field:
    """What is chosen is among what is offered, whatever it is."""
    numbers = {str(number): str(number) for number in sorted({*offered, chosen})}
    return _one_of(name, numbers, str(chosen), voice)


def _one_of(name: str, offered: Mapping[str, str], chosen: str, voice: Voice) -> Field:
    options = [
        discord.SelectOption(label=shortened(label, OPTION_LABEL), value=value, default=value == chosen)
        for value, label in offered.items()
    ]
    select: ui.Select[ui.Modal] = ui.Select(custom_id=name, options=options)
    return ui.Label(text=shortened(voice.say(f"night.form.{name}"), MODAL_LABEL), component=select)
