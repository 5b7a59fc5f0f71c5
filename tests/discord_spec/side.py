"""One direction of the traffic, and what differs in it between a value and its schema."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from jsonschema_rs import Draft202012Validator, Registry, ValidationError, ValidationErrorKind

from tests.discord_spec.allowances import Allowance
from tests.discord_spec.document import Document
from tests.discord_spec.problems import Problem, place_of
from tests.discord_spec.rewriting import rewritten
from tests.discord_spec.unknown_fields import unknown_fields

_BASE = "urn:discord"
# Where an error shows the value itself, this much of it is enough to find it by.
_LONGEST_MESSAGE = 160


@dataclass(slots=True)
class Side:
    """One direction: the description as it holds there, and what it may be more generous about.

    Validators are made when they are first needed, since each takes some 50 ms, and kept.
    """

    document: Document
    allowances: Sequence[Allowance]
    registry: Registry = field(init=False)
    _validators: dict[str, Draft202012Validator] = field(init=False, default_factory=dict)
    _sound: set[tuple[str, bytes]] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self.registry = Registry([(_BASE, rewritten(self.document.tree, self.document.schemas))])

    def problems(self, where: str, root: str, at: str, value: Any) -> list[Problem]:
        """What differs between `value` and the schema at the pointer `at`.

        A bot says much of what it says each time that it starts: what was sound once is not looked at again.
        """
        seen = (at, _dumped(value))
        if seen in self._sound:
            return []
        problems = self._problems(where, root, at, value)
        if not problems:
            self._sound.add(seen)
        return problems

    def _problems(self, where: str, root: str, at: str, value: Any) -> list[Problem]:
        faults = [Problem(where, place_of(root, steps), what) for steps, what in self._faults(at, value)]
        unknown = unknown_fields(self.document.at(at), value, self.document.schemas)
        return faults + [
            Problem(where, place_of(root, each.steps), f"unknown field, with {json.dumps(each.value)[:80]}")
            for each in unknown
            if not any(allowance.covers(each) for allowance in self.allowances)
        ]

    def _faults(self, at: str, value: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
        validator = self._validator(at)
        return (
            (tuple(error.instance_path), _shortened(error.message))
            for outer in validator.iter_errors(value)
            for error in _innermost(outer)
        )

    def _validator(self, at: str) -> Draft202012Validator:
        schema = self.document.at(at)
        if set(schema) == {"$ref"}:  # many operations share a schema
            return self._validator(schema["$ref"])
        if at not in self._validators:
            self._validators[at] = Draft202012Validator(
                {"$ref": _BASE + quote(at, safe="#/~@")}, registry=self.registry, validate_formats=True
            )
        return self._validators[at]


def _dumped(value: Any) -> bytes:
    """Something short that is another for any other value."""
    return sha256(json.dumps(value, sort_keys=True).encode()).digest()


def _innermost(error: ValidationError) -> Iterable[ValidationError]:
    """Of a union that nothing tells apart, what is wrong with the branch that comes nearest."""
    match error.kind:
        case ValidationErrorKind.AnyOf(context=branches) | ValidationErrorKind.OneOfNotValid(context=branches):
            nearest = min(branches, key=_distance)
            return [inner for part in nearest for inner in _innermost(part)]
        case _:
            return [error]


def _distance(branch: Sequence[ValidationError]) -> tuple[int, int]:
    """Few faults are near; and a value of the wrong type is further away than one that is too long."""
    return len(branch), sum(isinstance(error.kind, ValidationErrorKind.Type) for error in branch)


def _shortened(message: str) -> str:
    """The end of a message says what is wrong, its beginning shows the value."""
    if len(message) <= _LONGEST_MESSAGE:
        return message
    half = _LONGEST_MESSAGE // 2
    return f"{message[:half]} ... {message[-half:]}"
