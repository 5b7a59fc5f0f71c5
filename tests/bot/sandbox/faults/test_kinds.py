"""What a fault takes, and what somebody is told who got it wrong."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.faults.kinds import KINDS, Delay, Drop, Duplicate, Error, MoveClock, Permission, RateLimit, read_fault
from bot.sandbox.refusals import Refused


@pytest.mark.parametrize(
    ("name", "fields", "fault"),
    [
        ("drop", {}, Drop()),
        ("drop", {"code": 1001, "shard": 1}, Drop(1001, 1)),
        ("delay", {"seconds": 1}, Delay(seconds=1.0)),
        ("delay", {"seconds": 0.5, "times": 2, "path": "^POST "}, Delay(seconds=0.5, times=2, path="^POST ")),
        ("error", {"status": 502, "after": True}, Error(status=502, after=True)),
        ("rate-limit", {"seconds": 2, "scope": "shared"}, RateLimit(seconds=2.0, scope="shared")),
        ("duplicate", {}, Duplicate(event="INTERACTION_CREATE", times=1)),
        ("permission", {"channel_id": "12", "deny": 8}, Permission("12", deny=8)),
        ("clock", {"seconds": 60}, MoveClock(60.0)),
    ],
)
def test_fields_make_a_fault(name: str, fields: dict[str, Any], fault: object) -> None:
    assert read_fault(name, fields) == fault


@pytest.mark.parametrize(
    ("name", "fields", "where"),
    [
        ("drop", {"code": 1006}, ""),
        ("drop", {"code": 3999}, ""),
        ("drop", {"shard": -1}, "shard"),
        ("drop", {"shards": 1}, ""),
        ("reconnect", {"now": True}, ""),
        ("invalidate", {}, ""),
        ("invalidate", {"resumable": "yes"}, "resumable"),
        ("refuse-gateway", {}, ""),
        ("refuse-gateway", {"times": 0}, "times"),
        ("delay", {}, ""),
        ("delay", {"seconds": 0}, "seconds"),
        ("delay", {"seconds": 1, "path": "("}, ""),
        ("delay", {"seconds": float("nan")}, "seconds"),
        ("error", {"status": 404}, "status"),
        ("error", {"status": 500, "after": 1}, "after"),
        ("rate-limit", {"seconds": 1, "scope": "all"}, "scope"),
        ("lose", {"event": "interaction create"}, "event"),
        ("permission", {"channel_id": "here"}, "channel_id"),
        ("permission", {}, ""),
        ("clock", {}, ""),
        ("clock", {"seconds": 1, "to": "2030-01-01T00:00:00Z"}, ""),
        ("clock", {"seconds": -1}, "seconds"),
        ("clock", {"to": "2030-01-01T00:00:00"}, "to"),
        ("clock", {"to": "tomorrow"}, "to"),
        ("delay", [], ""),
        ("delay", "soon", ""),
    ],
)
def test_wrong_fields_are_refused_in_a_sentence(name: str, fields: Any, where: str) -> None:
    with pytest.raises(Refused) as refused:
        read_fault(name, fields)
    assert (refused.value.status, refused.value.code) == (400, 50035)
    assert refused.value.message.startswith(f'The fault "{name}" takes {KINDS[name].takes}. ')
    assert [fault.path for fault in refused.value.faults] == [(where,) if where else ()]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
    max_leaves=5,
)
FIELDS = ("code", "shard", "resumable", "times", "seconds", "path", "status", "scope", "event", "channel_id", "to")


@given(st.sampled_from(sorted(KINDS)), JSON | st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_whatever_is_sent_is_a_fault_or_refused(name: str, fields: Any) -> None:
    try:
        read: type[object] = type(read_fault(name, fields))
    except Refused:
        read = Refused
    assert read in {Refused, KINDS[name]}


def test_a_sentence_names_the_fields_the_mistake_and_its_place() -> None:
    with pytest.raises(Refused) as refused:
        read_fault("clock", {"seconds": "soon"})
    assert refused.value.message == (
        'The fault "clock" takes either `seconds` forward, above 0, or `to`, a moment in ISO 8601 with its zone. '
        "Expected `float | null`, got `str` (at `seconds`)."
    )


def test_an_unknown_fault_is_answered_with_those_there_are() -> None:
    with pytest.raises(Refused) as refused:
        read_fault("earthquake", {})
    assert refused.value.status == 404
    assert refused.value.message.startswith('There is no fault "earthquake". There are: drop, reconnect, invalidate, ')


def test_the_readme_names_every_fault() -> None:
    readme = (Path(__file__).parents[4] / "bot" / "sandbox" / "README.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in readme.split("### Faults")[1].splitlines() if line.startswith("| `")]
    assert sorted(name for row in rows for name in row.replace("`", "").replace(",", " ").split()) == sorted(KINDS)
