"""How these tests say what a rule answers: nothing, or where it found what."""

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from bot.sandbox.refusals import Refused

Found: TypeAlias = list[tuple[str, str]]


def faults(check: Callable[[], object]) -> Found:
    """The place and code of everything that is wrong, in order; nothing if it is taken."""
    try:
        check()
    except Refused as refused:
        return [(".".join(map(str, fault.path)), fault.code) for fault in refused.faults] or [("", refused.message)]
    return []


def refusal(check: Callable[[], object]) -> tuple[int, int, str]:
    """Status, code and message."""
    with pytest.raises(Refused) as caught:
        check()
    return caught.value.status, caught.value.code, caught.value.message


def sentence(check: Callable[[], object]) -> str:
    """What a person is told; nothing if they may."""
    try:
        check()
    except Refused as refused:
        return refused.message
    return ""


def button(custom_id: str | None = "go", **fields: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": custom_id, **fields}


def row(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(parts)}


def text(content: str = "Hello") -> dict[str, Any]:
    return {"type": 10, "content": content}


def select(count: int = 3, **fields: Any) -> dict[str, Any]:
    options = [{"label": f"Option {number}", "value": str(number)} for number in range(count)]
    return {"type": 3, "custom_id": "pick", "options": options, **fields}


def container(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": 17, "components": list(parts)}
