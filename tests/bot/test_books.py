"""The books of a database that is there, that is not, and that comes later."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.books import Books
from bot.errors import StudyError
from bot.quiz.ports import JournalDownError
from bot.secret import Secret


async def test_a_database_that_is_there_is_open_at_once(tmp_path: Path) -> None:
    async with Books.kept(Secret(f"sqlite:///{tmp_path / 'a.db'}"), (), lambda fault: pytest.fail(str(fault))) as books:
        assert await books.claim() == []
        assert await books.read(700) == []
        assert books.scores is not None


async def test_one_that_is_not_there_is_told_once_and_tried_until_it_is(tmp_path: Path) -> None:
    place, told, tried = tmp_path / "folder", list[StudyError](), asyncio.Event()
    place.touch()  # a file where a folder has to be

    def pauses() -> Iterator[float]:
        yield 0
        tried.set()
        while True:
            yield 0.01

    async with Books.kept(Secret(f"sqlite:///{place / 'a.db'}"), pauses(), told.append) as books:
        assert [fault.key for fault in told] == ["storage.unusable"]
        with pytest.raises(JournalDownError):
            await books.claim()
        with pytest.raises(JournalDownError):
            _ = books.scores
        await asyncio.wait_for(tried.wait(), 10)
        place.unlink()
        await asyncio.wait_for(books.is_open.wait(), 10)
        assert await books.claim() == []
        assert len(told) == 1


async def test_one_that_never_comes_holds_nobody_up(tmp_path: Path) -> None:
    (tmp_path / "folder").touch()
    told: list[StudyError] = []
    async with Books.kept(Secret(f"sqlite:///{tmp_path / 'folder' / 'a.db'}"), (3600.0,), told.append):
        assert len(told) == 1
