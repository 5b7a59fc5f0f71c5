"""A quiz as it stands, and what can be said of it. Nothing is decided here.

Its values are msgspec's and no dataclasses: a press replaces three of them, which takes a tenth of the time so.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from bot.quiz.events import (
    USUAL_PACE,
    Answer,
    CameBack,
    EndReason,
    Mark,
    Opened,
    Part,
)
from knowledge.questions.asked import Asked
from knowledge.questions.typed_answers import Judgement

# Presses made before the bell arrive after it: closing waits for them. Discord gives a press three seconds to be
# answered (docs, interactions/receiving-and-responding.mdx); nearly all arrive within half of one.
GRACE = timedelta(seconds=1.5)
# A pause may be for a meal, not for ever: the channel is free for another quiz afterwards.
PAUSE_LIMIT = timedelta(hours=2)

QUESTIONS_WAITED_FOR = 2

_MILLISECOND = timedelta(milliseconds=1)


class Phase(StrEnum):
    """What a quiz is doing: WAITING for its next question, having one OPEN, standing still (PAUSED, AWAY), or ENDED."""

    WAITING = "waiting"
    OPEN = "open"
    PAUSED = "paused"
    AWAY = "away"
    ENDED = "ended"


class Given(msgspec.Struct, frozen=True):
    """Somebody's answer as it counts; `took_ms` is their time with the question, without pauses, and `pace` how much
    of its time they had, in percent.
    """

    answer: Answer
    press: int
    took_ms: int
    judgement: Judgement | None
    pace: int = USUAL_PACE


class Stretch(msgspec.Struct, frozen=True):
    """A time in which the question's clock ran; the last one may still run."""

    start: datetime
    end: datetime | None = None


class Round(msgspec.Struct, frozen=True):
    """One question from when it was asked. Not closed and not skipped: it is open.

    `accepted` are the answers that count as right beside what is right. Once it `is_rung`, only who has more time may
    answer. One that `is_void` was closed, and counts for nobody.
    """

    number: int
    asked: Asked
    message: int
    stretches: tuple[Stretch, ...]
    given: Mapping[int, Given] = {}
    marks: tuple[Mark, ...] = ()
    is_closed: bool = False
    is_skipped: bool = False
    accepted: tuple[Answer, ...] = ()
    is_rung: bool = False
    is_final: bool = False
    is_void: bool = False
    closed_at: datetime | None = None

    @property
    def counts(self) -> bool:
        """Whether it has marks."""
        return self.is_closed and not self.is_void

    @property
    def asked_at(self) -> datetime:
        """The moment of its message."""
        return self.stretches[0].start

    def took_ms(self, moment: datetime) -> int:
        """How long the question's clock had run at `moment`; while it stood, nothing was added."""
        ran = timedelta()
        for stretch in self.stretches:
            end = moment if stretch.end is None else min(moment, stretch.end)
            ran += max(end - stretch.start, timedelta())
        return ran // _MILLISECOND


class Game(msgspec.Struct, frozen=True):
    """One quiz. `due` is the bell of the open question, or the moment of the next one; it stands in a pause.

    `rounds` are the questions asked so far, and those that were jumped over when a later one was asked: question n is
    `rounds[n - 1]`. `stopped_at` is when the clock was stopped, if it stands; `back` is when the bot came back the last
    time. `jump` is the question to ask next, if it is not the following one. `paces` has whoever is known to need more
    time; `kicked` play no more, and nothing of theirs is in `rounds`.
    """

    quiz: int
    sequence: int
    opened: Opened
    host: int
    phase: Phase
    due: datetime
    last_at: datetime
    rounds: tuple[Round, ...] = ()
    orders: frozenset[int] = frozenset()
    stopped_at: datetime | None = None
    back: CameBack | None = None
    end: EndReason | None = None
    jump: int | None = None
    members: Mapping[int, int] = {}
    paces: Mapping[int, int] = {}
    kicked: frozenset[int] = frozenset()

    @property
    def open_round(self) -> Round | None:
        """The question that has not been closed; a pause leaves it open."""
        last = self.rounds[-1] if self.rounds else None
        return None if last is None or last.is_closed or last.is_skipped else last

    @property
    def next_number(self) -> int | None:
        """The question to ask next, counted from 1; None after the last one."""
        number = self.jump or len(self.rounds) + 1
        return number if number <= len(self.opened.questions) else None

    @property
    def break_before(self) -> Part | None:
        """The part that is to begin after a break; None if there is no break now."""
        settings, number = self.opened.settings, self.next_number
        if self.phase is not Phase.WAITING or not settings.break_seconds or not self.rounds or self.jump is not None:
            return None
        return next((part for part in settings.parts if part.first == number), None)

    def extra_time(self, pace: int) -> timedelta:
        """How much later than for others the open question closes for somebody with that pace."""
        round_ = self.open_round
        if pace <= USUAL_PACE or round_ is None or round_.is_final:
            return timedelta()
        return timedelta(seconds=self.opened.settings.seconds) * (pace - USUAL_PACE) / USUAL_PACE

    @property
    def last_bell(self) -> datetime:
        """When the open question closes for whoever has not answered it and is known to have the most time.

        Whoever has left two questions in a row unanswered may have gone, and is not waited for until they answer again.
        """
        round_ = self.open_round
        if not self.paces or round_ is None:
            return self.due
        closed = [earlier for earlier in self.rounds if earlier.is_closed][-QUESTIONS_WAITED_FOR:]
        is_early = len(closed) < QUESTIONS_WAITED_FOR
        awaited = [
            pace
            for person, pace in self.paces.items()
            if person not in round_.given and (is_early or any(person in earlier.given for earlier in closed))
        ]
        return self.due + self.extra_time(max(awaited, default=USUAL_PACE))

    @property
    def rings_at(self) -> datetime | None:
        """When something is to be done even if nobody does anything; None when it is over."""
        match self.phase:
            case Phase.OPEN:
                return (self.last_bell if self.rounds[-1].is_rung else self.due) + GRACE
            case Phase.PAUSED if self.stopped_at is not None:
                return self.stopped_at + PAUSE_LIMIT
            case Phase.ENDED:
                return None
            case _:
                return self.due

    def given(self, person: int) -> Given | None:
        """What `person` answered to the last question asked."""
        return self.rounds[-1].given.get(person) if self.rounds else None

    def marks(self) -> tuple[Mark, ...]:
        """All marks as they were stored at the bells, and put right since."""
        return tuple(mark for round_ in self.rounds for mark in round_.marks)
