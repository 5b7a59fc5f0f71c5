"""Seasons: their boards are sums of what was earned in them, at whatever moment they begin and end."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from bot.quiz.standings import Standing
from bot.storage.database import Database
from bot.storage.journal import StoredJournal
from bot.storage.periods import season_period
from bot.storage.scores import Board, ScoreBook
from bot.storage.seasons import SETTLING, Season, SeasonBook
from bot.storage.tables.take_homes import seasons
from bot.storage.totals import of_category
from bot.storage.verifying import verify
from tests.bot.quiz.fakes import ANA, CHANNEL, GUILD, LUIS, NOON
from tests.bot.storage.quizzes import opened, play
from tests.kept import ready_file

START = NOON + SETTLING


@pytest.fixture
def book(database: Database) -> SeasonBook:
    return SeasonBook(database)


async def quiz(database: Database, number: int, at: datetime, *people: int, guild: int = GUILD) -> None:
    """One question that all of them answer rightly."""
    event = opened(guild=guild, channel=number, at=at)
    await play(StoredJournal(database), [dict.fromkeys(people, True)], quiz=number, event=event)


async def test_what_is_earned_in_a_season_counts_in_it(book: SeasonBook, database: Database) -> None:
    await quiz(database, 1, NOON, ANA)
    season = await book.start(GUILD, "Autumn", NOON)
    assert season is not None
    assert season.started_at == START
    await quiz(database, 2, START, ANA, LUIS)
    await quiz(database, 3, START + timedelta(days=40), LUIS)
    await quiz(database, 4, START, ANA, guild=GUILD + 1)
    ended = await book.end(season, CHANNEL, "en", START + timedelta(days=50))
    assert ended is not None
    assert (ended.ended_at, ended.channel) == (START + timedelta(days=50) + SETTLING, CHANNEL)
    await quiz(database, 5, START + timedelta(days=50) + SETTLING, ANA)
    scores = ScoreBook(database)
    ranked = (Standing(1, LUIS, 2000, 2, 2), Standing(2, ANA, 1000, 1, 1))
    assert await scores.top(season.board()) == ranked
    assert await scores.top(season.board(of_category("compute"))) == ranked
    assert await scores.place(season.board(), ANA) == ranked[1]
    assert await scores.size(season.board()) == 2
    assert (await scores.top(Board(GUILD)))[0].points == 3000
    assert (await verify(database)).differences == []


async def test_what_is_stored_after_the_end_and_was_earned_before_it_still_counts(
    book: SeasonBook, database: Database
) -> None:
    season = await book.start(GUILD, "Autumn", NOON)
    assert season is not None
    await book.end(season, CHANNEL, "en", START)
    await quiz(database, 1, START + SETTLING - timedelta(milliseconds=1), ANA)
    assert await ScoreBook(database).size(season.board()) == 1


async def test_a_server_has_one_season_at_a_time_and_keeps_all_of_them(book: SeasonBook) -> None:
    first = await book.start(GUILD, "Autumn", NOON)
    assert first is not None
    assert await book.start(GUILD, "Winter", NOON) is None
    assert await book.start(GUILD + 1, "Elsewhere", NOON) is not None
    assert await book.running(GUILD) == first
    assert await book.end(first, CHANNEL, "en", NOON) is not None
    assert await book.end(first, CHANNEL, "en", NOON) is None
    assert await book.running(GUILD) is None
    second = await book.start(GUILD, "Winter", NOON)
    assert second is not None
    assert [season.title for season in await book.recent(GUILD)] == ["Winter", "Autumn"]
    assert await book.find(GUILD, second.id) == second
    assert await book.find(GUILD + 1, second.id) is None


async def test_the_final_board_is_to_be_told_until_it_is_told(book: SeasonBook) -> None:
    season = await book.start(GUILD, "Autumn", NOON)
    assert season is not None
    assert await book.to_tell() == []
    ended = await book.end(season, CHANNEL, "en", NOON)
    assert await book.to_tell() == [ended]
    await book.told(season.id)
    assert await book.to_tell() == []


async def test_a_season_that_was_changed_behind_our_back_is_found(book: SeasonBook, database: Database) -> None:
    season = await book.start(GUILD, "Autumn", NOON)
    assert season is not None
    await quiz(database, 1, START, ANA)
    async with database.writing() as connection:
        await connection.execute(update(seasons).values(started_ms=0, ended_ms=1))
    found = (await verify(database)).differences
    assert {each.table for each in found} == {"totals"}
    assert [each.key.split()[-1] for each in found] == [str(season_period(season.id))] * 3


def test_no_season_has_the_period_of_a_day_week_or_month() -> None:
    assert season_period(1) > 3 * 10**8 + date.max.year * 10_000 + 1231


moments = st.lists(st.integers(0, 30), max_size=8)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(played=moments, spans=st.lists(st.tuples(st.integers(1, 10), st.integers(0, 5)), max_size=4))
async def test_every_season_s_board_is_what_can_be_counted(
    played: Sequence[int], spans: Sequence[tuple[int, int]]
) -> None:
    """Days on which somebody answers, and seasons that last so long with such pauses between them."""
    with TemporaryDirectory() as folder:
        async with Database.opened(ready_file(Path(folder) / "x.sqlite")) as database:
            book, day = SeasonBook(database), 0
            known: list[tuple[Season, int]] = []
            left = sorted(played)
            for number, (long, pause) in enumerate(spans):
                left = await answered_before(database, left, day)
                season = await book.start(GUILD, f"{number}", NOON + timedelta(days=day))
                assert season is not None
                left = await answered_before(database, left, day + long)
                await book.end(season, CHANNEL, "en", NOON + timedelta(days=day + long))
                known.append((season, sum(day <= each < day + long for each in played)))
                day += long + pause
            await answered_before(database, left, 31)
            assert (await verify(database)).differences == []
            for season, count in known:
                counted = Counter(
                    {place.person: place.answered for place in await ScoreBook(database).top(season.board())}
                )
                assert counted.total() == count


async def answered_before(database: Database, days: Sequence[int], day: int) -> list[int]:
    """Play on all of `days` before `day`; those that are left. It is an hour later than when seasons begin."""
    for each in (each for each in days if each < day):
        at = NOON + timedelta(days=each, hours=1)
        number = await count_of(database)
        await quiz(database, number + 1, at, ANA)
        await StoredJournal(database).release(number + 1)
    return [each for each in days if each >= day]


async def count_of(database: Database) -> int:
    place = await ScoreBook(database).place(Board(GUILD), ANA)
    return 0 if place is None else place.answered
