"""A closed question is marked again, during a quiz and after it."""

from dataclasses import replace

from bot.quiz.commands import (
    Refusal,
    Regrade,
    Ring,
    Stop,
)
from bot.quiz.events import (
    Chosen,
    Mode,
    Regraded,
    Typed,
    Verdict,
)
from bot.quiz.game import Game, Phase
from bot.quiz.scoring import marks
from knowledge.questions.asked import AskedKind
from tests.bot.quiz.fakes import ANA, HOST, LUIS, MIA, Evening, after, press, question, settings, start
from tests.bot.quiz.test_night_rules import events_in
from tests.bot.quiz.test_rules import asked, decided, told
from tests.bot.quiz.test_scoring import played


def again(verdict: Verdict, place: int | None = None, order: int = 1, number: int = 1) -> Regrade:
    answer = None if place is None else Chosen((place,))
    return Regrade(order=order, at=after(1000), by=HOST, number=number, verdict=verdict, answer=answer)


def points(game: Game) -> dict[tuple[int, int], int]:
    return {(mark.number, mark.person): mark.points for mark in game.marks()}


def test_an_accepted_answer_is_right_for_everybody_who_gave_it() -> None:
    game = played(settings(Mode.CALM), [{ANA: 0, LUIS: 1, MIA: 1}])
    game = told(game, again(Verdict.ACCEPT, 1))
    assert points(game) == {(1, ANA): 1000, (1, LUIS): 1000, (1, MIA): 1000}
    assert decided(game, again(Verdict.ACCEPT, 1, order=2)) == ()
    assert points(told(game, again(Verdict.TAKE_BACK, 1, order=3))) == {(1, ANA): 1000, (1, LUIS): 0, (1, MIA): 0}


def test_a_void_question_has_no_marks_until_it_has_them_again() -> None:
    before = played(settings(Mode.CALM, has_streaks=True), [{ANA: 0}, {ANA: 1, LUIS: 0}, {ANA: 0}])
    void = told(before, again(Verdict.VOID, number=2))
    assert points(void) == {(1, ANA): 1000, (3, ANA): 1100}
    assert marks(void) == void.marks()
    assert points(told(void, again(Verdict.UNVOID, order=2, number=2))) == points(before)


def test_a_streak_goes_on_when_its_gap_is_closed() -> None:
    game = played(settings(Mode.CALM, has_streaks=True), [{ANA: 0}, {ANA: 1}, {ANA: 0}])
    event = events_in(decided(game, again(Verdict.ACCEPT, 1, number=2)))[0]
    assert isinstance(event, Regraded)
    assert [(mark.number, mark.points, mark.streak) for mark in event.marks] == [(2, 1100, 2), (3, 1200, 3)]


def test_it_can_be_marked_again_when_it_is_over() -> None:
    game = told(played(settings(Mode.CALM), [{LUIS: 1}]), Stop(order=9, at=after(900), by=HOST))
    assert points(told(game, again(Verdict.ACCEPT, 1))) == {(1, LUIS): 1000}


def test_only_a_closed_question_and_only_an_answer_to_it() -> None:
    game = told(asked(), press(ANA, after(1)))
    assert decided(game, again(Verdict.VOID)) is Refusal.NOT_CLOSED
    assert decided(game, again(Verdict.VOID, number=9)) is Refusal.NOT_CLOSED
    closed = told(game, Ring(after(21.5)))
    assert decided(closed, again(Verdict.ACCEPT, 7)) is Refusal.NOT_AN_ANSWER
    assert decided(closed, replace(again(Verdict.VOID), by=ANA)) is Refusal.NOT_HOST


def test_typed_answers_are_the_same_however_they_are_spelt() -> None:
    typed = asked(settings(Mode.CALM), AskedKind.TYPED)
    answers = {ANA: "Step-Functions", LUIS: "step functions", MIA: "other"}
    presses = [replace(press(person, after(1)), answer=Typed(text)) for person, text in answers.items()]
    game = told(typed, *presses, Ring(after(21.5)))
    accept = Regrade(order=1, at=after(30), by=HOST, number=1, verdict=Verdict.ACCEPT, answer=Typed("STEP FUNCTIONS"))
    assert points(told(game, accept)) == {(1, ANA): 1000, (1, LUIS): 1000, (1, MIA): 0}


async def test_what_a_server_has_come_to_accept_is_right_in_its_next_quiz() -> None:
    evening = Evening(accepted={"typed": ["sf"], "one": ["one-2"], "other": ["other-1+gone"]})
    await evening.host.recover()
    questions = [question("one"), question("typed", kind=AskedKind.TYPED), question("other")]
    outcome = await evening.host.start(start(settings(Mode.CALM), questions))
    assert isinstance(outcome, Game)
    assert outcome.opened.accepted == {1: (Chosen((2,)),), 2: (Typed("sf"),)}
    await evening.until(1)
    await evening.host.submit(700, press(ANA, after(1), answer=2))
    await evening.until(22)
    assert points(evening.game) == {(1, ANA): 1000}


async def test_a_quiz_that_is_over_is_marked_again_and_stays_over() -> None:
    evening = Evening()
    await evening.host.recover()
    await evening.host.start(start(settings(Mode.CALM), [question("one")]))
    await evening.until(1)
    await evening.host.submit(700, press(ANA, after(1), answer=2))
    await evening.until(100)
    assert evening.host.games == []
    order = again(Verdict.ACCEPT, 2)
    first = await evening.host.submit(700, order)
    assert isinstance(first, Game)
    assert (points(first), first.phase) == ({(1, ANA): 1000}, Phase.ENDED)
    assert await evening.host.submit(700, order) == first
    evening.journal.is_down = True
    assert await evening.host.submit(700, again(Verdict.VOID, order=2)) is Refusal.NOT_STORED


async def test_the_answer_that_is_still_shown_is_shown_as_it_was_marked_again() -> None:
    evening = Evening()
    await evening.host.recover()
    await evening.host.start(start(settings(Mode.CALM)))
    await evening.until(1)
    await evening.host.submit(700, press(ANA, after(1), answer=1))
    await evening.until(22)
    await evening.host.submit(700, replace(again(Verdict.ACCEPT, 1), at=after(22)))
    await evening.host.settle()
    assert evening.stage.told[1:] == ["reveal 1", "reveal 1"]
    await evening.until(31)
    await evening.host.submit(700, replace(again(Verdict.VOID, order=2), at=after(31)))
    await evening.host.settle()
    assert evening.stage.told[3:] == ["ask 2 until 49.5"]
