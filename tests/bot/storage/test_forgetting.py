"""A person is forgotten: nothing of them is left, and everybody else's results are as before."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Row, insert, select

from bot.quiz.commands import Stop
from bot.quiz.events import Answered, Ended, EndReason, Entry, HostChanged, Mode, Typed, from_json
from bot.quiz.game import Game, fold
from bot.quiz.host import Host
from bot.quiz.ports import Ports
from bot.quiz.rehearsal import SilentStage, VirtualClock
from bot.quiz.simulating import FIRST_PLAYER, Plan, simulate
from bot.quiz.standings import Standing, standings
from bot.secret import Secret
from bot.storage.database import Database
from bot.storage.forgetting import Forgetting
from bot.storage.journal import StoredJournal
from bot.storage.nobody import without
from bot.storage.scores import Board, ScoreBook
from bot.storage.tables import OF_A_PERSON
from bot.storage.tables.privacy import hidden
from bot.storage.tables.quizzes import entries, marks, totals
from bot.storage.verifying import verify
from knowledge.questions.asked import AskedKind
from knowledge.questions.typed_answers import Judgement
from tests.bot.quiz.fakes import ANA, GUILD, HOST, LUIS, MIA, NOON, QUIZ, after, is_lambda, press, question, start
from tests.bot.quiz.fakes import settings as chosen
from tests.bot.quiz.test_simulating import QUESTIONS
from tests.bot.storage.quizzes import add, asked, close, opened, play
from tests.bot.storage.quizzes import start as started
from tests.kept import ready_file

NOBODY = -5
HOUSE = Path(__file__).parents[3]
FORGETTING = "tests.bot.storage.forgetting_process"
SECONDS = 60


@pytest.fixture
def journal(database: Database) -> StoredJournal:
    return StoredJournal(database)


@pytest.fixture
def forgetting(database: Database) -> Forgetting:
    return Forgetting(database, Random(7))


async def everything_of(database: Database, person: int) -> dict[str, int]:
    """How many rows of each table are theirs, of those that have any; and how many lines name them."""
    found = {
        table.name: len(await database.rows(select(table).where(column == person)))
        for table, column in OF_A_PERSON.items()
    }
    lines = [row.line for row in await database.rows(select(entries.c.line))]
    found["entries"] = sum(without(line, person, NOBODY) != without(line, NOBODY - 1, NOBODY) for line in lines)
    return {table: count for table, count in found.items() if count}


async def log_of(database: Database, quiz: int) -> list[Entry]:
    lines = select(entries.c.line).where(entries.c.quiz == quiz).order_by(entries.c.sequence)
    return [from_json(row.line) for row in await database.rows(lines)]


async def game_of(database: Database, quiz: int) -> Game:
    game = fold(await log_of(database, quiz))
    assert game is not None
    return game


async def of_others(database: Database, person: int) -> tuple[Sequence[Row[Any]], list[list[Standing]]]:
    """What everybody else has: all their totals, and where they stood in each quiz."""
    rows = await database.rows(select(totals).where(totals.c.person != person).order_by(*totals.primary_key))
    quizzes = sorted({row.quiz for row in await database.rows(select(entries.c.quiz))})
    games = [await game_of(database, quiz) for quiz in quizzes]
    people = {row.person for row in rows}
    ranked = [[each for each in standings(game.marks()) if each.person in people] for game in games]
    return rows, ranked


async def forget(database: Database, person: int) -> None:
    forgetting = Forgetting(database, Random(person))
    await forgetting.wish(person)
    await forgetting.carry_out()


# --- a person ------------------------------------------------------------------------------------------------------


async def test_nothing_is_left_and_others_are_as_before(database: Database, journal: StoredJournal) -> None:
    for quiz in (1, 2, 3):
        await play(journal, [{ANA: True, LUIS: True, MIA: False}, {ANA: quiz > 1, LUIS: False}], quiz=quiz)
        await journal.release(quiz)
    before = await of_others(database, ANA)
    assert set(await everything_of(database, ANA)) == {"quiz_people", "marks", "totals", "entries"}
    await forget(database, ANA)
    assert await everything_of(database, ANA) == {}
    assert await of_others(database, ANA) == before
    assert (await verify(database)).differences == []
    board = Board(GUILD)
    assert [standing.person for standing in await ScoreBook(database).top(board)] == [LUIS, MIA]
    assert await ScoreBook(database).size(board) == 2


async def test_their_marks_are_nobody_s_and_another_nobody_s_in_each_quiz(
    database: Database, journal: StoredJournal
) -> None:
    for quiz in (1, 2):
        await play(journal, [{ANA: True, LUIS: True}, {ANA: True, LUIS: False}], quiz=quiz)
        await journal.release(quiz)
    await forget(database, ANA)
    await forget(database, LUIS)
    rows = await database.rows(select(marks.c.quiz, marks.c.person, marks.c.points))
    points: dict[tuple[int, int], int] = {}
    for row in rows:
        points[row.quiz, row.person] = points.get((row.quiz, row.person), 0) + row.points
    assert sorted((quiz, earned) for (quiz, _), earned in points.items()) == [
        (1, 1000),
        (1, 2000),
        (2, 1000),
        (2, 2000),
    ]
    assert len({person for _, person in points}) == 4
    assert all(person < 0 for _, person in points)
    assert await ScoreBook(database).top(Board(GUILD)) == ()
    assert (await verify(database)).differences == []


async def test_every_way_in_which_a_log_names_them_is_gone(database: Database, journal: StoredJournal) -> None:
    game = await started(journal)
    events = (
        HostChanged(at=NOON, by=HOST, order=1, host=ANA),
        HostChanged(at=NOON, by=ANA, order=2, host=LUIS),
        Ended(at=NOON, reason=EndReason.STOPPED, by=ANA),
    )
    await add(journal, game, *events)
    await journal.release(QUIZ)
    await forget(database, ANA)
    await forget(database, HOST)
    assert await everything_of(database, ANA) == await everything_of(database, HOST) == {}
    game = await game_of(database, QUIZ)
    assert (game.host, game.end) == (LUIS, EndReason.STOPPED)


async def test_what_they_typed_is_gone_and_what_it_earned_is_not(database: Database, journal: StoredJournal) -> None:
    typed = Answered(
        at=NOON, number=1, person=ANA, answer=Typed("ana's own lambda"), press=1, judgement=Judgement.RIGHT
    )
    other = Answered(
        at=NOON, number=1, person=LUIS, answer=Typed("fargate"), press=2, judgement=Judgement.NOTHING_LIKE_IT
    )
    game = await started(journal, event=opened(questions=[question(kind=AskedKind.TYPED)]))
    game = await close(journal, await add(journal, game, asked(1), typed, other))
    await journal.release(QUIZ)
    await forget(database, ANA)
    lines = [row.line for row in await database.rows(select(entries.c.line))]
    assert "own lambda" not in "".join(lines)
    assert "fargate" in "".join(lines)
    assert sorted(mark.points for mark in (await game_of(database, QUIZ)).marks()) == [0, 1000]
    assert (await verify(database)).differences == []


def stored_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def test_a_file_holds_no_word_of_them_any_more(tmp_path: Path) -> None:
    url = Secret(f"sqlite:///{tmp_path}/study.sqlite")
    typed = Answered(at=NOON, number=1, person=ANA, answer=Typed("ana's own lambda"), press=1)
    async with Database.opened(url) as database:
        journal = StoredJournal(database)
        game = await started(journal, event=opened(questions=[question(kind=AskedKind.TYPED)]))
        await add(journal, game, asked(1), typed)
        await journal.release(QUIZ)
    assert b"own lambda" in stored_in(tmp_path)
    async with Database.opened(url) as database:
        await forget(database, ANA)
    assert b"own lambda" not in stored_in(tmp_path)


async def test_whoever_comes_back_starts_afresh(database: Database, journal: StoredJournal) -> None:
    await play(journal, [{ANA: True}, {ANA: True}], quiz=1)
    await journal.release(1)
    await forget(database, ANA)
    await play(journal, [{ANA: True}], quiz=2, event=opened(questions=[question()]))
    assert await ScoreBook(database).top(Board(GUILD)) == (Standing(1, ANA, 1000, 1, 1),)
    assert (await verify(database)).differences == []


async def test_what_comes_after_the_wish_is_not_forgotten(
    database: Database, journal: StoredJournal, forgetting: Forgetting
) -> None:
    await play(journal, [{ANA: True}, {ANA: True}], quiz=1)
    await journal.release(1)
    await forgetting.wish(ANA)
    await play(journal, [{ANA: True}], quiz=2, event=opened(questions=[question()]))
    await journal.release(2)
    await forgetting.carry_out()
    assert await ScoreBook(database).place(Board(GUILD), ANA) == Standing(1, ANA, 1000, 1, 1)
    assert (await verify(database)).differences == []


async def test_of_somebody_who_is_not_there_nothing_is_forgotten(database: Database, journal: StoredJournal) -> None:
    await play(journal, [{LUIS: True}, {}], quiz=1)
    await journal.release(1)
    lines = await database.rows(select(entries))
    await forget(database, ANA)
    assert await database.rows(select(entries)) == lines
    assert await everything_of(database, ANA) == {}


async def test_who_keeps_off_the_boards_is_forgotten_too(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(insert(hidden), [{"person": ANA, "guild": GUILD}, {"person": LUIS, "guild": GUILD}])
    await forget(database, ANA)
    assert [tuple(row) for row in await database.rows(select(hidden))] == [(LUIS, GUILD)]


# --- a quiz that runs ----------------------------------------------------------------------------------------------


async def test_a_running_quiz_is_left_alone_until_it_is_over(database: Database, forgetting: Forgetting) -> None:
    clock = VirtualClock(NOON)
    host = Host(Ports(SilentStage(clock), StoredJournal(database), clock, is_lambda))
    await host.recover()
    await host.start(start(chosen(Mode.CALM)))
    await host.settle()
    await host.submit(QUIZ, press(ANA, after(1)))
    await forgetting.wish(ANA)
    await forgetting.carry_out()
    assert await forgetting.waiting(ANA) == [600]
    assert (await everything_of(database, ANA))["to_forget"] == 1
    game = host.game(QUIZ)
    assert game is not None
    assert game.given(ANA) is not None
    await host.submit(QUIZ, Stop(order=9, at=after(2), by=HOST, may_manage=True))
    await host.settle()
    assert await forgetting.waiting(ANA) == []
    await forgetting.carry_out()
    assert await everything_of(database, ANA) == {}
    assert (await verify(database)).differences == []


# --- however often it is interrupted -------------------------------------------------------------------------------


async def test_interrupted_at_any_moment_it_is_finished_the_next_time(
    database: Database, journal: StoredJournal, forgetting: Forgetting
) -> None:
    for quiz in range(1, 6):
        await play(journal, [{ANA: True, LUIS: True}, {ANA: False, LUIS: True}], quiz=quiz)
        await journal.release(quiz)
    before = await of_others(database, ANA)
    await forgetting.wish(ANA)
    left = []
    for turns in (0, 5, 20, 60):
        task = asyncio.create_task(forgetting.carry_out())
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait({task})
        assert (await verify(database)).differences == []
        left.append(len(await database.rows(select(marks).where(marks.c.person == ANA))))
    assert left == sorted(left, reverse=True)
    # A kill leaves nothing behind but what is stored: whoever goes on is new.
    await asyncio.gather(*(Forgetting(database, Random(seed)).carry_out() for seed in (1, 2)))
    assert await everything_of(database, ANA) == {}
    assert await of_others(database, ANA) == before
    assert (await verify(database)).differences == []


async def test_killed_in_the_middle_it_comes_to_its_end(url: Secret) -> None:
    async with Database.opened(url) as database:
        journal = StoredJournal(database)
        for quiz in range(1, 10):
            await play(journal, [{ANA: True, LUIS: True}], quiz=quiz, event=opened(questions=[question()]))
            await journal.release(quiz)
        before = await of_others(database, ANA)
        await Forgetting(database, Random(7)).wish(ANA)
    assert await killed_after(url, 4) < 10
    async with Database.opened(url) as database:
        assert (await verify(database)).differences == []
        await Forgetting(database, Random(7)).carry_out()
        assert await everything_of(database, ANA) == {}
        assert await of_others(database, ANA) == before
        assert (await verify(database)).differences == []


async def killed_after(url: Secret, lines: int) -> int:
    """kill -9 after so many times that something was done; how much was left then."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", FORGETTING, url.reveal(), cwd=HOUSE, stdout=PIPE, stderr=PIPE
    )
    assert process.stdout is not None
    async with asyncio.timeout(SECONDS):
        said = [line for _ in range(lines) if (line := await process.stdout.readline())]
        if process.returncode is None:
            process.kill()
        _, errors = await process.communicate()
    assert errors == b""
    return int(said[-1])


# --- any quizzes ---------------------------------------------------------------------------------------------------

people = st.integers(FIRST_PLAYER, FIRST_PLAYER + 4)
answers = st.dictionaries(people, st.booleans())


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 10**6),
    crashes=st.integers(0, 2),
    mode=st.sampled_from(Mode),
    others=st.lists(st.tuples(answers, answers), max_size=2),
    gone=st.lists(people, min_size=1, max_size=2, unique=True),
)
def test_whoever_goes_everybody_else_keeps_what_they_have(
    seed: int, crashes: int, mode: Mode, others: list[tuple[Mapping[int, bool], ...]], gone: list[int]
) -> None:
    asyncio.run(
        whoever_goes(Plan(players=5, crashes=crashes, seed=seed, settings=chosen(mode, has_streaks=True)), others, gone)
    )


async def whoever_goes(plan: Plan, others: list[tuple[Mapping[int, bool], ...]], gone: list[int]) -> None:
    with TemporaryDirectory() as folder:
        async with Database.opened(ready_file(Path(folder) / "x.sqlite")) as database:
            await simulate(plan, QUESTIONS[:4], lambda: StoredJournal(database), is_lambda)
            journal = StoredJournal(database)
            for number, given_answers in enumerate(others):
                await play(journal, given_answers, quiz=100 + number, event=opened(1, 50 + number))
                await journal.release(100 + number)
            for person in gone:
                before = await of_others(database, person)
                await forget(database, person)
                assert await everything_of(database, person) == {}
                assert await of_others(database, person) == before
                assert (await verify(database)).differences == []
