"""The sandbox's time: real time plus an offset that a fault may move. The only reader of the clock in the sandbox."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from time import time_ns


def real_time_ms() -> int:
    """Unix milliseconds."""
    return time_ns() // 1_000_000


class SandboxClock:
    """What time it is in the sandbox. Whoever lives by it (lifetimes, the page) listens for its jumps."""

    def __init__(self, real_ms: Callable[[], int] = real_time_ms) -> None:
        self._real_ms = real_ms
        self._offset_ms = 0
        self._listeners: list[Callable[[], None]] = []

    @property
    def offset_ms(self) -> int:
        return self._offset_ms

    def now_ms(self) -> int:
        return self._real_ms() + self._offset_ms

    def now(self) -> datetime:
        return moment(self.now_ms())

    def http_date(self) -> str:
        return format_datetime(self.now(), usegmt=True)

    def move(self, *, seconds: float) -> None:
        """Jump, forward or (with a negative number) back."""
        self._offset_ms += round(seconds * 1000)
        for listener in self._listeners:
            listener()

    def move_to(self, when: datetime) -> None:
        self.move(seconds=(when - self.now()) / timedelta(seconds=1))

    def on_move(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)


def moment(unix_ms: int) -> datetime:
    return datetime.fromtimestamp(unix_ms / 1000, UTC)


def iso(unix_ms: int) -> str:
    """As Discord writes times: ISO 8601 with microseconds and an offset."""
    return moment(unix_ms).isoformat(timespec="microseconds")
