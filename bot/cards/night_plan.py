"""What an organiser sees while they plan a night, alone: how it would be, and what to press to change it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards.night_words import (
    mode_words,
    night_id,
    round_lines,
    rules_line,
    title_of,
    turn,
    wall_words,
    when_line,
    zone_words,
)
from bot.cards.poster import Block, Heading, Keys, Lines, Poster, Small, Turn
from bot.cards.said import Place, Said, Strong, said
from bot.cards.voice import Voice
from bot.nights.night import Night, State
from bot.nights.plan import Teams
from bot.nights.wall_times import is_twice
from knowledge.library import Library

# What can be changed in a form of its own, in this order.
FORMS = ("time", "rounds", "topics", "rules", "teams")


@dataclass(frozen=True, slots=True)
class Notes:
    """What the organiser should know: keys of sentences, what was wrong with what they typed, and whether a planned
    night is changed.
    """

    keys: Sequence[str] = ()
    is_change: bool = False
    wrong: Sequence[str] = ()


def plan_poster(draft: Night, notes: Notes, library: Library, voice: Voice) -> Poster:
    """The plan as it stands, and what to press. Its moment is shown as Discord shows it to everybody."""
    plan = draft.plan
    wall = said(voice, "night.plan.wall", wall=wall_words(plan.wall, voice), zone=zone_words(plan.zone))
    lines = [when_line(plan.starts_at, voice), wall]
    if is_twice(plan.wall, plan.zone):
        lines.append(said(voice, "night.plan.twice"))
    place = "night.plan.thread" if plan.has_thread else "night.plan.channel"
    lines.append(said(voice, place, place=Place(draft.channel)))
    rules = (rules_line(plan, voice), *round_lines(plan, library, voice), (mode_words(plan, voice),))
    blocks: list[Block] = [
        Heading((Strong(title_of(draft)),)),
        Lines(tuple(lines)),
        Lines((*rules, _teams(draft, voice), said(voice, "night.plan.language", language=_language(draft, voice)))),
    ]
    if notes.wrong:
        blocks.append(Lines(tuple((Strong(sentence),) for sentence in notes.wrong)))
    blocks += [Small(said(voice, key)) for key in notes.keys]
    does = "save" if notes.is_change else "plan"
    forms = Keys(tuple(turn(voice, draft.night, form) for form in FORMS))
    return Poster((*blocks, Keys((turn(voice, draft.night, does, is_main=True),)), forms))


def _teams(night: Night, voice: Voice) -> Said:
    listed = ", ".join(night.plan.team_names)
    if night.plan.teams is Teams.NONE:
        return said(voice, "night.plan.teams.none")
    return said(voice, f"night.plan.teams.{night.plan.teams}", names=listed)


def _language(night: Night, voice: Voice) -> str:
    return voice.say(f"night.language.{night.plan.language}")


def planned_poster(night: Night, notes: Notes, voice: Voice) -> Poster:
    """That it is planned, or changed, and where its lobby is; with what its host may press."""
    key = "night.planned.changed" if notes.is_change else "night.planned.new"
    lines = [said(voice, key, title=Strong(title_of(night)), place=Place(night.channel))]
    lines += [when_line(night.plan.starts_at, voice)]
    lines += [said(voice, key) for key in notes.keys]
    return Poster((Lines(tuple(lines)), host_keys(night, voice)))


def host_keys(night: Night, voice: Voice) -> Keys:
    """What the host of a night may press, as far as it is still to come."""
    if night.state is State.PAUSED:
        return Keys((turn(voice, night.night, "change"), turn(voice, night.night, "cancel")))
    return Keys(tuple(turn(voice, night.night, does) for does in ("start", "change", "cancel")))


def organise_poster(night: Night, voice: Voice) -> Poster:
    """For whoever may lead it: what can be done about it."""
    line = said(voice, "night.organise", title=Strong(title_of(night)), count=len(night.people))
    return Poster((Lines((line, when_line(night.plan.starts_at, voice))), host_keys(night, voice)))


def cancel_poster(night: Night, voice: Voice) -> Poster:
    """Whether it shall really be cancelled."""
    line = said(voice, "night.cancel-sure", title=Strong(title_of(night)), count=len(night.people))
    return Poster((Lines((line, when_line(night.plan.starts_at, voice))), Keys((_sure(night, voice),))))


def _sure(night: Night, voice: Voice) -> Turn:
    return Turn(voice.say("night.button.cancel-sure"), night_id(night.night, "cancel-sure"), is_main=True)
