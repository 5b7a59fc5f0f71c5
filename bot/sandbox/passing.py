"""What time alone does: threads that nobody writes in are archived, events begin, end, and are called off."""

import asyncio
from collections.abc import Callable, Iterator
from typing import TypeAlias

from msgspec import structs

from bot.sandbox.rules.scheduled_events import ACTIVE, CANCELED, COMPLETED, EXTERNAL, SCHEDULED
from bot.sandbox.snowflakes import moment_ms
from bot.sandbox.world import threads
from bot.sandbox.world.changes import Change, Changed
from bot.sandbox.world.things import Channel, Message, ScheduledEvent
from bot.sandbox.world.world import World

MS_A_MINUTE = 60_000
CALLED_OFF_AFTER_MS = 4 * 60 * MS_A_MINUTE

# Something to do, and when.
Due: TypeAlias = tuple[int, Callable[[], object]]


class Passing:
    """Does what is due: at its moment, when the clock is moved, and before anything else happens afterwards."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._timer: asyncio.TimerHandle | None = None
        self._is_settling = False
        world.listen(self)
        world.clock.on_move(self.settle)
        self._arm()

    def __call__(self, change: Change) -> None:
        if isinstance(change, Changed) and isinstance(change.thing, Channel | Message | ScheduledEvent):
            self.settle()

    def settle(self) -> None:
        """Do all that is due by now. What is done may make something else due."""
        if self._is_settling:
            return
        self._is_settling = True
        try:
            while (due := self._next()) is not None and due[0] <= self._world.clock.now_ms():
                due[1]()
        finally:
            self._is_settling = False
        self._arm()

    def close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _arm(self) -> None:
        self.close()
        due = self._next()
        if due is not None:
            wait_ms = max(0, due[0] - self._world.clock.now_ms())
            self._timer = asyncio.get_running_loop().call_later(wait_ms / 1000, self.settle)

    def _next(self) -> Due | None:
        return min(self._all(), key=lambda due: due[0], default=None)

    def _all(self) -> Iterator[Due]:
        for channel in self._world.channels:
            if channel.thread is not None and not channel.thread.is_archived:
                yield self._sleep(channel, channel.thread.status_ms, channel.thread.archive_after_min)
        for event in self._world.scheduled_events:
            yield from self._turn(event)

    def _turn(self, event: ScheduledEvent) -> Iterator[Due]:
        """External events begin and end by themselves; others are called off after "a few hours" (docs,
        resources/guild-scheduled-event.mdx "Guild Scheduled Event Status Update Automation").
        """
        is_external = event.entity_type == EXTERNAL
        if event.status == SCHEDULED and is_external:
            yield event.start_ms, lambda: self._become(event, ACTIVE)
        elif event.status == SCHEDULED:
            yield event.start_ms + CALLED_OFF_AFTER_MS, lambda: self._become(event, CANCELED)
        elif event.status == ACTIVE and is_external and event.end_ms is not None:
            yield event.end_ms, lambda: self._become(event, COMPLETED)

    def _become(self, event: ScheduledEvent, status: int) -> None:
        self._world.scheduled_events.put(structs.replace(event, status=status))

    def _sleep(self, channel: Channel, status_ms: int, after_min: int) -> Due:
        """ "Activity" is a message, or a change of the status or of the time (docs, topics/threads.mdx)."""
        last = self._world.messages.last_id(channel.id)
        active_ms = status_ms if last is None else max(status_ms, moment_ms(last))
        return active_ms + after_min * MS_A_MINUTE, lambda: threads.archive(self._world, channel, is_archived=True)
