"""Days of the week as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.daily_words import day_names, days_words
from bot.cards.voice import Voice
from bot.daily.schedule import EVERY_DAY
from bot.daily.weekdays import from_bits, read_days, to_bits
from bot.texts import read_texts

TEXTS = read_texts()
NAMES = day_names(TEXTS)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("every day", EVERY_DAY),
        ("Todos los días", EVERY_DAY),
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("lunes \u2013 viernes", {0, 1, 2, 3, 4}),
        ("lun-vie", {0, 1, 2, 3, 4}),
        ("Tuesday, thu", {1, 3}),
        ("mar jue", {1, 3}),
        ("miércoles", {2}),
        ("sat-tue", {5, 6, 0, 1}),
        ("weekend", {5, 6}),
        ("weekend, mon", {5, 6, 0}),
        ("fri", {4}),
        ("m", None),
        ("", None),
        ("noday", None),
        ("mon, noday", None),
        ("weekend-mon", None),
        ("mon-", None),
    ],
)
def test_days_as_they_are_written(typed: str, days: set[int] | None) -> None:
    assert read_days(typed, NAMES) == (None if days is None else frozenset(days))


@given(st.sets(st.integers(0, 6), min_size=1))
def test_days_are_stored_and_told_so_that_they_can_be_read_again(days: set[int]) -> None:
    assert from_bits(to_bits(days)) == days
    for language in TEXTS.languages:
        assert days_words(frozenset(days), Voice(TEXTS, language))


@given(st.text(max_size=30))
def test_whatever_is_typed_has_an_answer(typed: str) -> None:
    found = read_days(typed, NAMES)
    assert found is None or found <= EVERY_DAY
