"""The description said in other words, so that a validator can say which value is wrong, and not only that one is."""

from collections.abc import Sequence
from typing import Any

from tests.discord_spec.document import Schema, telling_key

_NULL = {"type": "null"}
_UNIONS = ("oneOf", "anyOf")


def rewritten(schema: Any, schemas: Schema) -> Any:
    """The same schema with its unions decided by a condition wherever something tells their branches apart."""
    if isinstance(schema, list):
        return [rewritten(part, schemas) for part in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {key: rewritten(part, schemas) for key, part in schema.items() if key not in _UNIONS}
    # A property may be called `oneOf`, too: then it is no list.
    unions = [_union(key, schema[key], schemas) for key in _UNIONS if isinstance(schema.get(key), list)]
    return {**plain, "allOf": [*plain.get("allOf", []), *unions]} if unions else plain


def _union(keyword: str, branches: Sequence[Schema], schemas: Schema) -> Schema:
    if all("const" in branch for branch in branches):
        return {"enum": [branch["const"] for branch in branches]}
    some = [branch for branch in branches if branch != _NULL]
    union = _decided(keyword, some, schemas)
    return union if len(some) == len(branches) else {"if": _NULL, "else": union}


def _decided(keyword: str, branches: Sequence[Schema], schemas: Schema) -> Schema:
    parts = [rewritten(branch, schemas) for branch in branches]
    if len(parts) == 1:
        only: Schema = parts[0]
        return only
    if told := telling_key(branches, schemas):
        return _by_value(*told, parts)
    kinds = [branch.get("type") for branch in branches]
    if all(isinstance(kind, str) for kind in kinds) and len(set(kinds)) == len(kinds):
        return {"type": kinds, "allOf": _conditions([{"type": kind} for kind in kinds], parts)}
    return {keyword: parts}


def _by_value(key: str, values: Sequence[list[Any]], parts: Sequence[Any]) -> Schema:
    known = [value for several in values for value in several]
    conditions = [{"type": "object", "properties": {key: {"enum": some}}, "required": [key]} for some in values]
    return {
        "type": "object",
        "properties": {key: {"enum": known}},
        "required": [key],
        "allOf": _conditions(conditions, parts),
    }


def _conditions(conditions: Sequence[Schema], parts: Sequence[Any]) -> list[Schema]:
    return [{"if": condition, "then": part} for condition, part in zip(conditions, parts, strict=True)]
