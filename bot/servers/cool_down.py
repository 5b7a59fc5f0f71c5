"""How fast one person may be: what nobody reaches who reads what they are answered."""

from dataclasses import dataclass

# More than a busy hour's people at once: those who have rested are forgotten.
MOST_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Pace:
    """`burst` at once, and then one in `every_ms`."""

    burst: int
    every_ms: int


# Somebody who looks things up for a whole room types one in two seconds; who turns pages presses once in half of one.
COMMANDS = Pace(burst=20, every_ms=2_000)
PRESSES = Pace(burst=60, every_ms=500)


class CoolDown:
    """Counts by the moments in Discord's ids, so that our own delays slow nobody down."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._rested_at: dict[int, int] = {}
        """When each person may burst again."""

    def wait_ms(self, person: int, at_ms: int) -> int:
        """How long somebody has to wait; 0 if not at all, and then it counts."""
        rested_at = max(self._rested_at.get(person, 0), at_ms)
        wait = rested_at - at_ms - (self._pace.burst - 1) * self._pace.every_ms
        if wait > 0:
            return wait
        if len(self._rested_at) >= MOST_REMEMBERED:
            self._forget_rested(at_ms)
        self._rested_at[person] = rested_at + self._pace.every_ms
        return 0

    def _forget_rested(self, at_ms: int) -> None:
        self._rested_at = {person: rested for person, rested in self._rested_at.items() if rested > at_ms}
