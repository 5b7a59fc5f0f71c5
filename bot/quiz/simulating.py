"""A whole quiz night in no time: random players, presses late, twice or never, a host who steers, and a process that is
killed.
"""

import asyncio
import heapq
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random

from bot.quiz.commands import Order, Press, Refusal, Start
from bot.quiz.events import USUAL_PACE, Answer, Chosen, EndReason, Part, Settings, Typed
from bot.quiz.game import GRACE, Game, Phase, fold
from bot.quiz.host import Host
from bot.quiz.oracle import Difference, Oracle
from bot.quiz.ports import Journal, Ports
from bot.quiz.rehearsal import SilentStage, VirtualClock, pass_until
from bot.quiz.rules import Judge
from bot.quiz.scoring import marks
from bot.quiz.simulated_host import SimulatedHost
from bot.quiz.standings import Standing, standings
from knowledge.questions.asked import Asked, AskedKind

GUILD, CHANNEL, HOST = 1, 2, 3
FIRST_PLAYER = 1000

# How people and networks are, in shares of all answers.
KNOWS_IT = 0.6
STAYS_SILENT = 0.05
ANSWERS_AGAIN = 0.15
NEVER_ARRIVES = 0.02
ARRIVES_TWICE = 0.05
IS_HELD_UP = 0.1
FOR_ANOTHER_QUESTION = 0.02
NEEDS_TIME = 0.1
SAID_SO_BEFORE = 0.5
PACES = (150, 200)

TEAMS = ("red", "blue", "green")
BREAK_SECONDS = 60
# How often it is marked again after the end.
MARKED_AFTERWARDS = 3

USUAL_DELAY_SECONDS = (0.05, 0.4)
LONG_DELAY_SECONDS = (1.0, 4.0)
AFTER_THE_BELL_SECONDS = 2.0
AWAY_SECONDS = (0.5, 45.0)
# A task that is killed has come this many turns of the loop far.
MOST_TURNS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to play. The same plan with the same questions is the same night."""

    players: int
    crashes: int
    seed: int
    settings: Settings
    started_at: datetime = datetime(2026, 1, 1, 19, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How it went. `interrupted` presses were under way when the process was killed: they may count or not.

    `orders` are those that the host had carried out, by their names.
    """

    end: EndReason | None
    questions: int
    crashes: int
    sent: int
    acknowledged: int
    interrupted: int
    lost: int
    refused: Mapping[Refusal, int]
    orders: Mapping[str, int]
    standings: tuple[Standing, ...]
    recomputed: tuple[Standing, ...]
    differences: tuple[Difference, ...]

    @property
    def is_sound(self) -> bool:
        """Whether the quiz came to its end, and all is as the oracle has it."""
        return self.end is not None and not self.differences and self.standings == self.recomputed


async def simulate(plan: Plan, questions: Sequence[Asked], journal: Callable[[], Journal], judge: Judge) -> Report:
    """Play `questions`. `journal` makes the journal of each process; all of them are on the same storage."""
    night = _Night(plan, journal, judge)
    await night.play(tuple(questions))
    return await night.report()


class _Night:
    def __init__(self, plan: Plan, journal: Callable[[], Journal], judge: Judge) -> None:
        self._plan = plan
        self._journal = journal
        self._judge = judge
        self._random = Random(plan.seed)  # noqa: S311 - a simulation has to repeat, not to be secret
        self._clock = VirtualClock(plan.started_at)
        self._stage = SilentStage(self._clock)
        self._oracle = Oracle()
        self._ids = count(1)
        self._quiz = next(self._ids)
        self._host = self._process()
        self._timeline: list[tuple[datetime, int, Press | Order | None]] = []
        self._steering = SimulatedHost(HOST, self._random, self._ids)
        self._paces = self._drawn_paces()
        self._planned: set[int] = set()
        self._under_way: set[asyncio.Task[None]] = set()
        self._answered: set[tuple[int, int]] = set()
        self._happened: Counter[str] = Counter()
        self._refused: Counter[Refusal] = Counter()
        self._orders: Counter[str] = Counter()

    def _process(self) -> Host:
        return Host(Ports(self._stage, self._journal(), self._clock, self._judge))

    async def play(self, questions: tuple[Asked, ...]) -> None:
        """From the start to the end, one question after the other."""
        crashes = Counter(self._random.choices(range(1, len(questions) + 1), k=self._plan.crashes))
        await self._host.recover()
        await self._host.start(self._start(questions))
        await self._host.settle()
        while (game := self._host.game(self._quiz)) is not None and (ring := self._clock.next_ring) is not None:
            if game.phase is Phase.OPEN and len(game.rounds) not in self._planned:
                self._planned.add(len(game.rounds))
                self._plan_presses(game)
                self._plan_orders(game)
                due = [number for number in crashes if number <= len(game.rounds)]
                self._plan_crashes(game, sum(crashes.pop(number) for number in due))
                await self._live_through()
            if game.phase is Phase.PAUSED:
                await self._ordered(self._steering.resume(self._clock.now()))
            else:
                await pass_until(ring, self._clock, self._host)
        for _ in range(MARKED_AFTERWARDS):
            await self._mark_again()

    async def report(self) -> Report:
        """What came of it, by the log."""
        log = await self._journal().read(self._quiz)
        game = fold(log)
        return Report(
            end=None if game is None else game.end,
            questions=0 if game is None else len(game.rounds),
            crashes=self._happened["crash"],
            sent=self._happened["sent"],
            acknowledged=self._happened["acknowledged"],
            interrupted=self._happened["interrupted"],
            lost=self._happened["lost"],
            refused=dict(self._refused),
            orders=dict(self._orders),
            standings=() if game is None else standings(game.marks()),
            recomputed=() if game is None else standings(marks(game)),
            differences=self._oracle.differences(log),
        )

    def _start(self, questions: tuple[Asked, ...]) -> Start:
        return Start(
            quiz=self._quiz,
            at=self._clock.now(),
            guild=GUILD,
            channel=CHANNEL,
            host=HOST,
            settings=replace(
                self._plan.settings,
                parts=(Part("1", 1), Part("2", len(questions) // 2 + 1)),
                break_seconds=BREAK_SECONDS,
            ),
            questions=questions,
            seed=self._plan.seed,
            teams=TEAMS,
            members={person: person % len(TEAMS) for person in self._players},
            paces={person: pace for person, pace in self._paces.items() if self._happens(SAID_SO_BEFORE)},
        )

    @property
    def _players(self) -> Sequence[int]:
        return range(FIRST_PLAYER, FIRST_PLAYER + self._plan.players)

    def _drawn_paces(self) -> Mapping[int, int]:
        return {person: self._random.choice(PACES) for person in self._players if self._happens(NEEDS_TIME)}

    def _plan_presses(self, game: Game) -> None:
        """Everybody who has not been told that their answer counts presses, sooner or later, some of them twice."""
        number = game.rounds[-1].number
        for person in self._players:
            if (number, person) not in self._answered and not self._happens(STAYS_SILENT):
                for _ in range(2 if self._happens(ANSWERS_AGAIN) else 1):
                    self._plan_press(game, person)

    def _plan_press(self, game: Game, person: int) -> None:
        now, pace = self._clock.now(), self._paces.get(person, USUAL_PACE)
        bell = game.due + game.extra_time(pace)
        at = now + self._seconds(0, (bell - now).total_seconds() + AFTER_THE_BELL_SECONDS)
        number = len(game.rounds) + (self._random.choice((-1, 1)) if self._happens(FOR_ANOTHER_QUESTION) else 0)
        answer = self._answer(game.rounds[-1].asked)
        press = Press(press=next(self._ids), at=at, person=person, number=number, answer=answer, pace=pace)
        for _ in range(2 if self._happens(ARRIVES_TWICE) else 1):
            delay = LONG_DELAY_SECONDS if self._happens(IS_HELD_UP) else USUAL_DELAY_SECONDS
            self._send(press, at + self._seconds(*delay))

    def _send(self, press: Press, arrives_at: datetime) -> None:
        self._oracle.sent(press)
        self._happened["sent"] += 1
        if self._happens(NEVER_ARRIVES):
            self._happened["lost"] += 1
        else:
            heapq.heappush(self._timeline, (arrives_at, next(self._ids), press))

    def _plan_orders(self, game: Game) -> None:
        for order in self._steering.orders(game, self._moments(game)):
            heapq.heappush(self._timeline, (order.at, next(self._ids), order))

    def _moments(self, game: Game) -> Iterator[datetime]:
        """Later and later, while the question is open."""
        moment, step = self._clock.now(), (game.due - self._clock.now()).total_seconds() / 4
        while True:
            moment += self._seconds(0, step)
            yield moment

    async def _mark_again(self) -> None:
        """Of a quiz that is over."""
        game = fold(await self._journal().read(self._quiz))
        if game is not None and game.rounds:
            await self._ordered(self._steering.regrade(game, self._clock.now()))

    def _plan_crashes(self, game: Game, crashes: int) -> None:
        """While the question is open, while it closes, and while it is revealed."""
        span = (game.due - self._clock.now() + 2 * GRACE).total_seconds()
        for _ in range(crashes):
            heapq.heappush(self._timeline, (self._clock.now() + self._seconds(0, span), next(self._ids), None))

    async def _live_through(self) -> None:
        while self._timeline:
            moment, _, what = heapq.heappop(self._timeline)
            if what is None:
                await self._crash(moment)
            else:
                await pass_until(moment, self._clock, self._host)
                self._deliver(what)
                await asyncio.sleep(0)  # it is under way, and done before the next one arrives
        await self._host.settle()
        await asyncio.gather(*self._under_way)

    def _deliver(self, what: Press | Order) -> None:
        task = asyncio.create_task(self._pressed(what) if isinstance(what, Press) else self._ordered(what))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _pressed(self, press: Press) -> None:
        try:
            outcome = await self._host.submit(self._quiz, press)
        except asyncio.CancelledError:
            self._happened["interrupted"] += 1
            return
        if isinstance(outcome, Refusal):
            self._refused[outcome] += 1
        else:
            self._happened["acknowledged"] += 1
            self._answered.add((press.number, press.person))
            self._oracle.acknowledged(press)

    async def _ordered(self, order: Order) -> None:
        try:
            outcome = await self._host.submit(self._quiz, order)
        except asyncio.CancelledError:
            return
        if isinstance(outcome, Game):
            self._orders[type(order).__name__] += 1

    async def _crash(self, moment: datetime) -> None:
        """Killed with the next few presses under way; what arrives before it is back is lost."""
        self._happened["crash"] += 1
        self._clock.move_to(moment)
        for _, _, what in self._timeline[:4]:
            if what is not None:
                self._deliver(what)
        for _ in range(self._random.randrange(MOST_TURNS)):
            await asyncio.sleep(0)
        await self._host.abandon()
        await asyncio.gather(*self._under_way)
        self._clock.forget()
        self._come_back_at(moment + self._seconds(*AWAY_SECONDS))
        await self._host.recover()
        await self._host.settle()
        game = self._host.game(self._quiz)
        if game is not None and game.phase is Phase.OPEN:
            self._plan_presses(game)

    def _come_back_at(self, moment: datetime) -> None:
        self._clock.move_to(moment)
        missed = [entry for entry in self._timeline if entry[0] <= moment and entry[2] is not None]
        self._happened["lost"] += sum(isinstance(what, Press) for _, _, what in missed)
        self._timeline = [entry for entry in self._timeline if entry not in missed]
        heapq.heapify(self._timeline)
        self._host = self._process()

    def _answer(self, asked: Asked) -> Answer:
        is_known = self._happens(KNOWS_IT)
        if asked.kind is AskedKind.TYPED:
            return Typed(asked.accept[0][self._plan.settings.language] if is_known else "no idea")
        places = [place for place, option in enumerate(asked.options) if option.is_right]
        if not is_known:
            places = self._random.sample(range(len(asked.options)), k=len(places))
        return Chosen(tuple(places))

    def _happens(self, share: float) -> bool:
        return self._random.random() < share

    def _seconds(self, least: float, most: float) -> timedelta:
        """A moment's length, to the millisecond, like the moments in Discord's ids."""
        return timedelta(milliseconds=self._random.randint(int(least * 1000), max(int(most * 1000), 1)))
