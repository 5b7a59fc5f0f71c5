"""Whatever a client sends is a payload, or ends the connection with a code of Discord's."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.gateway.codes import CloseCode, HangUp
from bot.sandbox.gateway.payloads import Identify, MembersWanted, Payload, Resume, read_inside, read_payload

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
    max_leaves=10,
)
FIELDS = (
    "token",
    "properties",
    "intents",
    "shard",
    "session_id",
    "seq",
    "guild_id",
    "query",
    "limit",
    "user_ids",
    "nonce",
)


def outcome(read: Callable[[], object]) -> object:
    """What was read, or why the connection ends."""
    try:
        return read()
    except HangUp as end:
        return end.code


@given(st.binary() | st.text() | JSON.map(json.dumps))
def test_anything_is_a_payload_or_ends_the_connection(sent: str | bytes) -> None:
    read = outcome(lambda: read_payload(sent))
    assert isinstance(read, Payload) or read is CloseCode.DECODE_ERROR


@pytest.mark.parametrize("shape", [Identify, Resume, MembersWanted])
@given(inside=JSON | st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_anything_inside_is_what_it_should_be_or_ends_the_connection(shape: type[object], inside: object) -> None:
    sent = json.dumps({"op": 2, "d": inside})
    read = outcome(lambda: read_inside(read_payload(sent), shape))
    assert isinstance(read, shape) or read is CloseCode.DECODE_ERROR


def test_an_identify_is_read() -> None:
    sent = {
        "op": 2,
        "d": {"token": "t", "properties": {}, "intents": 1, "shard": [0, 2], "compress": True, "presence": {}},
    }
    assert read_inside(read_payload(json.dumps(sent)), Identify) == Identify("t", {}, 1, (0, 2))
