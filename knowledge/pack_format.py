"""The shape of a pack's YAML files: what the reader holds them against, and what the editors' JSON Schema says."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from knowledge.problems import quoted

T = TypeVar("T")

# Lengths are characters. A card is one Discord message: 4,000 characters over all its texts, 80 on a button,
# 100 in a choice. These limits let a whole card fit: a summary, eight facts, a few numbers and the confusions.
NAME_LIMIT = 60
WHAT_LIMIT = 400
FACT_LIMIT = 300
VALUE_LIMIT = 120
ADVICE_LIMIT = 160
CONFUSION_LIMIT = 250
ASK_LIMIT = 300
OPTION_LIMIT = 80
WHY_LIMIT = 500
PHRASE_LIMIT = 120

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
FACT_ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$"
LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$"
# A text is one paragraph of characters that can be seen: no line breaks and other control characters, and none of the
# invisible ones that split or turn a text. The joiners (U+200C, U+200D) stay: Persian, some Indic scripts and emoji are
# written with them.
STRAY_CHARACTERS = r"\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff"
TEXT_PATTERN = rf"^[^{STRAY_CHARACTERS}]*$"
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

# The two ways to write a name, as pydantic puts them into the place of an error. No id can be called so.
PLAIN = "(plain)"
BY_LANGUAGE = "(by language)"


def _parse_date(value: object) -> date:
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("not_a_date", "not a date")


def _in_every_language(value: object, inner: ValidatorFunctionWrapHandler, info: ValidationInfo) -> dict[str, T]:
    """Every language of the pack and no other. Without a context (an editor, a test) any languages will do."""
    languages: tuple[str, ...] = (info.context or {}).get("languages", ())
    # Beside what is wrong with the texts: a person wants to know all at once.
    errors: list[InitErrorDetails] = []
    if isinstance(value, dict) and tuple(value) != languages:
        errors += _language_errors(value, languages)
        value = {code: text for code, text in value.items() if not _is_cut(code, text, languages)}
    try:
        wording: dict[str, T] = inner(value)
    except ValidationError as failure:
        errors += [_once_more(error) for error in failure.errors(include_url=False)]
    if errors:
        raise ValidationError.from_exception_data("wording", errors)
    return wording


def _language_errors(value: dict[str, object], languages: tuple[str, ...]) -> Iterator[InitErrorDetails]:
    missing = [code for code in languages if code not in value]
    # What cannot be a language at all is told as that.
    unknown = [
        code
        for code, text in value.items()
        if languages
        and code not in languages
        and re.fullmatch(LANGUAGE_PATTERN, code)
        and not _is_cut(code, text, languages)
    ]
    for kind, codes in (("missing_language", missing), ("unknown_language", unknown)):
        if codes:
            error = PydanticCustomError(kind, "not the languages of the pack", {"languages": ", ".join(codes)})
            yield {"type": error, "input": value}
    for code, text in value.items():
        if _is_cut(code, text, languages):
            error = PydanticCustomError("cut_at_comma", "a text cut at its comma", {"rest": quoted(code)})
            yield {"type": error, "loc": (code,), "input": text}


def _is_cut(code: str, text: object, languages: tuple[str, ...]) -> bool:
    """In {en: Quick, easy} the text is "Quick", and easy is a language with no text."""
    is_language = code in languages if languages else re.fullmatch(LANGUAGE_PATTERN, code) is not None
    return text is None and not is_language


def _once_more(error: ErrorDetails) -> InitErrorDetails:
    return {"type": error["type"], "loc": error["loc"], "input": error["input"], "ctx": error.get("ctx", {})}


def _not_in_the_future(day: date, info: ValidationInfo) -> date:
    today: date | None = (info.context or {}).get("today")
    if today is not None and day > today:
        raise PydanticCustomError("future_date", "future date", {"date": day.isoformat()})
    return day


def _plain_or_by_language(value: object) -> str:
    return BY_LANGUAGE if isinstance(value, dict) else PLAIN


def _upto(limit: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=limit, pattern=TEXT_PATTERN)


_each_language = WrapValidator(_in_every_language)

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=40)]
FactId = Annotated[str, StringConstraints(pattern=FACT_ID_PATTERN, max_length=81)]
LanguageCode = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
AsOf = Annotated[
    date,
    BeforeValidator(_parse_date, json_schema_input_type=Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]),
    AfterValidator(_not_in_the_future),
]
Source = Annotated[str, _upto(300), Field(description="A web address, or a book and page.")]

NameText = Annotated[str, _upto(NAME_LIMIT)]
OptionText = Annotated[str, _upto(OPTION_LIMIT)]
NameWording = Annotated[dict[LanguageCode, NameText], _each_language]
OptionWording = Annotated[dict[LanguageCode, OptionText], _each_language]
WhatWording = Annotated[dict[LanguageCode, Annotated[str, _upto(WHAT_LIMIT)]], _each_language]
FactWording = Annotated[dict[LanguageCode, Annotated[str, _upto(FACT_LIMIT)]], _each_language]
ValueWording = Annotated[dict[LanguageCode, Annotated[str, _upto(VALUE_LIMIT)]], _each_language]
AdviceWording = Annotated[dict[LanguageCode, Annotated[str, _upto(ADVICE_LIMIT)]], _each_language]
ConfusionWording = Annotated[dict[LanguageCode, Annotated[str, _upto(CONFUSION_LIMIT)]], _each_language]
AskWording = Annotated[dict[LanguageCode, Annotated[str, _upto(ASK_LIMIT)]], _each_language]
WhyWording = Annotated[dict[LanguageCode, Annotated[str, _upto(WHY_LIMIT)]], _each_language]
AskedAs = Annotated[dict[LanguageCode, list[Annotated[str, _upto(PHRASE_LIMIT)]]], _each_language]

# Either one text that is the same in every language, or one for each.
Name = Annotated[
    Annotated[NameText, Tag(PLAIN)] | Annotated[NameWording, Tag(BY_LANGUAGE)], Discriminator(_plain_or_by_language)
]
Option = Annotated[
    Annotated[OptionText, Tag(PLAIN)] | Annotated[OptionWording, Tag(BY_LANGUAGE)],
    Discriminator(_plain_or_by_language),
]


class Shape(BaseModel):
    """Every mapping of a pack: keys that it does not know are mistakes, and no value is bent into another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)


class FactShape(Shape):
    """One statement, with where it comes from and when it was last seen to be true."""

    text: FactWording
    source: Source
    as_of: Annotated[AsOf, Field(description="The day it was last checked, as YYYY-MM-DD.")]
    number: Annotated[bool, Field(description="true: shown under the numbers that matter.")] = False


class WhatShape(Shape):
    """What the concept is, in one or two sentences: the first thing that a card says."""

    text: WhatWording
    source: Source
    as_of: AsOf


class AspectValueShape(Shape):
    """What this concept is like in one aspect, and the fact of this concept (its key, or `what`) that proves it."""

    text: ValueWording
    fact: Id


class ConceptShape(Shape):
    """One thing that can be asked about."""

    name: Name
    long_name: Name | None = None
    aliases: Annotated[list[NameText], Field(description="Other names and abbreviations, any language.")] = []
    domain: Id
    what: WhatShape
    facts: dict[Id, FactShape] = {}
    aspects: dict[Id, AspectValueShape] = {}
    pick_when: (
        Annotated[AdviceWording, Field(description="Completes 'Pick it when ...', without a full stop.")] | None
    ) = None
    confused_with: Annotated[
        dict[Id, ConfusionWording],
        Field(description="Concept -> how to tell the two apart. Written on one of the two, shown on both."),
    ] = {}
    related: list[Id] = []


class ComparisonShape(Shape):
    """One sentence that sums up the difference between two to four concepts, and the aspects to show first."""

    between: Annotated[list[Id], Field(min_length=2, max_length=4)]
    text: FactWording
    source: Source
    as_of: AsOf
    first: list[Id] = []


class QuestionShape(Shape):
    """A question. The keys it needs depend on its kind; see the README."""

    kind: Literal["one", "several", "true-false", "typed"]
    about: Annotated[list[Id], Field(min_length=1, max_length=4)]
    ask: AskWording
    right: Annotated[list[Option], Field(max_length=10)] = []
    wrong: Annotated[list[Option], Field(max_length=10)] = []
    is_true: bool | None = None
    accept: Annotated[list[Option], Field(max_length=20)] = []
    fact: Annotated[FactId, Field(description="concept/fact: proves the answer and gives its source.")]
    why: Annotated[WhyWording, Field(description="If absent, the fact's own sentence is shown.")] | None = None
    difficulty: Literal["easy", "medium", "hard"] = "medium"


class CategoryFile(Shape):
    """One category of a pack: its concepts, comparisons and questions, and how people ask for the concepts."""

    concepts: Annotated[dict[Id, ConceptShape], Field(min_length=1)]
    comparisons: dict[Id, ComparisonShape] = {}
    questions: dict[Id, QuestionShape] = {}
    asked_as: Annotated[
        dict[Id, AskedAs],
        Field(description="Concept -> how people ask for it without naming it. Helps the search; never shown."),
    ] = {}


class DomainShape(Shape):
    """A part of the exam, with its share of the marks in percent."""

    name: Name
    weight: Annotated[int, Field(ge=0, le=100)]


class PackFile(Shape):
    """`pack.yaml`: what the pack is called, and what its category files may refer to."""

    name: Name
    languages: Annotated[list[LanguageCode], Field(min_length=1)]
    categories: Annotated[dict[Id, Name], Field(min_length=1)]
    domains: Annotated[dict[Id, DomainShape], Field(min_length=1)]
    aspects: dict[Id, Name] = {}
    elsewhere: Annotated[
        list[NameText],
        Field(description="Known things that the pack does not cover, so that they find nothing."),
    ] = []
