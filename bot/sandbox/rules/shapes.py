"""What the shapes of bodies are made of: texts with a length, ids, addresses, emoji, rules over several fields."""

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, NamedTuple, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from bot.sandbox.rules.faults import Path

LARGEST_ID = (1 << 63) - 1  # observed: "snowflake value should be less than or equal to 9223372036854775807"
EMOJI_NAME_LIMIT = 32  # spec, ComponentEmojiForRequest and PollEmojiCreateRequest
COLOUR_LIMIT = 0xFFFFFF  # spec
URL_LIMIT = 2048  # spec, all addresses but that of a button

ATTACHMENT = "attachment"  # the scheme that names a file of the same message (docs, reference.mdx "Uploading Files")
_FILE_PREFIX = f"{ATTACHMENT}://"
_LONGEST_ID = 20  # digits of 64 bits
_INFORMATION_SIGN = "\u2139"  # an emoji that Unicode calls a letter


class Problem(NamedTuple):
    """What is wrong where, seen from the shape whose rule it is."""

    path: Path
    code: str
    message: str


class Shape(BaseModel):
    """A mapping of a request.

    Unknown keys are ignored, and null is as good as absent: the spec allows it for every optional field. Numbers are
    taken for texts and digits for numbers, as Discord does.
    """

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True, hide_input_in_errors=True)

    def problems(self) -> Iterator[Problem]:
        """The rules that look at several fields, asked once each field is right by itself."""
        yield from ()

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, value: object) -> object:
        if not isinstance(value, dict) or None not in value.values():
            return value
        return {key: item for key, item in value.items() if item is not None}

    @model_validator(mode="after")
    def _keeps_its_rules(self) -> Self:
        refuse_all(self.problems())
        return self


def refuse_all(problems: Iterable[Problem]) -> None:
    """Raises all of them at once, for pydantic to put beside the others."""
    found = list(problems)
    if found:
        details = [
            InitErrorDetails(type=PydanticCustomError(code, said), loc=path, input="") for path, code, said in found
        ]
        raise ValidationError.from_exception_data("", details)


def length(low: int, high: int, *, is_optional: bool = False) -> AfterValidator:
    """A text or a list of `low` to `high` characters or items. One that is needed and empty is missing (observed)."""

    def check(value: Any) -> Any:  # noqa: ANN401 - whatever has a length
        size = len(value)
        if low <= size <= high:
            return value
        if not size and not is_optional:
            raise PydanticCustomError("BASE_TYPE_REQUIRED", "This field is required")
        if low:
            message = "Must be between {low} and {high} in length."
            raise PydanticCustomError("BASE_TYPE_BAD_LENGTH", message, {"low": low, "high": high})
        raise PydanticCustomError("BASE_TYPE_MAX_LENGTH", "Must be {high} or fewer in length.", {"high": high})

    return AfterValidator(check)


def clean_name(name: str) -> str:
    """The name that a file gets: only letters, digits, dots, hyphens and underscores stay (observed, issue 7754)."""
    return re.sub(r"[^A-Za-z0-9_.-]", "", name.replace(" ", "_")).strip("._") or "unknown"


def address(*schemes: str) -> AfterValidator:
    """An absolute address with one of the schemes."""

    def check(value: str) -> str:
        scheme = _scheme(value)
        if scheme is None:
            raise PydanticCustomError("URL_TYPE_INVALID_URL", "Not a well formed URL.")
        if scheme not in schemes:
            message = 'Scheme "{scheme}" is not supported. Scheme must be one of {schemes}.'
            raise PydanticCustomError("URL_TYPE_INVALID_SCHEME", message, {"scheme": scheme, "schemes": str(schemes)})
        return value

    return AfterValidator(check)


def _scheme(value: str) -> str | None:
    """None if the address names no place. Spaces are refused as in the spec, whose addresses are URIs."""
    if value.startswith(_FILE_PREFIX):
        return ATTACHMENT if len(value) > len(_FILE_PREFIX) else None
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    has_place = bool(parts.netloc) and not any(character.isspace() for character in value)
    return parts.scheme if parts.scheme and has_place else None


def _with_clean_name(value: str) -> str:
    """Discord cleans the name in `attachment://name` like that of the file (issue 7754)."""
    return _FILE_PREFIX + clean_name(value[len(_FILE_PREFIX) :]) if value.startswith(_FILE_PREFIX) else value


def _without_doubles(value: list[Any]) -> list[Any]:
    said = ("SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
    refuse_all(Problem((index,), *said) for index, item in enumerate(value) if item in value[:index])
    return value


def _digits(value: object) -> object:
    """An id as text. Discord takes numbers too, and discord.py sends them (the spec says text only)."""
    text = str(value) if type(value) is int and abs(value) <= LARGEST_ID else value
    if not isinstance(text, str) or not text.isascii() or not text.isdecimal() or len(text) > _LONGEST_ID:
        raise PydanticCustomError("NUMBER_TYPE_COERCE", "Value is not snowflake.")
    if int(text) > LARGEST_ID:
        message = "snowflake value should be less than or equal to {limit}."
        raise PydanticCustomError("NUMBER_TYPE_MAX", message, {"limit": LARGEST_ID})
    return text.lstrip("0") or "0"


unique = AfterValidator(_without_doubles)

Snowflake = Annotated[str, BeforeValidator(_digits)]
Colour = Annotated[int, Field(ge=0, le=COLOUR_LIMIT)]
WebAddress = Annotated[str, length(0, URL_LIMIT), address("http", "https")]
MediaAddress = Annotated[
    str, length(0, URL_LIMIT), address("http", "https", ATTACHMENT), AfterValidator(_with_clean_name)
]
FileAddress = Annotated[str, length(0, URL_LIMIT), address(ATTACHMENT), AfterValidator(_with_clean_name)]


class Emoji(Shape):
    """An emoji of Unicode by its name, or one of a server or app by its id."""

    id: Snowflake | None = None
    name: Annotated[str, length(0, EMOJI_NAME_LIMIT)] | None = None
    animated: bool | None = None

    def problems(self) -> Iterator[Problem]:
        # Observed. Discord knows each emoji; we only tell a word from a sign.
        if self.id is None and not any(_is_sign(character) for character in self.name or ""):
            yield Problem(("name",), "BUTTON_COMPONENT_INVALID_EMOJI", "Invalid emoji")


def _is_sign(character: str) -> bool:
    return not character.isascii() and (not character.isalpha() or character == _INFORMATION_SIGN)
