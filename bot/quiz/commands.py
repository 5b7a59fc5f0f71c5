"""What may be asked of a quiz, and why it may be refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from bot.quiz.events import USUAL_PACE, Answer, EndReason, Event, Settings, Verdict
from knowledge.questions.asked import Asked


class Refusal(StrEnum):
    """Why something was not done. The value is the last part of its sentence's key."""

    LATE = "late"
    NOT_ASKED_YET = "not-asked-yet"
    ALREADY_ANSWERED = "already-answered"
    OVERTAKEN = "overtaken"
    NOT_AN_ANSWER = "not-an-answer"
    PAUSED = "paused"
    NOT_PAUSED = "not-paused"
    NOTHING_OPEN = "nothing-open"
    NOT_HOST = "not-host"
    OVER = "over"
    OUT_OF_BOUNDS = "out-of-bounds"
    CHANNEL_BUSY = "channel-busy"
    COMING_BACK = "coming-back"
    NOT_STORED = "not-stored"
    KICKED = "kicked"
    KICKED_HOST = "kicked-host"
    HOST_STAYS = "host-stays"
    NOT_AHEAD = "not-ahead"
    NO_SUCH_TEAM = "no-such-team"
    HAS_PLAYED = "has-played"
    NOT_CLOSED = "not-closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Begin a quiz in a channel. `quiz` is the id of the interaction that wants it, and the quiz's from then on.

    The rest is as in `Opened`.
    """

    quiz: int
    at: datetime
    guild: int
    channel: int
    host: int
    settings: Settings
    questions: tuple[Asked, ...]
    seed: int
    night: int | None = None
    title: str = ""
    teams: tuple[str, ...] = ()
    members: Mapping[int, int] = field(default_factory=dict)
    paces: Mapping[int, int] = field(default_factory=dict)
    accepted: Mapping[int, tuple[Answer, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Somebody answers question `number`. `press` is the interaction's id, and `at` the moment in that id.

    `pace` is how much of the question's time they have, in percent: from `USUAL_PACE` to `LONGEST_PACE`.
    """

    press: int
    at: datetime
    person: int
    number: int
    answer: Answer
    pace: int = USUAL_PACE


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinTeam:
    """Somebody wants to play for a team, by its place in `Opened.teams`; until they have answered, they may change."""

    order: int
    at: datetime
    person: int
    team: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """Somebody who leads the quiz wants something. `order` is the interaction's id, and `at` the moment in that id."""

    order: int
    at: datetime
    by: int
    may_manage: bool = False


class Pause(_Order):
    """Stop the clock."""

    __slots__ = ()


class Resume(_Order):
    """Let the clock run on."""

    __slots__ = ()


class Skip(_Order):
    """Drop the open question."""

    __slots__ = ()


class Next(_Order):
    """Go on at once: ring the bell of the open question for everybody, or ask the next one."""

    __slots__ = ()


class Stop(_Order):
    """End the quiz."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extend(_Order):
    """Give the open question `seconds` more."""

    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeHost(_Order):
    """Hand the quiz over to `host`; whoever manages the server may take it over."""

    host: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump(_Order):
    """Ask question `number` next, which is still to come."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kick(_Order):
    """Let `person` play no more."""

    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrade(_Order):
    """Mark question `number` again, during the quiz or after it. `answer` is what is accepted or taken back."""

    number: int
    verdict: Verdict
    answer: Answer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """Question `number` is in the channel as `message`, since `at` by Discord's clock."""

    number: int
    message: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Ring:
    """It is `at`: do what is due."""

    at: datetime


@dataclass(frozen=True, slots=True)
class GoAway:
    """The bot goes down."""

    at: datetime


@dataclass(frozen=True, slots=True)
class ComeBack:
    """The bot is there again, or the journal is."""

    at: datetime


@dataclass(frozen=True, slots=True)
class GiveUp:
    """The quiz cannot go on in its channel."""

    at: datetime
    reason: EndReason


Order: TypeAlias = Pause | Resume | Skip | Next | Stop | Extend | ChangeHost | Jump | Kick | Regrade
Command: TypeAlias = Press | JoinTeam | Order | Posted | Ring | GoAway | ComeBack | GiveUp

Decision: TypeAlias = tuple[Event, ...] | Refusal
"""What happened, which may be nothing because it has happened already; or why nothing did."""
