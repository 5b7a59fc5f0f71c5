"""What pydantic finds wrong with a body, put into Discord's codes and words: the one place that translates.

Discord documents hardly any of these codes and sentences. Where each comes from, and which are only plausible, is
written down in tests/bot/sandbox/rules/test_codes.py.
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.sandbox.refusals import Fault, invalid_form

T = TypeVar("T")
Path: TypeAlias = tuple[str | int, ...]

_LARGEST_SHOWN = 1 << 64  # larger numbers are not written out; Python refuses to from 4300 digits on
_LONGEST_SHOWN = 100  # an answer does not repeat a whole text


def read(validate: Callable[[object], T], value: object, path: Path = ()) -> tuple[T | None, list[Fault]]:
    """The value in its shape, or None and all that is wrong with it; `path` leads from the body to the value."""
    try:
        return validate(value), []
    except ValidationError as failure:
        return None, [_fault(error, value, path) for error in failure.errors(include_url=False)]


def read_or_refuse(validate: Callable[[object], T], value: object, path: Path = ()) -> T:
    """The value in its shape, or a refusal that tells all that is wrong."""
    fitting, faults = read(validate, value, path)
    if fitting is None:
        raise invalid_form(*faults)
    return fitting


def _fault(error: ErrorDetails, value: object, path: Path) -> Fault:
    kind, given = error["type"], error["input"]
    where = (*path, *_steps(error["loc"], value))
    if kind.isupper():
        return Fault(where, kind, error["msg"])  # a rule of ours: it has its code already
    if given is None:
        return Fault(where, *(_NO_ITEM if where and isinstance(where[-1], int) else _REQUIRED))
    if kind in _SENTENCES:
        return Fault(where, *_SENTENCES[kind])
    code, sentence = _FILLED_IN[kind]
    return Fault(where, code, sentence.format(given=_shown(given), **_bounds(error)))


def _steps(location: Path, value: object) -> Iterator[str | int]:
    """The steps without those that pydantic adds for the member of a union: its `type`, a number, in a mapping."""
    for step in location:
        if isinstance(value, list) and isinstance(step, int):
            value = value[step]
        elif isinstance(step, int):
            continue
        else:
            value = value.get(step) if isinstance(value, dict) else None
        yield step


def _bounds(error: ErrorDetails) -> dict[str, object]:
    context = error.get("ctx", {})
    tags = ", ".join(sorted(str(context.get("expected_tags", "")).split(", "), key=lambda tag: (len(tag), tag)))
    return {
        "limit": context.get("le", context.get("ge")),
        "choices": str(context.get("expected", "")).replace(" or ", ", "),
        "tags": f"({tags})" if "," in tags else f"({tags},)",
    }


def _shown(given: object) -> str:
    if isinstance(given, int) and abs(given) > _LARGEST_SHOWN:
        return "(a very large number)"
    text = str(given) if isinstance(given, str | int | float) else f"({type(given).__name__})"
    return text[:_LONGEST_SHOWN].encode(errors="replace").decode()


_REQUIRED = ("BASE_TYPE_REQUIRED", "This field is required")
_NO_ITEM = ("LIST_ITEM_VALUE_REQUIRED", "List item values of ModelType are required")
_NO_MODEL = ("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
_NO_BOOLEAN = ("BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
_NO_TEXT = ("STRING_TYPE_CONVERT", 'Could not interpret "{given}" as string.')
_NO_INT = ("NUMBER_TYPE_COERCE", 'Value "{given}" is not int.')
_NO_FLOAT = ("NUMBER_TYPE_COERCE", 'Value "{given}" is not float.')

# pydantic's name of an error -> Discord's code and sentence.
_SENTENCES = {
    "missing": _REQUIRED,
    "model_type": _NO_MODEL,
    "model_attributes_type": _NO_MODEL,
    "dict_type": ("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType"),
    "list_type": ("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType"),
    "bool_type": _NO_BOOLEAN,
    "bool_parsing": _NO_BOOLEAN,
    "union_tag_not_found": ("UNION_TYPE_REQUIRED", 'Field "type" is required to determine the model type.'),
}
# The same with something to fill in.
_FILLED_IN = {
    "string_type": _NO_TEXT,
    "string_unicode": _NO_TEXT,
    "int_type": _NO_INT,
    "int_parsing": _NO_INT,
    "int_parsing_size": _NO_INT,
    "int_from_float": _NO_INT,
    "float_type": _NO_FLOAT,
    "float_parsing": _NO_FLOAT,
    "finite_number": _NO_FLOAT,
    "less_than_equal": ("NUMBER_TYPE_MAX", "int value should be less than or equal to {limit}."),
    "greater_than_equal": ("NUMBER_TYPE_MIN", "int value should be greater than or equal to {limit}."),
    "literal_error": ("BASE_TYPE_CHOICES", "Value must be one of {{{choices}}}."),
    "union_tag_invalid": ("UNION_TYPE_CHOICES", 'Value of field "type" must be one of {tags}.'),
}
