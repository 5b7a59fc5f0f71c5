"""Components as a tree: every one of them with its place, unique ids, and the form in which Discord gives them back."""

from collections.abc import Iterable, Sequence
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
_ABSENT_IF_EMPTY = ("default_values", "channel_types")


def walk(parts: Sequence[Shape], path: Path) -> list[tuple[Path, Any]]:
    """Every component with its place, parents first, in the order in which they are shown."""
    placed: list[tuple[Path, Any]] = []
    for index, part in enumerate(parts):
        _place(part, (*path, index), placed)
    return placed


def _place(part: Shape, here: Path, placed: list[tuple[Path, Any]]) -> None:
    """Adds the component and all that it holds; generators in generators would cost more than all checks together."""
    placed.append((here, part))
    fields = vars(part)  # asking the model for a field that it lacks costs ten times as much
    for index, child in enumerate(fields.get(_MANY, ())):
        _place(child, (*here, _MANY, index), placed)
    for name in _ONE:
        if name in fields:
            _place(fields[name], (*here, name), placed)


def faults_of_doubles(placed: Iterable[tuple[Path, Any]]) -> list[Fault]:
    """`custom_id` and `id` are unique in a message or modal, also among disabled components (observed, issue 3673)."""
    custom_ids: set[str] = set()
    ids: set[int] = set()
    faults = []
    for path, part in placed:
        custom_id = vars(part).get("custom_id")
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
    every: list[Json] = []
    _gather(dumped, every)
    taken = {part["id"] for part in every}
    free = (number for number in count(1) if number not in taken)
    for part in every:
        part["id"] = part["id"] or next(free)
        _complete(part)
    return dumped


def _gather(parts: Iterable[Json], every: list[Json]) -> None:
    for part in parts:
        every.append(part)
        _gather(part.get(_MANY, ()), every)
        _gather([part[name] for name in _ONE if name in part], every)


def _complete(part: Json) -> None:
    name = _NULL_IF_ABSENT.get(part["type"])
    if name is not None:
        part.setdefault(name, None)
    for item in part.get("items", ()):
        item.setdefault("description", None)
    for name in _ABSENT_IF_EMPTY:
        if part.get(name) == []:
            del part[name]
