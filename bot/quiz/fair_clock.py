"""Discord's clock, as far as it can be told from what comes from there."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.clock import now

# Our own clock may be set while we run: what was heard more than two of these ago is forgotten.
MEMORY = timedelta(minutes=5)
# uvloop rounds timers to the millisecond: one that rings early would be set again and again.
_SHORTEST_WAIT_SECONDS = 0.001


class FairClock:
    """Our clock, put right by the moments in Discord's ids.

    What arrives was made a little earlier, so Discord's clock shows at least that moment: the greatest difference heard
    lately is the nearest to the truth. Until something is heard, our own clock has to do.
    """

    def __init__(self, own_now: Callable[[], datetime] = now) -> None:
        self._own_now = own_now
        self._since = own_now()
        self._earlier: timedelta | None = None
        self._lately: timedelta | None = None
        self._ahead = timedelta()

    def now(self) -> datetime:
        """This moment, by Discord's clock."""
        return self._own_now() + self._ahead

    def heard(self, moment: datetime) -> None:
        """Something with the moment `moment` in its id has just come from Discord."""
        own = self._own_now()
        if own - self._since >= MEMORY:
            self._earlier, self._lately, self._since = self._lately, None, own
        heard = (moment - own, self._lately)
        self._lately = max(difference for difference in heard if difference is not None)
        lately = (self._lately, self._earlier)
        self._ahead = max(difference for difference in lately if difference is not None)

    def call_at(self, moment: datetime, ring: Callable[[], None]) -> asyncio.TimerHandle:
        """Call `ring` at `moment`, as far as is known now; the clock may be put right before then."""
        wait = (moment - self.now()).total_seconds()
        return asyncio.get_running_loop().call_later(max(wait, _SHORTEST_WAIT_SECONDS), ring)
