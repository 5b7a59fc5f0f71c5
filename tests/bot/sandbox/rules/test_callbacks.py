"""The first answer to an interaction: which may be given to what, and what it holds."""

from functools import partial
from typing import Any

import pytest

from bot.sandbox.rules.callbacks import (
    Callback,
    Choices,
    Deferred,
    DeferredUpdate,
    Modal,
    Reply,
    Update,
    check_callback,
)
from bot.sandbox.rules.drafts import EPHEMERAL, IS_COMPONENTS_V2, Json, Upload

from .conftest import Found, faults, refusal, text

MESSAGE = {"content": "Before", "flags": 0, "embeds": [], "components": [], "attachments": []}
COMMAND = {"type": 2, "data": {"name": "ask"}}
COMPONENT = {"type": 3, "data": {"custom_id": "go"}, "message": MESSAGE}
SUBMITTED = {"type": 5, "data": {"custom_id": "form"}}
SUBMITTED_FROM_COMPONENT = {**SUBMITTED, "message": MESSAGE}
FORM = {
    "custom_id": "form",
    "title": "Form",
    "components": [{"type": 18, "label": "x", "component": {"type": 4, "custom_id": "a", "style": 1}}],
}
BODIES = {
    4: {"type": 4, "data": {"content": "x"}},
    5: {"type": 5},
    6: {"type": 6},
    7: {"type": 7, "data": {"content": "x"}},
    8: {"type": 8, "data": {"choices": []}},
    9: {"type": 9, "data": FORM},
}


def typing(kind: int) -> Json:
    deep = {
        "name": "sub",
        "type": 1,
        "options": [{"name": "x", "type": 3, "value": ""}, {"name": "y", "type": kind, "focused": True}],
    }
    return {"type": 4, "data": {"name": "ask", "options": [deep]}}


@pytest.mark.parametrize(
    ("interaction", "allowed"),
    [
        (COMMAND, {4, 5, 9}),
        (COMPONENT, {4, 5, 6, 7, 9}),
        (SUBMITTED, {4, 5}),
        (SUBMITTED_FROM_COMPONENT, {4, 5, 6, 7}),
        (typing(3), {8}),
    ],
)
def test_only_some_answers_fit(interaction: Json, allowed: set[int]) -> None:
    taken = {kind for kind, body in BODIES.items() if not faults(partial(check_callback, body, interaction))}
    assert taken == allowed


def test_a_wrong_answer_is_told_what_fits() -> None:
    assert faults(lambda: check_callback({"type": 9, "data": FORM}, SUBMITTED)) == [("type", "BASE_TYPE_CHOICES")]
    assert faults(lambda: check_callback({"type": "message"}, COMMAND)) == [("type", "NUMBER_TYPE_COERCE")]
    assert faults(lambda: check_callback({}, COMMAND)) == [("type", "BASE_TYPE_REQUIRED")]


def answer(kind: int, data: object = None, interaction: Json = COMPONENT) -> Callback:
    return check_callback({"type": kind, "data": data}, interaction)


def test_a_reply_is_a_message() -> None:
    replied = check_callback(
        {"type": 4, "data": {"flags": EPHEMERAL, "attachments": [{"id": 0}]}}, COMMAND, [Upload(0, "a.txt", 1)]
    )
    assert isinstance(replied, Reply)
    assert replied.draft.flags == EPHEMERAL
    assert [file.filename for file in replied.draft.attachments] == ["a.txt"]
    assert refusal(lambda: answer(4)) == (400, 50006, "Cannot send an empty message")
    assert faults(lambda: answer(4, {"content": "x" * 2001})) == [("data.content", "BASE_TYPE_MAX_LENGTH")]
    assert faults(lambda: answer(4, "Hello")) == [("data", "MODEL_TYPE_CONVERT")]


def test_a_deferral_takes_only_the_ephemeral_flag() -> None:
    assert answer(5) == Deferred(is_ephemeral=False)
    assert answer(5, {"flags": EPHEMERAL | IS_COMPONENTS_V2, "content": "ignored"}) == Deferred(is_ephemeral=True)
    assert answer(6) == DeferredUpdate()


def test_an_update_makes_another_of_the_message() -> None:
    updated = answer(7, {"components": [], "content": "After"})
    assert isinstance(updated, Update)
    assert updated.draft.content == "After"
    assert faults(lambda: answer(7, {"flags": IS_COMPONENTS_V2, "components": [text()]})) == [
        ("data.content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2")
    ]
    unchanged = answer(7)
    assert isinstance(unchanged, Update)
    assert unchanged.draft.content == "Before"


def test_an_update_is_of_the_message_as_it_is_now() -> None:
    updated = check_callback({"type": 7}, COMPONENT, before={**MESSAGE, "content": "Since then"})
    assert isinstance(updated, Update)
    assert updated.draft.content == "Since then"


def test_a_modal_is_a_form() -> None:
    opened = answer(9, FORM)
    assert isinstance(opened, Modal)
    assert opened.modal["title"] == "Form"
    assert faults(lambda: answer(9, {**FORM, "title": "x" * 46})) == [("data.title", "BASE_TYPE_BAD_LENGTH")]
    assert faults(lambda: answer(9)) == [
        ("data.custom_id", "BASE_TYPE_REQUIRED"),
        ("data.title", "BASE_TYPE_REQUIRED"),
        ("data.components", "BASE_TYPE_REQUIRED"),
    ]


def offer(kind: int, *choices: Json) -> Callback:
    return answer(8, {"choices": list(choices)}, typing(kind))


def choice(value: Any, name: str = "x") -> Json:
    return {"name": name, "value": value}


IN = "data.choices.0"
CHOICES: list[tuple[int, Json, Found]] = [
    (3, choice("x" * 100), []),
    (3, choice("x", "x" * 100), []),
    (
        3,
        {**choice("x"), "name_localizations": {"fr": "y", "de": None}},
        [(f"{IN}.name_localizations.de", "BASE_TYPE_REQUIRED")],
    ),
    (3, choice("x" * 101), [(f"{IN}.value", "BASE_TYPE_MAX_LENGTH")]),
    (3, choice("x", "x" * 101), [(f"{IN}.name", "BASE_TYPE_BAD_LENGTH")]),
    (3, choice("x", ""), [(f"{IN}.name", "BASE_TYPE_REQUIRED")]),
    (3, choice(1), [(f"{IN}.value", "STRING_TYPE_CONVERT")]),
    (3, {"name": "x"}, [(f"{IN}.value", "BASE_TYPE_REQUIRED")]),
    (4, choice((1 << 53) - 1), []),
    (4, choice(1 << 53), [(f"{IN}.value", "NUMBER_TYPE_MAX")]),
    (4, choice(-(1 << 53)), [(f"{IN}.value", "NUMBER_TYPE_MIN")]),
    (4, choice("1"), [(f"{IN}.value", "NUMBER_TYPE_COERCE")]),
    (4, choice(1.5), [(f"{IN}.value", "NUMBER_TYPE_COERCE")]),
    (10, choice(1.5), []),
    (10, choice(1), []),
    (10, choice("1"), [(f"{IN}.value", "NUMBER_TYPE_COERCE")]),
]


@pytest.mark.parametrize(("kind", "offered", "found"), CHOICES)
def test_a_choice_has_the_type_of_the_option(kind: int, offered: Json, found: Found) -> None:
    assert faults(lambda: offer(kind, offered)) == found


def test_at_most_25_choices_are_offered() -> None:
    offered = offer(3, *(choice(str(number)) for number in range(25)))
    assert isinstance(offered, Choices)
    assert offered.choices[24] == {"name": "x", "value": "24"}
    assert faults(lambda: offer(3, *(choice(str(number)) for number in range(26)))) == [
        ("data.choices", "BASE_TYPE_MAX_LENGTH")
    ]
    assert faults(lambda: answer(8, None, typing(3))) == [("data.choices", "BASE_TYPE_REQUIRED")]
