"""A quiz to play in tests: questions, a journal in memory and a stage that can fail, and shorthand for commands."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from bot.quiz.commands import Posted, Press, Start
from bot.quiz.events import Answer, Chosen, Entry, Mode, Settings, from_json, to_json
from bot.quiz.game import Game
from bot.quiz.host import Host
from bot.quiz.ports import JournalDownError, NotOursError, Ports
from bot.quiz.rehearsal import VirtualClock, pass_until
from knowledge.concepts import Difficulty
from knowledge.questions.asked import Asked, AskedKind, Option
from knowledge.questions.typed_answers import Judgement

NOON = datetime(2026, 11, 26, 19, 0, tzinfo=UTC)
HOST, ANA, LUIS, MIA = 1, 11, 12, 13
GUILD, CHANNEL, QUIZ = 500, 600, 700


def after(seconds: float) -> datetime:
    """That long after everything began."""
    return NOON + timedelta(seconds=seconds)


def wording(text: str) -> dict[str, str]:
    return {"en": text, "es": text}


def question(key: str = "q", *rights: bool, kind: AskedKind = AskedKind.ONE, clues: int = 0) -> Asked:
    """One right of four, the first, unless said otherwise. Option n stands for the concept `key`-n."""
    options = tuple(
        Option(wording(f"{key}-{place}"), is_right, f"{key}-{place}")
        for place, is_right in enumerate(rights or (True, False, False, False))
    )
    return Asked(
        id=key,
        kind=kind,
        about=(f"{key}-0",),
        category="compute",
        domain="technology",
        difficulty=Difficulty.EASY,
        ask=wording(f"{key}?"),
        why=wording("Because."),
        fact=f"{key}/fact",
        source="https://example.org",
        as_of=date(2026, 11, 1),
        clues=tuple(wording(f"clue {number}") for number in range(clues)),
        options=() if kind is AskedKind.TYPED else options,
        accept=(wording("lambda"),) if kind is AskedKind.TYPED else (),
    )


def settings(mode: Mode = Mode.SPEED, seconds: int = 20, *, has_streaks: bool = False) -> Settings:
    return Settings(mode, seconds, "en", has_streaks=has_streaks)


def start(
    chosen: Settings | None = None,
    questions: Sequence[Asked] = (),
    *,
    quiz: int = QUIZ,
    channel: int = CHANNEL,
    at: datetime = NOON,
) -> Start:
    return Start(
        quiz=quiz,
        at=at,
        guild=GUILD,
        channel=channel,
        host=HOST,
        settings=chosen or settings(),
        questions=tuple(questions) or tuple(question(f"q{number}") for number in range(1, 4)),
        seed=7,
    )


def press(
    person: int, at: datetime, *, number: int = 1, answer: Answer | int = 0, press_id: int | None = None
) -> Press:
    """`answer` may be the place of an option; the id is as old as the press, like Discord's."""
    chosen = Chosen((answer,)) if isinstance(answer, int) else answer
    identity = press_id if press_id is not None else int((at - NOON).total_seconds() * 1000) * 100 + person
    return Press(press=identity, at=at, person=person, number=number, answer=chosen)


def is_lambda(typed: str, asked: Asked) -> Judgement:
    """A judge who knows one word."""
    del asked
    return Judgement.RIGHT if typed.strip().lower() == "lambda" else Judgement.NOTHING_LIKE_IT


async def a_turn() -> None:
    """Let everybody else have a turn of the loop."""
    await asyncio.sleep(0)


@dataclass
class Storage:
    """What a disk keeps, whatever happens to processes."""

    logs: dict[int, list[bytes]] = field(default_factory=dict)
    channels: dict[int, int] = field(default_factory=dict)
    owners: dict[int, int] = field(default_factory=dict)


class MemoryJournal:
    """A journal of one process on a storage that others may share.

    `fails` is asked before each write: "before" fails it, "after" fails it when it was stored all the same. A kill may
    come before a write and after it.
    """

    def __init__(self, storage: Storage, process: int = 1) -> None:
        self.storage = storage
        self.process = process
        self.is_down = False
        self.fails: Callable[[], str] = lambda: ""
        self.writes = 0

    async def open(self, game: Game, entries: Sequence[Entry]) -> bool:
        how = await self._fault()
        channel = game.opened.channel
        if self.storage.channels.setdefault(channel, game.quiz) != game.quiz:
            return False
        self.storage.owners[game.quiz] = self.process
        self._write(game.quiz, entries, how)
        await a_turn()
        return True

    async def append(self, game: Game, entries: Sequence[Entry]) -> None:
        how = await self._fault()
        self._mine(game.quiz)
        self._write(game.quiz, entries, how)
        await a_turn()

    async def amend(self, game: Game, entries: Sequence[Entry]) -> None:
        how = await self._fault()
        if game.quiz in self.storage.channels.values():
            raise NotOursError
        self._write(game.quiz, entries, how)
        await a_turn()

    async def read(self, quiz: int) -> Sequence[Entry]:
        await self._fault()
        if quiz in self.storage.logs:
            self._mine(quiz)
        return self.log(quiz)

    async def claim(self) -> Sequence[int]:
        await self._fault()
        claimed = list(self.storage.channels.values())
        self.storage.owners.update(dict.fromkeys(claimed, self.process))
        return claimed

    async def release(self, quiz: int) -> None:
        await self._fault()
        self.storage.channels = {c: q for c, q in self.storage.channels.items() if q != quiz}

    def log(self, quiz: int = QUIZ) -> list[Entry]:
        return [from_json(line) for line in self.storage.logs.get(quiz, [])]

    async def _fault(self) -> str:
        await a_turn()
        how = self.fails()
        if self.is_down or how == "before":
            raise JournalDownError("the disk is full")
        return how

    def _mine(self, quiz: int) -> None:
        if self.storage.owners.get(quiz) != self.process:
            raise NotOursError

    def _write(self, quiz: int, entries: Sequence[Entry], how: str) -> None:
        log = self.storage.logs.setdefault(quiz, [])
        if entries[0].sequence != len(log) + 1:
            raise JournalDownError("that line is written already")
        self.writes += 1
        log += [to_json(entry) for entry in entries]
        if how == "after":
            raise JournalDownError("the connection was lost")


class RecordingStage:
    """Remembers what it was told, as words, and fails with whatever is in `failures` first."""

    def __init__(self, clock: VirtualClock) -> None:
        self.clock = clock
        self.told: list[str] = []
        self.games: list[Game] = []
        self.failures: list[Exception] = []
        self.messages = 0
        self._sent = asyncio.Event()
        self._may_answer = asyncio.Event()
        self._may_answer.set()

    def hold(self) -> asyncio.Event:
        """Questions are sent, but the call does not come back. The event says that one was sent."""
        self._may_answer.clear()
        return self._sent

    def let_go(self) -> None:
        self._may_answer.set()

    async def ask(self, game: Game, bell_at: datetime) -> Posted:
        number = game.next_number or 0
        self._tell(f"ask {number} until {(bell_at - NOON).total_seconds():g}", game)
        self._sent.set()
        await self._may_answer.wait()
        self.messages += 1
        return Posted(number=number, message=self.messages, at=self.clock.now())

    async def refresh(self, game: Game) -> None:
        await a_turn()
        self._tell(f"refresh {len(game.rounds)} {game.phase} until {(game.due - NOON).total_seconds():g}", game)

    async def reveal(self, game: Game) -> None:
        last = game.rounds[-1]
        self._tell(f"reveal {last.number}{' skipped' if last.is_skipped else ''}", game)
        await a_turn()

    async def say_back(self, game: Game) -> None:
        assert game.back is not None
        self._tell(f"back since {(game.back.since - NOON).total_seconds():g}", game)

    async def finish(self, game: Game) -> None:
        self._tell(f"finish {game.end}", game)

    def _tell(self, what: str, game: Game) -> None:
        self.told.append(what)
        self.games.append(game)
        if self.failures:
            raise self.failures.pop(0)


class Evening:
    """A host with its world, and time that passes only when it is told to."""

    def __init__(
        self,
        storage: Storage | None = None,
        process: int = 1,
        clock: VirtualClock | None = None,
        accepted: Mapping[str, Sequence[str]] = {},
    ) -> None:
        async def of_server(guild: int, questions: Sequence[str]) -> Mapping[str, Sequence[str]]:
            assert guild == GUILD
            return {key: accepted[key] for key in questions if key in accepted}

        self.clock = clock or VirtualClock(NOON)
        self.stage = RecordingStage(self.clock)
        self.journal = MemoryJournal(storage or Storage(), process)
        self.host = Host(Ports(self.stage, self.journal, self.clock, is_lambda, of_server))

    async def until(self, seconds: float) -> None:
        """Let the time come, with everything that is due on the way."""
        await pass_until(after(seconds), self.clock, self.host)

    async def killed(self) -> "Evening":
        """The next process on the same disk, at the same moment; not yet recovered."""
        await self.host.abandon()
        self.clock.forget()
        return Evening(self.journal.storage, self.journal.process, self.clock)

    @property
    def game(self) -> Game:
        game = self.host.game(QUIZ)
        assert game is not None
        return game
