"""The daily posts' books as they are at each moment: the database may not have been opened yet."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.books import Books
from bot.daily.choosing import History
from bot.daily.daily import Daily, Post, Sent, Standing, State, Told, Why
from bot.storage.dailies import DailyBook
from bot.storage.daily_answers import DailyAnswers


class OpenedBook:
    """`bot.daily.ports.Book`. Everything raises `JournalDownError` as long as there is no database."""

    def __init__(self, books: Books) -> None:
        self._books = books

    @property
    def _book(self) -> DailyBook:
        return self._books.of(DailyBook)

    async def standings(self) -> Sequence[Standing]:
        return await self._book.standings()

    async def standing(self, channel: int) -> Standing | None:
        return await self._book.standing(channel)

    async def claim(self, post: Post) -> bool:
        return await self._book.claim(post)

    async def retake(self, post: Post, owner: int, now: datetime) -> bool:
        return await self._book.retake(post, owner, now)

    async def sent(self, post: Post, sent: Sent) -> None:
        await self._book.sent(post, sent)

    async def skip(self, daily: Daily, day: date, why: Why, now: datetime) -> None:
        await self._book.skip(daily, day, why, now)

    async def stop(self, channel: int, state: State) -> None:
        await self._book.stop(channel, state)

    async def has_told(self, channel: int, told: Told) -> None:
        await self._book.has_told(channel, told)


class OpenedAnswers:
    """`bot.daily.choosing.Memory`, in the same way."""

    def __init__(self, books: Books) -> None:
        self._books = books

    async def history(self, daily: Daily, now: datetime) -> History:
        return await self._books.of(DailyAnswers).history(daily, now)
