"""A file's values held against the shape that they should have: the shape, or every problem with its line."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from knowledge.pack_format import Shape
from knowledge.problems import Problem, nearest
from knowledge.yaml_reader import Document, Location

S = TypeVar("S", bound=Shape)

# Steps that pydantic adds to a location although no such key stands in the file.
_NOT_IN_THE_FILE = {"plain", "by language", "[key]"}


def hold_against(document: Document, shape: type[S], context: Mapping[str, Any]) -> tuple[S | None, list[Problem]]:
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


Values = dict[str, str | int]


def _sentence(error: ErrorDetails, location: Location, shape: type[Shape]) -> tuple[str, Values]:
    """The key of the sentence that says this error, and what to fill in."""
    if error["input"] is None and error["type"] != "missing":
        return "nothing-there", {}
    if word := _SENTENCES.get(error["type"]):
        return word(error, location, shape)
    return "wrong-value", {"reason": error["msg"]}


def _unknown_key(error: ErrorDetails, location: Location, shape: type[Shape]) -> tuple[str, Values]:
    key = str(location[-1])
    known = _keys_at(shape, location[:-1])
    near = nearest(key, known)
    if near is not None:
        return "unknown-key-near", {"key": key, "nearest": near}
    return "unknown-key", {"key": key, "known": ", ".join(known)}


def _keys_at(shape: type[Shape], location: Location) -> list[str]:
    """The keys that the format allows in the mapping at `location`: steps down through lists and mappings of shapes."""
    current: type[Shape] = shape
    for step in location:
        field = current.model_fields.get(str(step))
        inner = _shape_within(field.annotation) if field is not None else None
        current = inner or current
    return list(current.model_fields)


def _shape_within(annotation: Any) -> type[Shape] | None:
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if (found := _shape_within(argument)) is not None:
            return found
    return None


def _wrong_type(wanted: str) -> Callable[[ErrorDetails, Location, type[Shape]], tuple[str, Values]]:
    def word(error: ErrorDetails, location: Location, shape: type[Shape]) -> tuple[str, Values]:
        found = error["input"]
        if wanted == "text" and isinstance(found, bool | int | float):
            return "not-quoted", {"value": str(found).lower() if isinstance(found, bool) else str(found)}
        return f"not-a-{wanted}", {"found": _kind_of(found)}

    return word


def _kind_of(value: object) -> str:
    match value:
        case dict():
            return "mapping"
        case list():
            return "list"
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case _:
            return "text"


def _context(key: str, *names: str) -> Callable[[ErrorDetails, Location, type[Shape]], tuple[str, Values]]:
    def word(error: ErrorDetails, location: Location, shape: type[Shape]) -> tuple[str, Values]:
        context = error.get("ctx", {})
        values: Values = {name: context[name] for name in names}
        if isinstance(error["input"], str):
            values["length"] = len(error["input"].strip())
        return key, values

    return word


def _bad_choice(error: ErrorDetails, location: Location, shape: type[Shape]) -> tuple[str, Values]:
    return "not-a-choice", {"value": str(error["input"]), "expected": error["ctx"]["expected"]}


def _bad_pattern(error: ErrorDetails, location: Location, shape: type[Shape]) -> tuple[str, Values]:
    is_language = "[a-z]{2,3}" in error["ctx"]["pattern"]
    return ("not-a-language" if is_language else "not-an-id"), {"value": str(error["input"])}


_SENTENCES: dict[str, Callable[[ErrorDetails, Location, type[Shape]], tuple[str, Values]]] = {
    "extra_forbidden": _unknown_key,
    "missing": lambda error, location, shape: ("missing-key", {"key": str(location[-1])}),
    "string_type": _wrong_type("text"),
    "list_type": _wrong_type("list"),
    "dict_type": _wrong_type("mapping"),
    "model_type": _wrong_type("mapping"),
    "model_attributes_type": _wrong_type("mapping"),
    "bool_type": _wrong_type("boolean"),
    "int_type": _wrong_type("number"),
    "string_too_short": lambda error, location, shape: ("empty-text", {}),
    "string_too_long": _context("too-long", "max_length"),
    "too_short": _context("too-few", "min_length", "actual_length"),
    "too_long": _context("too-many", "max_length", "actual_length"),
    "string_pattern_mismatch": _bad_pattern,
    "literal_error": _bad_choice,
    "greater_than_equal": _context("too-small", "ge"),
    "less_than_equal": _context("too-large", "le"),
    "not_a_date": lambda error, location, shape: ("not-a-date", {"value": str(error["input"])}),
    "future_date": _context("future-date", "date"),
    "missing_language": _context("missing-language", "languages"),
    "unknown_language": _context("unknown-language", "languages"),
}
