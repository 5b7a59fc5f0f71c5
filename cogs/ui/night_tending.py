"""Looks after all nights of this process: each is looked at when something is due for it, and when it has changed."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random

import discord

from bot.alarm import Alarm
from bot.incidents import log_incident
from bot.nights.night import Night, Reason, State
from bot.nights.schedule import MOST_LATE, Step, Task, Wait, begins_at, due
from bot.quiz.ports import JournalDownError
from cogs.ui.night_doing import NightDoing
from cogs.ui.night_parts import NightParts
from cogs.ui.night_stage import PlaceGoneError

log = logging.getLogger(__name__)

# Nobody looks at a night for so long; whoever died meanwhile is followed by somebody else.
LOOKED_AFTER = timedelta(seconds=45)
NIGHTS_AT_ONCE = 100
A_SECOND = timedelta(seconds=1)
# More would be a circle.
MOST_STEPS = 40
LONGEST_BREAK_SECONDS = 60
BETWEEN_CLEANINGS = timedelta(hours=1)


class NightTending:
    """Has one task for each night that something is being done for, and one alarm for all."""

    def __init__(self, parts: NightParts, random: Random) -> None:
        self._parts = parts
        self._random = random
        self.doing = NightDoing(parts)
        self._alarm = Alarm("Looking after planned nights", parts.clock, self._work, random)
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._failures: dict[int, int] = {}
        self._waiting: list[asyncio.Event] = []
        self._has_looked = False
        self._clean_at = datetime.min.replace(tzinfo=UTC)

    def start(self) -> None:
        """From now on; harmless twice."""
        self._alarm.start()

    def wake(self) -> None:
        """Something has changed."""
        self._alarm.wake()

    async def stop(self) -> None:
        """Stop wherever it is: what is stored is enough to go on from."""
        await self._alarm.stop()
        tasks = list(self._under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def settle(self) -> None:
        """Until nothing is due any more that was due by now."""
        while True:
            looked = asyncio.Event()
            self._waiting.append(looked)
            self._alarm.wake()
            await looked.wait()
            if not self._under_way:
                return
            await asyncio.wait(list(self._under_way.values()))

    async def tended(self, number: int) -> None:
        """Until what is due for one night has been done, or has failed."""
        looked = asyncio.Event()
        self._waiting.append(looked)
        self._alarm.wake()
        await looked.wait()
        if (task := self._under_way.get(number)) is not None:
            await asyncio.wait({task})

    # --- all nights ------------------------------------------------------------------------------------------------

    async def _work(self) -> datetime | None:
        waiting, self._waiting = self._waiting, []
        try:
            return await self._look_at_all()
        finally:
            for looked in waiting:
                looked.set()

    async def _look_at_all(self) -> datetime | None:
        now = self._parts.clock.now()
        if not self._has_looked:
            await self._parts.steps.all_due()
            self._has_looked = True
        if now >= self._clean_at:
            await self._parts.steps.clear_up(now)
            await self._parts.steps.notice_forgotten()
            self._clean_at = now + BETWEEN_CLEANINGS
        for number in await self._parts.steps.due(now, NIGHTS_AT_ONCE):
            if number not in self._under_way:
                task = asyncio.create_task(self._look_at(number))
                self._under_way[number] = task
                task.add_done_callback(partial(self._looked_at, number))
        at = await self._parts.steps.next_due()
        # What is due already is being looked at, and whoever does that wakes us.
        return at if at is None or at > now else now + A_SECOND

    def _looked_at(self, number: int, _: asyncio.Task[None]) -> None:
        self._under_way.pop(number, None)
        self._alarm.wake()

    # --- one night -------------------------------------------------------------------------------------------------

    async def _look_at(self, number: int) -> None:
        taken = self._parts.clock.now() + LOOKED_AFTER
        try:
            await self._parts.steps.take(number, taken)
            again = await self._tend(number)
            await self._parts.steps.look_again(number, again, taken)
        except JournalDownError as fault:
            log.warning("Night %s has to wait: %s", number, fault)
        except Exception as fault:  # noqa: BLE001 - whatever it is, it may be over the next time
            log_incident(log, f"night {number} stumbled", fault, self._random)

    async def _tend(self, number: int) -> datetime | None:
        """Do all that is due for it; when there is more to do, or None."""
        for _ in range(MOST_STEPS):
            night = await self._parts.book.night(number)
            if night is None:
                return None
            if not self._parts.stage.is_member(night.guild):
                return await self._without_server(night)
            next_one = due(night, self._parts.clock.now(), self.doing.shows_from.get(number))
            if isinstance(next_one, Wait):
                self._failures.pop(number, None)
                return next_one.until
            try:
                again = await self.doing.do(night, next_one)
            except PlaceGoneError:
                again = await self._lose_place(night)
            except (discord.HTTPException, OSError, TimeoutError) as fault:
                if _is_lasting(fault):
                    log_incident(log, f"night {number}, {next_one.step}", fault, self._random)
                    await self._do_without(night, next_one)
                    continue
                log.warning("Night %s: %s failed (%s). It is tried again.", number, next_one.step, fault)
                return self._after_a_break(number)
            if again is not None:
                self._failures.pop(number, None)
                return again
        return self._after_a_break(number)

    async def _do_without(self, night: Night, task: Task) -> None:
        """What Discord will never take must not keep a night from everything else."""
        if task.key:
            await self._parts.steps.done(night, task.key, 0, self._parts.clock.now())
        elif task.step is Step.SHOW:
            await self._parts.steps.shows(night)
        elif task.step is Step.UPDATE_EVENT:
            await self._parts.steps.event_shows(night.night, night.revision)

    async def _lose_place(self, night: Night) -> datetime | None:
        """A night that is to come waits for another channel; one that is over has nothing to show any more."""
        if night.state is State.PLANNED:
            await self._parts.book.pause(night.night, night.channel)
        else:
            await self._parts.steps.shows(night)
        return None

    async def _without_server(self, night: Night) -> datetime | None:
        """We are not in its server, or not yet: it may come back until the night would be too late."""
        now = self._parts.clock.now()
        if night.is_open and now <= begins_at(night) + MOST_LATE:
            return now + LOOKED_AFTER
        if night.is_open:
            await self._parts.book.cancel(night.night, Reason.NO_PLACE)
        await self._parts.steps.over(night.night)
        await self._parts.steps.close(night.night)
        return None

    def _after_a_break(self, number: int) -> datetime:
        tries = self._failures.get(number, 0)
        self._failures[number] = tries + 1
        return self._parts.clock.now() + timedelta(seconds=min(2**tries, LONGEST_BREAK_SECONDS))


def _is_lasting(fault: Exception) -> bool:
    """Whether the same call will be refused again, whatever it was: too many calls and Discord's own faults pass."""
    return isinstance(fault, discord.HTTPException) and fault.status < 500 and fault.status != 429
