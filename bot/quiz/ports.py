"""What the host needs of the world: a stage, a journal, a clock, a judge. A test can be each of them."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

from bot.quiz.commands import Posted
from bot.quiz.events import USUAL_PACE, EndReason, Entry
from bot.quiz.game import Game
from bot.quiz.rules import Judge


class StageGoneError(Exception):
    """The quiz has no place any more: nothing will work there, however often it is tried."""

    def __init__(self, reason: EndReason) -> None:
        super().__init__(reason)
        self.reason = reason


class JournalDownError(Exception):
    """Nothing can be stored or read at present. Whether the last line was stored is not known."""


class NotOursError(Exception):
    """Another process runs this quiz now."""


class Stage(Protocol):
    """Where the quiz is seen. Whatever it raises but `StageGoneError` may be gone the next time."""

    async def ask(self, game: Game, bell_at: datetime) -> Posted:
        """Send question `game.next_number` as a new message. `bell_at` is for the countdown, good to a second."""

    async def refresh(self, game: Game) -> None:
        """The open question's bell has moved, it is paused, or it goes on: show it so."""

    async def reveal(self, game: Game) -> None:
        """The last question was closed or skipped: show that in its message. May come twice for one question."""

    async def say_back(self, game: Game) -> None:
        """Say that the bot was away since `game.back.since`, and how it goes on."""

    async def finish(self, game: Game) -> None:
        """The quiz is over: say how it ended, and why. May come twice."""


class Journal(Protocol):
    """Where the log is kept. What it has returned from survives everything.

    Each method may raise `JournalDownError`, in good time: a player waits, and Discord gives a press three seconds.
    """

    async def open(self, game: Game, entries: Sequence[Entry]) -> bool:
        """Store the beginning of a quiz and claim its channel, both or neither. False if the channel is taken."""

    async def append(self, game: Game, entries: Sequence[Entry]) -> None:
        """Store all of `entries`, or none; `game` is what they make of the quiz. Raises `NotOursError`."""

    async def amend(self, game: Game, entries: Sequence[Entry]) -> None:
        """The same as `append`, to the log of a quiz that is over and released. Raises `NotOursError` if it is not."""

    async def read(self, quiz: int) -> Sequence[Entry]:
        """The log of `quiz`; nothing if it was never opened. Raises `NotOursError`."""

    async def claim(self) -> Sequence[int]:
        """The quizzes that this process is to go on with, from now on ours: opened, and not released."""

    async def release(self, quiz: int) -> None:
        """`quiz` is over and has been said so; its channel is free. Harmless twice."""


class Bell(Protocol):
    """Something that will happen, unless it is cancelled."""

    def cancel(self) -> None: ...


class Clock(Protocol):
    """Discord's clock as well as it is known here. All moments of a quiz are by it, so that ours may be wrong."""

    def now(self) -> datetime: ...

    def heard(self, moment: datetime) -> None:
        """Something with the moment `moment` in its id has just come from Discord."""

    def call_at(self, moment: datetime, ring: Callable[[], None]) -> Bell:
        """Call `ring` once, at `moment` or a little later."""


Accepted: TypeAlias = Callable[[int, Sequence[str]], Awaitable[Mapping[str, Collection[str]]]]
"""What a server accepts beside what is right: for questions of these ids, the keys of answers (`accepting.key_of`).

May raise `JournalDownError`.
"""


async def nothing_accepted(guild: int, questions: Sequence[str]) -> Mapping[str, Collection[str]]:
    """Only what is right is right."""
    del guild, questions
    return {}


Pace: TypeAlias = Callable[[int], int]
"""How much of a question's time somebody has, in percent. Asked at every press, so it knows by heart."""


def usual_pace(person: int) -> int:
    """Nobody needs more."""
    del person
    return USUAL_PACE


@dataclass(frozen=True, slots=True)
class Ports:
    """All of it, and who judges typed words."""

    stage: Stage
    journal: Journal
    clock: Clock
    judge: Judge
    accepted: Accepted = nothing_accepted
    pace: Pace = usual_pace
