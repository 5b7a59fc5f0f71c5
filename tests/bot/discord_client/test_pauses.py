"""Attempts become rarer, never rarer than once a minute, and never in step with those of others."""

from itertools import islice
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.discord_client.pauses import LONGEST_SECONDS, pauses


@given(st.integers())
def test_pauses_grow_from_a_second_to_a_minute(seed: int) -> None:
    found = list(islice(pauses(Random(seed)), 2000))
    assert all(1 <= seconds <= LONGEST_SECONDS for seconds in found)
    assert found[:5] == sorted(found[:5])
    assert min(found[6:]) >= LONGEST_SECONDS / 1.5


def test_two_bots_do_not_come_back_in_step() -> None:
    assert list(islice(pauses(Random(1)), 9)) != list(islice(pauses(Random(2)), 9))
