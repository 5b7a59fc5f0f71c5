"""Random quizzes with random trouble: what was acknowledged counts, once, and every quiz comes to its end."""

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.quiz.commands import (
    Extend,
    JoinTeam,
    Jump,
    Kick,
    Next,
    Order,
    Pause,
    Press,
    Refusal,
    Regrade,
    Resume,
    Skip,
)
from bot.quiz.events import (
    Answer,
    Answered,
    BellMoved,
    Chosen,
    Joined,
    Jumped,
    Kicked,
    Mode,
    Part,
    Paused,
    Regraded,
    Resumed,
    Settings,
    Skipped,
    Typed,
    Verdict,
)
from bot.quiz.game import Game, Phase, fold
from bot.quiz.oracle import Oracle
from bot.quiz.scoring import marks
from bot.quiz.standings import standings
from knowledge.questions.asked import AskedKind
from tests.bot.quiz.fakes import CHANNEL, HOST, NOON, QUIZ, Evening, question, start

T = TypeVar("T")

QUESTIONS = (
    question("one"),
    question("several", True, True, False, False, False, kind=AskedKind.SEVERAL),
    question("typed", kind=AskedKind.TYPED),
    question("clues", kind=AskedKind.CLUES, clues=4),
    question("truth", True, False, kind=AskedKind.TRUE_FALSE),
    question("last"),
)
PEOPLE = st.integers(11, 14)
PACES = st.sampled_from([100, 100, 100, 150, 200])
ANSWERS: st.SearchStrategy[Answer] = st.one_of(
    st.integers(0, 3).map(lambda place: Chosen((place,))),
    st.lists(st.integers(0, 4), min_size=1, max_size=5).map(lambda places: Chosen(tuple(places))),
    st.sampled_from(["lambda", "batch"]).map(Typed),
)
AGES = st.floats(0, 3)
ORDERED = Paused | Resumed | Skipped | BellMoved | Jumped | Kicked | Joined | Regraded
ENOUGH_HOURS = 10


class QuizMachine(RuleBasedStateMachine):
    """One channel's evening, as seen by people who press, a host who steers and a machine that fails."""

    def __init__(self) -> None:
        super().__init__()
        logging.disable()  # thousands of lines on trouble that was wanted
        self.loop = asyncio.new_event_loop()
        self.evening = Evening()
        self.oracle = Oracle()
        self.presses: list[Press] = []
        self.orders: list[Order] = []
        self.last_id = 0
        self.paces: dict[int, int] = {}

    def run(self, what: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(what)

    @initialize(
        mode=st.sampled_from(Mode),
        seconds=st.integers(5, 30),
        has_streaks=st.booleans(),
        break_seconds=st.sampled_from([0, 30]),
        paces=st.dictionaries(PEOPLE, PACES, max_size=2),
    )
    def begin(
        self,
        mode: Mode,
        seconds: int,
        has_streaks: bool,  # noqa: FBT001 - Hypothesis draws it
        break_seconds: int,
        paces: dict[int, int],
    ) -> None:
        self.run(self.evening.host.recover())
        parts = (Part("one", 1), Part("two", 3))
        chosen = Settings(mode, seconds, "en", has_streaks=has_streaks, parts=parts, break_seconds=break_seconds)
        wanted = replace(start(chosen, QUESTIONS), teams=("red", "blue"), members={11: 0}, paces=paces)
        self.paces = {person: paces.get(person, 100) for person in range(11, 15)}
        self.run(self.evening.host.start(wanted))
        self.run(self.evening.host.settle())

    @property
    def is_running(self) -> bool:
        return self.evening.host.game(QUIZ) is not None

    def next_id(self) -> int:
        self.last_id += 1
        return self.last_id

    def new_press(self, person: int, answer: Answer, age: float, back: int) -> Press:
        game = self.evening.host.game(QUIZ)
        number = max(1, (len(game.rounds) if game else 1) - back)
        at = self.evening.clock.now() - timedelta(seconds=age)
        made = Press(press=self.next_id(), at=at, person=person, number=number, answer=answer, pace=self.paces[person])
        self.presses.append(made)
        self.oracle.sent(made)
        return made

    async def deliver(self, press: Press) -> None:
        if isinstance(await self.evening.host.submit(QUIZ, press), Game):
            self.oracle.acknowledged(press)

    @rule(seconds=st.one_of(st.floats(0, 3), st.floats(3, 40)))
    def time_passes(self, seconds: float) -> None:
        now = (self.evening.clock.now() - NOON).total_seconds()
        self.run(self.evening.until(now + seconds))

    @rule(person=PEOPLE, answer=ANSWERS, age=AGES, back=st.sampled_from([0, 0, 0, 0, 1, -1]))
    def somebody_presses(self, person: int, answer: Answer, age: float, back: int) -> None:
        self.run(self.deliver(self.new_press(person, answer, age, back)))

    @rule(person=PEOPLE, answer=ANSWERS)
    def somebody_answers_in_time_and_is_heard(self, person: int, answer: Answer) -> None:
        game = self.evening.host.game(QUIZ)
        is_well = not self.evening.journal.is_down and game is not None and game.phase is Phase.OPEN
        press = self.new_press(person, answer, 0, 0)
        outcome = self.run(self.evening.host.submit(QUIZ, press))
        if isinstance(outcome, Game):
            self.oracle.acknowledged(press)
        elif is_well and game is not None and press.at <= game.due:
            known = {Refusal.ALREADY_ANSWERED, Refusal.NOT_AN_ANSWER, Refusal.NOT_STORED}
            assert outcome in known or (outcome is Refusal.KICKED and person in game.kicked)

    @rule(person=PEOPLE, answers=st.tuples(ANSWERS, ANSWERS))
    def two_presses_cross(self, person: int, answers: tuple[Answer, Answer]) -> None:
        first, second = (self.new_press(person, answer, 0, 0) for answer in answers)
        self.run(self.deliver(second))
        self.run(self.deliver(first))

    @rule(person=PEOPLE, answer=ANSWERS, since=st.floats(-1, 1.4))
    def somebody_presses_at_the_bell(self, person: int, answer: Answer, since: float) -> None:
        game = self.evening.host.game(QUIZ)
        if game is not None and game.phase is Phase.OPEN:
            self.run(self.evening.until((game.due - NOON).total_seconds() + since))
            self.run(self.deliver(self.new_press(person, answer, 0, 0)))

    @rule(answers=st.dictionaries(PEOPLE, st.integers(0, 1)))
    def a_question_is_played(self, answers: dict[int, int]) -> None:
        for person, place in answers.items():
            self.run(self.deliver(self.new_press(person, Chosen((place,)), 0, 0)))
        self.time_passes(45)

    @rule(person=PEOPLE, answer=ANSWERS, age=AGES)
    def a_press_is_held_up_or_lost(self, person: int, answer: Answer, age: float) -> None:
        self.new_press(person, answer, age, 0)

    @precondition(lambda self: self.presses)
    @rule(data=st.data())
    def a_press_comes_late_or_again(self, data: st.DataObject) -> None:
        self.run(self.deliver(data.draw(st.sampled_from(self.presses[-8:]))))

    @rule(
        kind=st.sampled_from([Pause, Resume, Resume, Skip, Next]),
        age=AGES,
        by=st.sampled_from([HOST, HOST, 99]),
    )
    def somebody_steers(self, kind: type[Pause | Resume | Skip | Next], age: float, by: int) -> None:
        at = self.evening.clock.now() - timedelta(seconds=age)
        self.steer(kind(order=self.next_id(), at=at, by=by))

    @rule(seconds=st.integers(5, 60))
    def the_host_extends(self, seconds: int) -> None:
        self.steer(Extend(order=self.next_id(), at=self.evening.clock.now(), by=HOST, seconds=seconds))

    @rule(person=PEOPLE, pace=PACES)
    def somebody_chooses_how_much_time_they_need(self, person: int, pace: int) -> None:
        self.paces[person] = pace

    @rule(person=PEOPLE, team=st.integers(-1, 2))
    def somebody_joins_a_team(self, person: int, team: int) -> None:
        join = JoinTeam(order=self.next_id(), at=self.evening.clock.now(), person=person, team=team)
        self.run(self.evening.host.submit(QUIZ, join))

    @rule(person=st.sampled_from([HOST, 11, 12]))
    def the_host_kicks(self, person: int) -> None:
        self.steer(Kick(order=self.next_id(), at=self.evening.clock.now(), by=HOST, person=person))

    @rule(number=st.integers(0, 7))
    def the_host_jumps(self, number: int) -> None:
        self.steer(Jump(order=self.next_id(), at=self.evening.clock.now(), by=HOST, number=number))

    @rule(number=st.integers(1, 6), verdict=st.sampled_from(Verdict), answer=ANSWERS)
    def the_host_marks_a_question_again(self, number: int, verdict: Verdict, answer: Answer) -> None:
        at = self.evening.clock.now()
        self.steer(Regrade(order=self.next_id(), at=at, by=HOST, number=number, verdict=verdict, answer=answer))

    @precondition(lambda self: self.orders)
    @rule(data=st.data())
    def an_order_comes_again(self, data: st.DataObject) -> None:
        self.run(self.evening.host.submit(QUIZ, data.draw(st.sampled_from(self.orders))))

    def steer(self, order: Order) -> None:
        self.orders.append(order)
        self.run(self.evening.host.submit(QUIZ, order))
        self.run(self.evening.host.settle())

    @rule(how=st.sampled_from(["before", "after"]))
    def one_write_fails(self, how: str) -> None:
        faults = [how]
        self.evening.journal.fails = lambda: faults.pop() if faults else ""

    @rule()
    def the_disk_is_full(self) -> None:
        self.evening.journal.is_down = True

    @rule()
    def the_disk_has_room(self) -> None:
        self.evening.journal.is_down = False
        self.evening.journal.fails = lambda: ""

    @rule(times=st.integers(1, 3))
    def the_stage_fails(self, times: int) -> None:
        self.evening.stage.failures = [RuntimeError("503")] * times

    @rule(answers=st.lists(st.tuples(PEOPLE, ANSWERS), max_size=4), turns=st.integers(0, 12), away=st.floats(0, 60))
    def the_process_is_killed(self, answers: list[tuple[int, Answer]], turns: int, away: float) -> None:
        self.run(self.killed([self.new_press(person, answer, 0, 0) for person, answer in answers], turns))
        self.come_back(away)

    async def killed(self, presses: list[Press], turns: int) -> None:
        """Killed after so many turns of the loop, with `presses` under way."""
        self.evening.clock.move_to(self.evening.clock.now() + timedelta(seconds=1))
        under_way = [asyncio.create_task(self.deliver(press)) for press in presses]
        for _ in range(turns):
            await asyncio.sleep(0)
        self.evening = await self.evening.killed()
        await asyncio.gather(*under_way, return_exceptions=True)

    @rule(away=st.floats(0, 60))
    def the_process_is_restarted(self, away: float) -> None:
        self.run(self.evening.host.close())
        self.run(self.killed([], 0))
        self.come_back(away)

    def come_back(self, away: float) -> None:
        self.the_disk_has_room()
        self.evening.clock.move_to(self.evening.clock.now() + timedelta(seconds=away))
        self.run(self.evening.host.recover())
        self.run(self.evening.host.settle())

    @invariant()
    def what_is_stored_is_as_the_oracle_has_it(self) -> None:
        log = self.evening.journal.log()
        if (game := fold(log)) is not None:
            assert self.oracle.differences(log) == ()
            assert marks(game) == game.marks()
            assert fold([*log, *reversed(log)]) == game

    @invariant()
    def nothing_that_somebody_pressed_is_in_the_log_twice(self) -> None:
        events = [entry.event for entry in self.evening.journal.log()]
        pressed = [event.press for event in events if isinstance(event, Answered)]
        ordered = [event.order for event in events if isinstance(event, ORDERED)]
        assert len(pressed + ordered) == len({*pressed, *ordered})

    def teardown(self) -> None:
        try:
            self.the_disk_has_room()
            self.evening.stage.failures.clear()
            now = (self.evening.clock.now() - NOON).total_seconds()
            self.run(self.evening.until(now + ENOUGH_HOURS * 3600))
            assert not self.is_running
            assert CHANNEL not in self.evening.journal.storage.channels
            self.what_is_stored_is_as_the_oracle_has_it()
            game = fold(self.evening.journal.log())
            assert game is None or standings(marks(game)) == standings(game.marks())
        finally:
            self.run(self.evening.host.abandon())
            self.loop.close()
            logging.disable(logging.NOTSET)


TestQuizMachine = QuizMachine.TestCase
TestQuizMachine.settings = settings(stateful_step_count=50)
