"""The listener: good traffic leaves nothing, and each fault is kept in the order it was seen."""

from dataclasses import dataclass, field
from typing import Any

from tests.discord_spec import examples
from tests.discord_spec.checking import SpecCheck
from tests.discord_spec.watch import Watch


@dataclass(frozen=True)
class Seen:
    """An exchange as a sandbox tells of it."""

    path: str
    request_json: Any
    status: int
    response_json: Any
    method: str = "POST"
    query: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sent:
    """A dispatch as a sandbox tells of it."""

    event: str
    payload: Any


def test_good_traffic_leaves_nothing(check: SpecCheck) -> None:
    watch = Watch(check)
    watch(Seen("/channels/30001/messages", {"content": "Hello"}, 200, examples.message()))
    watch(Sent("MESSAGE_CREATE", examples.message()))
    assert watch.problems == []


def test_faults_of_the_bot_and_of_the_sandbox_are_kept_in_order(check: SpecCheck) -> None:
    watch = Watch(check)
    watch(Seen("/channels/30001/messages", {"contents": "Hello"}, 200, examples.message(flag=1)))
    watch(Sent("MESSAGE_CREATE", examples.message(flag=1)))
    assert [str(problem) for problem in watch.problems] == [
        'POST /channels/{channel_id}/messages request: body.contents: unknown field, with "Hello"',
        "POST /channels/{channel_id}/messages -> 200: body.flag: unknown field, with 1",
        "MESSAGE_CREATE: d.flag: unknown field, with 1",
    ]


def test_without_a_description_nothing_is_said() -> None:
    watch = Watch(None)
    watch(Seen("/nowhere", {}, 200, {}))
    assert watch.problems == []
