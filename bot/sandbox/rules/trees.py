"""Components as a tree: every one of them with its place, unique ids, and the form in which Discord gives them back."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Any

from bot.sandbox.refusals import Fault
from bot.sandbox.rules.drafts import Json
from bot.sandbox.rules.faults import Path
from bot.sandbox.rules.shapes import Shape

# Where one component holds another: lists, and single ones.
_MANY = "components"
_ONE = ("accessory", "component")

# What an answer always has, null or not (spec, the ...ComponentResponse schemas).
_NULL_IF_ABSENT = {11: "description", 17: "accent_color"}


def walk(parts: Sequence[Shape], path: Path) -> Iterator[tuple[Path, Any]]:
    """Every component with its place, parents first, in the order in which they are shown."""
    for index, part in enumerate(parts):
        yield from _walk_one(part, (*path, index))


def _walk_one(part: Shape, here: Path) -> Iterator[tuple[Path, Any]]:
    yield here, part
    yield from walk(getattr(part, _MANY, ()), (*here, _MANY))
    for name in _ONE:
        child = getattr(part, name, None)
        if child is not None:
            yield from _walk_one(child, (*here, name))


def faults_of_doubles(placed: Iterable[tuple[Path, Any]]) -> list[Fault]:
    """`custom_id` and `id` are unique in a message or modal, also among disabled components (observed, issue 3673)."""
    custom_ids: set[str] = set()
    ids: set[int] = set()
    faults = []
    for path, part in placed:
        custom_id = getattr(part, "custom_id", None)
        if custom_id is not None and custom_id in custom_ids:
            said = ("COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
            faults.append(Fault((*path, "custom_id"), *said))
        if part.id and part.id in ids:
            faults.append(Fault((*path, "id"), "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated"))
        custom_ids.update([custom_id] if custom_id is not None else [])
        ids.add(part.id)
    return faults


def given_back(parts: Sequence[Shape]) -> list[Json]:
    """The components as JSON, each with an `id`: its own, else the next that no other has."""
    dumped = [part.model_dump(exclude_none=True) for part in parts]
    taken = {part["id"] for part in _every(dumped)}
    free = (number for number in count(1) if number not in taken)
    for part in _every(dumped):
        part["id"] = part["id"] or next(free)
        _complete(part)
    return dumped


def _complete(part: Json) -> None:
    name = _NULL_IF_ABSENT.get(part["type"])
    if name is not None:
        part.setdefault(name, None)
    for item in part.get("items", ()):
        item.setdefault("description", None)
    for name in ("default_values", "channel_types"):
        if part.get(name) == []:
            del part[name]


def _every(parts: Iterable[Json]) -> Iterator[Json]:
    for part in parts:
        yield part
        yield from _every(part.get(_MANY, ()))
        yield from _every(part[name] for name in _ONE if name in part)
