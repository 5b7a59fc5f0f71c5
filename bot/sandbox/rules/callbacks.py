"""The first answer to an interaction (docs, interactions/receiving-and-responding.mdx)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias

from pydantic import TypeAdapter

from bot.sandbox.refusals import Fault, invalid_form
from bot.sandbox.rules.command_shapes import (
    CHOICES_LIMIT,
    IntegerChoiceShape,
    NumberChoiceShape,
    StringChoiceShape,
)
from bot.sandbox.rules.drafts import EPHEMERAL, Draft, Json, Place, Upload
from bot.sandbox.rules.faults import read_or_refuse
from bot.sandbox.rules.messages import check_edit, check_message
from bot.sandbox.rules.modals import check_modal
from bot.sandbox.rules.shapes import Shape, length

# Types of interactions.
COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
# Types of answers. 10 and 12 exist for apps with something to sell or to play, which the sandbox's app has not.
MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9

_DATA = ("data",)


@dataclass(frozen=True, slots=True)
class Reply:
    draft: Draft


@dataclass(frozen=True, slots=True)
class Deferred:
    """The person sees that the app is thinking."""

    is_ephemeral: bool


@dataclass(frozen=True, slots=True)
class DeferredUpdate:
    """The person sees nothing."""


@dataclass(frozen=True, slots=True)
class Update:
    """The message of the component, as it is afterwards."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class Choices:
    choices: list[Json]


@dataclass(frozen=True, slots=True)
class Modal:
    modal: Json


Callback: TypeAlias = Reply | Deferred | DeferredUpdate | Update | Choices | Modal


class CallbackShape(Shape):
    type: int
    data: Any = None


class DeferredShape(Shape):
    """Only EPHEMERAL may be set; whatever else is ignored."""

    flags: int = 0


_CALLBACK = TypeAdapter(CallbackShape)
_DEFERRED = TypeAdapter(DeferredShape)


def check_callback(
    body: object,
    interaction: Mapping[str, Any],
    uploads: Sequence[Upload] = (),
    before: Mapping[str, Any] | None = None,
) -> Callback:
    """What is answered to an interaction as it was dispatched: its `type`, `data` and `message` are looked at.

    `before` is that message as it is now, if it has changed since.
    """
    callback = read_or_refuse(_CALLBACK.validate_python, body)
    _check_type(callback.type, interaction)
    data = {} if callback.data is None else callback.data
    match callback.type:
        case 4:
            return Reply(check_message(data, Place.REPLY, uploads, _DATA))
        case 5:
            flags = read_or_refuse(_DEFERRED.validate_python, data, _DATA).flags
            return Deferred(is_ephemeral=bool(flags & EPHEMERAL))
        case 6:
            return DeferredUpdate()
        case 7:
            message = interaction["message"] if before is None else before
            return Update(check_edit(data, message, Place.REPLY, uploads, _DATA))
        case 8:
            return Choices(_check_choices(data, interaction["data"].get("options", ())))
        case _:
            return Modal(check_modal(data, _DATA))


def _check_type(kind: int, interaction: Mapping[str, Any]) -> None:
    allowed = _allowed(interaction)
    if kind not in allowed:
        said = f"Value must be one of {{{', '.join(map(str, allowed))}}}."  # observed, Rapptz/discord.py issue 10010
        raise invalid_form(Fault(("type",), "BASE_TYPE_CHOICES", said))


def _allowed(interaction: Mapping[str, Any]) -> Sequence[int]:
    """A message can be updated where there is one: that of the component, or of the component that opened the modal."""
    if interaction["type"] == AUTOCOMPLETE:
        return (CHOICES,)
    updates = (DEFERRED_UPDATE, UPDATE) if interaction.get("message") is not None else ()
    modals = () if interaction["type"] == MODAL_SUBMIT else (MODAL,)
    return (MESSAGE, DEFERRED_MESSAGE, *updates, *modals)


# --- autocomplete --------------------------------------------------------------------------------------------------


class StringChoicesShape(Shape):
    choices: Annotated[list[StringChoiceShape], length(0, CHOICES_LIMIT)]


class IntegerChoicesShape(Shape):
    choices: Annotated[list[IntegerChoiceShape], length(0, CHOICES_LIMIT)]


class NumberChoicesShape(Shape):
    choices: Annotated[list[NumberChoiceShape], length(0, CHOICES_LIMIT)]


# The type of the option that somebody types in -> the choices that it takes.
_CHOICES_OF: dict[int, TypeAdapter[Any]] = {
    3: TypeAdapter(StringChoicesShape),
    4: TypeAdapter(IntegerChoicesShape),
    10: TypeAdapter(NumberChoicesShape),
}


def _check_choices(data: object, options: Sequence[Mapping[str, Any]]) -> list[Json]:
    """Values are of the option's own type here; nothing is taken for something else."""
    shape = _CHOICES_OF[_focused_type(options)]
    read = read_or_refuse(lambda value: shape.validate_python(value, strict=True), data, _DATA)
    return [choice.model_dump(exclude_none=True) for choice in read.choices]


def _focused_type(options: Sequence[Mapping[str, Any]]) -> int:
    """The type of the option that is being typed in, however deep."""
    for option in options:
        if option.get("focused"):
            kind: int = option["type"]
            return kind
        if option.get("options"):
            return _focused_type(option["options"])
    return 3
