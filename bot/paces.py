"""How much time each person needs for a question: stored, and known by heart, because a press cannot wait for it."""

import asyncio
from collections.abc import Mapping
from types import MappingProxyType

from bot.books import Books
from bot.quiz.events import USUAL_PACE
from bot.storage.paces import PaceBook


class Paces:
    """`of` is asked at every press, and reads nothing. What another process has stored is known after `read_again`."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._known: Mapping[int, int] = MappingProxyType({})
        # Reading takes a while: what somebody chooses meanwhile must not be overwritten by what was there before.
        self._turn = asyncio.Lock()

    def of(self, person: int) -> int:
        """The time that `person` has for a question, in percent of the usual."""
        return self._known.get(person, USUAL_PACE)

    async def choose(self, person: int, percent: int) -> None:
        """Give `person` so much time from now on. Raises `JournalDownError` if it cannot be stored."""
        async with self._turn:
            book = self._books.of(PaceBook)
            if percent == USUAL_PACE:
                await book.forget(person)
            else:
                await book.keep(person, percent)
            others = {each: chosen for each, chosen in self._known.items() if each != person}
            self._known = others if percent == USUAL_PACE else {**others, person: percent}

    async def read_again(self) -> None:
        """Know what is stored by now. Raises `JournalDownError`, and then still knows what it did."""
        async with self._turn:
            self._known = await self._books.of(PaceBook).everybody()
