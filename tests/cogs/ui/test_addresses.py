"""A custom_id says all that a button needs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.ui.addresses import Address, read_address

IDS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)
ADDRESSES = st.builds(
    Address,
    command=st.sampled_from(["what", "compare", "topics"]),
    about=st.lists(IDS, max_size=4).map(tuple),
    page=st.integers(0, 99),
    language=st.sampled_from(["", "en", "es", "pt-BR"]),
    is_answer=st.booleans(),
)


@given(ADDRESSES)
def test_an_address_is_read_back(address: Address) -> None:
    assert read_address(str(address)) == address


@pytest.mark.parametrize(
    "custom_id", ["", "card", "card:what", "quiz:what:lambda:0:", "card:what:lambda:x:", "card:WHAT::0:"]
)
def test_what_is_not_ours_is_no_address(custom_id: str) -> None:
    assert read_address(custom_id) is None


def test_what_is_too_long_for_discord_does_not_fit() -> None:
    assert Address("compare", ("a" * 40, "b" * 40)).fits
    assert not Address("compare", ("a" * 40, "b" * 40, "c" * 40)).fits
