"""Holds requests, answers and dispatches against Discord's own description, and says precisely what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tests.discord_spec.allowances import (
    FIELD_ERROR,
    IN_ANSWERS,
    IN_QUERIES,
    IN_REQUESTS,
    LOOSE_ID,
    LOOSE_PERMISSIONS,
    MEDIA_CHANNEL,
    RATE_LIMITED,
)
from tests.discord_spec.document import DESCRIPTION, Document, Schema, pointer, read_document, ref
from tests.discord_spec.events import EVENTS, with_events
from tests.discord_spec.problems import Problem
from tests.discord_spec.routes import Call, Operation, Routes
from tests.discord_spec.side import Side

_JSON = "application/json"
_BODIES = (_JSON, "multipart/form-data")
_TRUTH = {"1": True, "true": True, "True": True, "0": False, "false": False, "False": False}


class SpecCheck:
    """Every method returns what is wrong, with its place, or an empty list. Never raises for what it is given."""

    def __init__(self, document: Document) -> None:
        self._routes = Routes(document)
        self._requests = Side(document.with_schemas(**_loose_in_requests(document.schemas)), IN_REQUESTS)
        self._answers = Side(with_events(document).with_schemas(**_loose_in_answers(document.schemas)), IN_ANSWERS)

    @staticmethod
    @cache
    def load(path: Path = DESCRIPTION) -> SpecCheck | None:
        """The check, made once in a process; None where the description is not present."""
        document = read_document(path)
        return SpecCheck(document) if document is not None else None

    def check_request(
        self, method: str, path: str, query: Mapping[str, str | Sequence[str]] | None = None, json: Any = None
    ) -> list[Problem]:
        """One request. `path` is real or a template; of a multipart request `json` is its `payload_json`."""
        call = self._routes.find(method, path)
        if call is None:
            return [Problem(f"{method} {path}", "path", "no such operation")]
        return [*self._path_problems(call), *self._query_problems(call, query or {}), *self._body_problems(call, json)]

    def check_response(self, method: str, path: str, status: int, json: Any = None) -> list[Problem]:
        """One answer. Of 5xx nothing is said anywhere, so nothing is checked."""
        call = self._routes.find(method, path)
        if call is None:  # 404 is the right answer, then
            return [] if status == 404 else [Problem(f"{method} {path}", "path", "no such operation")]
        where = f"{call.operation} -> {status}"
        if status >= 500:
            return []
        responses = call.operation.definition["responses"]
        key = str(status) if str(status) in responses else f"{status // 100}XX"
        if key not in responses:
            return [Problem(where, "status", f"not one of {', '.join(responses)}")]
        return self._answer_problems(where, call.operation, key, json)

    def check_event(self, name: str, payload: Any) -> list[Problem]:
        """One dispatch of the gateway. Events whose objects the description does not have are passed over."""
        return self._answers.problems(name, "d", ref(name)["$ref"], payload) if name in EVENTS else []

    def _path_problems(self, call: Call) -> Iterator[Problem]:
        for name, value in call.values.items():
            at = call.operation.parameters["path", name]
            yield from self._answers.problems(f"{call.operation} request", f"path.{name}", at, value)

    def _query_problems(self, call: Call, query: Mapping[str, str | Sequence[str]]) -> Iterator[Problem]:
        where = f"{call.operation} request"
        known = {name: at for (place, name), at in call.operation.parameters.items() if place == "query"}
        for name, value in query.items():
            if name in known:
                schema = _resolved(self._answers.document, known[name])
                yield from self._answers.problems(where, f"query.{name}", known[name], _from_query(schema, value))
            elif name not in IN_QUERIES:
                yield Problem(where, f"query.{name}", "unknown parameter")
        for parameter in call.operation.definition.get("parameters", ()):
            if parameter.get("required") and parameter["in"] == "query" and parameter["name"] not in query:
                yield Problem(where, f"query.{parameter['name']}", "required, and missing")

    def _body_problems(self, call: Call, body: Any) -> list[Problem]:
        where = f"{call.operation} request"
        if "requestBody" not in call.operation.definition:
            return [] if body is None else [Problem(where, "body", "this operation takes none")]
        definition = call.operation.definition["requestBody"]
        if body is None:
            return [Problem(where, "body", "required, and missing")] if definition.get("required") else []
        kind = next(kind for kind in _BODIES if kind in definition["content"])
        at = call.operation.pointer + pointer("requestBody", "content", kind, "schema")[1:]
        return self._requests.problems(where, "body", at, body)

    def _answer_problems(self, where: str, operation: Operation, key: str, body: Any) -> list[Problem]:
        at = operation.pointer + pointer("responses", key)[1:]
        response = self._answers.document.at(at)
        if "$ref" in response:
            at, response = response["$ref"], self._answers.document.at(response["$ref"])
        if "content" not in response:
            return [] if body is None else [Problem(where, "body", "this answer has none")]
        if _JSON not in response["content"]:
            return []
        return self._answers.problems(where, "body", at + pointer("content", _JSON, "schema")[1:], body)


def _loose_in_requests(schemas: Schema) -> Schema:
    permissions = {"default_member_permissions": LOOSE_PERMISSIONS}
    return {"SnowflakeType": LOOSE_ID, **_channel_types(schemas)} | {
        name: {**schemas[name], "properties": {**schemas[name]["properties"], **permissions}}
        for name in ("ApplicationCommandCreateRequest", "ApplicationCommandUpdateRequest")
    }


def _loose_in_answers(schemas: Schema) -> Schema:
    errors = {"type": "array", "items": FIELD_ERROR}
    inner = {**schemas["InnerErrors"], "properties": {"_errors": errors}}
    return {"InnerErrors": inner, "RatelimitedResponse": RATE_LIMITED, **_channel_types(schemas)}


def _channel_types(schemas: Schema) -> Schema:
    kinds = schemas["ChannelTypes"]
    return {"ChannelTypes": {**kinds, "oneOf": [*kinds.get("oneOf", ()), MEDIA_CHANNEL]}}


def _resolved(document: Document, at: str) -> Schema:
    schema: Schema = document.at(at)
    return _resolved(document, schema["$ref"]) if "$ref" in schema else schema


def _from_query(schema: Schema, value: str | Sequence[str]) -> Any:
    """What the text in an address means. Discord takes 1 and 0 for true and false, and discord.py sends them."""
    kind = schema.get("type")
    if kind == "array":
        return [value] if isinstance(value, str) else list(value)
    text = value if isinstance(value, str) else value[-1]
    if kind == "boolean":
        return _TRUTH.get(text, text)
    return int(text) if kind == "integer" and text.lstrip("-").isdecimal() else text
