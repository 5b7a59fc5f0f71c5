"""Selects, as messages and modals both have them (docs, components/reference.mdx, "String Select" and on)."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal, Protocol

from pydantic import Field

from bot.sandbox.rules.shapes import Emoji, Problem, Shape, Snowflake, length, unique

COMPONENT_ID_LIMIT = (1 << 31) - 1  # a 32 bit integer; 0 is as good as none
CUSTOM_ID_LIMIT = 100
PLACEHOLDER_LIMIT = 150
OPTIONS_LIMIT = 25
OPTION_TEXT_LIMIT = 100  # label, value and description
VALUES_LIMIT = 25

ComponentId = Annotated[int, Field(ge=0, le=COMPONENT_ID_LIMIT)]
CustomId = Annotated[str, length(1, CUSTOM_ID_LIMIT)]
OptionText = Annotated[str, length(1, OPTION_TEXT_LIMIT)]
# docs, resources/channel.mdx "Channel Types"
ChannelTypes = Annotated[list[Literal[0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16]], length(0, VALUES_LIMIT), unique]

# What a select of each type may have chosen before anybody did.
_DEFAULTS_OF = {5: ("user",), 6: ("role",), 7: ("user", "role"), 8: ("channel",)}


class Choice(Protocol):
    """An option that somebody may choose."""

    @property
    def value(self) -> str: ...
    @property
    def default(self) -> bool: ...


class SelectOptionShape(Shape):
    label: OptionText
    value: OptionText
    description: Annotated[str, length(0, OPTION_TEXT_LIMIT)] | None = None
    emoji: Emoji | None = None
    default: bool = False


class DefaultValueShape(Shape):
    id: Snowflake
    type: Literal["user", "role", "channel"]


class SelectShape(Shape):
    id: ComponentId = 0
    custom_id: CustomId
    placeholder: Annotated[str, length(0, PLACEHOLDER_LIMIT)] | None = None
    min_values: Annotated[int, Field(ge=0, le=VALUES_LIMIT)] = 1
    max_values: Annotated[int, Field(ge=1, le=VALUES_LIMIT)] = 1
    disabled: bool = False

    def problems(self) -> Iterator[Problem]:
        yield from problems_of_range(self.min_values, self.max_values)


class StringSelectShape(SelectShape):
    type: Literal[3]
    options: Annotated[list[SelectOptionShape], length(1, OPTIONS_LIMIT)]

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        yield from problems_of_options(self.options, self.max_values)


class EntitySelectShape(SelectShape):
    """Users, roles, or both."""

    type: Literal[5, 6, 7]
    default_values: Annotated[list[DefaultValueShape], length(0, VALUES_LIMIT)] = Field(default_factory=list)

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        yield from _problems_of_defaults(self, self.type, self.default_values)


class ChannelSelectShape(SelectShape):
    type: Literal[8]
    channel_types: ChannelTypes = Field(default_factory=list)
    default_values: Annotated[list[DefaultValueShape], length(0, VALUES_LIMIT)] = Field(default_factory=list)

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        yield from _problems_of_defaults(self, self.type, self.default_values)


def problems_of_range(low: float | None, high: float | None, name: str = "min_values") -> Iterator[Problem]:
    """The least is not more than the most."""
    if low is not None and high is not None and low > high:
        yield Problem((name,), "NUMBER_TYPE_MAX", f"int value should be less than or equal to {high}.")


def problems_of_options(options: Sequence[Choice], at_most: int) -> Iterator[Problem]:
    """No value twice, enough to choose from, and no more chosen beforehand than may be (all observed)."""
    if at_most > len(options):
        yield Problem(("options",), "BASE_TYPE_MIN_LENGTH", f"Must be {at_most} or more in length.")
    seen = set()
    for index, option in enumerate(options):
        if option.value in seen:
            said = ("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
            yield Problem(("options", index), *said)
        seen.add(option.value)
    if sum(option.default for option in options) > at_most:
        yield Problem(("options",), *_TOO_MANY_DEFAULTS)


def _problems_of_defaults(select: SelectShape, kind: int, defaults: list[DefaultValueShape]) -> Iterator[Problem]:
    """docs: their number is within the range of values."""
    allowed = _DEFAULTS_OF[kind]
    for index, default in enumerate(defaults):
        if default.type not in allowed:
            choices = ", ".join(f"'{choice}'" for choice in allowed)
            said = ("BASE_TYPE_CHOICES", f"Value must be one of {{{choices}}}.")
            yield Problem(("default_values", index, "type"), *said)
    if len(defaults) > select.max_values:
        yield Problem(("default_values",), *_TOO_MANY_DEFAULTS)
    if 0 < len(defaults) < select.min_values:
        yield Problem(("default_values",), "BASE_TYPE_MIN_LENGTH", f"Must be {select.min_values} or more in length.")


_TOO_MANY_DEFAULTS = (
    "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES",
    "The specified number of default values exceeds the specified maximum values",
)
