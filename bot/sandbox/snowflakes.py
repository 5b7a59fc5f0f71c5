"""Ids that carry their moment, rise, and never repeat (docs, reference.mdx "Snowflakes")."""

from bot.sandbox.clock import SandboxClock

# The first second of 2015, from which snowflakes count their milliseconds.
EPOCH_MS = 1_420_070_400_000
MOMENT_SHIFT = 22


class Snowflakes:
    """The next id. `last` is the highest that was ever given, so that no id comes twice in a world that was kept."""

    def __init__(self, clock: SandboxClock, last: int = 0) -> None:
        self._clock = clock
        self.last = last

    def next(self) -> int:
        """An id of this moment; of a later one only where that is needed to rise, as after the clock was moved back."""
        self.last = max(self.last + 1, snowflake_at(self._clock.now_ms()))
        return self.last


def snowflake_at(unix_ms: int) -> int:
    """The lowest id of a moment."""
    return (unix_ms - EPOCH_MS) << MOMENT_SHIFT


def moment_ms(snowflake: int) -> int:
    """The moment of an id, in Unix milliseconds."""
    return (snowflake >> MOMENT_SHIFT) + EPOCH_MS
