"""Fields that the description does not know. It forbids none, so a validator alone would pass over a slip in a name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.discord_spec.document import Schema, name_of, telling_key


@dataclass(frozen=True, slots=True)
class Unknown:
    """A field that none of `owners`, the named schemas of its object, has."""

    owners: frozenset[str]
    steps: tuple[str | int, ...]
    value: Any

    @property
    def field(self) -> str:
        return str(self.steps[-1])


@dataclass(frozen=True, slots=True)
class _Plain:
    """A schema without references and unions, and the name it was found under."""

    owner: str
    schema: Schema


def unknown_fields(schema: Schema, value: Any, schemas: Schema) -> Iterator[Unknown]:
    """Every field of `value`, at any depth, that `schema` does not name."""
    return _unknown([schema], value, schemas, ())


def _unknown(
    described: Sequence[Schema], value: Any, schemas: Schema, steps: tuple[str | int, ...]
) -> Iterator[Unknown]:
    if not isinstance(value, dict | list):
        return
    plain = [part for schema in described for part in _plain(schema, value, schemas, "")]
    if isinstance(value, list):
        items = [part.schema["items"] for part in plain if "items" in part.schema]
        for index, item in enumerate(value):
            yield from _unknown(items, item, schemas, (*steps, index))
        return
    objects = [part for part in plain if _is_about_fields(part.schema)]
    for field, inner in value.items():
        if fields := _schemas_of(field, objects):
            yield from _unknown(fields, inner, schemas, (*steps, field))
        elif objects:
            yield Unknown(frozenset(part.owner for part in objects), (*steps, field), inner)


def _schemas_of(field: str, objects: Sequence[_Plain]) -> list[Schema]:
    named = [part.schema["properties"][field] for part in objects if field in part.schema.get("properties", {})]
    maps = [part.schema.get("additionalProperties") for part in objects]
    return named or [inner for inner in maps if isinstance(inner, dict)]


def _is_about_fields(schema: Schema) -> bool:
    return "properties" in schema or isinstance(schema.get("additionalProperties"), dict)


def _plain(schema: Schema, value: Any, schemas: Schema, owner: str) -> Iterator[_Plain]:
    """What describes `value`: references followed, and of a union only the branch that its value chooses."""
    if "$ref" in schema:
        name = name_of(schema["$ref"])
        yield from _plain(schemas[name], value, schemas, name)
    yield _Plain(owner, schema)
    for part in schema.get("allOf", ()):
        yield from _plain(part, value, schemas, owner)
    for keyword in ("oneOf", "anyOf"):
        if keyword in schema:
            for branch in _chosen(schema[keyword], value, schemas):
                yield from _plain(branch, value, schemas, owner)


def _chosen(branches: Sequence[Schema], value: Any, schemas: Schema) -> Sequence[Schema]:
    some = [branch for branch in branches if branch.get("type") != "null"]
    told = telling_key(some, schemas) if isinstance(value, Mapping) else None
    if told is None:
        return some
    key, values = told
    return [branch for branch, known in zip(some, values, strict=True) if value.get(key) in known]
