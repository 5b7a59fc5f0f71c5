"""Are the scores right, and would they be? `scores verify` works them out again; `simulate` plays a night."""

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, TypeVar

from bot.cards.quiz_night import Night, night_card, night_json, verified_json, verified_lines
from bot.commands.call import FOUND, NOT_FOUND, Call, no_words
from bot.errors import StudyError
from bot.quiz.events import Entry, Mode, Settings
from bot.quiz.game import Game
from bot.quiz.ports import Journal
from bot.quiz.simulating import GUILD, Plan, Report, simulate
from bot.storage.address import Address
from bot.storage.database import Database
from bot.storage.faults import told_to_operator
from bot.storage.journal import StoredJournal
from bot.storage.scores import Board, ScoreBook
from bot.storage.temporary import temporary
from bot.storage.verifying import Verified, verify
from bot.wiring import read_library
from knowledge.languages import read_vocabulary
from knowledge.questions.phrases import read_phrases
from knowledge.questions.question_maker import QuestionMaker
from knowledge.questions.typed_answers import TypedAnswers

T = TypeVar("T")

# What is played if nothing else is asked for; and more than that tells nothing more.
_USUAL = {"players": 50, "questions": 20, "crashes": 10, "seed": 7}
_MOST = {"players": 1_000, "questions": 50, "crashes": 1_000, "seed": 10**9}
_SECONDS = 20


def scores(call: Call) -> int:
    """Compare all scores with the logs of the quizzes; 0 if they agree."""
    if list(call.words) != ["verify"]:
        raise StudyError("verify.what")
    verified = asyncio.run(_verify(call))
    if call.options.json:
        call.screen.json(verified_json(verified))
    else:
        call.screen.lines(verified_lines(verified, call.voice))
    return NOT_FOUND if verified.differences else FOUND


async def _verify(call: Call) -> Verified:
    address = Address(call.settings.database)
    if address.file is not None and not address.file.exists():
        raise StudyError("verify.no-database", place=address.shown)
    async with Database.opened(call.settings.database) as database:
        with told_to_operator(address):
            return await verify(database)


def simulate_night(call: Call) -> int:
    """Play a night through the real rules and storage; 0 if everything is as it should be."""
    no_words(call)
    wanted = {name: _number(call, name) for name in _USUAL}
    night = asyncio.run(_night(call, wanted))
    if call.options.json:
        call.screen.json(night_json(night))
    else:
        call.screen.card(night_card(night, call.voice))
    return FOUND if night.is_sound else NOT_FOUND


def _number(call: Call, name: str) -> int:
    value, least = getattr(call.options, name), 1 if name in {"players", "questions"} else 0
    if value is None:
        return _USUAL[name]
    if not value.isdecimal() or not least <= int(value[:12]) <= _MOST[name]:
        raise StudyError("simulate.number", option=f"--{name}", value=value, least=least, most=_MOST[name])
    return int(value)


async def _night(call: Call, wanted: dict[str, int]) -> Night:
    library, vocabulary, phrases = read_library(call.settings), read_vocabulary(), read_phrases()
    language = call.settings.language
    settings = Settings(Mode.SPEED, _SECONDS, language, has_streaks=True)
    plan = Plan(players=wanted["players"], crashes=wanted["crashes"], seed=wanted["seed"], settings=settings)
    random = Random(plan.seed)  # noqa: S311 - the same seed is the same night
    questions = QuestionMaker(library, vocabulary, phrases).make(random, wanted["questions"], languages=[language])
    judge = TypedAnswers(library, vocabulary, phrases).judge
    async with temporary(call.settings.database) as database:
        journals = _Journals(database, asyncio.get_running_loop())
        with told_to_operator(database.address):
            report = await asyncio.to_thread(asyncio.run, simulate(plan, questions, journals.new, judge))
            return await _checked(plan, report, database)


async def _checked(plan: Plan, report: Report, database: Database) -> Night:
    board = await ScoreBook(database).top(Board(GUILD), plan.players)
    return Night(plan, report, await verify(database), is_board_right=tuple(board) == report.standings)


@dataclass(frozen=True, slots=True)
class _Journals:
    """The journals of a night that is played in a thread of its own, on a database that is in this one's loop."""

    database: Database
    loop: asyncio.AbstractEventLoop

    def new(self) -> Journal:
        """That of the next process."""
        return _StandingStill(StoredJournal(self.database), self.loop)


class _StandingStill:
    """A journal for which the night stands still while something is stored: so the same seed is the same night.

    A kill may come before something is stored and after it, as it may when nothing stands still.
    """

    def __init__(self, journal: Journal, loop: asyncio.AbstractEventLoop) -> None:
        self._journal = journal
        self._loop = loop

    async def open(self, game: Game, entries: Sequence[Entry]) -> bool:
        return await self._stored(self._journal.open(game, entries))

    async def append(self, game: Game, entries: Sequence[Entry]) -> None:
        await self._stored(self._journal.append(game, entries))

    async def amend(self, game: Game, entries: Sequence[Entry]) -> None:
        await self._stored(self._journal.amend(game, entries))

    async def read(self, quiz: int) -> Sequence[Entry]:
        return await self._stored(self._journal.read(quiz))

    async def claim(self) -> Sequence[int]:
        return await self._stored(self._journal.claim())

    async def release(self, quiz: int) -> None:
        await self._stored(self._journal.release(quiz))

    async def _stored(self, call: Coroutine[Any, Any, T]) -> T:
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            call.close()
            raise
        result = asyncio.run_coroutine_threadsafe(call, self._loop).result()
        await asyncio.sleep(0)
        return result
