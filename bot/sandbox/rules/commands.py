"""Application commands: what may be registered (docs, interactions/application-commands.mdx)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from bot.sandbox.refusals import Fault, Refused, invalid_form
from bot.sandbox.rules.command_names import INVALID_NAME, NAME_LIMIT, is_slash_name
from bot.sandbox.rules.command_shapes import (
    DESCRIPTION_LIMIT,
    OPTIONS_LIMIT,
    Descriptions,
    GroupShape,
    SubcommandShape,
    ValueOption,
    known_locales,
    problems_of_options,
)
from bot.sandbox.rules.drafts import Json
from bot.sandbox.rules.faults import read_or_refuse
from bot.sandbox.rules.shapes import Problem, Shape, Snowflake, length, unique

CHAT_INPUT, USER, MESSAGE = 1, 2, 3
# Of each type, global and again in each server.
COUNT_LIMITS = {CHAT_INPUT: 100, USER: 15, MESSAGE: 15}
BULK_LIMIT = sum(COUNT_LIMITS.values())
SIZE_LIMIT = 8000  # names, descriptions and values of a command and all below it

Name = Annotated[str, length(1, NAME_LIMIT)]


class Scope(Enum):
    GLOBAL = auto()
    GUILD = auto()


class CommandShape(Shape):
    """A command of any type; only that of type CHAT_INPUT has a description and options."""

    type: Literal[1, 2, 3] = 1
    name: Name
    name_localizations: Annotated[dict[str, Name], known_locales] | None = None
    description: Annotated[str, length(0, DESCRIPTION_LIMIT)] = ""
    description_localizations: Descriptions | None = None
    options: Annotated[
        list[Annotated[SubcommandShape | GroupShape | ValueOption, Field(discriminator="type")]],
        length(0, OPTIONS_LIMIT),
    ] = Field(default_factory=list)
    default_member_permissions: Snowflake | None = None  # bits; as text or, like discord.py, as a number
    dm_permission: bool = True
    contexts: Annotated[list[Literal[0, 1, 2]], length(1, 3, is_optional=True), unique] | None = None
    integration_types: Annotated[list[Literal[0, 1]], length(1, 2, is_optional=True), unique] | None = None
    nsfw: bool = False

    def problems(self) -> Iterator[Problem]:
        yield from self._problems_of_slash() if self.type == CHAT_INPUT else self._problems_of_menu()
        if _size(self) > SIZE_LIMIT:
            yield Problem((), "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({SIZE_LIMIT})")

    def _problems_of_slash(self) -> Iterator[Problem]:
        if not is_slash_name(self.name):
            yield Problem(("name",), *INVALID_NAME)
        for locale, name in (self.name_localizations or {}).items():
            if not is_slash_name(name):
                yield Problem(("name_localizations", locale), *INVALID_NAME)
        if not self.description:
            yield Problem(("description",), "BASE_TYPE_REQUIRED", "This field is required")
        subcommands = [isinstance(option, SubcommandShape | GroupShape) for option in self.options]
        if any(subcommands) and not all(subcommands):
            said = "Sub-command and sub-command group option types are mutually exclusive to all other types"
            yield Problem(("options",), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", said)
        yield from problems_of_options(self.options)

    def _problems_of_menu(self) -> Iterator[Problem]:
        if self.description:
            said = "Context menu commands cannot have description"
            yield Problem(("description",), "APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED", said)
        if self.options:
            said = "Context menu commands cannot have options"
            yield Problem(("options",), "APPLICATION_COMMAND_OPTIONS_NOT_ALLOWED", said)


_COMMAND = TypeAdapter(CommandShape)
_COMMANDS = TypeAdapter(Annotated[list[CommandShape], length(0, BULK_LIMIT)])


def check_command(body: object, scope: Scope) -> Json:
    """A command as Discord gives it back, but for its ids and version."""
    return _given_back(read_or_refuse(_COMMAND.validate_python, body), scope)


def check_command_edit(body: object, before: Mapping[str, Any], scope: Scope) -> Json:
    """The command as it is afterwards; what the body does not say stays. A command never changes its type."""
    changes = body if isinstance(body, dict) else None
    merged = body if changes is None else {**before, **changes, "type": before["type"]}
    return check_command(merged, scope)


def check_commands(body: object, scope: Scope) -> list[Json]:
    """All commands of a scope. A command is known by its type and name."""
    commands = read_or_refuse(_COMMANDS.validate_python, body)
    faults = list(_faults_of_doubles(commands))
    if faults:
        raise invalid_form(*faults)
    check_command_count(command.type for command in commands)
    return [_given_back(command, scope) for command in commands]


def check_command_count(types: Iterable[int]) -> None:
    """30032 if there are more commands of a type than a scope may have."""
    for kind, count in Counter(types).items():
        if count > COUNT_LIMITS[kind]:
            raise Refused(400, 30032, f"Maximum number of application commands reached ({COUNT_LIMITS[kind]})")


def _faults_of_doubles(commands: Sequence[CommandShape]) -> Iterator[Fault]:
    seen = set()
    for index, command in enumerate(commands):
        if (command.type, command.name) in seen:
            said = ("APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
            yield Fault((index,), *said)
        seen.add((command.type, command.name))


def _given_back(command: CommandShape, scope: Scope) -> Json:
    """Only global commands have contexts and installations of their own; discord.py sends them for all."""
    given: Json = command.model_dump(exclude_none=True)
    for name in ("name_localizations", "description_localizations", "default_member_permissions", "contexts"):
        given.setdefault(name, None)
    given.setdefault("integration_types", [0])
    if scope is Scope.GUILD:
        given.update(contexts=None, integration_types=[0])
        del given["dm_permission"]
    if not command.options:
        del given["options"]
    return given


def _size(part: Any) -> int:  # noqa: ANN401 - a command, option or choice
    """Of localised texts only the longest counts."""
    fields = vars(part)
    texts = sum(
        max(len(text) for text in (fields[name], *(fields.get(f"{name}_localizations") or {}).values()))
        for name in ("name", "description")
        if name in fields
    )
    below = [*fields.get("options", ()), *(fields.get("choices") or ())]
    return texts + len(str(fields.get("value", ""))) + sum(_size(child) for child in below)
