"""Listens to a sandbox and notes everything that Discord would do, or take, otherwise."""

from collections.abc import Mapping
from typing import Any, Protocol, runtime_checkable

from tests.discord_spec.checking import SpecCheck
from tests.discord_spec.problems import Problem


@runtime_checkable
class Exchange(Protocol):
    """A request, and what the sandbox answered."""

    @property
    def method(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def query(self) -> Mapping[str, str]: ...
    @property
    def request_json(self) -> Any: ...
    @property
    def status(self) -> int: ...
    @property
    def response_json(self) -> Any: ...


@runtime_checkable
class Dispatched(Protocol):
    """An event that the sandbox's gateway sent."""

    @property
    def event(self) -> str: ...
    @property
    def payload(self) -> Any: ...


class Watch:
    """What is wrong, in the order in which it was seen. Without a description it sees nothing wrong."""

    def __init__(self, check: SpecCheck | None) -> None:
        self._check = check
        self.problems: list[Problem] = []

    def __call__(self, seen: Exchange | Dispatched) -> None:
        if self._check is None:
            return
        if isinstance(seen, Exchange):
            # A request that was refused is the bot's fault only if the sandbox is right: the tests say so themselves.
            self.problems += self._check.check_request(seen.method, seen.path, seen.query, seen.request_json)
            self.problems += self._check.check_response(seen.method, seen.path, seen.status, seen.response_json)
        else:
            self.problems += self._check.check_event(seen.event, seen.payload)
