"""What somebody has chosen in a select, a file upload or a group of boxes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from bot.sandbox.rules.around import Around
from bot.sandbox.rules.sentences import count_said

Part: TypeAlias = Mapping[str, Any]


def wrong_with_chosen(part: Part, chosen: Sequence[str], around: Around) -> str | None:
    """What is wrong, to be said after the name of the component. Where nothing has to be chosen, nothing may be."""
    if not chosen and part.get("required") is False:
        return None
    low = part.get("min_values", 1)
    high = part.get("max_values") or len(part.get("options", ())) or 1
    said = count_said(len(chosen), low, high)
    if said is None and len(set(chosen)) < len(chosen):
        return "has something twice"
    if said is None and not all(_IS_CHOICE[part["type"]](part, value, around) for value in chosen):
        return "has something that cannot be chosen there"
    return said


def _is_option(part: Part, value: str, _: Around) -> bool:
    return value in [option["value"] for option in part["options"]]


def _is_user(_: Part, value: str, around: Around) -> bool:
    return value in around.users


def _is_role(_: Part, value: str, around: Around) -> bool:
    return value in around.roles


def _is_mentionable(_: Part, value: str, around: Around) -> bool:
    return value in around.users or value in around.roles


def _is_channel(part: Part, value: str, around: Around) -> bool:
    return around.has_channel(value, part.get("channel_types", ()))


def _is_file(_: Part, value: str, around: Around) -> bool:
    return value in around.files


_IS_CHOICE: dict[int, Callable[[Part, str, Around], bool]] = {
    3: _is_option,
    5: _is_user,
    6: _is_role,
    7: _is_mentionable,
    8: _is_channel,
    19: _is_file,
    22: _is_option,
}
