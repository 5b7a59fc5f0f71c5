"""Who keeps off the boards: as if they were not there for the others, and as they would stand for themselves."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.quiz.standings import Standing
from bot.storage.database import Database
from bot.storage.forgetting import Forgetting
from bot.storage.journal import StoredJournal
from bot.storage.privacy import PrivacyBook, Stored
from bot.storage.scores import Board, ScoreBook
from bot.storage.verifying import verify
from tests.bot.quiz.fakes import ANA, GUILD, LUIS, MIA
from tests.bot.storage.quizzes import opened, play
from tests.kept import ready_file

BOARD = Board(GUILD)
OTHERS = Board(GUILD + 1)


@pytest.fixture
async def played(database: Database) -> Database:
    """Ana has two right answers, Luis and Mia one; in another server Luis is alone."""
    journal = StoredJournal(database)
    await play(journal, [{ANA: True, LUIS: True, MIA: False}, {ANA: True, LUIS: False, MIA: True}], quiz=1)
    await play(journal, [{LUIS: True}], quiz=2, event=opened(GUILD + 1, 9))
    for quiz in (1, 2):
        await journal.release(quiz)
    return database


async def test_whoever_keeps_off_is_on_no_board_and_moves_nobody_down(played: Database) -> None:
    book, scores = PrivacyBook(played), ScoreBook(played)
    await book.hide(ANA, GUILD)
    await book.hide(ANA, GUILD)
    second = [Standing(1, LUIS, 1000, 1, 2), Standing(1, MIA, 1000, 1, 2)]
    assert list(await scores.top(BOARD)) == second
    assert list(await scores.top(BOARD, 1, 1)) == second[1:]
    assert list(await scores.most_accurate(BOARD, minimum=1)) == second
    assert await scores.place(BOARD, MIA) == second[1]
    assert await scores.place_by_accuracy(BOARD, MIA, minimum=1) == second[1]
    assert (await verify(played)).differences == []


async def test_their_own_place_is_where_they_would_stand(played: Database) -> None:
    book, scores = PrivacyBook(played), ScoreBook(played)
    before = [await scores.place(BOARD, person) for person in (ANA, LUIS)]
    await book.hide(ANA, GUILD)
    await book.hide(LUIS, GUILD)
    assert await scores.place(BOARD, ANA) == before[0]
    # Ana, above, is not there for Luis either.
    assert await scores.place(BOARD, LUIS) == Standing(1, LUIS, 1000, 1, 2)
    assert await scores.place_by_accuracy(BOARD, ANA, minimum=1) == Standing(1, ANA, 2000, 2, 2)
    assert await book.is_hidden(ANA, GUILD)
    await book.show(ANA, GUILD)
    await book.show(LUIS, None)
    assert [await scores.place(BOARD, person) for person in (ANA, LUIS)] == before


async def test_a_server_is_one_and_everywhere_is_where_they_have_points(played: Database) -> None:
    book, scores = PrivacyBook(played), ScoreBook(played)
    await book.hide(LUIS, GUILD)
    assert [standing.person for standing in await scores.top(BOARD)] == [ANA, MIA]
    assert [standing.person for standing in await scores.top(OTHERS)] == [LUIS]
    await book.hide(LUIS, None)
    assert await scores.top(OTHERS) == ()
    assert (await book.of_person(LUIS)).rows["hidden"] == 2
    await book.show(LUIS, None)
    assert [standing.person for standing in await scores.top(OTHERS)] == [LUIS]


async def test_what_is_stored_is_counted(played: Database) -> None:
    stored = await PrivacyBook(played).of_person(LUIS)
    assert (stored.rows["quiz_people"], stored.rows["marks"], stored.servers) == (2, 3, 2)
    assert await PrivacyBook(played).of_person(99) == Stored({})
    assert (await PrivacyBook(played).of_server(GUILD)).rows["quizzes"] == 1
    await Forgetting(played, Random(7)).wish(99)
    assert await PrivacyBook(played).of_person(99) == Stored({})


# --- anybody -------------------------------------------------------------------------------------------------------

people = st.integers(1, 6)


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    answers=st.tuples(st.dictionaries(people, st.booleans()), st.dictionaries(people, st.booleans())),
    hidden=st.sets(people),
)
async def test_a_board_is_that_of_a_room_without_them(answers: tuple[dict[int, bool], ...], hidden: set[int]) -> None:
    without = [{person: right for person, right in given_.items() if person not in hidden} for given_ in answers]
    with TemporaryDirectory() as folder:
        async with Database.opened(ready_file(Path(folder) / "x.sqlite")) as database:
            journal, scores = StoredJournal(database), ScoreBook(database)
            await play(journal, answers, quiz=1, event=opened(1, 1))
            await play(journal, without, quiz=2, event=opened(2, 2))
            for person in hidden:
                await PrivacyBook(database).hide(person, 1)
            all_, some = Board(1), Board(2)
            assert await scores.top(all_) == await scores.top(some)
            assert await scores.top(all_, 2, 2) == await scores.top(some, 2, 2)
            assert await scores.most_accurate(all_, minimum=2) == await scores.most_accurate(some, minimum=2)
            for person in range(1, 7):
                if person not in hidden:
                    assert await scores.place(all_, person) == await scores.place(some, person)
