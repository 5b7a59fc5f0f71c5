"""What is stored: the quizzes' logs and the scores of one database, which may be down when we start."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import TypeVar

from bot.errors import StudyError
from bot.quiz.events import Entry
from bot.quiz.game import Game
from bot.quiz.ports import JournalDownError
from bot.secret import Secret
from bot.storage.database import Database
from bot.storage.journal import StoredJournal
from bot.storage.scores import ScoreBook

Tell = Callable[[StudyError], None]
Book = TypeVar("Book")


class Books:
    """A journal itself (`bot.quiz.ports.Journal`), and the scores. Until the database could be opened, which `is_open`
    tells, everything raises `JournalDownError`.
    """

    def __init__(self) -> None:
        self.is_open = asyncio.Event()
        self._database: Database | None = None
        self._journal: StoredJournal | None = None

    @classmethod
    @asynccontextmanager
    async def kept(cls, url: Secret, pauses: Iterable[float], tell: Tell) -> AsyncIterator["Books"]:
        """The books at `url`, open at once if that is possible, else as soon as it is: tried again after each pause.

        `tell` is given the first reason why not.
        """
        books = cls()
        async with AsyncExitStack() as open_things:
            fault = await books._open(open_things, url)
            opening = None
            if fault is not None:
                tell(fault)
                opening = asyncio.create_task(books._keep_trying(open_things, url, pauses))
            try:
                yield books
            finally:
                if opening is not None:
                    opening.cancel()
                    with suppress(asyncio.CancelledError):
                        await opening

    async def _keep_trying(self, open_things: AsyncExitStack, url: Secret, pauses: Iterable[float]) -> None:
        for pause in pauses:
            await asyncio.sleep(pause)
            if await self._open(open_things, url) is None:
                return

    async def _open(self, open_things: AsyncExitStack, url: Secret) -> StudyError | None:
        """Why it could not be opened."""
        try:
            database = await open_things.enter_async_context(Database.opened(url))
        except StudyError as fault:
            return fault
        self._database, self._journal = database, StoredJournal(database)
        self.is_open.set()
        return None

    def of(self, kind: Callable[[Database], Book]) -> Book:
        """A book of that kind in this database: `books.of(ScoreBook)`. Raises `JournalDownError`."""
        if self._database is None:
            raise JournalDownError("the database could not be opened yet")
        return kind(self._database)

    @property
    def scores(self) -> ScoreBook:
        """Raises `JournalDownError`."""
        return self.of(ScoreBook)

    @property
    def _open_journal(self) -> StoredJournal:
        if self._journal is None:
            raise JournalDownError("the database could not be opened yet")
        return self._journal

    # --- the journal -----------------------------------------------------------------------------------------------

    async def open(self, game: Game, entries: Sequence[Entry]) -> bool:
        """See `Journal`."""
        return await self._open_journal.open(game, entries)

    async def append(self, game: Game, entries: Sequence[Entry]) -> None:
        """See `Journal`."""
        await self._open_journal.append(game, entries)

    async def amend(self, game: Game, entries: Sequence[Entry]) -> None:
        """See `Journal`."""
        await self._open_journal.amend(game, entries)

    async def read(self, quiz: int) -> Sequence[Entry]:
        """See `Journal`."""
        return await self._open_journal.read(quiz)

    async def claim(self) -> Sequence[int]:
        """See `Journal`."""
        return await self._open_journal.claim()

    async def release(self, quiz: int) -> None:
        """See `Journal`."""
        await self._open_journal.release(quiz)
