"""What is said around a planned night, when it is due: reminders, changes, the beginning, and what went wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.cards.night_lobby import cancelled_line, team_keys
from bot.cards.night_words import mode_words, names, night_id, round_lines, rules_line, title_of, turn, when_line
from bot.cards.poster import Block, Heading, Keys, Lines, Poster, Small, Turn
from bot.cards.quiz_words import duration
from bot.cards.said import Instant, Moment, Person, Place, Said, Strong, said
from bot.cards.voice import Voice
from bot.nights.night import Night
from bot.nights.plan import Teams
from knowledge.library import Library

# So many can be mentioned in one message (docs, resources/message.mdx, "Allowed Mentions"), with room for words.
MENTIONED_AT_ONCE = 90


def leave_id(night: Night, said_in: str) -> str:
    """What the button to leave stands for in one message among many."""
    return night_id(night.night, "leave", said_in)


def _leave(night: Night, said_in: str, voice: Voice) -> Keys:
    return Keys((Turn(voice.say("night.button.leave"), leave_id(night, said_in)),))


def reminder_poster(night: Night, step: str, people: Sequence[int], said_in: str, voice: Voice) -> Poster:
    """That it is in a day, or in ten minutes; to those who come."""
    starts = night.plan.starts_at
    line = said(
        voice,
        f"night.remind.{step}",
        title=Strong(title_of(night)),
        at=Instant(starts, has_weekday=True),
        moment=Moment(starts),
    )
    return Poster((Lines((line, names(people, voice, len(people)))), _leave(night, said_in, voice)))


def moved_poster(night: Night, people: Sequence[int], said_in: str, voice: Voice) -> Poster:
    """That it is at another time, or in another place."""
    line = said(voice, "night.moved", title=Strong(title_of(night)), place=Place(night.channel))
    lines = (line, when_line(night.plan.starts_at, voice), names(people, voice, len(people)))
    return Poster((Lines(lines), _leave(night, said_in, voice)))


def cancelled_poster(night: Night, people: Sequence[int], voice: Voice) -> Poster:
    """That it does not take place; to those who wanted to come."""
    told = (names(people, voice, len(people)),) if people else ()
    return Poster((Lines((cancelled_line(night, voice), *told)),))


def ask_poster(night: Night, voice: Voice) -> Poster:
    """Nobody has joined: what shall be done? To the host, or whoever else may decide."""
    host: Said = (Person(night.host),) if night.host is not None else said(voice, "night.ask.somebody")
    line = said(voice, "night.ask.nobody", host=host, title=Strong(title_of(night)))
    keys = (turn(voice, night.night, "start", is_main=True), turn(voice, night.night, "cancel"))
    return Poster((Lines((line,)), Keys(keys)))


def busy_line(night: Night, until: datetime, voice: Voice) -> Said:
    """That another quiz is in its place."""
    return said(voice, "night.busy", title=Strong(title_of(night)), moment=Moment(until))


@dataclass(frozen=True, slots=True)
class Opening:
    """A night that begins: each person's team, when its first question comes, and by how much it is late because the
    bot was away.
    """

    night: Night
    members: Mapping[int, int]
    first_at: datetime | None
    late: timedelta | None = None


def opening_poster(opening: Opening, library: Library, voice: Voice) -> Poster:
    """That it begins: who comes, in which team, by which rules."""
    night, plan = opening.night, opening.night.plan
    blocks: list[Block] = [Heading(said(voice, "night.opening.title", title=Strong(title_of(night))))]
    if opening.late is not None:
        blocks.append(Lines((said(voice, "night.opening.late", late=duration(opening.late, voice)),)))
    if plan.has_thread and night.place == night.channel:
        blocks.append(Lines((said(voice, "night.opening.no-thread"),)))
    blocks.append(Lines((rules_line(plan, voice), *round_lines(plan, library, voice), (mode_words(plan, voice),))))
    blocks.append(Lines(_people(opening, voice)))
    if opening.first_at is not None:
        blocks.append(Lines((said(voice, "night.opening.first", moment=Moment(opening.first_at)),)))
    if plan.teams is not Teams.NONE:
        blocks += [Small(said(voice, "night.opening.late-comers")), _late_keys(night, voice)]
    if night.host is not None:
        blocks.append(Small(said(voice, "night.opening.host", person=Person(night.host))))
    return Poster(tuple(blocks))


def _people(opening: Opening, voice: Voice) -> tuple[Said, ...]:
    people = [one.person for one in opening.night.people]
    if opening.members:
        return _teams(opening.night, opening.members, voice)
    return (names(people, voice, MENTIONED_AT_ONCE),) if people else ()


def _teams(night: Night, members: Mapping[int, int], voice: Voice) -> tuple[Said, ...]:
    """Every team that somebody is in; no more names than can be mentioned in one message."""
    lines = []
    for place, name in enumerate(night.plan.team_names):
        people = [person for person, team in members.items() if team == place]
        if people:
            listed = names(people, voice, MENTIONED_AT_ONCE // len(night.plan.team_names))
            lines.append(said(voice, "night.opening.team", team=Strong(name), people=listed))
    return tuple(lines)


def _late_keys(night: Night, voice: Voice) -> Keys:
    return team_keys(night) if night.plan.teams is Teams.CHOSEN else Keys((turn(voice, night.night, "draw"),))


# --- to the host alone ---------------------------------------------------------------------------------------------


def paused_line(night: Night, voice: Voice) -> Said:
    """That it has no channel any more."""
    return said(
        voice, "night.paused", title=Strong(title_of(night)), at=Instant(night.plan.starts_at, has_weekday=True)
    )


def event_gone_poster(night: Night, voice: Voice) -> Poster:
    """Somebody has deleted the server's event."""
    line = said(voice, "night.event.gone", title=Strong(title_of(night)))
    again = night_id(night.night, "event-again", str(night.events))
    return Poster((Lines((line,)), Keys((Turn(voice.say("night.button.event-again"), again, is_main=True),))))


def event_moved_poster(night: Night, to: datetime, voice: Voice) -> Poster:
    """Somebody has given the server's event another time."""
    line = said(
        voice,
        "night.event.moved",
        title=Strong(title_of(night)),
        before=Instant(night.plan.starts_at, has_weekday=True),
        after=Instant(to, has_weekday=True),
    )
    follow = night_id(night.night, "follow", str(int(to.timestamp())))
    keys = (
        Turn(voice.say("night.button.follow"), follow, is_main=True),
        Turn(voice.say("night.button.event-back"), night_id(night.night, "event-back")),
    )
    return Poster((Lines((line,)), Keys(keys)))


def event_words(night: Night, library: Library, voice: Voice) -> str:
    """What the server's event says of it, in plain text."""
    plan = night.plan
    lines = (rules_line(plan, voice), *round_lines(plan, library, voice), said(voice, "night.event.about"))
    return "\n".join("".join(str(part) for part in line) for line in lines)
