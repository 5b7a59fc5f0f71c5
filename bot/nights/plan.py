"""What is planned: a night's title, its time, its rounds and its rules."""

from datetime import datetime, timedelta
from enum import StrEnum
from itertools import accumulate

import msgspec

from bot.nights.wall_times import lenient_moment_of
from bot.quiz.events import READING_SECONDS, Mode

# What fits into one quiz (issue 4), and into a form on a phone: Discord's has five fields.
MOST_QUESTIONS = 50
MOST_ROUNDS = 5
MOST_TEAMS = 5
MOST_BREAK_MINUTES = 30
# An event's and a thread's name have 100 characters (docs, resources/guild-scheduled-event.mdx, topics/threads.mdx).
LONGEST_TITLE = 80
LONGEST_TEAM = 24
# Who opens an event wants to see an end, and people stay a little.
SHORTEST_NIGHT = timedelta(minutes=15)


class Teams(StrEnum):
    """How people find into teams: not at all, each by their own choice, or drawn when the night begins."""

    NONE = "none"
    CHOSEN = "chosen"
    DRAWN = "drawn"


class Plan(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One night as its organiser wants it.

    `wall` is what clocks in `zone` show when it begins: both are kept, so that it stays eight in the evening whatever
    becomes of the zone's rules. A round's categories are ids; a round without any is a mix.
    """

    title: str
    wall: datetime
    zone: str
    rounds: tuple[tuple[str, ...], ...] = ((), ())
    questions: int = 10
    seconds: int = 20
    break_minutes: int = 5
    mode: Mode = Mode.SPEED
    language: str = "en"
    teams: Teams = Teams.NONE
    team_names: tuple[str, ...] = ()
    has_thread: bool = False

    @property
    def starts_at(self) -> datetime:
        """The moment, in UTC, by the zone's rules as they are known today."""
        return lenient_moment_of(self.wall, self.zone)

    @property
    def ends_at(self) -> datetime:
        """About when it will be over."""
        asking = timedelta(seconds=len(self.rounds) * self.questions * (self.seconds + READING_SECONDS))
        breaks = timedelta(minutes=self.break_minutes * (len(self.rounds) - 1))
        return self.starts_at + max(asking + breaks, SHORTEST_NIGHT)

    @property
    def firsts(self) -> tuple[int, ...]:
        """The number of each round's first question, if every round has all of its questions."""
        return tuple(accumulate([self.questions] * (len(self.rounds) - 1), initial=1))

    @property
    def with_rounds(self) -> int:
        """How many questions there are in all."""
        return self.questions * len(self.rounds)


def with_count(plan: Plan, count: int) -> Plan:
    """The plan with so many rounds: those that it has stay as they are, new ones are a mix."""
    rounds = (*plan.rounds[:count], *(((),) * (count - len(plan.rounds))))
    return msgspec.structs.replace(plan, rounds=rounds)


def to_json(plan: Plan) -> str:
    """The plan as it is stored."""
    return msgspec.json.encode(plan).decode()


def from_json(line: str) -> Plan:
    """The plan that was stored."""
    return msgspec.json.decode(line, type=Plan)
