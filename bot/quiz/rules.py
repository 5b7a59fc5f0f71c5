"""The rules: what a command makes happen in a quiz as it stands, or why it does not."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.quiz.commands import (
    ChangeHost,
    ComeBack,
    Command,
    Extend,
    GiveUp,
    GoAway,
    Next,
    Order,
    Pause,
    Posted,
    Press,
    Refusal,
    Resume,
    Ring,
    Skip,
    Start,
    Stop,
)
from bot.quiz.events import (
    Answered,
    Away,
    BellMoved,
    CameBack,
    Closed,
    Ended,
    EndReason,
    Event,
    HostChanged,
    Opened,
    Paused,
    QuestionAsked,
    Resumed,
    Skipped,
    Typed,
)
from bot.quiz.game import Game, Phase, Round
from bot.quiz.marking import fits
from bot.quiz.scoring import marks_now
from knowledge.questions.asked import Asked
from knowledge.questions.typed_answers import Judgement

# Issue 4's bounds of a quiz; the longest question, extended, is still one that people wait for.
FEWEST_QUESTIONS, MOST_QUESTIONS = 1, 50
SHORTEST_SECONDS, LONGEST_SECONDS = 5, 120
# After the bot was away, people have to notice that it is back.
BACK_AT_LEAST = timedelta(seconds=10)
# So many questions in a row without an answer, and the room is empty.
QUIET_QUESTIONS = 3

Judge: TypeAlias = Callable[[str, Asked], Judgement]
"""Whether typed words answer a question: `TypedAnswers.judge`."""

Decision: TypeAlias = tuple[Event, ...] | Refusal
"""What happened, which may be nothing because it has happened already; or why nothing did."""


def begin(start: Start) -> Decision:
    """The first event of a quiz."""
    is_long_enough = SHORTEST_SECONDS <= start.settings.seconds <= LONGEST_SECONDS
    if not is_long_enough or not FEWEST_QUESTIONS <= len(start.questions) <= MOST_QUESTIONS:
        return Refusal.OUT_OF_BOUNDS
    opened = Opened(
        at=start.at,
        guild=start.guild,
        channel=start.channel,
        host=start.host,
        settings=start.settings,
        questions=start.questions,
        seed=start.seed,
    )
    return (opened,)


def decide(game: Game, command: Command, judge: Judge) -> Decision:  # noqa: PLR0911 - one case a command, each one line
    """What `command` makes of `game`. The same command twice does no more than once."""
    match command:
        case Press():
            return _answer(game, command, judge)
        case Ring():
            return _ring(game, command.at)
        case Posted():
            return _posted(game, command)
        case GoAway():
            return (Away(at=command.at),) if game.phase in {Phase.OPEN, Phase.WAITING} else ()
        case ComeBack():
            return _come_back(game, command.at)
        case GiveUp():
            return () if game.phase is Phase.ENDED else (Ended(at=command.at, reason=command.reason),)
        case _:
            return _obey(game, command)


def _answer(game: Game, press: Press, judge: Judge) -> Decision:
    round_ = game.open_round
    if (refusal := _out_of_time(game, round_, press)) is not None or round_ is None:
        return refusal or Refusal.LATE
    earlier = round_.given.get(press.person)
    if earlier is not None and earlier.press == press.press:
        return ()
    if earlier is not None and not game.opened.settings.lets_change:
        return Refusal.ALREADY_ANSWERED
    if earlier is not None and press.press < earlier.press:
        return Refusal.OVERTAKEN
    if not fits(round_.asked, press.answer):
        return Refusal.NOT_AN_ANSWER
    return (_answered(round_, press, judge),)


def _out_of_time(game: Game, round_: Round | None, press: Press) -> Refusal | None:
    if game.phase is Phase.ENDED:
        return Refusal.OVER
    if press.number > len(game.rounds):
        return Refusal.NOT_ASKED_YET
    if round_ is None or press.number != round_.number:
        return Refusal.LATE
    if game.stopped_at is not None and press.at > game.stopped_at:
        return Refusal.PAUSED if game.phase is Phase.PAUSED else Refusal.COMING_BACK
    return Refusal.LATE if press.at > game.due else None


def _answered(round_: Round, press: Press, judge: Judge) -> Answered:
    judgement = judge(press.answer.text, round_.asked) if isinstance(press.answer, Typed) else None
    return Answered(
        at=press.at,
        number=press.number,
        person=press.person,
        answer=press.answer,
        press=press.press,
        judgement=judgement,
    )


def _ring(game: Game, at: datetime) -> Decision:
    if game.rings_at is None or at < game.rings_at:
        return ()
    if game.phase is Phase.PAUSED:
        return (Ended(at=at, reason=EndReason.PAUSED_TOO_LONG),)
    if (round_ := game.open_round) is not None:
        return (Closed(at=at, number=round_.number, marks=marks_now(game, round_)),)
    reason = _is_over(game)
    return () if reason is None else (Ended(at=at, reason=reason),)


def _is_over(game: Game) -> EndReason | None:
    """Why there is nothing more to ask."""
    if game.next_number is None:
        return EndReason.FINISHED
    counted = [round_ for round_ in game.rounds if round_.is_closed][-QUIET_QUESTIONS:]
    is_quiet = len(counted) == QUIET_QUESTIONS and not any(round_.given for round_ in counted)
    return EndReason.NOBODY_ANSWERED if is_quiet else None


def asks_at(game: Game, at: datetime) -> int | None:
    """The number of the question that is to be asked at `at`."""
    is_due = game.phase is Phase.WAITING and at >= game.due and _is_over(game) is None
    return game.next_number if is_due else None


def _posted(game: Game, posted: Posted) -> Decision:
    if game.phase is Phase.ENDED:
        return Refusal.OVER
    if game.phase is not Phase.WAITING or posted.number != game.next_number:
        return ()
    bell_at = posted.at + timedelta(seconds=game.opened.settings.seconds)
    return (QuestionAsked(at=posted.at, number=posted.number, message=posted.message, bell_at=bell_at),)


def _come_back(game: Game, at: datetime) -> Decision:
    """What was awaited is awaited for the time that was left, and for long enough to notice."""
    if game.phase is Phase.ENDED:
        return ()
    at = max(at, game.last_at)  # our own clock may be behind Discord's
    if game.phase is Phase.PAUSED:
        return (CameBack(at=at, since=game.last_at, due=game.due),)
    soonest = at + BACK_AT_LEAST
    if game.stopped_at is not None:
        since, due = game.stopped_at, max(soonest, at + (game.due - game.stopped_at))
    else:
        since, due = game.last_at, max(soonest, game.due)
    return (CameBack(at=at, since=since, due=due),)


def _obey(game: Game, order: Order) -> Decision:  # noqa: PLR0911 - one case an order, each one line
    if game.phase is Phase.ENDED:
        return Refusal.OVER
    if order.order in game.orders:
        return ()
    if order.by != game.host and not order.may_manage:
        return Refusal.NOT_HOST
    match order:
        case Stop():
            return (Ended(at=order.at, reason=EndReason.STOPPED, by=order.by),)
        case ChangeHost():
            return (HostChanged(at=order.at, by=order.by, order=order.order, host=order.host),)
        case Pause():
            return _pause(game, order)
        case Resume():
            return _resume(game, order)
        case Skip() | Next() | Extend():
            return _steer(game, order)


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
    left = max(game.due - game.stopped_at, timedelta())
    return (Resumed(at=at, by=order.by, order=order.order, due=at + left),)


def _steer(game: Game, order: Skip | Next | Extend) -> Decision:
    """What concerns the open question; an order from before it was asked was not about this one."""
    round_ = game.open_round
    if round_ is None or order.at < round_.asked_at:
        return Refusal.NOTHING_OPEN
    if isinstance(order, Skip):
        return (Skipped(at=order.at, by=order.by, order=order.order, number=round_.number),)
    due = _moved(game, order)
    return due if isinstance(due, Refusal) else (BellMoved(at=order.at, by=order.by, order=order.order, due=due),)


def _moved(game: Game, order: Next | Extend) -> datetime | Refusal:
    """The new bell. One that has just rung, and waits for the last presses, can still be moved."""
    if isinstance(order, Next):
        return min(game.due, order.at) if game.stopped_at is None else Refusal.PAUSED
    if not SHORTEST_SECONDS <= order.seconds <= LONGEST_SECONDS:
        return Refusal.OUT_OF_BOUNDS
    due = game.due if game.stopped_at is not None else max(game.due, order.at)
    return due + timedelta(seconds=order.seconds)
