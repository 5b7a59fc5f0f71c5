"""What the stage has yet to be told of a quiz."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from typing import TypeAlias

from bot.quiz.events import Answer, CameBack
from bot.quiz.game import Game, Phase

Ruling: TypeAlias = tuple[tuple[Answer, ...], bool]
ShownBell: TypeAlias = tuple[int, datetime, Phase, bool]


class Line(Enum):
    """One thing to tell the stage."""

    REVEAL = auto()
    SAY_BACK = auto()
    REFRESH = auto()
    FINISH = auto()


@dataclass(frozen=True, slots=True)
class Shown:
    """What the stage was told: how many questions were revealed, and by which rulings the last one, the last return,
    the bell, and the end.

    Nothing, after a restart: then all that may not have been seen is told once more.
    """

    revealed: int = 0
    ruling: Ruling | None = None
    back: CameBack | None = None
    bell: ShownBell | None = None
    is_finished: bool = False


def bell_of(game: Game) -> ShownBell | None:
    """The open question's bell as it is to be seen."""
    round_ = game.open_round
    return None if round_ is None else (round_.number, game.due, game.phase, round_.is_rung)


def ruling_of(game: Game) -> Ruling | None:
    """What counts in the last question, once it is closed; marking again may change it."""
    last = game.rounds[-1] if game.rounds else None
    return (last.accepted, last.is_void) if last is not None and last.is_closed else None


def next_line(game: Game, shown: Shown) -> tuple[Line, Shown] | None:
    """What to tell the stage next, and what it was told then. Several changes are told as the one they add up to."""
    if game.open_round is None and (len(game.rounds), ruling_of(game)) != (shown.revealed, shown.ruling):
        return Line.REVEAL, replace(shown, revealed=len(game.rounds), ruling=ruling_of(game))
    if game.back != shown.back:
        return Line.SAY_BACK, replace(shown, back=game.back)
    if (bell := bell_of(game)) != shown.bell and bell is not None:
        return Line.REFRESH, replace(shown, bell=bell)
    if game.phase is Phase.ENDED and not shown.is_finished:
        return Line.FINISH, replace(shown, is_finished=True)
    return None
