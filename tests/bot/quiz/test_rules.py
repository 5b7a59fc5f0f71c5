"""The rules as tables: a quiz in some state, a command, and what it makes happen or why it does not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.quiz.commands import (
    ChangeHost,
    ComeBack,
    Command,
    Extend,
    GoAway,
    Next,
    Pause,
    Posted,
    Refusal,
    Resume,
    Ring,
    Skip,
    Start,
    Stop,
)
from bot.quiz.events import (
    Away,
    BellMoved,
    CameBack,
    Chosen,
    Closed,
    Ended,
    EndReason,
    Event,
    HostChanged,
    Mode,
    Paused,
    QuestionAsked,
    Resumed,
    Settings,
    Skipped,
    Typed,
    entries_after,
)
from bot.quiz.game import Game, Phase, fold
from bot.quiz.rules import asks_at, begin, decide
from knowledge.questions.asked import AskedKind
from tests.bot.quiz.fakes import ANA, HOST, LUIS, NOON, after, is_lambda, press, question, settings, start

SEVERAL = question("several", True, True, False, False, False, kind=AskedKind.SEVERAL)


def opened(chosen: Settings | None = None, *questions: AskedKind) -> Game:
    asked = [
        {AskedKind.SEVERAL: SEVERAL}.get(kind, question(f"q{place}", kind=kind)) for place, kind in enumerate(questions)
    ]
    decision = begin(start(chosen, asked or [question(f"q{number}") for number in range(1, 6)]))
    assert not isinstance(decision, Refusal)
    game = fold(entries_after(700, 0, decision))
    assert game is not None
    return game


def told(game: Game, *commands: Command) -> Game:
    """The quiz after `commands`, none of which is refused."""
    for command in commands:
        decision = decide(game, command, is_lambda)
        assert not isinstance(decision, Refusal), decision
        game = fold(entries_after(game.quiz, game.sequence, decision), game) or game
    return game


def asked(chosen: Settings | None = None, *questions: AskedKind) -> Game:
    """The first question is open, from the beginning to 20 s after it."""
    return told(opened(chosen, *questions), Posted(number=1, message=1, at=NOON))


def decided(game: Game, command: Command) -> Sequence[Event] | Refusal:
    return decide(game, command, is_lambda)


PAUSE = Pause(order=1, at=after(5), by=HOST)
RESUME = Resume(order=2, at=after(100), by=HOST)
SKIP = Skip(order=3, at=after(5), by=HOST)
STOP = Stop(order=4, at=after(5), by=HOST)


@pytest.mark.parametrize(
    ("count", "seconds", "is_started"),
    [(1, 5, True), (50, 120, True), (0, 20, False), (51, 20, False), (3, 4, False), (3, 121, False)],
)
def test_a_quiz_has_bounds(count: int, seconds: int, is_started: bool) -> None:  # noqa: FBT001 - a column of the table
    begun = begin(start(settings(seconds=seconds), [question()] * count)) if count else begin(_nothing_to_ask())
    assert (begun is not Refusal.OUT_OF_BOUNDS) == is_started


@pytest.mark.parametrize(
    ("before", "number", "at", "refusal"),
    [
        ((), 1, 20, None),
        ((), 1, 20.001, Refusal.LATE),
        ((), 2, 5, Refusal.NOT_ASKED_YET),
        ((PAUSE,), 1, 5, None),
        ((PAUSE,), 1, 5.001, Refusal.PAUSED),
        ((PAUSE, RESUME), 1, 115, None),
        ((PAUSE, RESUME), 1, 115.001, Refusal.LATE),
        ((SKIP,), 1, 4, Refusal.LATE),
        ((STOP,), 1, 4, Refusal.OVER),
        ((Ring(after(21.4)),), 1, 20, None),
        ((Ring(after(21.5)),), 1, 20, Refusal.LATE),
        ((Next(order=9, at=after(7), by=HOST),), 1, 7, None),
        ((Next(order=9, at=after(7), by=HOST),), 1, 7.001, Refusal.LATE),
        ((Extend(order=9, at=after(7), by=HOST, seconds=10),), 1, 30, None),
        ((GoAway(after(7)),), 1, 8, Refusal.COMING_BACK),
    ],
)
def test_a_press_counts_while_its_question_is_open(
    before: Sequence[Command], number: int, at: float, refusal: Refusal | None
) -> None:
    decision = decided(told(asked(), *before), press(ANA, after(at), number=number))
    assert (decision if isinstance(decision, Refusal) else None) == refusal


@pytest.mark.parametrize(
    ("mode", "press_id", "refusal"),
    [
        (Mode.SPEED, 100, None),
        (Mode.SPEED, 101, Refusal.ALREADY_ANSWERED),
        (Mode.SPEED, 99, Refusal.ALREADY_ANSWERED),
        (Mode.CALM, 100, None),
        (Mode.CALM, 101, None),
        (Mode.CALM, 99, Refusal.OVERTAKEN),
    ],
)
def test_a_second_press_changes_an_answer_where_the_mode_lets_it(
    mode: Mode, press_id: int, refusal: Refusal | None
) -> None:
    game = told(asked(settings(mode)), press(ANA, after(1), press_id=100))
    decision = decided(game, press(ANA, after(2), answer=1, press_id=press_id))
    assert (decision if isinstance(decision, Refusal) else None) == refusal
    assert (decision == ()) == (press_id == 100)


@pytest.mark.parametrize(
    ("kind", "answer", "fits"),
    [
        (AskedKind.ONE, Chosen((3,)), True),
        (AskedKind.ONE, Chosen((4,)), False),
        (AskedKind.ONE, Chosen((-1,)), False),
        (AskedKind.ONE, Chosen(()), False),
        (AskedKind.ONE, Chosen((0, 1)), False),
        (AskedKind.ONE, Typed("lambda"), False),
        (AskedKind.SEVERAL, Chosen((0, 4)), True),
        (AskedKind.SEVERAL, Chosen((0, 0)), False),
        (AskedKind.TYPED, Typed("lambda"), True),
        (AskedKind.TYPED, Typed("  "), False),
        (AskedKind.TYPED, Typed("l" * 201), False),
        (AskedKind.TYPED, Chosen((0,)), False),
    ],
)
def test_an_answer_has_to_fit_the_question(kind: AskedKind, answer: Chosen | Typed, fits: bool) -> None:  # noqa: FBT001 - a column of the table
    decision = decided(asked(None, kind), press(ANA, after(1), answer=answer))
    assert (decision is not Refusal.NOT_AN_ANSWER) == fits


@pytest.mark.parametrize(
    ("before", "command", "outcome"),
    [
        ((), PAUSE, (Paused(at=after(5), by=HOST, order=1),)),
        ((PAUSE,), Pause(order=7, at=after(6), by=HOST), Refusal.PAUSED),
        ((PAUSE,), PAUSE, ()),
        ((PAUSE, RESUME), PAUSE, ()),
        ((), RESUME, Refusal.NOT_PAUSED),
        ((PAUSE,), RESUME, (Resumed(at=after(100), by=HOST, order=2, due=after(115)),)),
        ((), SKIP, (Skipped(at=after(5), by=HOST, order=3, number=1),)),
        ((PAUSE,), SKIP, (Skipped(at=after(5), by=HOST, order=3, number=1),)),
        ((SKIP,), SKIP, ()),
        ((SKIP,), Skip(order=7, at=after(6), by=HOST), Refusal.NOTHING_OPEN),
        ((), Skip(order=7, at=after(-1), by=HOST), Refusal.NOTHING_OPEN),
        (
            (),
            Next(order=7, at=after(6), by=HOST),
            (BellMoved(at=after(6), by=HOST, order=7, due=after(6), is_final=True),),
        ),
        ((PAUSE,), Next(order=7, at=after(6), by=HOST), Refusal.PAUSED),
        (
            (),
            Extend(order=7, at=after(6), by=HOST, seconds=5),
            (BellMoved(at=after(6), by=HOST, order=7, due=after(25)),),
        ),
        (
            (),
            Extend(order=7, at=after(21), by=HOST, seconds=5),
            (BellMoved(at=after(21), by=HOST, order=7, due=after(26)),),
        ),
        (
            (PAUSE,),
            Extend(order=7, at=after(60), by=HOST, seconds=5),
            (BellMoved(at=after(60), by=HOST, order=7, due=after(25)),),
        ),
        ((), Extend(order=7, at=after(6), by=HOST, seconds=121), Refusal.OUT_OF_BOUNDS),
        ((), STOP, (Ended(at=after(5), reason=EndReason.STOPPED, by=HOST),)),
        ((STOP,), PAUSE, Refusal.OVER),
        ((STOP,), Stop(order=7, at=after(6), by=HOST), Refusal.OVER),
        ((), Pause(order=7, at=after(5), by=ANA), Refusal.NOT_HOST),
        (
            (),
            Stop(order=7, at=after(5), by=ANA, may_manage=True),
            (Ended(at=after(5), reason=EndReason.STOPPED, by=ANA),),
        ),
        (
            (),
            ChangeHost(order=7, at=after(5), by=HOST, host=ANA),
            (HostChanged(at=after(5), by=HOST, order=7, host=ANA),),
        ),
        ((), ChangeHost(order=7, at=after(5), by=ANA, host=ANA), Refusal.NOT_HOST),
        (
            (ChangeHost(order=7, at=after(5), by=ANA, host=ANA, may_manage=True),),
            Pause(order=8, at=after(6), by=HOST),
            Refusal.NOT_HOST,
        ),
        ((), Ring(after(21)), ()),
        ((), Ring(after(22)), (Closed(at=after(22), number=1, marks=()),)),
        ((PAUSE,), Ring(after(5 + 7199)), ()),
        ((PAUSE,), Ring(after(5 + 7200)), (Ended(at=after(7205), reason=EndReason.PAUSED_TOO_LONG),)),
        ((), GoAway(after(3)), (Away(at=after(3)),)),
        ((PAUSE,), GoAway(after(30)), ()),
        ((), ComeBack(after(8)), (CameBack(at=after(8), since=NOON, due=after(20)),)),
        ((), ComeBack(after(15)), (CameBack(at=after(15), since=NOON, due=after(25)),)),
        ((), ComeBack(after(-9)), (CameBack(at=NOON, since=NOON, due=after(20)),)),
        ((GoAway(after(3)),), ComeBack(after(60)), (CameBack(at=after(60), since=after(3), due=after(77)),)),
        ((GoAway(after(15)),), ComeBack(after(60)), (CameBack(at=after(60), since=after(15), due=after(70)),)),
        ((PAUSE,), ComeBack(after(60)), (CameBack(at=after(60), since=after(5), due=after(20)),)),
        ((STOP,), ComeBack(after(60)), ()),
        ((), Posted(number=1, message=2, at=after(1)), ()),
        ((STOP,), Posted(number=1, message=2, at=after(1)), Refusal.OVER),
    ],
)
def test_what_a_command_makes_of_an_open_question(
    before: Sequence[Command], command: Command, outcome: Sequence[Event] | Refusal
) -> None:
    assert decided(told(asked(), *before), command) == outcome


def test_a_pause_from_before_the_question_begins_with_it() -> None:
    game = told(opened(), Posted(number=1, message=1, at=after(3)))
    assert decided(game, Pause(order=1, at=NOON, by=HOST)) == (Paused(at=after(3), by=HOST, order=1),)


def test_a_pause_between_questions_keeps_the_time_to_the_next() -> None:
    game = told(asked(), Ring(after(22)), Pause(order=1, at=after(25), by=HOST))
    assert asks_at(game, after(100)) is None
    game = told(game, Resume(order=2, at=after(100), by=HOST))
    assert (game.phase, game.due, asks_at(game, after(105))) == (Phase.WAITING, after(105), 2)


def test_a_question_is_asked_when_the_last_one_was_read() -> None:
    game = told(asked(), Ring(after(22)))
    assert asks_at(game, after(29.9)) is None
    assert asks_at(game, after(30)) == 2
    assert decided(game, Posted(number=2, message=5, at=after(31))) == (
        QuestionAsked(at=after(31), number=2, message=5, bell_at=after(51)),
    )


def _rounds(game: Game, answered: Sequence[bool]) -> Game:
    """So many questions, one after the other, answered or not."""
    for is_answered in answered:
        number = len(game.rounds) + 1
        at = game.due
        game = told(game, Posted(number=number, message=number, at=at))
        if is_answered:
            game = told(game, press(LUIS, at + timedelta(seconds=1), number=number))
        game = told(game, Ring(at + timedelta(seconds=30)))
    return game


@pytest.mark.parametrize(
    ("answered", "end"),
    [
        ((False, False), None),
        ((False, False, False), EndReason.NOBODY_ANSWERED),
        ((True, False, False), None),
        ((True, False, False, False), EndReason.NOBODY_ANSWERED),
        ((False, False, True, False), None),
        ((True,) * 5, EndReason.FINISHED),
    ],
)
def test_when_nothing_more_is_asked(answered: Sequence[bool], end: EndReason | None) -> None:
    game = _rounds(opened(), answered)
    decision = decided(game, Ring(game.due))
    assert decision == (() if end is None else (Ended(at=game.due, reason=end),))
    assert (asks_at(game, game.due) is None) == (end is not None)


def test_a_skipped_question_is_no_quiet_one() -> None:
    game = _rounds(opened(), (False, False))
    at = game.due
    game = told(game, Posted(number=3, message=3, at=at), Skip(order=1, at=at, by=HOST))
    assert asks_at(game, game.due) == 4


def test_what_was_answered_before_the_quiz_was_stopped_in_a_question_counts_for_nobody() -> None:
    game = told(asked(), press(ANA, after(1)), STOP)
    assert (game.rounds[0].is_skipped, game.marks(), game.end) == (True, (), EndReason.STOPPED)


@pytest.mark.parametrize(
    ("before", "moment", "took_ms"),
    [
        ((), -1, 0),
        ((), 3.2, 3200),
        ((PAUSE, RESUME), 3, 3000),
        ((PAUSE, RESUME), 101, 6000),
        ((PAUSE, RESUME), 50, 5000),
        ((GoAway(after(3)), ComeBack(after(60))), 62, 5000),
        ((ComeBack(after(60)),), 62, 2000),
        ((PAUSE, ComeBack(after(60)), RESUME), 101, 6000),
    ],
)
def test_the_clock_of_a_question_stands_while_nobody_can_answer(
    before: Sequence[Command], moment: float, took_ms: int
) -> None:
    assert told(asked(), *before).rounds[0].took_ms(after(moment)) == took_ms


def test_typed_words_are_judged_when_they_are_taken() -> None:
    game = told(asked(None, AskedKind.TYPED), press(ANA, after(1), answer=Typed("Lambda")))
    given = game.given(ANA)
    assert given is not None
    assert given.judgement is not None
    assert given.judgement.is_right


def _nothing_to_ask() -> Start:
    return replace(start(), questions=())
