"""What a person may press, choose and fill in, and what they are told otherwise."""

from typing import Any

import pytest

from bot.sandbox.rules.around import Around
from bot.sandbox.rules.drafts import IS_COMPONENTS_V2, Json, Place
from bot.sandbox.rules.messages import check_message
from bot.sandbox.rules.modals import check_modal
from bot.sandbox.rules.presses import check_modal_submission, check_press

from .conftest import button, container, refusal, row, select, sentence, text

AROUND = Around(users={"1", "2"}, roles={"10"}, channels={"20": 0, "21": 2}, files={"30", "31"})


def shown(*parts: Json) -> list[Json]:
    return check_message({"flags": IS_COMPONENTS_V2, "components": list(parts)}, Place.CHANNEL).components


def test_a_button_is_pressed_wherever_it_is() -> None:
    aside = {"type": 9, "components": [text()], "accessory": button("aside")}
    parts = shown(container(row(button("deep")), aside))
    assert check_press(parts, "deep", None, AROUND)["label"] == "Go"
    assert check_press(parts, "aside", None, AROUND)["type"] == 2


def test_what_is_gone_or_switched_off_cannot_be_used() -> None:
    parts = shown(row(button("off", disabled=True), {"type": 2, "style": 5, "label": "x", "url": "https://a.b"}))
    assert refusal(lambda: check_press(parts, "gone", None, AROUND)) == (404, 0, "That is no longer there.")
    assert refusal(lambda: check_press(parts, None, None, AROUND)) == (404, 0, "That is no longer there.")
    assert refusal(lambda: check_press(parts, "off", None, AROUND)) == (400, 0, "That is switched off.")


def entity(kind: int, **fields: Any) -> Json:
    return {"type": kind, "custom_id": "pick", **fields}


CHOSEN: list[tuple[Json, object, str]] = [
    (button("pick"), None, ""),
    (button("pick"), ["x"], "“Go” is a button and takes no values."),
    (select(), ["1"], ""),
    (select(), ["9"], "“pick” has something that cannot be chosen there."),
    (select(placeholder="Pick one"), [], "“Pick one” needs at least 1, and has 0."),
    (select(), None, "“pick” needs at least 1, and has 0."),
    (select(), ["1", "2"], "“pick” takes at most 1, and has 2."),
    (select(max_values=2), ["1", "2"], ""),
    (select(max_values=2), ["1", "1"], "“pick” has something twice."),
    (select(min_values=0), [], ""),
    (entity(5), ["1"], ""),
    (entity(5), ["10"], "“pick” has something that cannot be chosen there."),
    (entity(6), ["10"], ""),
    (entity(6), ["1"], "“pick” has something that cannot be chosen there."),
    (entity(7, max_values=2), ["1", "10"], ""),
    (entity(7), ["20"], "“pick” has something that cannot be chosen there."),
    (entity(8), ["21"], ""),
    (entity(8, channel_types=[0]), ["21"], "“pick” has something that cannot be chosen there."),
]


@pytest.mark.parametrize(("part", "values", "said"), CHOSEN)
def test_what_is_chosen_fits_the_component(part: Json, values: object, said: str) -> None:
    assert sentence(lambda: check_press(shown(row(part)), "pick", values, AROUND)) == said


# --- forms ---------------------------------------------------------------------------------------------------------


def form(*parts: Json) -> Json:
    return check_modal({"custom_id": "form", "title": "Form", "components": list(parts)})


def field(component: Json) -> Json:
    return {"type": 18, "label": "Field", "component": {"custom_id": "a", **component}}


def filled(**fields: Any) -> Json:
    return {"type": 18, "component": {"custom_id": "a", **fields}}


TWO = [{"label": "A", "value": "a"}, {"label": "B", "value": "b"}]
TYPED = {"type": 4, "style": 1}

FIELDS: list[tuple[Json, Json, str]] = [
    (TYPED, {"value": "x" * 4000}, ""),
    (TYPED, {"value": "x" * 4001}, "“Field” may have at most 4000 characters, and has 4001."),
    (TYPED, {"value": ""}, "“Field” must be filled in."),
    (TYPED, {}, "“Field” must be filled in."),
    (TYPED, {"value": 5}, "“Field” must be a text."),
    ({**TYPED, "required": False}, {"value": ""}, ""),
    ({**TYPED, "min_length": 3}, {"value": "xx"}, "“Field” must have at least 3 characters, and has 2."),
    ({**TYPED, "max_length": 3}, {"value": "xxxx"}, "“Field” may have at most 3 characters, and has 4."),
    ({"type": 3, "options": TWO}, {"values": ["a"]}, ""),
    ({"type": 3, "options": TWO}, {"values": ["c"]}, "“Field” has something that cannot be chosen there."),
    ({"type": 3, "options": TWO}, {"values": []}, "“Field” needs at least 1, and has 0."),
    ({"type": 3, "options": TWO, "required": False}, {"values": []}, ""),
    ({"type": 5}, {"values": ["1"]}, ""),
    ({"type": 8, "channel_types": [0]}, {"values": ["21"]}, "“Field” has something that cannot be chosen there."),
    ({"type": 19, "max_values": 2}, {"values": ["30", "31"]}, ""),
    ({"type": 19}, {"values": ["30", "31"]}, "“Field” takes at most 1, and has 2."),
    ({"type": 19}, {"values": ["32"]}, "“Field” has something that cannot be chosen there."),
    ({"type": 21, "options": TWO}, {"value": "a"}, ""),
    ({"type": 21, "options": TWO}, {"value": "c"}, "“Field” has no such choice."),
    ({"type": 21, "options": TWO}, {}, "“Field” must be chosen."),
    ({"type": 21, "options": TWO, "required": False}, {}, ""),
    ({"type": 22, "options": TWO}, {"values": ["a", "b"]}, ""),
    ({"type": 22, "options": TWO, "max_values": 1}, {"values": ["a", "b"]}, "“Field” takes at most 1, and has 2."),
    ({"type": 22, "options": TWO}, {"values": []}, "“Field” needs at least 1, and has 0."),
    ({"type": 23}, {"value": True}, ""),
    ({"type": 23}, {}, ""),
    ({"type": 23}, {"value": "yes"}, "“Field” must be true or false."),
]


@pytest.mark.parametrize(("component", "given", "said"), FIELDS)
def test_what_is_filled_in_fits_the_field(component: Json, given: Json, said: str) -> None:
    assert sentence(lambda: check_modal_submission(form(field(component)), [filled(**given)], AROUND)) == said


def test_a_form_is_sent_whole_and_in_its_order() -> None:
    asked = form(
        text("Please"),
        field(TYPED),
        field({"type": 21, "custom_id": "b", "options": TWO, "required": False}),
        field({"type": 23, "custom_id": "c"}),
        row({**TYPED, "custom_id": "d", "label": "Old"}),
    )
    given = [
        {"type": 1, "components": [{"type": 4, "custom_id": "d", "value": "old"}]},
        {"type": 10},
        filled(value="new"),
    ]
    assert check_modal_submission(asked, given, AROUND) == [
        {"type": 10, "id": 1},
        {"type": 18, "id": 2, "component": {"type": 4, "id": 3, "custom_id": "a", "value": "new"}},
        {"type": 18, "id": 4, "component": {"type": 21, "id": 5, "custom_id": "b", "value": None}},
        {"type": 18, "id": 6, "component": {"type": 23, "id": 7, "custom_id": "c", "value": False}},
        {"type": 1, "id": 8, "components": [{"type": 4, "id": 9, "custom_id": "d", "value": "old"}]},
    ]


def test_everything_is_told_at_once() -> None:
    asked = form(field(TYPED), row({**TYPED, "custom_id": "b", "label": "Old"}))
    given = [filled(custom_id="z", value="x")]
    assert sentence(lambda: check_modal_submission(asked, given, AROUND)) == (
        "This form has no field “z”. “Field” must be filled in. “Old” must be filled in."
    )
