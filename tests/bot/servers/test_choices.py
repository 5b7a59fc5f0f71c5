"""Choices are stored as they are read, and one that changes leaves the others alone."""

from hypothesis import given
from hypothesis import strategies as st

from bot.servers.choices import Choices, Setting, ids_in, read_choices, with_choice

IDS = st.integers(1, 2**63 - 1)
CHOICES = st.builds(
    Choices,
    st.sampled_from(["", "en", "es"]),
    st.just(0) | IDS,
    st.just(0) | IDS,
    st.lists(IDS, unique=True, max_size=25).map(tuple),
)


@given(CHOICES)
def test_what_is_written_is_read(choices: Choices) -> None:
    assert read_choices({setting: choices.written(setting) for setting in Setting}) == choices


@given(CHOICES, CHOICES, st.sampled_from(Setting))
def test_one_choice_changes_and_the_others_stay(before: Choices, wanted: Choices, setting: Setting) -> None:
    after = with_choice(before, setting, wanted.written(setting))
    for each in Setting:
        assert after.written(each) == (wanted if each is setting else before).written(each)


def test_nothing_written_is_nothing_chosen() -> None:
    assert read_choices({}) == Choices()
    assert [Choices().written(setting) for setting in Setting] == ["", "", "", ""]


def test_an_id_that_is_there_twice_counts_once() -> None:
    assert ids_in(" 7 9  7") == (7, 9)
