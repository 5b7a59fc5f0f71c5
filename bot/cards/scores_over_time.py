"""Days of answers -> a line that can be read: by day for two weeks, by week for half a year, then by month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bot.storage.periods import Span, first_day, period
from bot.storage.scores import DayScore, Score

DAYS_BY_DAY = 14
DAYS_BY_WEEK = 26 * 7
# Two years by month; what is older says nothing of how somebody is now.
MOST_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Stretch:
    """What was answered from `day` on, for one day, week or month."""

    day: date
    score: Score


@dataclass(frozen=True, slots=True)
class Course:
    """Stretches of one length, oldest first. Those without answers are left out."""

    span: Span
    stretches: tuple[Stretch, ...]


def course(history: Sequence[DayScore]) -> Course:
    """`history` is what was earned on single days, oldest first; at least one."""
    days = (history[-1].day - history[0].day).days + 1
    span = Span.DAY if days <= DAYS_BY_DAY else Span.WEEK if days <= DAYS_BY_WEEK else Span.MONTH
    stretches = tuple(
        Stretch(first_day(number), _added(entry.score for entry in of_stretch))
        for number, of_stretch in groupby(history, key=lambda entry: period(span, entry.day))
    )
    return Course(span, stretches[-MOST_MONTHS:] if span is Span.MONTH else stretches)


def _added(scores: Iterable[Score]) -> Score:
    columns = zip(*((score.points, score.right, score.answered) for score in scores), strict=True)
    return Score(*map(sum, columns))
