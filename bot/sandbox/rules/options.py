"""What a person may send as the options of a command: nothing that no client of Discord would send.

Docs, interactions/application-commands.mdx "Application Command Option Structure".
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from pydantic import Field, TypeAdapter

from bot.sandbox.refusals import Fault
from bot.sandbox.rules.around import Around
from bot.sandbox.rules.command_shapes import INTEGER_LIMIT, STRING_LIMIT
from bot.sandbox.rules.drafts import Json
from bot.sandbox.rules.faults import Path, read_or_refuse
from bot.sandbox.rules.sentences import cannot, length_said, range_said, refuse
from bot.sandbox.rules.shapes import Shape

SUBCOMMAND, GROUP = 1, 2

Option: TypeAlias = Mapping[str, Any]


class SentShape(Shape):
    """An option as in Discord's interaction data. Those within it are read once it is known what it is."""

    name: str
    value: Any = None
    options: list[Any] = Field(default_factory=list)
    focused: bool = False


_SENT = TypeAdapter(list[SentShape])


def check_options(command: Option, options: object, around: Around, *, is_autocomplete: bool = False) -> list[Json]:
    """The options for the interaction's data.

    While somebody types (`is_autocomplete`), one option is focused with what was typed so far, required ones may be
    missing, and no value is looked at.
    """
    filling = _Filling(f"/{command['name']}", around, is_autocomplete)
    parsed, faults = filling.level(command.get("options") or (), options, ("options",))
    refuse(faults)
    return parsed


@dataclass(frozen=True, slots=True)
class _Filling:
    """One command that somebody fills in."""

    command: str
    around: Around
    is_autocomplete: bool

    def level(self, known: Sequence[Option], options: object, path: Path) -> tuple[list[Json], list[Fault]]:
        """The options of a command, group or subcommand, and what is wrong with them."""
        sent = read_or_refuse(_SENT.validate_python, options, path)
        by_name = {option["name"]: option for option in known}
        if any(option["type"] in {SUBCOMMAND, GROUP} for option in known):
            return self._subcommand(by_name, sent, path)
        parsed = [_parsed(by_name[option.name], option) for option in sent if option.name in by_name]
        return parsed, [*self._faults_of_sent(by_name, sent, path), *self._faults_of_missing(known, sent, path)]

    def _subcommand(
        self, by_name: Mapping[str, Option], sent: Sequence[SentShape], path: Path
    ) -> tuple[list[Json], list[Fault]]:
        chosen = by_name.get(sent[0].name) if len(sent) == 1 else None
        if chosen is None:
            return [], [cannot(path, f"Choose one subcommand of {self.command}: {', '.join(by_name)}.")]
        below, faults = self.level(chosen.get("options") or (), sent[0].options, (*path, 0, "options"))
        return [{"name": chosen["name"], "type": chosen["type"], "options": below}], faults

    def _faults_of_sent(self, by_name: Mapping[str, Option], sent: Sequence[SentShape], path: Path) -> Iterator[Fault]:
        names = [option.name for option in sent]
        for index, option in enumerate(sent):
            if option.name not in by_name:
                yield cannot((*path, index), f"{self.command} has no option “{option.name}”.")
            elif option.name in names[:index]:
                yield cannot((*path, index), f"“{option.name}” is there twice.")
            else:
                said = self._wrong_with(by_name[option.name], option)
                if said is not None:
                    yield cannot((*path, index, "value"), f"“{option.name}” {said}.")
        if self.is_autocomplete and sum(option.focused for option in sent) != 1:
            yield cannot(path, "Type in one option for suggestions.")

    def _faults_of_missing(self, known: Sequence[Option], sent: Sequence[SentShape], path: Path) -> Iterator[Fault]:
        if self.is_autocomplete:
            return
        names = {option.name for option in sent}
        for option in known:
            if option.get("required") and option["name"] not in names:
                yield cannot(path, f"“{option['name']}” is missing.")

    def _wrong_with(self, option: Option, sent: SentShape) -> str | None:
        if self.is_autocomplete:
            return "has no suggestions" if sent.focused and not option.get("autocomplete") else None
        said = _VALUES[option["type"]](option, sent.value, self.around)
        choices = option.get("choices")
        if said is None and choices and sent.value not in [choice["value"] for choice in choices]:
            return f"must be one of: {', '.join(choice['name'] for choice in choices)}"
        return said


def _parsed(option: Option, sent: SentShape) -> Json:
    parsed: Json = {"name": option["name"], "type": option["type"], "value": sent.value}
    return {**parsed, "focused": True} if sent.focused else parsed


# --- values: None, or what is wrong, to be said after the option's name --------------------------------------------


def _text(option: Option, value: object, _: Around) -> str | None:
    if not isinstance(value, str):
        return "must be a text"
    return length_said(value, option.get("min_length") or 0, option.get("max_length") or STRING_LIMIT)


def _whole(option: Option, value: object, _: Around) -> str | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return "must be a whole number"
    return range_said(value, option.get("min_value", -INTEGER_LIMIT), option.get("max_value", INTEGER_LIMIT))


def _number(option: Option, value: object, _: Around) -> str | None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return "must be a number"
    return range_said(value, option.get("min_value", -INTEGER_LIMIT), option.get("max_value", INTEGER_LIMIT))


def _boolean(_: Option, value: object, __: Around) -> str | None:
    return None if isinstance(value, bool) else "must be true or false"


def _user(_: Option, value: object, around: Around) -> str | None:
    return None if isinstance(value, str) and value in around.users else "must be somebody who is here"


def _role(_: Option, value: object, around: Around) -> str | None:
    return None if isinstance(value, str) and value in around.roles else "must be a role of this server"


def _mentionable(option: Option, value: object, around: Around) -> str | None:
    is_one = _user(option, value, around) is None or _role(option, value, around) is None
    return None if is_one else "must be somebody who is here, or a role of this server"


def _channel(option: Option, value: object, around: Around) -> str | None:
    is_one = isinstance(value, str) and around.has_channel(value, option.get("channel_types") or ())
    return None if is_one else "must be a channel of the right kind that you can see"


def _file(_: Option, value: object, around: Around) -> str | None:
    return None if isinstance(value, str) and value in around.files else "must be a file that you add"


_VALUES: dict[int, Callable[[Option, Any, Around], str | None]] = {
    3: _text,
    4: _whole,
    5: _boolean,
    6: _user,
    7: _channel,
    8: _role,
    9: _mentionable,
    10: _number,
    11: _file,
}
