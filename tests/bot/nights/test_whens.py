"""What people type for a day and a time."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nights.whens import read_when, suggestions

# A Tuesday, three in the afternoon.
WALL = datetime(2026, 11, 24, 15, 0)  # noqa: DTZ001 - on a wall
TODAY, TOMORROW, THURSDAY = "2026-11-24", "2026-11-25", "2026-11-26"


def read(text: str, *, is_day_first: bool = True) -> list[str]:
    return [when.isoformat(" ", "minutes") for when in read_when(text, WALL, is_day_first=is_day_first)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("thursday 20:00", f"{THURSDAY} 20:00"),
        ("jueves 20:00", f"{THURSDAY} 20:00"),
        ("el próximo jueves a las 20", f"{THURSDAY} 20:00"),
        ("Thursday at 8 in the evening", f"{THURSDAY} 20:00"),
        ("8 p. m. jueves", f"{THURSDAY} 20:00"),
        ("20h30 jueves", f"{THURSDAY} 20:30"),
        ("next friday 7.30pm", "2026-12-04 19:30"),
        ("26/11 20:30", f"{THURSDAY} 20:30"),
        ("26.11. 20.30", f"{THURSDAY} 20:30"),
        ("26-11-2026 20:30", f"{THURSDAY} 20:30"),
        ("2026-12-03 20:00", "2026-12-03 20:00"),
        ("2026-12-03T20:00", "2026-12-03 20:00"),
        ("Dec 3rd, 2026 20:00", "2026-12-03 20:00"),
        ("3 de diciembre a las 21h", "2026-12-03 21:00"),
        ("jueves 26 de noviembre de 2026, 20:00", f"{THURSDAY} 20:00"),
        ("3 mar 20:00", "2027-03-03 20:00"),
        ("mar 20:00", f"{TODAY} 20:00"),
        ("tomorrow 8pm", f"{TOMORROW} 20:00"),
        ("mañana a las 8", f"{TOMORROW} 20:00"),
        ("mañana por la mañana a las 10", f"{TOMORROW} 10:00"),
        ("pasado mañana a las 9 y media", f"{THURSDAY} 21:30"),
        ("quarter to 9 tomorrow", f"{TOMORROW} 20:45"),
        ("12am tomorrow", f"{TOMORROW} 00:00"),
        ("noon tomorrow", f"{TOMORROW} 12:00"),
        ("esta noche a las 10", f"{TODAY} 22:00"),
        ("tonight", f"{TODAY} 20:00"),
        ("viernes", "2026-11-27 20:00"),
        ("in 2 hours", f"{TODAY} 17:00"),
        ("dentro de 3 días a las 20:00", "2026-11-27 20:00"),
        ("en una semana 20:00", "2026-12-01 20:00"),
        # As it is said aloud.
        ("el jueves a las ocho y media", f"{THURSDAY} 20:30"),
        ("viernes a la una del mediodía", "2026-11-27 13:00"),
        ("viernes a las nueve menos cuarto", "2026-11-27 20:45"),
        ("viernes a las 8 y veinte", "2026-11-27 20:20"),
        ("ten past eight on friday", "2026-11-27 20:10"),
        ("half eight friday", "2026-11-27 20:30"),
        ("eight thirty friday", "2026-11-27 20:30"),
        ("8 o\u2019clock friday", "2026-11-27 20:00"),
        ("viernes 8p.m.", "2026-11-27 20:00"),
        ("tomorrow morning at 10", f"{TOMORROW} 10:00"),
        ("friday night", "2026-11-27 20:00"),
        ("in an hour and a half", f"{TODAY} 16:30"),
        ("en dos horas y media", f"{TODAY} 17:30"),
        ("in 1.5 hours", f"{TODAY} 16:30"),
        ("en media hora", f"{TODAY} 15:30"),
        ("friday next week 8pm", "2026-12-04 20:00"),
        ("el viernes de la semana que viene a las 20h", "2026-12-04 20:00"),
        # A number alone is a day of the month where no time can be meant.
        ("viernes 27 20:00", "2026-11-27 20:00"),
        ("friday the 27th at 8pm", "2026-11-27 20:00"),
        ("el día 3 a las 21:00", "2026-12-03 21:00"),
        ("27-nov-2026 20:00", "2026-11-27 20:00"),
        ("27.11 20:00", "2026-11-27 20:00"),
        ("1\u00ba de diciembre 20:00", "2026-12-01 20:00"),
        # Typed on a phone.
        ("thrusday@8pm", f"{THURSDAY} 20:00"),
        ("juebes \u2013 20:00", f"{THURSDAY} 20:00"),
        ("tommorow 8pm", f"{TOMORROW} 20:00"),
        # Midnight ends a night.
        ("tonight at midnight", f"{TOMORROW} 00:00"),
        ("hoy a las 12 de la noche", f"{TOMORROW} 00:00"),
        ("viernes a medianoche", "2026-11-28 00:00"),
        ("friday 24:00", "2026-11-28 00:00"),
        # The next time that it is so.
        ("8", f"{TODAY} 20:00"),
        ("08:30", f"{TOMORROW} 08:30"),
        ("tuesday 14:00", "2026-12-01 14:00"),
        ("1/1 20:00", "2027-01-01 20:00"),
        ("29/02 20:00", "2028-02-29 20:00"),
        # What is past is told so later, where it can be said why.
        ("24/11/2026 10:00", f"{TODAY} 22:00"),
        ("23/11/2026 21:00", "2026-11-23 21:00"),
    ],
)
def test_what_people_type_is_read_as_they_mean_it(text: str, first: str) -> None:
    assert read(text)[0] == first


def test_eight_is_the_evening_before_it_is_the_morning() -> None:
    assert read("thursday 8") == [f"{THURSDAY} 20:00", f"{THURSDAY} 08:00"]
    assert read("thursday 20:00") == [f"{THURSDAY} 20:00"]
    assert read("thursday 08:00") == [f"{THURSDAY} 08:00"]


def test_a_midnight_may_be_the_first_or_the_last_of_its_day() -> None:
    assert read("friday midnight") == ["2026-11-28 00:00", "2026-11-27 00:00"]
    assert read("12:30 am friday") == ["2026-11-27 00:30"]
    assert read("midnight") == [f"{TOMORROW} 00:00"]


def test_two_numbers_are_read_in_the_reader_s_order() -> None:
    assert read("08/09 20:00") == ["2027-09-08 20:00"]
    assert read("08/09 20:00", is_day_first=False) == ["2027-08-09 20:00"]
    assert read("26/11 20:00", is_day_first=False) == [f"{THURSDAY} 20:00"]


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "banana", "25:00", "31/02 20:00", "monday 3 december 20:00", "20:00 CET", "thursday 8:61", "99"),
        *("thursday 8 to 10", "thursday 8-9pm", "friday morning", "24:30", "friday 31st 20:00"),
        # Not every zone has a moment for them.
        *("9999-12-31 23:00", "0001-01-01 00:00"),
    ],
)
def test_what_means_nothing_is_nothing(text: str) -> None:
    assert read(text) == []


@given(st.text(max_size=120) | st.from_regex(r"[a-zá-ú0-9:/. -]{0,40}", fullmatch=True))
def test_anything_may_be_typed(text: str) -> None:
    for is_day_first in (True, False):
        for when in read_when(text, WALL, is_day_first=is_day_first):
            assert (when.tzinfo, when.second, when.microsecond) == (None, 0, 0)


@given(st.datetimes(datetime(2026, 11, 25), datetime(2099, 1, 1)))  # noqa: DTZ001 - on a wall
def test_what_we_write_ourselves_is_read_as_it_was(when: datetime) -> None:
    when = when.replace(second=0, microsecond=0)
    assert read(f"{when:%Y-%m-%d %H:%M}") == [f"{when:%Y-%m-%d %H:%M}"]


def test_the_coming_evenings_are_suggested() -> None:
    assert [f"{when:%d %H}" for when in suggestions(WALL)] == [f"{day} 20" for day in range(24, 31)]
    late = WALL.replace(hour=21)
    assert f"{suggestions(late)[0]:%d}" == "25"
