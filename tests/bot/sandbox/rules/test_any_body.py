"""No body whatsoever makes a check raise anything but Refused: arbitrary JSON, alone and inside what is right."""

import copy
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.refusals import Refused
from bot.sandbox.rules.around import Around
from bot.sandbox.rules.callbacks import check_callback
from bot.sandbox.rules.commands import Scope, check_command, check_command_edit, check_commands
from bot.sandbox.rules.drafts import IS_COMPONENTS_V2, Json, Place
from bot.sandbox.rules.messages import check_edit, check_message
from bot.sandbox.rules.modals import check_modal
from bot.sandbox.rules.options import check_options
from bot.sandbox.rules.presses import check_modal_submission, check_press

from .conftest import button, container, row, select, text

PICTURE = {"url": "https://example.com/a.png"}
OLD: Json = {
    "content": "Hello",
    "flags": 4,
    "tts": False,
    "nonce": "1",
    "embeds": [
        {
            "title": "x",
            "url": PICTURE["url"],
            "color": 5,
            "timestamp": "2026-03-01T12:00:00Z",
            "author": {"name": "x", "icon_url": PICTURE["url"]},
            "footer": {"text": "x"},
            "image": PICTURE,
            "fields": [{"name": "x", "value": "x", "inline": True}],
        }
    ],
    "components": [
        row(button(emoji={"name": "🎉"})),
        row(select()),
        row({"type": 8, "custom_id": "c", "channel_types": [0]}),
    ],
    "allowed_mentions": {"parse": ["users"], "roles": [1], "replied_user": True},
    "attachments": [{"id": 5, "filename": "a", "description": "x"}],
    "message_reference": {"message_id": 1},
    "sticker_ids": [1],
    "poll": {
        "question": {"text": "x"},
        "answers": [{"poll_media": {"text": "x", "emoji": {"name": "👍"}}}],
        "duration": 1,
    },
}
NEW: Json = {
    "flags": IS_COMPONENTS_V2,
    "components": [
        container(
            text(),
            {"type": 9, "components": [text()], "accessory": {"type": 11, "media": PICTURE}},
            {"type": 12, "items": [{"media": PICTURE, "description": "x"}]},
            {"type": 13, "file": {"url": "attachment://a"}},
            {"type": 14, "spacing": 2},
            row({"type": 5, "custom_id": "u", "default_values": [{"id": 1, "type": "user"}]}),
        )
    ],
}
MODAL: Json = {
    "custom_id": "form",
    "title": "Form",
    "components": [
        {"type": 18, "label": "x", "component": {"type": 4, "custom_id": "a", "style": 1, "required": False}},
        {"type": 18, "label": "x", "component": select(required=False)},
        {"type": 18, "label": "x", "component": {"type": 19, "custom_id": "c", "required": False}},
        {"type": 18, "label": "x", "component": {"type": 21, "custom_id": "d", "options": select(2)["options"]}},
        row({"type": 4, "custom_id": "e", "style": 2, "label": "x"}),
    ],
}
COMMAND: Json = {
    "name": "ask",
    "description": "x",
    "type": 1,
    "name_localizations": {"fr": "x"},
    "contexts": [0],
    "default_member_permissions": 8,
    "options": [
        {
            "type": 2,
            "name": "g",
            "description": "x",
            "options": [
                {
                    "type": 1,
                    "name": "s",
                    "description": "x",
                    "options": [
                        {"type": 3, "name": "a", "description": "x", "choices": [{"name": "x", "value": "x"}]},
                        {"type": 4, "name": "b", "description": "x", "min_value": 1},
                        {"type": 7, "name": "c", "description": "x", "channel_types": [0]},
                    ],
                }
            ],
        }
    ],
}
OPTIONS: list[Json] = [
    {"name": "g", "type": 2, "options": [{"name": "s", "type": 1, "options": [{"name": "b", "type": 4, "value": 1}]}]}
]
SUBMITTED: list[Json] = [
    {"type": 18, "component": {"custom_id": "a", "value": "x"}},
    {"type": 18, "component": {"custom_id": "pick", "values": ["1"]}},
    {"type": 1, "components": [{"custom_id": "e", "value": "x"}]},
]
BEFORE: Json = {"content": "x", "flags": 0, "attachments": [{"id": "5", "filename": "a"}]}
TYPING: Json = {"type": 4, "data": {"options": [{"name": "x", "type": 4, "focused": True}]}}
PRESSED: Json = {"type": 3, "data": {}, "message": BEFORE}

CHECKS: dict[str, tuple[Any, Callable[[Any], object]]] = {
    "message": (OLD, lambda body: check_message(body, Place.CHANNEL)),
    "components": (NEW, lambda body: check_message(body, Place.FOLLOWUP)),
    "edit": (OLD, lambda body: check_edit(body, BEFORE, Place.DEFERRED)),
    "reply": ({"type": 4, "data": OLD}, lambda body: check_callback(body, PRESSED)),
    "update": ({"type": 7, "data": NEW}, lambda body: check_callback(body, PRESSED)),
    "deferral": ({"type": 5, "data": {"flags": 64}}, lambda body: check_callback(body, PRESSED)),
    "choices": (
        {"type": 8, "data": {"choices": [{"name": "x", "value": 1}]}},
        lambda body: check_callback(body, TYPING),
    ),
    "modal": (MODAL, check_modal),
    "command": (COMMAND, lambda body: check_command(body, Scope.GLOBAL)),
    "command edit": (COMMAND, lambda body: check_command_edit(body, COMMAND, Scope.GUILD)),
    "commands": ([COMMAND], lambda body: check_commands(body, Scope.GUILD)),
    "options": (OPTIONS, lambda body: check_options(COMMAND, body, Around())),
    "typing": (OPTIONS, lambda body: check_options(COMMAND, body, Around(), is_autocomplete=True)),
    "press": (["1"], lambda body: check_press([row(select())], "pick", body, Around())),
    "pressed": ("pick", lambda body: check_press([row(select())], body, ["1"], Around())),
    "submission": (SUBMITTED, lambda body: check_modal_submission(check_modal(MODAL), body, Around())),
}

ODD = ["", "attachment://", "attachment://a", "http://[", "http://a b", "\ud800", "9" * 25, "-1", "²", "user", "2026"]
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(ODD) | st.text(max_size=4)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["type", "id", "custom_id"]) | st.text(), inner)
    ),
    max_leaves=8,
)


def places(body: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a body, the whole of it first."""
    yield path
    inner = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    for step, value in inner:
        yield from places(value, (*path, step))


def with_other(body: Any, path: tuple[Any, ...], other: object) -> Any:
    """The body with something else in one place."""
    if not path:
        return other
    changed = copy.deepcopy(body)
    holder = changed
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = other
    return changed


@pytest.mark.parametrize("name", CHECKS)
@given(data=st.data())
def test_a_check_raises_nothing_but_refused(name: str, data: st.DataObject) -> None:
    right, check = CHECKS[name]
    path = data.draw(st.sampled_from(list(places(right))))
    body = with_other(right, path, data.draw(ANYTHING))
    try:
        check(body)
    except Refused as refused:
        json.dumps(refused.body())


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_stands_very_deep_bodies(name: str) -> None:
    right, check = CHECKS[name]
    deep: Any = "x"
    for _ in range(100):
        deep = [{"type": 17, "components": deep}]
    for path in places(right):
        with suppress(Refused):
            check(with_other(right, path, deep))


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_leaves_the_body_as_it_was(name: str) -> None:
    right, check = CHECKS[name]
    body = copy.deepcopy(right)
    with suppress(Refused):
        check(body)
    assert body == right
