"""How long to wait before the next attempt."""

from collections.abc import Awaitable, Callable, Iterator
from itertools import count
from random import Random
from typing import TypeAlias

Sleep: TypeAlias = Callable[[float], Awaitable[None]]

LONGEST_SECONDS = 60.0
# Half as much again by chance, so that a thousand bots do not come back in step.
_SPREAD = 1.5


def pauses(random: Random) -> Iterator[float]:
    """Seconds, for ever: about 1, 2, 4, ..., and never more than a minute."""
    for exponent in count():
        step = min(2.0 ** min(exponent, 10), LONGEST_SECONDS / _SPREAD)
        yield random.uniform(step, step * _SPREAD)
