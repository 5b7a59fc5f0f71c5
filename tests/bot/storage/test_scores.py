"""Scores: as the logs have them, at any moment, on both databases."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, update

from bot.quiz.events import Closed, Mark
from bot.quiz.standings import Standing
from bot.storage.database import Database
from bot.storage.journal import StoredJournal
from bot.storage.periods import Span, first_day, period
from bot.storage.scores import Board, DayScore, Score, ScoreBook, days_in_a_row
from bot.storage.tables.quizzes import heights, marks, totals
from bot.storage.totals import STEP, of_category, of_domain
from bot.storage.verifying import Difference, verify
from tests.bot.quiz.fakes import ANA, GUILD, LUIS, MIA, NOON, QUIZ
from tests.bot.storage.postgres import Postgres
from tests.bot.storage.quizzes import about, add, answered, asked, close, closed, grown, opened, play, start
from tests.kept import ready_file

TODAY = NOON.date()


@pytest.fixture
def journal(database: Database) -> StoredJournal:
    return StoredJournal(database)


@pytest.fixture
def scores(database: Database) -> ScoreBook:
    return ScoreBook(database)


def standing(rank: int, person: int, right: int, answered_: int) -> Standing:
    return Standing(rank, person, 1000 * right, right, answered_)


# --- boards --------------------------------------------------------------------------------------------------------


async def test_a_board_has_the_best_first_and_equal_points_are_an_equal_rank(
    journal: StoredJournal, scores: ScoreBook
) -> None:
    await play(journal, [{ANA: True, LUIS: True, MIA: False, 14: True}, {ANA: True, MIA: True}])
    ranked = (standing(1, ANA, 2, 2), standing(2, LUIS, 1, 1), standing(2, MIA, 1, 2), standing(2, 14, 1, 1))
    board = Board(GUILD)
    assert await scores.top(board) == ranked
    assert await scores.top(board, 2, 2) == ranked[2:]
    assert await scores.top(board, 2, 4) == ()
    assert [await scores.place(board, person) for person in (ANA, LUIS, MIA, 14, 15)] == [*ranked, None]
    assert await scores.size(board) == 4
    assert await scores.size(Board(GUILD + 1)) == 0


async def test_a_question_that_nobody_answered_or_that_is_open_earns_nothing(
    journal: StoredJournal, scores: ScoreBook
) -> None:
    game = await play(journal, [{}])
    await add(journal, game, asked(2), answered(ANA, 2))
    assert await scores.top(Board(GUILD)) == ()


async def test_accuracy_counts_from_a_number_of_answers_on(journal: StoredJournal, scores: ScoreBook) -> None:
    await play(journal, [{ANA: True, LUIS: True, MIA: True, 14: False}, {LUIS: False, MIA: True, 14: True}])
    board = Board(GUILD)
    ranked = (standing(1, MIA, 2, 2), standing(2, LUIS, 1, 2), standing(2, 14, 1, 2))
    assert await scores.most_accurate(board, minimum=2) == ranked
    assert await scores.most_accurate(board, minimum=2, count=1, start=1) == ranked[1:2]
    assert await scores.most_accurate(board, minimum=1) == (
        standing(1, MIA, 2, 2),
        standing(1, ANA, 1, 1),
        standing(3, LUIS, 1, 2),
        standing(3, 14, 1, 2),
    )
    assert await scores.place_by_accuracy(board, 14, minimum=2) == ranked[2]
    assert await scores.place_by_accuracy(board, ANA, minimum=2) is None


async def test_each_period_and_scope_has_a_board(journal: StoredJournal, scores: ScoreBook) -> None:
    for quiz, at in enumerate(["2026-11-29T23:59", "2026-11-30T00:00", "2026-12-01T10:00"], 1):
        moment = datetime.fromisoformat(f"{at}+00:00")
        questions = (about("a", "compute", "technology"), about("b", f"c{quiz}", "security"))
        event = opened(questions=questions, at=moment)
        await journal.release(quiz - 1)
        await play(journal, [{ANA: True, LUIS: True}, {ANA: True}], quiz=quiz, event=event)
    day = date(2026, 11, 30)

    async def points(person: int, span: Span, scope: str = "", on: date = day) -> int:
        place = await scores.place(Board(GUILD, period(span, on), scope), person)
        return 0 if place is None else place.points

    assert [await points(ANA, span) for span in Span] == [6000, 2000, 4000, 4000]
    assert [await points(LUIS, span, of_category("compute")) for span in Span] == [3000, 1000, 2000, 2000]
    assert [await points(ANA, span, of_category("c3")) for span in Span] == [1000, 0, 1000, 0]
    assert [await points(ANA, span, of_domain("security")) for span in Span] == [3000, 1000, 2000, 2000]
    assert await points(ANA, Span.WEEK, on=date(2026, 11, 29)) == 2000
    assert await points(ANA, Span.MONTH, on=date(2026, 12, 31)) == 2000


def test_a_period_knows_its_first_day() -> None:
    sunday = date(2027, 1, 3)
    assert [first_day(period(span, sunday)) for span in (Span.DAY, Span.WEEK, Span.MONTH)] == [
        sunday,
        date(2026, 12, 28),
        date(2027, 1, 1),
    ]


# --- people --------------------------------------------------------------------------------------------------------


async def test_somebody_s_summary(journal: StoredJournal, scores: ScoreBook) -> None:
    questions = (about("a", "compute", "technology"), about("b", "storage", "technology"))
    for quiz, days_ago in enumerate((4, 2, 1), 1):
        event = opened(channel=quiz, questions=questions, at=NOON - timedelta(days=days_ago))
        await play(journal, [{ANA: True, LUIS: True}, {ANA: False}], quiz=quiz, event=event)
    summary = await scores.summary(GUILD, ANA, TODAY)
    assert summary is not None
    assert summary.standing == standing(1, ANA, 3, 6)
    assert summary.days == 2
    assert summary.categories == {"compute": Score(3000, 3, 3), "storage": Score(0, 0, 3)}
    assert summary.domains == {"technology": Score(3000, 3, 6)}
    assert summary.domains["technology"].accuracy == 0.5
    assert await scores.summary(GUILD, MIA, TODAY) is None
    assert await scores.summary(GUILD + 1, ANA, TODAY) is None
    assert await scores.progress(GUILD, ANA, TODAY - timedelta(days=2), TODAY) == (
        DayScore(TODAY - timedelta(days=2), Score(1000, 1, 2)),
        DayScore(TODAY - timedelta(days=1), Score(1000, 1, 2)),
    )


@pytest.mark.parametrize(
    ("days_ago", "expected"), [([], 0), ([0], 1), ([1], 1), ([2], 0), ([2, 1, 0], 3), ([5, 2, 1], 2), ([3, 1, 0], 2)]
)
def test_days_in_a_row_end_today_or_yesterday(days_ago: Sequence[int], expected: int) -> None:
    assert days_in_a_row([TODAY - timedelta(days=days) for days in days_ago], TODAY) == expected


async def test_what_a_server_was_asked_lately(journal: StoredJournal, scores: ScoreBook) -> None:
    keys = ("one", "two", "three")
    questions = tuple(about(key, "compute", "technology") for key in keys)
    game = await start(journal, event=opened(questions=questions))
    for number in (1, 2):
        game = await add(journal, game, asked(number, NOON + timedelta(minutes=number)))
        game = await close(journal, game, NOON + timedelta(minutes=number))
    again = await start(journal, 2, opened(channel=2, questions=questions[:1]))
    await add(journal, again, asked(1, NOON + timedelta(hours=1)))
    elsewhere = await start(journal, 3, opened(guild=GUILD + 1, channel=3, questions=questions[2:]))
    await add(journal, elsewhere, asked())
    assert await scores.seen(GUILD, NOON) == ("two", "one")
    assert await scores.seen(GUILD, NOON + timedelta(minutes=3)) == ("one",)
    assert await scores.seen(GUILD + 1, NOON) == ("three",)


# --- always right --------------------------------------------------------------------------------------------------


async def test_a_question_that_is_closed_twice_counts_once(
    database: Database, journal: StoredJournal, scores: ScoreBook
) -> None:
    game = await start(journal)
    game = await add(journal, game, asked(), answered(ANA))
    bell = closed(game)
    late = Closed(at=NOON, number=1, marks=(*bell.marks, Mark(1, LUIS, 500, 0, is_right=False, streak=0, took_ms=5)))
    for _ in range(2):
        game = await add(journal, game, bell)
    assert await scores.top(Board(GUILD)) == (standing(1, ANA, 1, 1),)
    assert (await verify(database)).differences == []
    _, lines = grown(game, late)
    await journal.append(game, lines)
    assert [difference.key for difference in (await verify(database)).differences] == [f"{QUIZ} 1 {LUIS}"]


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (
            update(totals).where(totals.c.scope == "", totals.c.period == 0).values(points=1),
            [
                Difference("totals", f"{ANA} {GUILD}  0", "1 1 1", "1000 1 1"),
                Difference("heights", f"{GUILD}  0 0", "", "1"),
                Difference("heights", f"{GUILD}  0 {1000 // STEP}", "1", ""),
            ],
        ),
        (
            update(heights).where(heights.c.scope == "", heights.c.period == 0).values(people=3),
            [Difference("heights", f"{GUILD}  0 {1000 // STEP}", "3", "1")],
        ),
        (
            insert(heights).values(guild=1, scope="", period=0, height=0, people=1),
            [Difference("heights", "1  0 0", "1", "")],
        ),
    ],
)
async def test_whatever_was_changed_behind_our_back_is_found(
    database: Database, journal: StoredJournal, damage: Any, expected: Sequence[Difference]
) -> None:
    await play(journal, [{ANA: True}])
    async with database.writing() as connection:
        await connection.execute(damage)
    assert (await verify(database)).differences == expected


async def test_a_mark_that_is_gone_is_found_with_all_its_totals(database: Database, journal: StoredJournal) -> None:
    await play(journal, [{ANA: True, LUIS: True}])
    async with database.writing() as connection:
        await connection.execute(delete(marks).where(marks.c.person == ANA))
    found = await verify(database)
    assert Counter(difference.table for difference in found.differences) == {"marks": 1, "totals": 12}
    assert (found.quizzes, found.lines, found.marks, found.totals) == (1, 5, 1, 24)


@dataclass(frozen=True)
class Night:
    """Who answered what rightly, in one channel's quiz of a day."""

    channel: int
    guild: int
    days: int
    rounds: Sequence[dict[int, bool]]


nights = st.builds(
    Night,
    channel=st.integers(1, 3),
    guild=st.integers(1, 2),
    days=st.integers(0, 40),
    rounds=st.lists(st.dictionaries(st.integers(1, 6), st.booleans(), max_size=6), min_size=1, max_size=3),
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(played=st.lists(nights, max_size=6))
async def test_boards_are_what_can_be_counted_on_a_file(played: Sequence[Night]) -> None:
    with TemporaryDirectory() as folder:
        async with Database.opened(ready_file(Path(folder) / "x.sqlite")) as database:
            await play_and_count(database, played)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(played=st.lists(nights, max_size=6))
async def test_boards_are_what_can_be_counted_on_a_server(postgres: Postgres, played: Sequence[Night]) -> None:
    async with Database.opened(await postgres.new_url()) as database:
        await play_and_count(database, played)


async def play_and_count(database: Database, played: Sequence[Night]) -> None:
    journal, scores = StoredJournal(database), ScoreBook(database)
    points: Counter[tuple[int, int]] = Counter()
    for quiz, night in enumerate(played, 1):
        questions = [about(f"q{number}", f"c{number}", "domain") for number in range(len(night.rounds))]
        event = opened(night.guild, night.channel, questions, NOON + timedelta(days=night.days))
        await play(journal, night.rounds, quiz=quiz, event=event)
        await journal.release(quiz)
        for given_ in night.rounds:
            points.update({(night.guild, person): 1000 * is_right for person, is_right in given_.items()})
    assert (await verify(database)).differences == []
    for guild in (1, 2):
        mine = {person: earned for (where, person), earned in points.items() if where == guild}
        ordered = sorted(mine, key=lambda person: (-mine[person], person))
        expected = [(1 + sum(other > mine[person] for other in mine.values()), person) for person in ordered]
        board = Board(guild)
        assert [(place.rank, place.person) for place in await scores.top(board)] == expected
        assert [(place.rank, place.person) for place in await scores.top(board, 10, 2)] == expected[2:]
        for rank, person in expected:
            place = await scores.place(board, person)
            assert place is not None
            assert (place.rank, place.points) == (rank, mine[person])
        assert await scores.size(board) == len(mine)
