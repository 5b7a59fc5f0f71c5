"""The rules for whoever leads a quiz: what an order makes happen, or why it does not."""

from datetime import datetime, timedelta

from bot.quiz.commands import (
    ChangeHost,
    Decision,
    Extend,
    Jump,
    Kick,
    Next,
    Order,
    Pause,
    Refusal,
    Regrade,
    Resume,
    Skip,
    Stop,
)
from bot.quiz.events import (
    BellMoved,
    Ended,
    EndReason,
    HostChanged,
    Jumped,
    Kicked,
    Paused,
    Resumed,
    Skipped,
)
from bot.quiz.game import Game, Phase
from bot.quiz.regrading import regraded

# Issue 4's bounds of a question; the longest one, extended, is still one that people wait for.
SHORTEST_SECONDS, LONGEST_SECONDS = 5, 120


def obey(game: Game, order: Order) -> Decision:  # noqa: PLR0911 - one case an order, each one line
    """What happens if it is done. The same order twice is done once."""
    if game.phase is Phase.ENDED and not isinstance(order, Regrade):
        return Refusal.OVER
    if order.order in game.orders:
        return ()
    if order.by != game.host and not order.may_manage:
        return Refusal.NOT_HOST
    match order:
        case Pause():
            return _pause(game, order)
        case Resume():
            return _resume(game, order)
        case Skip() | Next() | Extend():
            return _steer(game, order)
        case _:
            return _lead(game, order)


def _lead(game: Game, order: Stop | ChangeHost | Jump | Kick | Regrade) -> Decision:
    """What concerns more than the open question."""
    match order:
        case Stop():
            return (Ended(at=order.at, reason=EndReason.STOPPED, by=order.by),)
        case ChangeHost():
            return _change_host(game, order)
        case Jump():
            return _jump(game, order)
        case Kick():
            return _kick(game, order)
        case Regrade():
            return regraded(game, order)


def _change_host(game: Game, order: ChangeHost) -> Decision:
    if order.host in game.kicked:
        return Refusal.KICKED_HOST
    return (HostChanged(at=order.at, by=order.by, order=order.order, host=order.host),)


def _pause(game: Game, order: Pause) -> Decision:
    if game.stopped_at is not None:
        return Refusal.PAUSED
    round_ = game.open_round
    at = order.at if round_ is None else max(order.at, round_.asked_at)
    return (Paused(at=at, by=order.by, order=order.order),)


def _resume(game: Game, order: Resume) -> Decision:
    if game.phase is not Phase.PAUSED or game.stopped_at is None:
        return Refusal.NOT_PAUSED
    at = max(order.at, game.stopped_at)
    left = game.due - game.stopped_at
    if game.open_round is None or not game.open_round.is_rung:
        left = max(left, timedelta())
    return (Resumed(at=at, by=order.by, order=order.order, due=at + left),)


def _kick(game: Game, order: Kick) -> Decision:
    if order.person == game.host:
        return Refusal.HOST_STAYS
    if order.person in game.kicked:
        return ()
    return (Kicked(at=order.at, by=order.by, order=order.order, person=order.person),)


def _jump(game: Game, order: Jump) -> Decision:
    if not len(game.rounds) < order.number <= len(game.opened.questions):
        return Refusal.NOT_AHEAD
    at = max(order.at, game.last_at)
    return (Jumped(at=at, by=order.by, order=order.order, number=order.number),)


def _steer(game: Game, order: Skip | Next | Extend) -> Decision:
    """What concerns the open question; an order from before it was asked was not about this one."""
    round_ = game.open_round
    if round_ is None and isinstance(order, Next):
        return _go_on(game, order)
    if round_ is None or order.at < round_.asked_at:
        return Refusal.NOTHING_OPEN
    if isinstance(order, Skip):
        return (Skipped(at=order.at, by=order.by, order=order.order, number=round_.number),)
    due = _moved(game, order)
    if isinstance(due, Refusal):
        return due
    is_final = isinstance(order, Next)
    return (BellMoved(at=order.at, by=order.by, order=order.order, due=due, is_final=is_final),)


def _go_on(game: Game, order: Next) -> Decision:
    """Ask the next question now. An order from before the last one closed was about that one, and has its will."""
    if game.stopped_at is not None:
        return Refusal.PAUSED
    if game.rounds and order.at < game.last_at:
        return ()
    return (BellMoved(at=order.at, by=order.by, order=order.order, due=min(game.due, order.at)),)


def _moved(game: Game, order: Next | Extend) -> datetime | Refusal:
    """The new bell. One that has just rung, and waits for the last presses, can still be moved."""
    if isinstance(order, Next):
        return min(game.due, order.at) if game.stopped_at is None else Refusal.PAUSED
    if not SHORTEST_SECONDS <= order.seconds <= LONGEST_SECONDS:
        return Refusal.OUT_OF_BOUNDS
    due = game.due if game.stopped_at is not None else max(game.due, order.at)
    return due + timedelta(seconds=order.seconds)
