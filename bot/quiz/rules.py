"""The rules: what a command makes happen in a quiz as it stands, or why it does not."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.quiz.commands import (
    ComeBack,
    Command,
    Decision,
    GiveUp,
    GoAway,
    JoinTeam,
    Posted,
    Press,
    Refusal,
    Ring,
    Start,
)
from bot.quiz.events import (
    LONGEST_PACE,
    USUAL_PACE,
    Answered,
    Away,
    BellRang,
    CameBack,
    Closed,
    Ended,
    EndReason,
    Joined,
    Opened,
    QuestionAsked,
    Typed,
)
from bot.quiz.game import GRACE, Game, Phase, Round
from bot.quiz.marking import fits
from bot.quiz.orders import LONGEST_SECONDS, SHORTEST_SECONDS, obey
from bot.quiz.scoring import marks_now
from knowledge.questions.asked import Asked
from knowledge.questions.typed_answers import Judgement

# All bounds of a quiz are asked for here.
__all__ = [
    "FEWEST_QUESTIONS",
    "LONGEST_SECONDS",
    "MOST_QUESTIONS",
    "SHORTEST_SECONDS",
    "Judge",
    "asks_at",
    "begin",
    "decide",
]

# Issue 4's bounds of a quiz.
FEWEST_QUESTIONS, MOST_QUESTIONS = 1, 50
# After the bot was away, people have to notice that it is back.
BACK_AT_LEAST = timedelta(seconds=10)
# So many questions in a row without an answer, and the room is empty.
QUIET_QUESTIONS = 3

Judge: TypeAlias = Callable[[str, Asked], Judgement]
"""Whether typed words answer a question: `TypedAnswers.judge`."""


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
        night=start.night,
        title=start.title,
        teams=start.teams,
        members=start.members,
        paces=start.paces,
        accepted=start.accepted,
    )
    return (opened,)


def decide(game: Game, command: Command, judge: Judge) -> Decision:  # noqa: PLR0911 - one case a command, each one line
    """What `command` makes of `game`. The same command twice does no more than once."""
    match command:
        case Press():
            return _answer(game, command, judge)
        case JoinTeam():
            return _join(game, command)
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
            return obey(game, command)


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
    if press.person in game.kicked:
        return Refusal.KICKED
    return Refusal.LATE if press.at > game.due and press.at > game.due + game.extra_time(_pace(press)) else None


def _pace(press: Press) -> int:
    return min(max(press.pace, USUAL_PACE), LONGEST_PACE)


def _answered(round_: Round, press: Press, judge: Judge) -> Answered:
    judgement = judge(press.answer.text, round_.asked) if isinstance(press.answer, Typed) else None
    return Answered(
        at=press.at,
        number=press.number,
        person=press.person,
        answer=press.answer,
        press=press.press,
        judgement=judgement,
        pace=_pace(press),
    )


def _ring(game: Game, at: datetime) -> Decision:
    if game.rings_at is None or at < game.rings_at:
        return ()
    if game.phase is Phase.PAUSED:
        return (Ended(at=at, reason=EndReason.PAUSED_TOO_LONG),)
    if (round_ := game.open_round) is not None:
        if at < game.last_bell + GRACE:
            return (BellRang(at=at, number=round_.number),)
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


def _join(game: Game, join: JoinTeam) -> Decision:
    if join.order in game.orders:
        return ()
    if (refusal := _may_not_join(game, join)) is not None:
        return refusal
    if game.members.get(join.person) == join.team:
        return ()
    return (Joined(at=join.at, by=join.person, order=join.order, team=join.team),)


def _may_not_join(game: Game, join: JoinTeam) -> Refusal | None:
    if game.phase is Phase.ENDED:
        return Refusal.OVER
    if not 0 <= join.team < len(game.opened.teams):
        return Refusal.NO_SUCH_TEAM
    if join.person in game.kicked:
        return Refusal.KICKED
    return Refusal.HAS_PLAYED if any(join.person in round_.given for round_ in game.rounds) else None
