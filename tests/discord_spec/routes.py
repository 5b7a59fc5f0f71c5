"""From a real path to the operation of the description that it calls."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from tests.discord_spec.document import Document, Schema, pointer

_METHODS = ("get", "put", "post", "patch", "delete")
_VERSION = re.compile(r"^/api/v\d+(?=/)")


@dataclass(frozen=True, slots=True)
class Operation:
    """One method on one path. `pointer` leads to it, `parameters` to those of the path and its own."""

    method: str
    template: str
    definition: Schema
    pointer: str
    parameters: Mapping[tuple[str, str], str]

    def __str__(self) -> str:
        return f"{self.method} {self.template}"


@dataclass(frozen=True, slots=True)
class Call:
    """An operation, and the values that its path carried."""

    operation: Operation
    values: Mapping[str, str]


class Routes:
    """All operations of the description."""

    def __init__(self, document: Document) -> None:
        self._by_size: dict[tuple[str, int], list[tuple[tuple[str, ...], Operation]]] = defaultdict(list)
        for template, path in document.tree["paths"].items():
            steps = _steps(template)
            for method in _METHODS:
                if method in path:
                    self._by_size[method.upper(), len(steps)].append((steps, _operation(template, method, path)))
        for found in self._by_size.values():  # the most literal first: `@original` before `{message_id}`
            found.sort(key=lambda each: sum(_is_variable(step) for step in each[0]))

    def find(self, method: str, path: str) -> Call | None:
        """The operation for a real path, or for a template itself, with or without the API's prefix."""
        given = _steps(_VERSION.sub("", path))
        for steps, operation in self._by_size.get((method.upper(), len(given)), ()):
            if all(_is_variable(step) or step == real for step, real in zip(steps, given, strict=True)):
                pairs = zip(steps, given, strict=True)
                return Call(operation, {step[1:-1]: real for step, real in pairs if step != real})
        return None


def _operation(template: str, method: str, path: Schema) -> Operation:
    places = {"": path.get("parameters", []), method: path[method].get("parameters", [])}
    parameters = {}
    for owner, several in places.items():
        for index, parameter in enumerate(several):
            steps = ("paths", template, *filter(None, [owner]), "parameters", str(index), "schema")
            parameters[parameter["in"], parameter["name"]] = pointer(*steps)
    return Operation(method.upper(), template, path[method], pointer("paths", template, method), parameters)


def _steps(path: str) -> tuple[str, ...]:
    return tuple(path.strip("/").split("/"))


def _is_variable(step: str) -> bool:
    return step.startswith("{")
