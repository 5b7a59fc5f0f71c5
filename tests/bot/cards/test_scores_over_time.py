"""Days of answers become days, weeks or months, and none of them is lost."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.scores_over_time import MOST_MONTHS, Course, Stretch, course
from bot.storage.periods import Span
from bot.storage.scores import DayScore, Score

MONDAY = date(2026, 11, 2)


def days(*numbers: int) -> list[DayScore]:
    return [DayScore(MONDAY + timedelta(number), Score(10, 1, 2)) for number in numbers]


@pytest.mark.parametrize(
    ("last", "span"),
    [(0, Span.DAY), (13, Span.DAY), (14, Span.WEEK), (181, Span.WEEK), (182, Span.MONTH), (3_000, Span.MONTH)],
)
def test_the_longer_it_is_the_longer_are_its_stretches(last: int, span: Span) -> None:
    assert course(days(*sorted({0, last}))).span is span


def test_a_stretch_adds_its_days_and_begins_with_the_first_of_it() -> None:
    assert course(days(1, 6, 7, 30)) == Course(
        Span.WEEK,
        (
            Stretch(MONDAY, Score(20, 2, 4)),
            Stretch(MONDAY + timedelta(7), Score(10, 1, 2)),
            Stretch(MONDAY + timedelta(28), Score(10, 1, 2)),
        ),
    )


HISTORIES = st.lists(st.integers(0, 700), min_size=1, max_size=60, unique=True).map(lambda found: days(*sorted(found)))


@given(HISTORIES)
def test_nothing_is_lost_and_nothing_moves(history: list[DayScore]) -> None:
    stretches = course(history).stretches
    assert sum(stretch.score.answered for stretch in stretches) == 2 * len(history)
    assert [stretch.day for stretch in stretches] == sorted({stretch.day for stretch in stretches})
    assert stretches[0].day <= history[0].day


def test_what_is_long_ago_says_nothing_of_today() -> None:
    found = course([DayScore(date(2000 + number // 12, 1 + number % 12, 3), Score(1, 1, 1)) for number in range(100)])
    assert len(found.stretches) == MOST_MONTHS
    assert found.stretches[-1].day == date(2008, 4, 1)
