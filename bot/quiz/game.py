"""A quiz as it stands: what its log adds up to. Nothing is decided here.

Its values are msgspec's and no dataclasses: a press replaces three of them, which takes a tenth of the time so.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from bot.quiz.events import (
    Answer,
    Answered,
    Away,
    BellMoved,
    CameBack,
    Closed,
    Ended,
    EndReason,
    Entry,
    Event,
    HostChanged,
    Mark,
    Opened,
    Paused,
    QuestionAsked,
    Resumed,
    Skipped,
)
from knowledge.questions.asked import Asked
from knowledge.questions.typed_answers import Judgement

# Presses made before the bell arrive after it: closing waits for them. Discord gives a press three seconds to be
# answered (docs, interactions/receiving-and-responding.mdx); nearly all arrive within half of one.
GRACE = timedelta(seconds=1.5)
# A pause may be for a meal, not for ever: the channel is free for another quiz afterwards.
PAUSE_LIMIT = timedelta(hours=2)

_MILLISECOND = timedelta(milliseconds=1)


class Phase(StrEnum):
    """What a quiz is doing: WAITING for its next question, having one OPEN, standing still (PAUSED, AWAY), or ENDED."""

    WAITING = "waiting"
    OPEN = "open"
    PAUSED = "paused"
    AWAY = "away"
    ENDED = "ended"


class Given(msgspec.Struct, frozen=True):
    """Somebody's answer as it counts; `took_ms` is their time with the question, without pauses."""

    answer: Answer
    press: int
    took_ms: int
    judgement: Judgement | None


class Stretch(msgspec.Struct, frozen=True):
    """A time in which the question's clock ran; the last one may still run."""

    start: datetime
    end: datetime | None = None


class Round(msgspec.Struct, frozen=True):
    """One question from when it was asked. Not closed and not skipped: it is open."""

    number: int
    asked: Asked
    message: int
    stretches: tuple[Stretch, ...]
    given: Mapping[int, Given] = {}
    marks: tuple[Mark, ...] = ()
    is_closed: bool = False
    is_skipped: bool = False

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

    `rounds` are the questions asked so far. `stopped_at` is when the clock was stopped, if it stands; `back` is when
    the bot came back the last time.
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

    @property
    def open_round(self) -> Round | None:
        """The question that has not been closed; a pause leaves it open."""
        last = self.rounds[-1] if self.rounds else None
        return None if last is None or last.is_closed or last.is_skipped else last

    @property
    def next_number(self) -> int | None:
        """The question to ask next, counted from 1; None after the last one."""
        return len(self.rounds) + 1 if len(self.rounds) < len(self.opened.questions) else None

    @property
    def rings_at(self) -> datetime | None:
        """When something is to be done even if nobody does anything; None when it is over."""
        match self.phase:
            case Phase.OPEN:
                return self.due + GRACE
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
        """All marks as they were stored at the bells."""
        return tuple(mark for round_ in self.rounds for mark in round_.marks)


def fold(entries: Iterable[Entry], game: Game | None = None) -> Game | None:
    """What `entries` make of `game`: of nothing, if they begin a quiz. None as long as none was opened.

    Takes them in the order of their sequence, whatever order they come in. What is known already, belongs to another
    quiz or does not fit the game changes nothing.
    """
    for entry in sorted(entries, key=lambda entry: entry.sequence):
        if game is None:
            game = _opened(entry)
        elif entry.quiz == game.quiz and entry.sequence > game.sequence:
            game = _after(game, entry)
    return game


def _opened(entry: Entry) -> Game | None:
    if not isinstance(entry.event, Opened):
        return None
    at = entry.event.at
    return Game(entry.quiz, entry.sequence, entry.event, entry.event.host, Phase.WAITING, due=at, last_at=at)


def _after(game: Game, entry: Entry) -> Game:
    event = entry.event
    if game.phase is not Phase.ENDED:
        game = _changed(game, event)
    return replace(game, sequence=entry.sequence, last_at=max(game.last_at, event.at))


def _changed(game: Game, event: Event) -> Game:  # noqa: PLR0911 - one case an event, each one line
    match event:
        case Answered():
            return _answered(game, event)
        case QuestionAsked():
            return _asked(game, event)
        case Closed():
            return _closed(game, event)
        case Skipped() | Paused() | Resumed() | BellMoved() | HostChanged():
            if event.order in game.orders:
                return game
            return replace(_ordered(game, event), orders=game.orders | {event.order})
        case Away():
            return _stopped(game, Phase.AWAY, event.at) if game.stopped_at is None else game
        case CameBack():
            return _came_back(game, event)
        case Ended():
            return replace(_dropped(game), phase=Phase.ENDED, end=event.reason)
        case Opened():
            return game


def _ordered(game: Game, event: Skipped | Paused | Resumed | BellMoved | HostChanged) -> Game:
    match event:
        case Skipped():
            is_open = game.open_round is not None and game.open_round.number == event.number
            return _waiting(_dropped(game), event.at) if is_open else game
        case Paused():
            return _stopped(game, Phase.PAUSED, event.at) if game.stopped_at is None else game
        case Resumed():
            return _running(game, event.at, event.due) if game.phase is Phase.PAUSED else game
        case BellMoved():
            return replace(game, due=event.due) if game.open_round is not None else game
        case HostChanged():
            return replace(game, host=event.host)


def _asked(game: Game, event: QuestionAsked) -> Game:
    if game.phase is not Phase.WAITING or event.number != game.next_number:
        return game
    asked = game.opened.questions[event.number - 1]
    round_ = Round(event.number, asked, event.message, (Stretch(event.at),))
    return replace(game, phase=Phase.OPEN, due=event.bell_at, rounds=(*game.rounds, round_))


def _answered(game: Game, event: Answered) -> Game:
    round_ = game.open_round
    if round_ is None or round_.number != event.number:
        return game
    earlier = round_.given.get(event.person)
    if earlier is not None and earlier.press >= event.press:
        return game
    given = Given(event.answer, event.press, round_.took_ms(event.at), event.judgement)
    return _with(game, replace(round_, given={**round_.given, event.person: given}))


def _closed(game: Game, event: Closed) -> Game:
    round_ = game.open_round
    if round_ is None or round_.number != event.number:
        return game
    return _waiting(_with(game, replace(round_, is_closed=True, marks=event.marks)), event.at)


def _came_back(game: Game, event: CameBack) -> Game:
    game = replace(game, back=event)
    if game.phase is Phase.PAUSED:
        return game
    stopped = game if game.phase is Phase.AWAY else _stopped(game, Phase.AWAY, event.since)
    return _running(stopped, event.at, event.due)


def _waiting(game: Game, at: datetime) -> Game:
    pause = timedelta(seconds=game.opened.settings.reading_seconds)
    return replace(game, phase=Phase.WAITING, due=at + pause, stopped_at=None)


def _stopped(game: Game, phase: Phase, at: datetime) -> Game:
    if (round_ := game.open_round) is not None:
        running = round_.stretches[-1]
        game = _with(game, replace(round_, stretches=(*round_.stretches[:-1], Stretch(running.start, at))))
    return replace(game, phase=phase, stopped_at=at)


def _running(game: Game, at: datetime, due: datetime) -> Game:
    round_ = game.open_round
    if round_ is None:
        return replace(game, phase=Phase.WAITING, due=due, stopped_at=None)
    game = _with(game, replace(round_, stretches=(*round_.stretches, Stretch(at))))
    return replace(game, phase=Phase.OPEN, due=due, stopped_at=None)


def _dropped(game: Game) -> Game:
    """The open question, if there is one, counts for nobody."""
    return game if game.open_round is None else _with(game, replace(game.open_round, is_skipped=True))


def _with(game: Game, round_: Round) -> Game:
    return replace(game, rounds=(*game.rounds[:-1], round_))
