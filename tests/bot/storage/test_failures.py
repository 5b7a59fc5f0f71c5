"""A full disk, a locked or damaged file, a server that is gone: nobody is told what is not so, and it goes on after."""

import asyncio
import logging
import resource
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest

from bot.quiz.game import Game
from bot.quiz.ports import JournalDownError
from bot.secret import Secret
from bot.storage.address import Address
from bot.storage.database import Database
from bot.storage.faults import LIMIT_SECONDS
from bot.storage.group_commit import GroupCommit
from bot.storage.journal import StoredJournal
from bot.storage.scores import Board, ScoreBook
from bot.storage.storing import Append, Refused
from bot.storage.verifying import verify
from tests.bot.quiz.fakes import ANA, GUILD, HOST, QUIZ
from tests.bot.storage.postgres import PASSWORD, Postgres
from tests.bot.storage.quizzes import add, answered, asked, begun, close, grown, opened, start

# Discord gives a press three seconds; a machine that does other things as well gets one more.
IN_GOOD_TIME = 4.0


async def all_is_refused(database: Database, journal: StoredJournal, game: Game) -> str:
    """Everything that needs the database fails in good time, as itself; returns how an answer does."""
    calls = (
        journal.append(*grown(game, answered(ANA))),
        journal.open(*begun(QUIZ + 1, opened(channel=9))),
        StoredJournal(database).claim(),
        journal.release(QUIZ),
    )
    started = monotonic()
    faults = await asyncio.gather(*calls, return_exceptions=True)
    assert monotonic() - started < IN_GOOD_TIME
    assert [type(fault) for fault in faults] == [JournalDownError] * 4
    return str(faults[0])


async def is_as_before(database: Database, game: Game) -> None:
    """What was refused is not there, and everything works again."""
    journal = StoredJournal(database)
    assert await journal.claim() == [QUIZ]
    assert len(await journal.read(QUIZ)) == game.sequence
    game = await add(journal, game, answered(ANA))
    await close(journal, game)
    assert [place.person for place in await ScoreBook(database).top(Board(GUILD))] == [ANA]
    assert (await verify(database)).differences == []


# --- a file --------------------------------------------------------------------------------------------------------


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process may grow, as on a disk that has no room."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def test_a_full_disk_stores_nothing_until_it_has_room(file_url: Secret) -> None:
    async with Database.opened(file_url) as database:
        journal = StoredJournal(database)
        game = await add(journal, await start(journal), asked())
        with full_disk():
            said = await all_is_refused(database, journal, game)
            assert len(await journal.read(QUIZ)) == game.sequence
        assert said in {"disk I/O error", "database or disk is full"}
        await is_as_before(database, game)


async def test_a_file_that_is_locked_is_waited_for_and_then_given_up(file_url: Secret) -> None:
    async with Database.opened(file_url) as database:
        journal = StoredJournal(database)
        game = await add(journal, await start(journal), asked())
        holder = sqlite3.connect(Address(file_url).file or "")
        try:
            holder.execute("BEGIN EXCLUSIVE")
            assert await all_is_refused(database, journal, game) in {"database is locked", "it does not answer"}
            assert len(await journal.read(QUIZ)) == game.sequence
        finally:
            holder.close()
        await is_as_before(database, game)


async def test_a_file_that_is_damaged_while_it_is_used_is_said_and_works_again_when_it_was_put_back(
    file_url: Secret, caplog: pytest.LogCaptureFixture
) -> None:
    file = Address(file_url).file
    assert file is not None
    async with Database.opened(file_url) as database:
        journal = StoredJournal(database)
        game = await add(journal, await start(journal), asked())
    good = file.read_bytes()
    async with Database.opened(file_url) as database:
        journal = StoredJournal(database)
        await journal.claim()
        damage(file)
        with pytest.raises(JournalDownError, match="malformed"):
            await add(journal, game, answered(ANA))
        assert "is damaged" in caplog.text
        assert str(file) in caplog.text
    file.write_bytes(good)
    async with Database.opened(file_url) as database:
        await is_as_before(database, await the_game(database))


def damage(file: Path) -> None:
    """Everything behind the first page, which says that it is a database."""
    size = file.stat().st_size
    with file.open("r+b") as stream:
        stream.seek(4096)
        stream.write(b"\xff" * (size - 4096))


async def the_game(database: Database) -> Game:
    journal = StoredJournal(database)
    await journal.claim()
    log = await journal.read(QUIZ)
    game, _ = begun(QUIZ)
    return grown(game, *(entry.event for entry in log[1:]))[0]


async def test_a_file_that_is_gone_is_not_made_anew(file_url: Secret) -> None:
    file = Address(file_url).file
    assert file is not None
    async with Database.opened(file_url):
        pass
    async with Database.opened(file_url) as database:
        for path in file.parent.iterdir():
            path.unlink()
        game, _ = begun()
        with pytest.raises(JournalDownError, match="unable to open"):
            await database.append(Append(game.quiz, 1, 2, [(game.quiz, 2, "{}")]))
    assert not file.exists()


# --- a server ------------------------------------------------------------------------------------------------------


async def test_a_server_that_is_killed_loses_nothing_that_was_acknowledged(
    postgres: Postgres, server_url: Secret, caplog: pytest.LogCaptureFixture
) -> None:
    async with Database.opened(server_url) as database:
        journal = StoredJournal(database)
        game = await add(journal, await start(journal), asked())
        assert len(await journal.read(QUIZ)) == 2
        try:
            postgres.kill()
            with caplog.at_level(logging.DEBUG):
                said = await all_is_refused(database, journal, game)
            with pytest.raises(JournalDownError) as caught:
                await journal.read(QUIZ)
        finally:
            postgres.start()
        assert PASSWORD not in f"{said} {caught.value} {caplog.text}"
        assert len(await journal.read(QUIZ)) == game.sequence
        await is_as_before(database, game)


async def test_a_server_that_is_killed_among_many_answers_keeps_those_that_were_acknowledged(
    postgres: Postgres, server_url: Secret
) -> None:
    async with Database.opened(server_url) as database:
        journal = StoredJournal(database)
        games = [await start(journal, quiz, opened(channel=quiz)) for quiz in range(1, 21)]
        stored = [0] * len(games)
        enough = asyncio.Event()

        async def answer_until_it_fails(place: int) -> None:
            game = await add(journal, games[place], asked())
            for person in range(100_000):
                game = await add(journal, game, answered(person))
                stored[place] = game.sequence
                if sum(stored) > 2_000:
                    enough.set()

        tasks = [asyncio.create_task(answer_until_it_fails(place)) for place in range(len(games))]
        try:
            await asyncio.wait_for(enough.wait(), 60)
            postgres.kill()
            faults = await asyncio.gather(*tasks, return_exceptions=True)
        finally:
            postgres.start()
        assert [type(fault) for fault in faults] == [JournalDownError] * len(games)
        for game, sequence in zip(games, stored, strict=True):
            # One more line than was acknowledged may be there: it was under way.
            assert len(await journal.read(game.quiz)) in {sequence, sequence + 1}


# --- a database that says nothing ----------------------------------------------------------------------------------


class SilentWriter:
    """Takes everything, and never comes back until it is let go."""

    def __init__(self) -> None:
        self.may_answer = asyncio.Event()
        self.taken: list[int] = []

    async def write(self, appends: list[Append]) -> list[Refused | None]:
        await self.may_answer.wait()
        self.taken += [append.first for append in appends]
        return [None] * len(appends)

    async def close(self) -> None:
        """Nothing to let go of."""


@pytest.fixture
async def silent() -> AsyncIterator[SilentWriter]:
    writer = SilentWriter()
    yield writer
    writer.may_answer.set()


async def test_whoever_waits_for_a_silent_database_is_told_in_time_and_then_not_stored(silent: SilentWriter) -> None:
    group = GroupCommit(silent)  # type: ignore[arg-type]  # takes lists, as it is given
    under_way = group.submit(Append(QUIZ, 1, 1, []))
    await asyncio.sleep(0)
    behind = group.submit(Append(QUIZ, 1, 2, []))
    started = monotonic()
    fates = await asyncio.gather(under_way, behind, return_exceptions=True)
    assert [type(fate) for fate in fates] == [JournalDownError] * 2
    assert LIMIT_SECONDS * 0.9 < monotonic() - started < IN_GOOD_TIME
    silent.may_answer.set()
    await group.submit(Append(QUIZ, 1, 3, []))
    await group.close()
    assert silent.taken == [1, 3]


async def test_one_append_that_no_database_takes_is_the_only_one_that_fails(database: Database) -> None:
    journal = StoredJournal(database)
    game = await add(journal, await start(journal), asked())
    good = [journal.append(*grown(game, answered(ANA)))]
    bad = database.append(Append(game.quiz, 1, game.sequence + 2, [(game.quiz, 2**70, "{}")]))
    fates = await asyncio.gather(*good, bad, return_exceptions=True)
    assert [type(fate) for fate in fates] == [type(None), JournalDownError]
    assert len(await journal.read(QUIZ)) == game.sequence + 1
    assert HOST not in {place.person for place in await ScoreBook(database).top(Board(GUILD))}
