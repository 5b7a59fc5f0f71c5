"""How fast a bot may speak to the gateway, and how often it may begin."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.gateway.town import Json

# Docs, events/gateway.mdx "Rate Limiting" and "Identifying".
MOST_SENDS = 120
SENDS_PER_S = 60.0
MOST_STARTS = 1000
STARTS_PER_S = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Pace:
    """How long things take. As with Discord; tests are in a hurry.

    `heartbeat_s` is asked of the client; half of it late is too late. It is acknowledged `ack_s` later.
    `session_life_s` is what Discord calls "a few minutes". `max_concurrency` shards may identify in `identify_every_s`
    (a bot that is not very large: one in 5 s).
    """

    heartbeat_s: float = 41.25
    session_life_s: float = 180.0
    identify_every_s: float = 5.0
    max_concurrency: int = 1
    ack_s: float = 0.05


class Window:
    """At most `most` in any `per_s` seconds."""

    def __init__(self, most: int, per_s: float, monotonic: Callable[[], float]) -> None:
        self._most = most
        self._per_s = per_s
        self._monotonic = monotonic
        self._times: deque[float] = deque()

    def admits(self) -> bool:
        """Count one more, if there is room for it."""
        if self.left() == 0:
            return False
        self._times.append(self._monotonic())
        return True

    def left(self) -> int:
        while self._times and self._monotonic() - self._times[0] >= self._per_s:
            self._times.popleft()
        return max(0, self._most - len(self._times))

    def empty_in_s(self) -> float:
        """Until the window's first is forgotten; the whole window if there is none."""
        return self._times[0] + self._per_s - self._monotonic() if self.left() < self._most else self._per_s


class Starts:
    """Identifies, over all shards."""

    def __init__(self, pace: Pace, monotonic: Callable[[], float]) -> None:
        self._pace = pace
        self._monotonic = monotonic
        self._day = Window(MOST_STARTS, STARTS_PER_S, monotonic)
        self._by_key: dict[int, Window] = {}

    def admits(self, shard_id: int) -> bool:
        """One a key and five seconds (docs, events/gateway.mdx "Max Concurrency"). The day's limit is only counted."""
        key = shard_id % self._pace.max_concurrency
        window = self._by_key.setdefault(key, Window(1, self._pace.identify_every_s, self._monotonic))
        if not window.admits():
            return False
        self._day.admits()
        return True

    def as_json(self) -> Json:
        """The session start limit object of Get Gateway Bot."""
        return {
            "total": MOST_STARTS,
            "remaining": self._day.left(),
            "reset_after": round(self._day.empty_in_s() * 1000),
            "max_concurrency": self._pace.max_concurrency,
        }
