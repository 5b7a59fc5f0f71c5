"""What people write when they set a daily post up."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.voice import Voice
from bot.errors import StudyError
from bot.texts import read_texts
from cogs.ui.daily_form import daily_form, read_form
from cogs.ui.daily_setting import day_choices, read_time, read_zone, zone_choices

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
TEXTS = read_texts()


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("9:00", (9, 0)),
        (" 9 ", (9, 0)),
        ("09.30", (9, 30)),
        ("18h", (18, 0)),
        ("18h30", (18, 30)),
        ("6:45 pm", (18, 45)),
        ("6 p.m.", (18, 0)),
        ("12 am", (0, 0)),
        ("12:05pm", (12, 5)),
        ("23:59", (23, 59)),
    ],
)
def test_times_as_they_are_written(typed: str, time: tuple[int, int]) -> None:
    assert read_time(typed) == time


@pytest.mark.parametrize("typed", ["", "24:00", "9:60", "13 pm", "0 pm", "nine", "9:0", "-1", "9:00:00"])
def test_what_is_no_time_is_said(typed: str) -> None:
    with pytest.raises(StudyError) as fault:
        read_time(typed)
    assert fault.value.key == "daily.wrong.no-time"


@given(st.text(max_size=60))
def test_whatever_is_typed_has_an_answer(typed: str) -> None:
    for read in (read_time, read_zone):
        with suppress(StudyError):
            read(typed)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", "Madrid · 13:00"),
        ("lond", "London · 12:00"),
        ("londres", "London · 12:00"),
        ("nueva york", "New York · 07:00"),
        ("españa", "Madrid · 13:00"),
        ("tokoy", "Tokyo · 21:00"),
        ("kathmandu", "Kathmandu · 17:45"),
        ("Europe/Berl", "Berlin · 13:00"),
    ],
)
def test_places_are_found_in_both_languages_with_the_time_there(typed: str, first: str) -> None:
    assert zone_choices(typed, "Europe/Madrid", NOON)[0].name == first


def test_days_are_offered_in_the_readers_language() -> None:
    spanish = Voice(TEXTS, "es")
    assert [choice.name for choice in day_choices("lu", spanish)] == ["lunes"]
    assert [choice.name for choice in day_choices("lunes, mi", spanish)] == ["lunes, miércoles"]
    assert [choice.name for choice in day_choices("mon-fri", spanish)] == ["mon-fri"]
    assert day_choices("xyz", spanish) == []


@pytest.mark.parametrize("language", TEXTS.languages)
async def test_a_form_that_is_sent_as_it_is_says_what_is_usual(language: str) -> None:
    form = daily_form(7, "Europe/Madrid", Voice(TEXTS, language)).to_dict()
    for label in form["components"]:
        part = label["component"]
        chosen = [option["value"] for option in part.get("options", ()) if option.get("default")]
        chosen += [value["id"] for value in part.get("default_values", ())]
        label["component"] = {**part, "values": chosen}
    filled = read_form(form)
    assert (filled.channel, filled.time, filled.zone, filled.holds) == (7, "9:00", "Madrid", "both")
    assert read_form({}).channel == 0
