"""A file's values held against the shape that they should have: the shape, or every problem with its line."""

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias, TypeVar, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from knowledge.pack_format import BY_LANGUAGE, LANGUAGE_PATTERN, PLAIN, STRAY_CHARACTERS, TEXT_PATTERN, Shape
from knowledge.problems import Problem, nearest, quoted
from knowledge.yaml_reader import TOLD_ALREADY, Document, Location, Value

S = TypeVar("S", bound=Shape)
Values: TypeAlias = dict[str, str | int]

# Steps that pydantic adds to a location. The last one says that the key is wrong, not what stands under it.
_KEY = "[key]"
_ADDED = {PLAIN, BY_LANGUAGE, _KEY}


def hold_against(document: Document, shape: type[S], context: Mapping[str, object]) -> tuple[S | None, list[Problem]]:
    """The document as a `shape`, or None and its problems. `context` is what the validators of the format ask for."""
    try:
        return shape.model_validate(document.value, context=dict(context)), []
    except ValidationError as failure:
        errors = [error for error in failure.errors(include_url=False) if error["input"] is not TOLD_ALREADY]
        found = [(_location(document, error), _problem(document, shape, error)) for error in errors]
        # A misspelt key is not missing as well.
        meant = {(*location[:-1], problem.values.get("nearest")) for location, problem in found}
        return None, [problem for location, problem in found if problem.key != "missing-key" or location not in meant]


def sound_part(document: Document, shape: type[S], context: Mapping[str, object]) -> tuple[S | None, bool]:
    """The document without the entries that have a problem, for checks that look at several files.

    None if too little is left. And whether its entries can at least be told apart: where a section is misspelt, a
    reference to one of them would look wrong.
    """
    try:
        return shape.model_validate(document.value, context=dict(context)), True
    except ValidationError as failure:
        broken = {_location(document, error)[:2] for error in failure.errors(include_url=False)}
    is_legible = not any(_hides_entries(location, shape) for location in broken)
    try:
        return shape.model_validate(_without(broken, document.value), context=dict(context)), is_legible
    except ValidationError:
        return None, is_legible


def _hides_entries(location: Location, shape: type[Shape]) -> bool:
    """A whole file, an unknown key, or a section that should be a mapping."""
    field = shape.model_fields.get(str(location[0])) if location else None
    return len(location) < 2 and (field is None or get_origin(field.annotation) is dict)


def _without(broken: set[Location], value: Value) -> Value:
    """The value without its entries at two steps' depth that are broken, or without the whole section of a list."""
    if not isinstance(value, dict):
        return value
    broken_sections = {location[0] for location in broken if location}
    sound: dict[str, Value] = {}
    for section, entries in value.items():
        if isinstance(entries, dict) and (section,) not in broken:
            sound[section] = {key: entry for key, entry in entries.items() if (section, key) not in broken}
        elif section not in broken_sections:
            sound[section] = entries
    return sound


# --- one problem ---------------------------------------------------------------------------------------------------


def _location(document: Document, error: ErrorDetails) -> Location:
    """Where the error is in the file. A key that is called like an added step is there, an added one is not."""
    location: Location = ()
    for step in error["loc"]:
        if step not in _ADDED or document.has((*location, step)):
            location = (*location, step)
    return location


def _problem(document: Document, shape: type[Shape], error: ErrorDetails) -> Problem:
    location = _location(document, error)
    is_key_wrong = error["loc"][-1:] == (_KEY,) and len(location) < len(error["loc"])
    shown = quoted(str(location[-1]) if is_key_wrong else document.written(location))
    key, values = _sentence(error, location, shape)
    where = ".".join(quoted(str(step)) for step in location) or document.path.name
    return Problem(document.path, document.line_of(location), key, {"where": where, "value": shown, **values})


def _sentence(error: ErrorDetails, location: Location, shape: type[Shape]) -> tuple[str, Values]:
    """The key of the sentence that says this error, and what to fill in."""
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    values: Values = {name: context[name] for name in _FILLED_IN if name in context}
    if kind == "missing":
        return "missing-key", {"key": str(location[-1])}
    if given is None and kind not in _SENTENCES:
        return "nothing-there", {}
    if kind == "extra_forbidden":
        return _unknown_key(str(location[-1]), list(_fields_at(shape, location[:-1])))
    if kind in _WANTED_TYPE:
        return _wrong_type(_WANTED_TYPE[kind], given), {}
    if kind == "string_pattern_mismatch":
        return _pattern_missed(context["pattern"], str(given))
    return _SENTENCES[kind], {"length": _length(given), **values}


def _pattern_missed(pattern: str, given: str) -> tuple[str, Values]:
    """Which of the format's patterns a text does not match; of a stray character, which one."""
    if pattern == LANGUAGE_PATTERN:
        return "not-a-language", {}
    stray = re.search(f"[{STRAY_CHARACTERS}]", given.strip()) if pattern == TEXT_PATTERN else None
    return ("stray-character", {"character": f"U+{ord(stray[0]):04X}"}) if stray else ("not-an-id", {})


def _length(given: object) -> int:
    return len(given.strip()) if isinstance(given, str) else len(given) if isinstance(given, list | dict) else 0


def _unknown_key(key: str, known: list[str]) -> tuple[str, Values]:
    near = nearest(key, known)
    if near is not None:
        return "unknown-key-near", {"key": quoted(key), "nearest": near}
    return "unknown-key", {"key": quoted(key), "known": ", ".join(known)}


def _wrong_type(wanted: str, given: object) -> str:
    """A number or `true` where a text is wanted only lacks its quotes."""
    return "not-quoted" if wanted == "text" and isinstance(given, bool | int | float) else f"not-a-{wanted}"


def _fields_at(shape: type[Shape], location: Location) -> Mapping[str, FieldInfo]:
    """The keys that the format allows in the mapping at `location`."""
    steps: Iterator[str | int] = iter(location)
    fields = shape.model_fields
    for step in steps:
        annotation = fields[str(step)].annotation
        inner = _shape_within(annotation)
        if inner is None:
            break
        fields = inner.model_fields
        if inner is not annotation:
            # A list or a mapping of shapes: the next step is a place or an id, which may be called like a key.
            next(steps, None)
    return fields


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
    "cut_at_comma": "cut-at-comma",
    "missing_language": "missing-language",
    "unknown_language": "unknown-language",
}
_FILLED_IN = ("max_length", "min_length", "expected", "ge", "le", "date", "languages", "rest")
