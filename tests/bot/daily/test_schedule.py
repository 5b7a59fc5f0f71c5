"""When a post is due, in every zone that there is, held against a second way to work it out."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.daily.schedule import Due, Schedule

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
MINUTE = timedelta(minutes=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "shown", "day", "moment"),
    [
        ("Europe/Madrid", (9, 0), date(2026, 11, 27), "2026-11-27T08:00"),
        ("Europe/Madrid", (9, 0), date(2026, 7, 1), "2026-07-01T07:00"),
        ("Europe/Madrid", (2, 30), date(2026, 3, 29), "2026-03-29T01:00"),  # is not there: at 03:00
        ("Europe/Madrid", (2, 30), date(2026, 10, 25), "2026-10-25T00:30"),  # is there twice: the first
        ("America/New_York", (2, 30), date(2026, 3, 8), "2026-03-08T07:00"),
        ("America/New_York", (1, 30), date(2026, 11, 1), "2026-11-01T05:30"),
        ("Australia/Lord_Howe", (2, 15), date(2026, 10, 4), "2026-10-03T15:30"),  # half an hour is not there
        ("Africa/Cairo", (0, 30), date(2026, 4, 24), "2026-04-23T22:00"),  # midnight is not there
        ("America/Havana", (0, 30), date(2026, 11, 1), "2026-11-01T04:30"),
        ("Asia/Kathmandu", (0, 0), date(2028, 2, 29), "2028-02-28T18:15"),
        ("UTC", (23, 59), date(2026, 12, 31), "2026-12-31T23:59"),
    ],
)
def test_a_time_of_day_is_one_moment(zone: str, shown: tuple[int, int], day: date, moment: str) -> None:
    assert Schedule(*shown, zone).moment(day) == at(moment)


def test_a_day_that_was_left_out_has_no_post() -> None:
    samoa = Schedule(9, 0, "Pacific/Apia")
    assert samoa.moment(date(2011, 12, 30)) is None
    assert samoa.next(at("2011-12-30T00:00")) == Due(date(2011, 12, 31), at("2011-12-30T19:00"))


def test_the_next_post_is_after_now_and_after_the_last_one() -> None:
    nine = Schedule(9, 0, "Europe/Madrid")
    assert nine.next(at("2026-11-27T07:59")) == Due(date(2026, 11, 27), at("2026-11-27T08:00"))
    assert nine.next(at("2026-11-27T08:00")) == Due(date(2026, 11, 28), at("2026-11-28T08:00"))
    assert nine.next(at("2026-11-01T00:00"), date(2026, 11, 26)).day == date(2026, 11, 27)
    assert nine.next(at("2026-11-01T00:00"), date(2026, 11, 30)).day == date(2026, 12, 1)


def test_only_on_the_days_that_were_chosen_by_the_calendar_of_the_place() -> None:
    monday = Schedule(0, 30, "Pacific/Auckland", frozenset({0}))
    assert monday.next(at("2026-11-27T12:00")) == Due(date(2026, 11, 30), at("2026-11-29T11:30"))


def days_of_change(zone: ZoneInfo, year: int) -> list[date]:
    """The days of a year on which the clocks are changed; New Year's Day where they never are."""
    noons = [datetime(year, 1, 1, 12, tzinfo=UTC) + timedelta(days=number) for number in range(366)]
    changed = [noon for noon in noons if _offset(noon, zone) != _offset(noon - timedelta(days=1), zone)]
    return [day.date() - timedelta(days=number) for day in changed for number in (0, 1)] or [date(year, 1, 1)]


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()


def walls(zone: ZoneInfo, wanted: datetime) -> list[tuple[datetime, datetime]]:
    """Every minute around `wanted` with what the clock shows, in the order of moments."""
    start = wanted.replace(tzinfo=UTC) - timedelta(hours=17)
    moments = (start + step * MINUTE for step in range(45 * 60))
    return [(moment, moment.astimezone(zone).replace(tzinfo=None)) for moment in moments]


@settings(max_examples=50)
@given(data=st.data(), zone=st.sampled_from(ZONES), year=st.integers(1990, 2040), minute=st.integers(0, 59))
def test_in_any_zone_it_is_the_first_minute_at_which_the_clock_shows_it_or_has_leapt_over_it(
    data: st.DataObject, zone: str, year: int, minute: int
) -> None:
    day = data.draw(st.sampled_from(days_of_change(ZoneInfo(zone), year)) | st.dates(date(1990, 1, 1)))
    hour = data.draw(st.sampled_from((0, 1, 2, 3, 23)) | st.integers(0, 23))
    moment = Schedule(hour, minute, zone).moment(day)
    wanted = datetime.combine(day, time(hour, minute))
    shown = walls(ZoneInfo(zone), wanted)
    if moment is None:
        assert all(wall.date() != day for _, wall in shown)
    else:
        assert moment == next(each for each, wall in shown if wall >= wanted)


@settings(max_examples=40)
@given(
    zone=st.sampled_from(ZONES), year=st.integers(1990, 2040), hour=st.integers(0, 3), minute=st.sampled_from((0, 30))
)
def test_through_a_year_of_changes_there_is_one_post_a_day(zone: str, year: int, hour: int, minute: int) -> None:
    schedule = Schedule(hour, minute, zone)
    due = schedule.next(datetime(year, 1, 1, tzinfo=UTC))
    for _ in range(365):
        following = schedule.next(due.moment, due.day)
        assert 1 <= (following.day - due.day).days <= 2  # Samoa left a day out
        assert timedelta(hours=20) <= following.moment - due.moment <= timedelta(hours=28)
        due = following
