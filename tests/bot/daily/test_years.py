"""Years of posts and an oracle that counts them; and an oracle that notices when something is wrong."""

from datetime import UTC, datetime, timedelta
from zoneinfo import available_timezones

from bot.daily.daily import PostState
from bot.daily.schedule import Schedule
from bot.daily.years import Plan, play_years
from bot.daily.years_oracle import Expected, Life, Outcome, expected_of, repeated

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
YEAR = datetime(2026, 1, 1, tzinfo=UTC)


async def test_years_come_out_as_the_oracle_counts_them() -> None:
    report = await play_years(Plan(1, 8, 2), ZONES)
    assert report.differences == []
    counts = report.counts
    assert counts["posted"] + counts["skipped"] == counts["due"]
    assert counts["on-time"] + counts["late"] == counts["posted"]
    assert counts["killed"] > 0
    assert counts["leap-days"] == 0  # 2028 is the next year with one


async def test_the_same_seed_is_the_same_years() -> None:
    first, second = [await play_years(Plan(1, 1, 7), ZONES) for _ in range(2)]
    assert first == second


def lives(*hours: tuple[float, float]) -> list[Life]:
    return [Life.between(YEAR + timedelta(hours=born), YEAR + timedelta(hours=ended)) for born, ended in hours]


def expected(schedule: Schedule, days: int, *hours: tuple[float, float]) -> list[Expected]:
    return list(expected_of(schedule, YEAR, YEAR + timedelta(days=days), lives(*hours)))


def test_the_oracle_knows_who_lived_when() -> None:
    outcomes = [
        each.outcome for each in expected(Schedule(9, 0, "UTC"), 4, (0, 12), (38.9, 40), (57, 57.01), (87.5, 100))
    ]
    assert outcomes == [Outcome.POSTED, Outcome.POSTED, Outcome.EITHER, Outcome.SKIPPED]


def test_the_oracle_knows_clocks_that_are_changed() -> None:
    madrid = {each.day.isoformat(): each for each in expected(Schedule(2, 30, "Europe/Madrid"), 365, (0, 9000))}
    spring, autumn = madrid["2026-03-29"], madrid["2026-10-25"]
    assert (spring.moment.isoformat(), spring.is_leapt_over) == ("2026-03-29T01:00:00+00:00", True)
    assert (autumn.moment.isoformat(), autumn.is_twice) == ("2026-10-25T00:30:00+00:00", True)
    assert len(madrid) == 365


def test_the_oracle_notices_what_is_wrong() -> None:
    (first, *_) = expected(Schedule(9, 0, "UTC"), 2, (0, 48))
    at = first.moment

    def found(*moments: datetime, state: PostState | None = PostState.SENT) -> int:
        return len(list(first.differences(1, moments, state, is_troubled=False)))

    assert found(at) == 0
    assert found(at, at) == 1
    assert found(state=PostState.SKIPPED) == 1
    assert found(at + timedelta(minutes=1)) == 1
    assert found(at, state=PostState.CLAIMED) == 1
    assert len(list(repeated(1, [(1, "a"), (2, "b"), (3, "b"), (4, "b")], 2))) == 1
