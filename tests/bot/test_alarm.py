"""An alarm is given work that is due, and a clock that is moved by hand."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from bot.alarm import LONGEST_SLEEP, Alarm
from bot.quiz.ports import JournalDownError
from bot.quiz.rehearsal import VirtualClock

EIGHT = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class Post:
    """Has something due at `due`, and fails as long as `faults` has something to raise."""

    def __init__(self, clock: VirtualClock, due: datetime | None = None) -> None:
        self.clock, self.due = clock, due
        self.faults: list[Exception] = []
        self.looked_at: list[datetime] = []

    async def work(self) -> datetime | None:
        self.looked_at.append(self.clock.now())
        if self.faults:
            raise self.faults.pop(0)
        return self.due


async def settle() -> None:
    """Until nothing more happens by itself."""
    for _ in range(20):
        await asyncio.sleep(0)


async def pass_time(clock: VirtualClock, until: datetime) -> None:
    await settle()
    clock.move_to(until)
    await settle()


@asynccontextmanager
async def ringing(post: Post) -> AsyncIterator[Alarm]:
    alarm = Alarm("the post", post.clock, post.work, Random(1))
    alarm.start()
    alarm.start()
    await settle()
    yield alarm
    await alarm.stop()


async def test_it_looks_at_the_start_and_when_it_is_due() -> None:
    post = Post(VirtualClock(EIGHT), EIGHT + 7 * SECOND)
    async with ringing(post):
        assert post.looked_at == [EIGHT]
        await pass_time(post.clock, EIGHT + 6 * SECOND)
        assert post.looked_at == [EIGHT]
        await pass_time(post.clock, EIGHT + 7 * SECOND)
        assert post.looked_at == [EIGHT, EIGHT + 7 * SECOND]


async def test_it_looks_once_a_minute_even_if_nothing_is_due() -> None:
    post = Post(VirtualClock(EIGHT))
    async with ringing(post):
        await pass_time(post.clock, EIGHT + LONGEST_SLEEP)
        assert post.looked_at == [EIGHT, EIGHT + LONGEST_SLEEP]


async def test_it_looks_when_something_has_changed() -> None:
    post = Post(VirtualClock(EIGHT))
    async with ringing(post) as alarm:
        alarm.wake()
        await settle()
        assert post.looked_at == [EIGHT, EIGHT]


async def test_what_fails_is_tried_again_after_longer_and_longer_breaks(caplog: pytest.LogCaptureFixture) -> None:
    post = Post(VirtualClock(EIGHT), EIGHT + timedelta(hours=1))
    post.faults = [JournalDownError("the disk is full"), JournalDownError("still"), ValueError("odd")]
    with caplog.at_level(logging.WARNING):
        async with ringing(post):
            for seconds in (2, 6, 14):
                await pass_time(post.clock, EIGHT + seconds * SECOND)
    assert post.looked_at == [EIGHT, EIGHT + 2 * SECOND, EIGHT + 6 * SECOND, EIGHT + 14 * SECOND]
    assert caplog.messages[0] == "the post has to wait: the disk is full"
    assert len(caplog.records) == 2


async def test_stopped_it_looks_no_more() -> None:
    post = Post(VirtualClock(EIGHT))
    async with ringing(post) as alarm:
        await alarm.stop()
        await pass_time(post.clock, EIGHT + timedelta(minutes=5))
    assert post.looked_at == [EIGHT]
