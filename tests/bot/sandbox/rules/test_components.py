"""Components: each limit at its edge, both kinds of message, and what comes back."""

import pytest

from bot.sandbox.rules.drafts import IS_COMPONENTS_V2, Draft, Json, Place, Upload
from bot.sandbox.rules.messages import check_message

from .conftest import button, container, faults, row, select, text

PICTURE = {"url": "https://example.com/a.png"}


def new(*parts: Json) -> Draft:
    return check_message({"flags": IS_COMPONENTS_V2, "components": list(parts)}, Place.CHANNEL)


def old(*rows: Json) -> Draft:
    return check_message({"content": "Hello", "components": list(rows)}, Place.CHANNEL)


def gallery(count: int = 1) -> Json:
    return {"type": 12, "items": [{"media": PICTURE}] * count}


def section(texts: int = 1, **fields: object) -> Json:
    return {"type": 9, "components": [text()] * texts, "accessory": button(), **fields}


TAKEN_IN_A_ROW = [
    (button(),),
    tuple(button(f"b{number}") for number in range(5)),
    (button(custom_id="x" * 100, label="x" * 80),),
    (button(label=None, emoji={"name": "🎉"}),),
    (button(label=None, emoji={"id": 123456789012345678, "name": "party"}),),
    (button(emoji={"name": "1️⃣"}),),
    (button(emoji={"name": "\u2139\ufe0f"}),),
    ({"type": 2, "style": 5, "label": "Docs", "url": "https://example.com"},),
    ({"type": 2, "style": 5, "label": "Open", "url": "discord://-/settings"},),
    ({"type": 2, "style": 6, "sku_id": "1"},),
    (select(25, max_values=25, min_values=0, placeholder="x" * 150),),
    ({"type": 5, "custom_id": "who", "default_values": [{"id": 1, "type": "user"}]},),
    ({"type": 7, "custom_id": "who", "max_values": 2, "default_values": [{"id": "1", "type": "role"}]},),
    ({"type": 8, "custom_id": "where", "channel_types": [0, 5]},),
    (button(label="x", disabled=None, emoji=None, unknown={"any": "thing"}),),
]


@pytest.mark.parametrize("parts", TAKEN_IN_A_ROW)
def test_a_row_takes(parts: tuple[Json, ...]) -> None:
    assert faults(lambda: old(row(*parts))) == []
    assert faults(lambda: new(row(*parts))) == []


AT = "components.0.components"
REFUSED_IN_A_ROW: list[tuple[tuple[Json, ...], list[tuple[str, str]]]] = [
    ((), [(AT, "BASE_TYPE_REQUIRED")]),
    (tuple(button(str(number)) for number in range(6)), [(AT, "BASE_TYPE_BAD_LENGTH")]),
    ((select(), button()), [(f"{AT}.1", "COMPONENT_LAYOUT_WIDTH_EXCEEDED")]),
    ((button(), select()), [(f"{AT}.1", "COMPONENT_LAYOUT_WIDTH_EXCEEDED")]),
    ((text(),), [(f"{AT}.0", "UNION_TYPE_CHOICES")]),
    (({},), [(f"{AT}.0", "UNION_TYPE_REQUIRED")]),
    ((button(custom_id=""),), [(f"{AT}.0.custom_id", "BASE_TYPE_REQUIRED")]),
    ((button(custom_id="x" * 101),), [(f"{AT}.0.custom_id", "BASE_TYPE_BAD_LENGTH")]),
    ((button(custom_id=None),), [(f"{AT}.0.custom_id", "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED")]),
    ((button(label="x" * 81),), [(f"{AT}.0.label", "BASE_TYPE_MAX_LENGTH")]),
    ((button(label=None),), [(f"{AT}.0", "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED")]),
    ((button(style=0),), [(f"{AT}.0.style", "NUMBER_TYPE_MIN")]),
    ((button(style=7),), [(f"{AT}.0.style", "NUMBER_TYPE_MAX")]),
    ((button(style=None),), [(f"{AT}.0.style", "BASE_TYPE_REQUIRED")]),
    (
        (button(url="https://example.com"),),
        [(f"{AT}.0.custom_id", "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE")],
    ),
    (({"type": 2, "style": 5, "label": "x"},), [(f"{AT}.0.url", "BUTTON_COMPONENT_URL_REQUIRED")]),
    (
        ({"type": 2, "style": 5, "label": "x", "url": "https://example.com/" + "x" * 493},),
        [(f"{AT}.0.url", "BASE_TYPE_MAX_LENGTH")],
    ),
    (({"type": 2, "style": 5, "label": "x", "url": "example.com"},), [(f"{AT}.0.url", "URL_TYPE_INVALID_URL")]),
    (({"type": 2, "style": 5, "label": "x", "url": "ftp://a.b"},), [(f"{AT}.0.url", "URL_TYPE_INVALID_SCHEME")]),
    (({"type": 2, "style": 6},), [(f"{AT}.0.sku_id", "BUTTON_COMPONENT_SKU_REQUIRED")]),
    (({"type": 2, "style": 6, "sku_id": 1, "label": "x"},), [(f"{AT}.0.label", "BUTTON_COMPONENT_PREMIUM_FIELDS")]),
    ((button(emoji={"name": "party"}),), [(f"{AT}.0.emoji.name", "BUTTON_COMPONENT_INVALID_EMOJI")]),
    ((button(emoji={}),), [(f"{AT}.0.emoji.name", "BUTTON_COMPONENT_INVALID_EMOJI")]),
    ((button(id=-1),), [(f"{AT}.0.id", "NUMBER_TYPE_MIN")]),
    ((button(id=1 << 31),), [(f"{AT}.0.id", "NUMBER_TYPE_MAX")]),
    ((button(disabled="perhaps"),), [(f"{AT}.0.disabled", "BOOLEAN_TYPE_CONVERT")]),
    ((button(), button()), [(f"{AT}.1.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED")]),
    ((button("a", id=4), button("b", id=4)), [(f"{AT}.1.id", "COMPONENT_ID_DUPLICATED")]),
    ((select(0),), [(f"{AT}.0.options", "BASE_TYPE_REQUIRED")]),
    ((select(26),), [(f"{AT}.0.options", "BASE_TYPE_BAD_LENGTH")]),
    ((select(placeholder="x" * 151),), [(f"{AT}.0.placeholder", "BASE_TYPE_MAX_LENGTH")]),
    ((select(min_values=-1),), [(f"{AT}.0.min_values", "NUMBER_TYPE_MIN")]),
    ((select(25, min_values=26),), [(f"{AT}.0.min_values", "NUMBER_TYPE_MAX")]),
    ((select(max_values=0),), [(f"{AT}.0.max_values", "NUMBER_TYPE_MIN")]),
    ((select(25, max_values=26),), [(f"{AT}.0.max_values", "NUMBER_TYPE_MAX")]),
    ((select(min_values=2),), [(f"{AT}.0.min_values", "NUMBER_TYPE_MAX")]),
    ((select(3, max_values=4),), [(f"{AT}.0.options", "BASE_TYPE_MIN_LENGTH")]),
    (
        ({"type": 3, "custom_id": "p", "options": [{"label": "a", "value": "1"}, {"label": "b", "value": "1"}]},),
        [(f"{AT}.0.options.1", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED")],
    ),
    (
        ({"type": 3, "custom_id": "p", "options": [{"label": c, "value": c, "default": True} for c in "ab"]},),
        [(f"{AT}.0.options", "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES")],
    ),
    (
        ({"type": 3, "custom_id": "p", "options": [{"label": "", "value": "x" * 101, "description": "x" * 101}]},),
        [
            (f"{AT}.0.options.0.label", "BASE_TYPE_REQUIRED"),
            (f"{AT}.0.options.0.value", "BASE_TYPE_BAD_LENGTH"),
            (f"{AT}.0.options.0.description", "BASE_TYPE_MAX_LENGTH"),
        ],
    ),
    (
        ({"type": 6, "custom_id": "p", "default_values": [{"id": 1, "type": "user"}]},),
        [(f"{AT}.0.default_values.0.type", "BASE_TYPE_CHOICES")],
    ),
    (
        ({"type": 5, "custom_id": "p", "default_values": [{"id": n, "type": "user"} for n in (1, 2)]},),
        [(f"{AT}.0.default_values", "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES")],
    ),
    (
        (
            {
                "type": 5,
                "custom_id": "p",
                "min_values": 2,
                "max_values": 3,
                "default_values": [{"id": 1, "type": "user"}],
            },
        ),
        [(f"{AT}.0.default_values", "BASE_TYPE_MIN_LENGTH")],
    ),
    (
        ({"type": 8, "custom_id": "p", "channel_types": [0, 0]},),
        [(f"{AT}.0.channel_types.1", "SET_TYPE_ALREADY_CONTAINS_VALUE")],
    ),
    (({"type": 8, "custom_id": "p", "channel_types": [6]},), [(f"{AT}.0.channel_types.0", "BASE_TYPE_CHOICES")]),
]


@pytest.mark.parametrize(("parts", "found"), REFUSED_IN_A_ROW)
def test_a_row_refuses(parts: tuple[Json, ...], found: list[tuple[str, str]]) -> None:
    assert faults(lambda: old(row(*parts))) == found
    assert faults(lambda: new(row(*parts))) == found


def test_a_message_of_the_old_kind_takes_five_rows_and_nothing_else() -> None:
    assert faults(lambda: old(*(row(button(f"b{number}")) for number in range(5)))) == []
    assert faults(lambda: old(*(row(button(f"b{number}")) for number in range(6)))) == [
        ("components", "BASE_TYPE_MAX_LENGTH")
    ]
    assert faults(lambda: old(text())) == [("components.0", "UNION_TYPE_CHOICES")]
    assert faults(lambda: old(button())) == [("components.0", "UNION_TYPE_CHOICES")]


TAKEN: list[tuple[Json, ...]] = [
    (text("x" * 4000),),
    (text("x" * 2000), text("x" * 2000)),
    (section(3),),
    ({**section(), "accessory": {"type": 11, "media": PICTURE, "description": "x" * 1024, "spoiler": True}},),
    (gallery(10),),
    ({"type": 12, "items": [{"media": PICTURE, "description": "x" * 1024}]},),
    ({"type": 14},),
    ({"type": 14, "divider": False, "spacing": 2},),
    ({**container(text(), section(), gallery(), {"type": 14}, row(button("b"))), "accent_color": 0xFFFFFF},),
    tuple(text(str(number)) for number in range(40)),
    (container(*(text(str(number)) for number in range(39))),),
    tuple(gallery(10) for _ in range(6)),
]


@pytest.mark.parametrize("parts", TAKEN)
def test_a_message_of_the_new_kind_takes(parts: tuple[Json, ...]) -> None:
    assert faults(lambda: new(*parts)) == []


REFUSED: list[tuple[tuple[Json, ...], list[tuple[str, str]]]] = [
    ((text(""),), [("components.0.content", "BASE_TYPE_REQUIRED")]),
    ((text("x" * 4001),), [("components.0.content", "BASE_TYPE_BAD_LENGTH")]),
    ((text("x" * 2001), text("x" * 2000)), [("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED")]),
    ((text("好" * 3386),), []),
    ((text("好" * 3386 + "a"),), [("components", "COMPONENT_TEXT_BYTES_EXCEEDED")]),
    ((text("好" * 1691), text("好" * 1691)), []),
    ((text("好" * 1691), text("好" * 1691 + "a")), [("components", "COMPONENT_TEXT_BYTES_EXCEEDED")]),
    ((section(0),), [("components.0.components", "BASE_TYPE_REQUIRED")]),
    ((section(4),), [("components.0.components", "BASE_TYPE_BAD_LENGTH")]),
    ((section(accessory=None),), [("components.0.accessory", "BASE_TYPE_REQUIRED")]),
    ((section(accessory=text()),), [("components.0.accessory", "UNION_TYPE_CHOICES")]),
    ((section(components=[button()]),), [("components.0.components.0", "UNION_TYPE_CHOICES")]),
    ((gallery(0),), [("components.0.items", "BASE_TYPE_REQUIRED")]),
    ((gallery(11),), [("components.0.items", "BASE_TYPE_BAD_LENGTH")]),
    (
        ({"type": 12, "items": [{"media": PICTURE, "description": "x" * 1025}]},),
        [("components.0.items.0.description", "BASE_TYPE_MAX_LENGTH")],
    ),
    (({"type": 12, "items": [{"media": {}}]},), [("components.0.items.0.media.url", "BASE_TYPE_REQUIRED")]),
    (
        ({"type": 12, "items": [{"media": {"url": "https://example.com/" + "x" * 2029}}]},),
        [("components.0.items.0.media.url", "BASE_TYPE_MAX_LENGTH")],
    ),
    (({"type": 13, "file": PICTURE},), [("components.0.file.url", "URL_TYPE_INVALID_SCHEME")]),
    (({"type": 13, "file": {"url": "attachment://"}},), [("components.0.file.url", "URL_TYPE_INVALID_URL")]),
    (({"type": 14, "spacing": 3},), [("components.0.spacing", "BASE_TYPE_CHOICES")]),
    ((container(),), [("components.0.components", "BASE_TYPE_REQUIRED")]),
    ((container(container(text())),), [("components.0.components.0", "UNION_TYPE_CHOICES")]),
    ((container(button()),), [("components.0.components.0", "UNION_TYPE_CHOICES")]),
    (({**container(text()), "accent_color": 0x1000000},), [("components.0.accent_color", "NUMBER_TYPE_MAX")]),
    ((button(),), [("components.0", "UNION_TYPE_CHOICES")]),
    ((select(),), [("components.0", "UNION_TYPE_CHOICES")]),
    (tuple(text(str(number)) for number in range(41)), [("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED")]),
    (
        (container(*(text(str(number)) for number in range(40))),),
        [("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED")],
    ),
    (tuple(gallery(10) for _ in range(7)), [("components", "COMPONENT_MAX_MEDIA_EXCEEDED")]),
]


@pytest.mark.parametrize(("parts", "found"), REFUSED)
def test_a_message_of_the_new_kind_refuses(parts: tuple[Json, ...], found: list[tuple[str, str]]) -> None:
    assert faults(lambda: new(*parts)) == found


def test_a_custom_id_is_unique_in_the_whole_message_also_if_disabled() -> None:
    parts = (section(), container(row(button("other"), button(disabled=True))))
    assert faults(lambda: new(*parts)) == [
        ("components.1.components.0.components.1.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED")
    ]


def test_a_file_that_is_shown_must_be_there() -> None:
    shown = {"type": 13, "file": {"url": "attachment://my notes.txt"}}
    body = {"flags": IS_COMPONENTS_V2, "components": [shown]}
    assert faults(lambda: check_message(body, Place.CHANNEL)) == [
        ("components.0.file.url", "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND")
    ]
    draft = check_message(body, Place.CHANNEL, [Upload(0, "my notes.txt", 10)])
    assert [file.filename for file in draft.attachments] == ["my_notes.txt"]
    assert draft.components[0]["file"] == {"url": "attachment://my_notes.txt"}


def test_ids_are_filled_in_the_order_of_showing_around_those_that_are_taken() -> None:
    draft = new(container(text(), section(), row(button("b", id=2))), text())
    (box, last) = draft.components
    (first, side, buttons) = box["components"]
    assert box["id"] == 1
    assert first["id"] == 3
    assert [side["id"], side["components"][0]["id"], side["accessory"]["id"]] == [4, 5, 6]
    assert [buttons["id"], buttons["components"][0]["id"]] == [7, 2]
    assert last["id"] == 8


def test_an_id_of_zero_is_none() -> None:
    assert [part["id"] for part in new({**text(), "id": 0}, {**text(), "id": 0}).components] == [1, 2]


def test_components_come_back_with_their_defaults() -> None:
    draft = new(
        {"type": 14},
        {**container(text()), "accent_color": None},
        gallery(),
        row({"type": 5, "custom_id": "who", "default_values": []}),
    )
    assert draft.components == [
        {"type": 14, "id": 1, "divider": True, "spacing": 1},
        {
            "type": 17,
            "id": 2,
            "accent_color": None,
            "spoiler": False,
            "components": [{"type": 10, "id": 3, "content": "Hello"}],
        },
        {"type": 12, "id": 4, "items": [{"media": PICTURE, "description": None, "spoiler": False}]},
        {
            "type": 1,
            "id": 5,
            "components": [
                {"type": 5, "id": 6, "custom_id": "who", "min_values": 1, "max_values": 1, "disabled": False}
            ],
        },
    ]
