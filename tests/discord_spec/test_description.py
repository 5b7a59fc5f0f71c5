"""How a description is read, on a small one of our own: these tests run without Discord's."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.discord_spec.checking import SpecCheck
from tests.discord_spec.document import Document, read_document

ID = {"type": "string", "pattern": "^[0-9]+$"}
CIRCLE = {"type": "object", "properties": {"type": {"enum": [1]}, "radius": {"type": "number"}}, "required": ["radius"]}
SQUARE = {"type": "object", "properties": {"type": {"enum": [2]}, "side": {"type": "number"}}, "required": ["side"]}
DRAWING = {
    "type": "object",
    "properties": {
        "id": {"$ref": "#/components/schemas/SnowflakeType"},
        "shape": {
            "oneOf": [
                {"type": "null"},
                {"$ref": "#/components/schemas/Circle"},
                {"$ref": "#/components/schemas/Square"},
            ]
        },
        "colour": {"type": "integer", "oneOf": [{"const": 1, "title": "red"}, {"const": 2, "title": "blue"}]},
        "name": {"oneOf": [{"type": "string", "maxLength": 3}, {"type": "integer"}, {"type": "null"}]},
        "notes": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Circle"}},
        "anything": {"type": "object"},
    },
}
FOUND = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Drawing"}}}}
SCHEMAS = {"SnowflakeType": ID, "Circle": CIRCLE, "Square": SQUARE, "Drawing": DRAWING}
# What the check looks for by name in any description.
NEEDED = """
ApplicationCommandCreateRequest ApplicationCommandUpdateRequest InnerErrors GuildChannelResponse PrivateChannelResponse
PrivateGroupChannelResponse ThreadResponse GuildMemberResponse MessageResponse ExternalScheduledEventResponse
StageScheduledEventResponse VoiceScheduledEventResponse ChannelTypes
"""
EMPTY: dict[str, Any] = {name: {"properties": {}} for name in NEEDED.split()}
TREE: dict[str, Any] = {
    "paths": {
        "/drawings/{drawing_id}": {
            "parameters": [
                {"in": "path", "name": "drawing_id", "schema": {"$ref": "#/components/schemas/SnowflakeType"}}
            ],
            "put": {"requestBody": FOUND, "responses": {"200": FOUND}},
        },
        "/drawings/mine": {"put": {"responses": {"204": {}}}},
    },
    "components": {"schemas": SCHEMAS | EMPTY},
}


@pytest.fixture(scope="module")
def small() -> SpecCheck:
    return SpecCheck(Document(TREE))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"shape": None}, []),
        ({"shape": {"type": 1, "radius": 2}}, []),
        (
            {"shape": {"type": 1, "side": 2}},
            ['shape: "radius" is a required property', "shape.side: unknown field, with 2"],
        ),
        ({"shape": {"type": 2, "side": "x"}}, ['shape.side: "x" is not of type "number"']),
        ({"shape": {"type": 3}}, ["shape.type: 3 is not one of 1 or 2"]),
        ({"shape": {"side": 3}}, ['shape: "type" is a required property']),
        ({"shape": 3}, ['shape: 3 is not of type "object"']),
        ({"colour": 3}, ["colour: 3 is not one of 1 or 2"]),
        ({"name": "abc"}, []),
        ({"name": "abcd"}, ['name: "abcd" is longer than 3 characters']),
        ({"name": True}, ['name: true is not of types "integer", "string"']),
        ({"notes": {"any": {"type": 1, "radius": 1, "x": 1}}}, ["notes.any.x: unknown field, with 1"]),
        ({"anything": {"goes": {"here": 1}}}, []),
        ({"id": 5}, []),
        ({"id": -5}, ["id: -5 is less than the minimum of 0"]),
        ({"id": "x"}, ['id: "x" does not match "^(0|[1-9][0-9]*)$"']),
    ],
)
def test_a_fault_is_told_where_it_is(body: Any, expected: list[str], small: SpecCheck) -> None:
    problems = small.check_request("PUT", "/drawings/5", {}, body)
    assert [str(problem) for problem in problems] == [
        f"PUT /drawings/{{drawing_id}} request: body.{line}" for line in expected
    ]


def test_ids_in_answers_are_texts(small: SpecCheck) -> None:
    assert [problem.what for problem in small.check_response("PUT", "/drawings/5", 200, {"id": 5})] == [
        '5 is not of type "string"'
    ]


def test_the_more_literal_path_is_meant(small: SpecCheck) -> None:
    assert small.check_response("PUT", "/drawings/mine", 204) == []


def test_no_description_is_no_check(tmp_path: Path) -> None:
    assert read_document(tmp_path / "openapi.json") is None
    assert SpecCheck.load(tmp_path / "openapi.json") is None


def test_a_description_is_read_once_in_a_process(tmp_path: Path) -> None:
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(TREE), encoding="utf-8")
    assert SpecCheck.load(path) is SpecCheck.load(path)
