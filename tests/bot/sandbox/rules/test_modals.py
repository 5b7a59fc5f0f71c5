"""Modals: every kind of field at its limits, and the form that a person is shown."""

from typing import Any

import pytest

from bot.sandbox.rules.drafts import Json
from bot.sandbox.rules.modals import check_modal

from .conftest import Found, button, faults, row, select, text


def modal(*parts: Json, **fields: Any) -> Json:
    return check_modal({"custom_id": "form", "title": "Form", "components": list(parts), **fields})


def label(component: Json, **fields: Any) -> Json:
    return {"type": 18, "label": "Label", "component": component, **fields}


def typed(**fields: Any) -> Json:
    return {"type": 4, "custom_id": "typed", "style": 1, **fields}


def options(count: int, **fields: Any) -> Json:
    return {"options": [{"label": f"{number}", "value": f"{number}", **fields} for number in range(count)]}


def radio(count: int = 2, **fields: Any) -> Json:
    return {"type": 21, "custom_id": "radio", **options(count), **fields}


def boxes(count: int = 2, **fields: Any) -> Json:
    return {"type": 22, "custom_id": "boxes", **options(count), **fields}


def files(**fields: Any) -> Json:
    return {"type": 19, "custom_id": "files", **fields}


TAKEN: list[tuple[Json, ...]] = [
    (label(typed()),),
    (label(typed(style=2, min_length=0, max_length=4000, value="x" * 4000, placeholder="x" * 100, required=False)),),
    (label(typed(), label="x" * 45, description="x" * 100),),
    (row(typed(label="Old")),),
    (text("Read this first."), label(typed())),
    (label(select(25, max_values=25)),),
    (label(select(min_values=0, required=False)),),
    (label({"type": 5, "custom_id": "who"}),),
    (label({"type": 8, "custom_id": "where", "channel_types": [0]}),),
    (label(files(min_values=1, max_values=10)),),
    (label(files(min_values=0, required=False)),),
    (label(radio(10)),),
    (label(radio(required=False)),),
    (label(boxes(1)),),
    (label(boxes(10, min_values=0, max_values=10, required=False)),),
    (label({"type": 23, "custom_id": "sure", "default": True}),),
    tuple(label(typed(custom_id=str(number))) for number in range(5)),
]


@pytest.mark.parametrize("parts", TAKEN)
def test_a_modal_is_taken(parts: tuple[Json, ...]) -> None:
    assert faults(lambda: modal(*parts)) == []


IN = "components.0.component"
REFUSED: list[tuple[tuple[Json, ...], Found]] = [
    ((), [("components", "BASE_TYPE_REQUIRED")]),
    (tuple(label(typed(custom_id=str(number))) for number in range(6)), [("components", "BASE_TYPE_BAD_LENGTH")]),
    ((typed(),), [("components.0", "UNION_TYPE_CHOICES")]),
    ((button(),), [("components.0", "UNION_TYPE_CHOICES")]),
    ((row(button()),), [("components.0.components.0", "UNION_TYPE_CHOICES")]),
    ((label(typed(label="")),), [(f"{IN}.label", "BASE_TYPE_BAD_LENGTH")]),
    ((row(typed()),), [("components.0.components.0.label", "BASE_TYPE_REQUIRED")]),
    (
        (row(typed(label="a"), typed(custom_id="b", label="b")),),
        [("components.0.components", "BASE_TYPE_BAD_LENGTH")],
    ),
    ((label(button()),), [(IN, "UNION_TYPE_CHOICES")]),
    ((label(text()),), [(IN, "UNION_TYPE_CHOICES")]),
    ((label(typed(), label=""),), [("components.0.label", "BASE_TYPE_REQUIRED")]),
    ((label(typed(), label="x" * 46),), [("components.0.label", "BASE_TYPE_BAD_LENGTH")]),
    ((label(typed(), description="x" * 101),), [("components.0.description", "BASE_TYPE_MAX_LENGTH")]),
    ((label(typed(style=3)),), [(f"{IN}.style", "BASE_TYPE_CHOICES")]),
    ((label(typed(custom_id="x" * 101)),), [(f"{IN}.custom_id", "BASE_TYPE_BAD_LENGTH")]),
    ((label(typed(min_length=4001)),), [(f"{IN}.min_length", "NUMBER_TYPE_MAX")]),
    ((label(typed(max_length=0)),), [(f"{IN}.max_length", "NUMBER_TYPE_MIN")]),
    ((label(typed(max_length=4001)),), [(f"{IN}.max_length", "NUMBER_TYPE_MAX")]),
    ((label(typed(min_length=3, max_length=2)),), [(f"{IN}.min_length", "NUMBER_TYPE_MAX")]),
    ((label(typed(value="x" * 4001)),), [(f"{IN}.value", "BASE_TYPE_MAX_LENGTH")]),
    ((label(typed(placeholder="x" * 101)),), [(f"{IN}.placeholder", "BASE_TYPE_MAX_LENGTH")]),
    ((label(typed()), label(typed())), [("components.1.component.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED")]),
    ((label(select(min_values=0)),), [(f"{IN}.min_values", "INPUT_COMPONENT_REQUIRED_INVALID")]),
    ((label(select(disabled=True)),), [(f"{IN}.disabled", "INPUT_COMPONENT_DISABLED")]),
    ((label(files(min_values=0)),), [(f"{IN}.min_values", "INPUT_COMPONENT_REQUIRED_INVALID")]),
    ((label(files(max_values=11)),), [(f"{IN}.max_values", "NUMBER_TYPE_MAX")]),
    ((label(files(min_values=2)),), [(f"{IN}.min_values", "NUMBER_TYPE_MAX")]),
    ((label(radio(1)),), [(f"{IN}.options", "BASE_TYPE_BAD_LENGTH")]),
    ((label(radio(11)),), [(f"{IN}.options", "BASE_TYPE_BAD_LENGTH")]),
    (
        (label(radio(**options(2, default=True))),),
        [(f"{IN}.options", "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES")],
    ),
    ((label(boxes(0)),), [(f"{IN}.options", "BASE_TYPE_REQUIRED")]),
    ((label(boxes(11)),), [(f"{IN}.options", "BASE_TYPE_BAD_LENGTH")]),
    ((label(boxes(min_values=0)),), [(f"{IN}.min_values", "INPUT_COMPONENT_REQUIRED_INVALID")]),
    ((label(boxes(2, max_values=3)),), [(f"{IN}.options", "BASE_TYPE_MIN_LENGTH")]),
    (
        (label(boxes(1, **options(1, label="x" * 101))),),
        [(f"{IN}.options.0.label", "BASE_TYPE_BAD_LENGTH")],
    ),
    ((label({"type": 23}),), [(f"{IN}.custom_id", "BASE_TYPE_REQUIRED")]),
]


@pytest.mark.parametrize(("parts", "found"), REFUSED)
def test_a_modal_is_refused(parts: tuple[Json, ...], found: Found) -> None:
    assert faults(lambda: modal(*parts)) == found


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"title": "x" * 45, "custom_id": "x" * 100}, []),
        ({"title": "x" * 46}, [("title", "BASE_TYPE_BAD_LENGTH")]),
        ({"title": None}, [("title", "BASE_TYPE_REQUIRED")]),
        ({"custom_id": "x" * 101}, [("custom_id", "BASE_TYPE_BAD_LENGTH")]),
        ({"custom_id": ""}, [("custom_id", "BASE_TYPE_REQUIRED")]),
    ],
)
def test_a_modal_has_a_title_and_a_custom_id(fields: Json, found: Found) -> None:
    assert faults(lambda: modal(label(typed()), **fields)) == found


def test_a_modal_comes_back_whole() -> None:
    shown = modal(label(typed(), description="Help"), label(select(1)))
    assert shown == {
        "custom_id": "form",
        "title": "Form",
        "components": [
            {
                "type": 18,
                "id": 1,
                "label": "Label",
                "description": "Help",
                "component": {"type": 4, "id": 2, "custom_id": "typed", "style": 1, "required": True},
            },
            {
                "type": 18,
                "id": 3,
                "label": "Label",
                "component": {
                    "type": 3,
                    "id": 4,
                    "custom_id": "pick",
                    "min_values": 1,
                    "max_values": 1,
                    "disabled": False,
                    "required": True,
                    "options": [{"label": "Option 0", "value": "0", "default": False}],
                },
            },
        ],
    }
