"""The lobby of a planned night: when, what, who comes, and what to press."""

from collections.abc import Iterator

from bot.cards.night_words import (
    NAMES_SHOWN,
    mode_words,
    names,
    night_id,
    round_lines,
    rules_line,
    title_of,
    turn,
    when_line,
)
from bot.cards.poster import Block, Heading, Keys, Lines, Poster, Small, Turn
from bot.cards.said import Person, Place, Said, Strong, said
from bot.cards.voice import Voice
from bot.nights.night import Night, Reason, State
from bot.nights.plan import Teams
from knowledge.library import Library


def lobby_poster(night: Night, library: Library, voice: Voice, others: tuple[Voice, ...] = ()) -> Poster:
    """For all. `others` are the languages in which it can be read by a press; without, nothing can be pressed."""
    blocks: list[Block] = [Heading((Strong(title_of(night)),)), Lines(_about(night, voice))]
    blocks.append(Lines((*round_lines(night.plan, library, voice), (mode_words(night.plan, voice),))))
    blocks.append(Lines(tuple(_who(night, voice))))
    if night.is_open:
        blocks.append(Small(said(voice, "night.lobby.how")))
        if others:
            blocks += _keys(night, voice, others)
    return Poster(tuple(blocks))


def _about(night: Night, voice: Voice) -> tuple[Said, ...]:
    lines = [_stands(night, voice), rules_line(night.plan, voice)]
    if night.is_open and night.plan.has_thread:
        lines.append(said(voice, "night.lobby.thread"))
    if night.host is None:
        lines.append(said(voice, "night.lobby.no-host"))
    else:
        lines.append(said(voice, "night.lobby.host", person=Person(night.host)))
    return tuple(lines)


def _stands(night: Night, voice: Voice) -> Said:
    match night.state:
        case State.STARTED:
            return said(voice, "night.lobby.started", place=Place(night.place))
        case State.OVER | State.CLOSED if night.reason is None:
            return said(voice, "night.lobby.over", place=Place(night.place))
        case State.PLANNED | State.PAUSED | State.DRAFT:
            return when_line(night.plan.starts_at, voice)
        case _:
            return cancelled_line(night, voice)


def cancelled_line(night: Night, voice: Voice) -> Said:
    """That it does not take place, and why."""
    return said(voice, f"night.cancelled.{night.reason or Reason.HOST}", title=Strong(title_of(night)))


# --- who comes -----------------------------------------------------------------------------------------------------


def _who(night: Night, voice: Voice) -> Iterator[Said]:
    people = [one.person for one in night.people]
    if night.plan.teams is Teams.DRAWN:
        yield said(voice, "night.lobby.drawn", names=", ".join(night.plan.team_names))
    if not people:
        yield said(voice, "night.lobby.nobody" if night.is_open else "night.lobby.nobody-came")
    if night.plan.teams is Teams.CHOSEN and (people or night.is_open):
        yield from _teams(night, voice)
    elif people:
        yield said(voice, "night.lobby.coming", count=len(people), people=names(people, voice))


def _teams(night: Night, voice: Voice) -> Iterator[Said]:
    """Every team, the empty ones too: somebody has to begin. No more names in all than without teams."""
    room = NAMES_SHOWN
    for place, name in enumerate(night.plan.team_names):
        people = [one.person for one in night.people if one.team == place]
        if people and not room:
            yield said(voice, "night.lobby.team-count", team=Strong(name), count=len(people))
        elif people:
            listed = names(people, voice, room)
            yield said(voice, "night.lobby.team", team=Strong(name), count=len(people), people=listed)
        else:
            yield said(voice, "night.lobby.empty-team", team=Strong(name))
        room = max(0, room - len(people))
    without = [one.person for one in night.people if not _has_team(one.team, night)]
    if without:
        listed = names(without, voice, room) if room else (str(len(without)),)
        yield said(voice, "night.lobby.no-team", people=listed)


def _has_team(team: int | None, night: Night) -> bool:
    return team is not None and team < len(night.plan.team_names)


# --- what to press -------------------------------------------------------------------------------------------------


def _keys(night: Night, voice: Voice, others: tuple[Voice, ...]) -> Iterator[Keys]:
    leave, organise = turn(voice, night.night, "leave"), turn(voice, night.night, "organise")
    read = tuple(Turn(other.say("button.language"), night_id(night.night, "read", other.language)) for other in others)
    if night.plan.teams is Teams.CHOSEN:
        yield team_keys(night)
        yield Keys((leave, *read, organise))
    else:
        yield Keys((turn(voice, night.night, "join", is_main=True), leave, *read, organise))


def team_keys(night: Night) -> Keys:
    """A button for each team."""
    return Keys(
        tuple(
            Turn(name, night_id(night.night, "team", str(place)), is_main=True)
            for place, name in enumerate(night.plan.team_names)
        )
    )
