"""The shapes of application commands and their options (docs, interactions/application-commands.mdx)."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from pydantic import AfterValidator, Field

from bot.sandbox.rules.choosing import ChannelTypes, problems_of_range
from bot.sandbox.rules.command_names import LOCALES, NAME_LIMIT, slash_name
from bot.sandbox.rules.shapes import Problem, Shape, length, refuse_all

DESCRIPTION_LIMIT = 100
OPTIONS_LIMIT = 25  # also subcommands of a command or group
CHOICES_LIMIT = 25
CHOICE_LIMIT = 100  # name, and value of a string; the spec says 6000 of the latter, the docs win
STRING_LIMIT = 6000  # min_length and max_length
FILE_TYPES_LIMIT = 10  # docs since 2026-08-05
INTEGER_LIMIT = (1 << 53) - 1  # "Double" and "Integer" between -2^53+1 and 2^53-1

T = TypeVar("T")


def _in_known_locales(value: dict[str, T]) -> dict[str, T]:
    said = f"Value must be one of {{{', '.join(sorted(LOCALES))}}}."
    refuse_all(Problem((locale,), "BASE_TYPE_CHOICES", said) for locale in value if locale not in LOCALES)
    return value


known_locales = AfterValidator(_in_known_locales)

SlashName = Annotated[str, length(1, NAME_LIMIT), slash_name]
Description = Annotated[str, length(1, DESCRIPTION_LIMIT)]
ChoiceText = Annotated[str, length(1, CHOICE_LIMIT)]
Descriptions = Annotated[dict[str, Description], known_locales]
Whole = Annotated[int, Field(ge=-INTEGER_LIMIT, le=INTEGER_LIMIT)]
Decimal = Annotated[float, Field(ge=-INTEGER_LIMIT, le=INTEGER_LIMIT, allow_inf_nan=False)]


class ChoiceShape(Shape):
    name: ChoiceText
    name_localizations: Annotated[dict[str, ChoiceText], known_locales] | None = None


class StringChoiceShape(ChoiceShape):
    value: Annotated[str, length(0, CHOICE_LIMIT)]


class IntegerChoiceShape(ChoiceShape):
    value: Whole


class NumberChoiceShape(ChoiceShape):
    value: Decimal


class OptionShape(Shape):
    name: SlashName
    name_localizations: Annotated[dict[str, SlashName], known_locales] | None = None
    description: Description
    description_localizations: Descriptions | None = None


class ValueOptionShape(OptionShape):
    """An option that somebody gives a value, not a subcommand."""

    required: bool = False


class PlainOptionShape(ValueOptionShape):
    """Boolean, user, role, and user or role."""

    type: Literal[5, 6, 8, 9]


class ChannelOptionShape(ValueOptionShape):
    type: Literal[7]
    channel_types: ChannelTypes | None = None


class AttachmentOptionShape(ValueOptionShape):
    type: Literal[11]
    file_types: Annotated[list[str], length(0, FILE_TYPES_LIMIT)] | None = None


class TypedOptionShape(ValueOptionShape):
    """What is typed, with or without choices; those of autocomplete come later and exclude choices."""

    autocomplete: bool = False

    def problems(self) -> Iterator[Problem]:
        choices: list[Any] | None = vars(self).get("choices")
        if self.autocomplete and choices:
            said = "Autocomplete cannot be combined with choices"
            yield Problem(("choices",), "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES", said)


class StringOptionShape(TypedOptionShape):
    type: Literal[3]
    choices: Annotated[list[StringChoiceShape], length(0, CHOICES_LIMIT)] | None = None
    min_length: Annotated[int, Field(ge=0, le=STRING_LIMIT)] | None = None
    max_length: Annotated[int, Field(ge=1, le=STRING_LIMIT)] | None = None

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        yield from problems_of_range(self.min_length, self.max_length, "min_length")


class IntegerOptionShape(TypedOptionShape):
    type: Literal[4]
    choices: Annotated[list[IntegerChoiceShape], length(0, CHOICES_LIMIT)] | None = None
    min_value: Whole | None = None
    max_value: Whole | None = None

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        yield from problems_of_range(self.min_value, self.max_value, "min_value")


class NumberOptionShape(TypedOptionShape):
    type: Literal[10]
    choices: Annotated[list[NumberChoiceShape], length(0, CHOICES_LIMIT)] | None = None
    min_value: Decimal | None = None
    max_value: Decimal | None = None

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        yield from problems_of_range(self.min_value, self.max_value, "min_value")


ValueOption: TypeAlias = (
    StringOptionShape
    | IntegerOptionShape
    | NumberOptionShape
    | PlainOptionShape
    | ChannelOptionShape
    | AttachmentOptionShape
)


def problems_of_options(options: list[Any]) -> Iterator[Problem]:
    """The options of one level: required ones first, and no name twice in any language."""
    is_past_required = False
    for index, option in enumerate(options):
        is_required = isinstance(option, ValueOptionShape) and option.required
        if is_required and is_past_required:
            said = "Required options must be placed before non-required options"  # observed, issue 5615
            yield Problem(("options", index), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", said)
        is_past_required = is_past_required or not is_required
    yield from _problems_of_names(options)


def _problems_of_names(options: list[OptionShape]) -> Iterator[Problem]:
    """docs, "Localization": a localised name differs from every other of its locale and from the default names."""
    said = ("APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already used in this command")
    taken: set[tuple[str, str]] = set()  # locale and name; the default names have no locale
    for index, option in enumerate(options):
        if ("", option.name) in taken:
            yield Problem(("options", index), *said)
        taken.add(("", option.name))
    defaults = [option.name for option in options]
    for index, option in enumerate(options):
        others = {*defaults[:index], *defaults[index + 1 :]}
        for locale, name in (option.name_localizations or {}).items():
            if (locale, name) in taken or name in others:
                yield Problem(("options", index, "name_localizations", locale), *said)
            taken.add((locale, name))


class SubcommandShape(OptionShape):
    type: Literal[1]
    options: Annotated[
        list[Annotated[ValueOption, Field(discriminator="type")]],
        length(0, OPTIONS_LIMIT),
    ] = Field(default_factory=list)

    def problems(self) -> Iterator[Problem]:
        yield from problems_of_options(self.options)


class GroupShape(OptionShape):
    type: Literal[2]
    options: Annotated[
        list[Annotated[SubcommandShape, Field(discriminator="type")]],
        length(0, OPTIONS_LIMIT),
    ] = Field(default_factory=list)

    def problems(self) -> Iterator[Problem]:
        yield from problems_of_options(self.options)
