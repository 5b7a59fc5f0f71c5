"""A planned night as it is stored: its plan, where it stands, who comes, and what has been done for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.nights.plan import Plan


class State(StrEnum):
    """Where a night stands. One that is PAUSED has lost its channel; CLOSED, nothing is left to do."""

    DRAFT = "draft"
    PLANNED = "planned"
    PAUSED = "paused"
    STARTED = "started"
    CANCELLED = "cancelled"
    OVER = "over"
    CLOSED = "closed"


class Reason(StrEnum):
    """Why a night did not take place."""

    HOST = "host"
    MISSED = "missed"
    BUSY = "busy"
    NOBODY = "nobody"
    NO_PLACE = "no-place"
    NO_QUESTIONS = "no-questions"


@dataclass(frozen=True, slots=True)
class Coming:
    """Somebody who comes, and the place of the team that they chose."""

    person: int
    team: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """Something that was done. `result` is the id of what came of it; 0 if nothing had to, or nothing could."""

    at: datetime
    result: int


@dataclass(frozen=True, slots=True)
class Night:
    """`night` is the id of the interaction that planned it, and its quiz's too.

    `version` counts everything that its lobby shows, of which `shown` is shown; `revision` counts changes of the plan,
    of which `event_shows` is in the server's event. `lobbies` and `events` count how often each was made anew. `moved`
    is the revision in which people were last given another time or place, 0 if never. `wanted_at`: when the host
    pressed start.
    """

    night: int
    guild: int
    channel: int
    host: int | None
    state: State
    plan: Plan
    planned_at: datetime
    version: int = 1
    shown: int = 0
    revision: int = 1
    event_shows: int = 0
    lobbies: int = 1
    events: int = 1
    moved: int = 0
    wanted_at: datetime | None = None
    reason: Reason | None = None
    people: Sequence[Coming] = ()
    done: Mapping[str, Done] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether it is still to come: people may join, and it may be changed."""
        return self.state in {State.PLANNED, State.PAUSED}

    @property
    def names(self) -> int:
        """How many people its lobby names, or counts: its host and who comes."""
        return len({one.person for one in self.people} | ({self.host} - {None}))

    @property
    def lobby_key(self) -> str:
        """The step that makes the present lobby."""
        return f"lobby.{self.lobbies}"

    @property
    def event_key(self) -> str:
        """The step that makes the present event."""
        return f"event.{self.events}"

    def result(self, key: str) -> int | None:
        """What came of a step: an id, 0 for nothing, None if it has not been done."""
        done = self.done.get(key)
        return None if done is None else done.result

    @property
    def lobby(self) -> int | None:
        """The id of its lobby's message, once it is there."""
        return self.result(self.lobby_key) or None

    @property
    def event(self) -> int | None:
        """The id of the server's event, if there is one."""
        return self.result(self.event_key) or None

    @property
    def place(self) -> int:
        """Where it is played: its thread, if there is one, else its channel."""
        return self.result("thread") or self.channel
