"""The faults that are in force, and how often each may still happen."""

from collections.abc import Callable
from typing import Any, TypeVar

from msgspec import to_builtins

from bot.sandbox.faults.kinds import Counted, Duplicate, Lose, OfRequests, RefuseGateway

T = TypeVar("T", bound=Counted)
R = TypeVar("R", bound=OfRequests)


class Standing:
    """Of two faults that fit, the older happens first. `changed` is called when one is added, happens or ends."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._left: list[tuple[Counted, int | None]] = []

    def add(self, fault: Counted) -> None:
        self._left.append((fault, fault.times))
        self._changed()

    def clear(self) -> None:
        if self._left:
            self._left.clear()
            self._changed()

    def as_json(self) -> list[dict[str, Any]]:
        """Each with its name and fields; `times` is how often it may still happen, or null."""
        return [{**to_builtins(fault), "times": left} for fault, left in self._left]

    # --- what happens now ----------------------------------------------------------------------------------------

    def for_request(self, kind: type[R], request: str) -> R | None:
        """The fault of this kind that happens to a request, `METHOD /path`."""
        return self._take(kind, lambda fault: fault.is_about(request))

    def copies(self, event: str) -> int:
        """How often an event arrives. One that is lost does not come twice."""
        if self._take(Lose, lambda fault: fault.event == event) is not None:
            return 0
        return 1 if self._take(Duplicate, lambda fault: fault.event == event) is None else 2

    def refuses_connection(self) -> bool:
        return self._take(RefuseGateway, lambda _: True) is not None

    def _take(self, kind: type[T], fits: Callable[[T], bool]) -> T | None:
        for place, (fault, left) in enumerate(self._left):
            if isinstance(fault, kind) and fits(fault):
                self._count(place, fault, left)
                return fault
        return None

    def _count(self, place: int, fault: Counted, left: int | None) -> None:
        if left is None:
            return
        if left == 1:
            del self._left[place]
        else:
            self._left[place] = (fault, left - 1)
        self._changed()
