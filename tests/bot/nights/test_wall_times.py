"""Clocks on walls, which are moved twice a year."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nights.plan import Plan
from bot.nights.wall_times import NoSuchTimeError, is_twice, lenient_moment_of, moment_of, wall_of

MADRID = "Europe/Madrid"


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_a_time_is_in_its_own_zone() -> None:
    assert moment_of(wall("2026-11-26 20:00"), MADRID) == datetime(2026, 11, 26, 19, 0, tzinfo=UTC)
    assert moment_of(wall("2026-07-26 20:00"), MADRID) == datetime(2026, 7, 26, 18, 0, tzinfo=UTC)
    assert wall_of(datetime(2026, 7, 26, 18, 0, 30, tzinfo=UTC), MADRID) == wall("2026-07-26 20:00")
    with pytest.raises(ZoneInfoNotFoundError):
        moment_of(wall("2026-11-26 20:00"), "Europe/Atlantis")


@pytest.mark.parametrize(
    ("zone", "gap", "before", "after"),
    [
        (MADRID, "2027-03-28 02:30", "2027-03-28 01:59", "2027-03-28 03:00"),
        ("America/New_York", "2027-03-14 02:00", "2027-03-14 01:59", "2027-03-14 03:00"),
        # Samoa left out a whole day.
        ("Pacific/Apia", "2011-12-30 12:00", "2011-12-29 23:59", "2011-12-31 00:00"),
    ],
)
def test_a_time_that_no_clock_shows_has_nearest_ones(zone: str, gap: str, before: str, after: str) -> None:
    with pytest.raises(NoSuchTimeError) as caught:
        moment_of(wall(gap), zone)
    assert (caught.value.before, caught.value.after) == (wall(before), wall(after))
    assert lenient_moment_of(wall(gap), zone) == moment_of(wall(after), zone)


def test_of_an_hour_that_comes_twice_it_is_the_first() -> None:
    assert moment_of(wall("2027-10-31 02:30"), MADRID) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert is_twice(wall("2027-10-31 02:30"), MADRID)
    assert not is_twice(wall("2027-10-31 03:30"), MADRID)
    assert not is_twice(wall("2027-03-28 02:30"), MADRID)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 - on a wall
    st.sampled_from([MADRID, "America/Bogota", "Australia/Lord_Howe", "Asia/Kolkata", "UTC", "America/Santiago"]),
)
def test_what_a_clock_shows_at_that_moment_is_what_was_meant(at: datetime, zone: str) -> None:
    at = at.replace(second=0, microsecond=0)
    moment = lenient_moment_of(at, zone)
    shown = wall_of(moment, zone)
    assert shown >= at
    assert moment.astimezone(ZoneInfo(zone)).fold == 0
    if shown != at:
        with pytest.raises(NoSuchTimeError) as caught:
            moment_of(at, zone)
        assert caught.value.before < at < caught.value.after == shown
        assert moment - moment_of(caught.value.before, zone) == timedelta(minutes=1)


def test_eight_in_the_evening_stays_so_when_clocks_are_moved() -> None:
    weeks = [Plan(title="x", wall=wall(f"2027-03-{day} 20:00"), zone=MADRID).starts_at for day in ("24", "31")]
    assert weeks[1] - weeks[0] == timedelta(days=7, hours=-1)
