"""Extra time is known at once where it was chosen, and elsewhere as soon as somebody looks."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.books import Books
from bot.paces import Paces
from bot.quiz.ports import JournalDownError
from tests.kept import ready_file

ANA, LUIS = 1, 2


@pytest.fixture
async def books(tmp_path: Path) -> AsyncIterator[Books]:
    url = ready_file(tmp_path / "studyhall.db")
    async with Books.kept(url, (), lambda fault: pytest.fail(str(fault))) as books:
        yield books


async def test_whoever_has_chosen_nothing_has_the_usual_time(books: Books) -> None:
    paces = Paces(books)
    assert paces.of(ANA) == 100
    await paces.read_again()
    assert paces.of(ANA) == 100


async def test_a_choice_counts_at_once_and_after_a_restart(books: Books) -> None:
    paces, after_a_restart = Paces(books), Paces(books)
    await paces.choose(ANA, 150)
    assert (paces.of(ANA), paces.of(LUIS)) == (150, 100)
    await after_a_restart.read_again()
    assert (after_a_restart.of(ANA), after_a_restart.of(LUIS)) == (150, 100)


async def test_another_process_learns_of_it_when_it_reads_again(books: Books) -> None:
    here, there = Paces(books), Paces(books)
    await here.choose(ANA, 200)
    await here.choose(LUIS, 150)
    await there.read_again()
    await here.choose(ANA, 100)
    assert there.of(ANA) == 200
    await there.read_again()
    assert (there.of(ANA), there.of(LUIS)) == (100, 150)


async def test_what_is_chosen_while_it_is_read_again_is_not_lost(books: Books) -> None:
    paces = Paces(books)
    await asyncio.gather(paces.read_again(), paces.choose(ANA, 150), paces.read_again(), paces.choose(LUIS, 200))
    assert (paces.of(ANA), paces.of(LUIS)) == (150, 200)


async def test_what_cannot_be_stored_is_not_promised() -> None:
    paces = Paces(Books())
    with pytest.raises(JournalDownError):
        await paces.choose(ANA, 200)
    assert paces.of(ANA) == 100
    with pytest.raises(JournalDownError):
        await paces.read_again()
