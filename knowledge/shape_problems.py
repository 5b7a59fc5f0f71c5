"""A file's values held against the shape that they should have: the shape, or every problem with its line."""

from collections.abc import Mapping
from typing import TypeAlias, TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from knowledge.pack_format import LANGUAGE_PATTERN, Shape
from knowledge.problems import Problem, nearest
from knowledge.yaml_reader import Document, Location

S = TypeVar("S", bound=Shape)
Values: TypeAlias = dict[str, str | int]

# Steps that pydantic adds to a location although no such key stands in the file.
_NOT_IN_THE_FILE = {"plain", "by language", "[key]"}


def hold_against(document: Document, shape: type[S], context: Mapping[str, object]) -> tuple[S | None, list[Problem]]:
    """The document as a `shape`, or None and its problems. `context` is what the validators of the format ask for."""
    try:
        return shape.model_validate(document.value, context=dict(context)), []
    except ValidationError as failure:
        return None, [_problem(document, shape, error) for error in failure.errors(include_url=False)]


def _problem(document: Document, shape: type[Shape], error: ErrorDetails) -> Problem:
    location = tuple(step for step in error["loc"] if step not in _NOT_IN_THE_FILE)
    key, values = _sentence(error, location, shape)
    where = ".".join(map(str, location)) or document.path.name
    return Problem(document.path, document.line_of(location), key, {"where": where, **values})


def _sentence(error: ErrorDetails, location: Location, shape: type[Shape]) -> tuple[str, Values]:
    """The key of the sentence that says this error, and what to fill in."""
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    key: str
    values: Values = {name: context[name] for name in _FILLED_IN if name in context}
    if kind == "missing":
        key, values = "missing-key", {"key": str(location[-1])}
    elif given is None:
        key = "nothing-there"
    elif kind == "extra_forbidden":
        key, values = _unknown_key(str(location[-1]), _keys_at(shape, location[:-1]))
    elif kind in _WANTED_TYPE:
        key = _wrong_type(_WANTED_TYPE[kind], given)
    elif kind == "string_pattern_mismatch":
        key = "not-a-language" if context["pattern"] == LANGUAGE_PATTERN else "not-an-id"
    else:
        key = _SENTENCES[kind]
    return key, {"value": _shown(given), "length": _length(given), **values}


def _shown(given: object) -> str:
    return str(given).lower() if isinstance(given, bool) else str(given)


def _length(given: object) -> int:
    return len(given.strip()) if isinstance(given, str) else len(given) if isinstance(given, list) else 0


def _unknown_key(key: str, known: list[str]) -> tuple[str, Values]:
    near = nearest(key, known)
    if near is not None:
        return "unknown-key-near", {"key": key, "nearest": near}
    return "unknown-key", {"key": key, "known": ", ".join(known)}


def _wrong_type(wanted: str, given: object) -> str:
    """A number or `true` where a text is wanted only lacks its quotes."""
    return "not-quoted" if wanted == "text" and isinstance(given, bool | int | float) else f"not-a-{wanted}"


def _keys_at(shape: type[Shape], location: Location) -> list[str]:
    """The keys that the format allows in the mapping at `location`: steps down through lists and mappings of shapes."""
    current: type[Shape] = shape
    for step in location:
        field = current.model_fields.get(str(step))
        inner = _shape_within(field.annotation) if field is not None else None
        current = inner or current
    return list(current.model_fields)


def _shape_within(annotation: object) -> type[Shape] | None:
    """The shape that a type holds: `FactShape` of `dict[Id, FactShape]`."""
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        return annotation
    return next((found for part in get_args(annotation) if (found := _shape_within(part)) is not None), None)


# pydantic's name of an error -> the type that was wanted.
_WANTED_TYPE = {
    "string_type": "text",
    "list_type": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
    "bool_type": "boolean",
    "int_type": "number",
}
# pydantic's name of an error, or the format's own -> our sentence.
_SENTENCES = {
    "string_too_short": "empty-text",
    "string_too_long": "too-long",
    "too_short": "too-few",
    "too_long": "too-many",
    "literal_error": "not-a-choice",
    "greater_than_equal": "too-small",
    "less_than_equal": "too-large",
    "not_a_date": "not-a-date",
    "future_date": "future-date",
    "missing_language": "missing-language",
    "unknown_language": "unknown-language",
}
_FILLED_IN = ("max_length", "min_length", "expected", "ge", "le", "date", "languages")
