"""Does what is due when it is due, again and again, for as long as the bot lives."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from random import Random
from typing import TypeAlias

from bot.incidents import log_incident
from bot.quiz.ports import Clock, JournalDownError

log = logging.getLogger(__name__)

# A timer knows nothing of a clock that is set, or of a machine that slept: so we look again after this, at the latest.
LONGEST_SLEEP = timedelta(minutes=1)
LONGEST_BREAK_SECONDS = 60

Work: TypeAlias = Callable[[], Awaitable[datetime | None]]
"""Does all that is due now, and tells when there is more to do: None if not before something changes."""


class Alarm:
    """Calls `work` at the start, whenever it wanted to be called, after `wake`, and once a minute.

    What goes wrong is logged and tried again after a break of two seconds, which doubles up to a minute: an alarm
    never ends by itself.
    """

    def __init__(self, what: str, clock: Clock, work: Work, random: Random) -> None:
        self._what = what
        self._clock = clock
        self._work = work
        self._random = random
        self._woken = asyncio.Event()
        self._running: asyncio.Task[None] | None = None
        self._failures = 0

    def start(self) -> None:
        """From now on; harmless twice."""
        if self._running is None:
            self._running = asyncio.create_task(self._run())

    def wake(self) -> None:
        """Something has changed: look at once what is due."""
        self._woken.set()

    async def stop(self) -> None:
        """No more; what is under way is cancelled."""
        if self._running is not None:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running
            self._running = None

    async def _run(self) -> None:
        while True:
            self._woken.clear()
            bell = self._clock.call_at(await self._work_or_break(), self._woken.set)
            try:
                await self._woken.wait()
            finally:
                bell.cancel()

    async def _work_or_break(self) -> datetime:
        """When to look again."""
        try:
            due = await self._work()
        except JournalDownError as fault:
            if self._failures == 0:
                log.warning("%s has to wait: %s", self._what, fault)
            return self._after_a_break()
        except Exception as fault:  # noqa: BLE001 - whatever it is, it may be over the next time
            log_incident(log, f"{self._what} failed", fault, self._random)
            return self._after_a_break()
        self._failures = 0
        latest = self._clock.now() + LONGEST_SLEEP
        return latest if due is None else min(due, latest)

    def _after_a_break(self) -> datetime:
        self._failures += 1
        return self._clock.now() + timedelta(seconds=min(2**self._failures, LONGEST_BREAK_SECONDS))
