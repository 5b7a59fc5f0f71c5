"""Several processes post from one database, and are killed around their posts: each post is there once."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from bot.daily.daily import Content, Daily, PostState
from bot.daily.postman import LEASE, Postman, World
from bot.daily.rehearsal import Blow, Killed, MemoryStage, Trouble
from bot.daily.schedule import Schedule
from bot.quiz.rehearsal import VirtualClock
from bot.storage.dailies import DailyBook
from bot.storage.database import Database

EIGHT = datetime(2026, 11, 27, 8, tzinfo=UTC)
NINE, TODAY = EIGHT + timedelta(hours=1), date(2026, 11, 27)
DAILY = Daily(channel=1, guild=2, schedule=Schedule(9, 0, "UTC"), language="en", since=EIGHT)


class Chooser:
    """Has something else to say each time."""

    def __init__(self) -> None:
        self.count = 0

    async def choose(self, daily: Daily, now: datetime) -> Content:
        del daily, now
        self.count += 1
        return Content(f"c{self.count}/what", 1)


class OneBlow(Trouble):
    """The first call suffers this; nothing else goes wrong."""

    def __init__(self, blow: Blow) -> None:
        super().__init__(Random(1))
        self.blows = [blow]

    def blow(self, call: str, of: tuple[int, date], kinds: Sequence[Blow]) -> Blow | None:
        del call, of, kinds
        return self.blows.pop() if self.blows else None


def postman(database: Database, stage: MemoryStage, clock: VirtualClock, seed: int) -> Postman:
    return Postman(World(DailyBook(database), stage, Chooser(), clock, Random(seed)))


async def test_of_many_processes_one_posts_in_each_channel(database: Database) -> None:
    for channel in range(1, 4):
        await DailyBook(database).keep(replace(DAILY, channel=channel), EIGHT)
    clock = VirtualClock(NINE)
    stage = MemoryStage(clock, Trouble(Random(1)))
    await asyncio.gather(*(postman(database, stage, clock, seed).work() for seed in range(5)))
    clock.move_to(NINE + LEASE)
    await asyncio.gather(*(postman(database, stage, clock, seed).work() for seed in range(5, 8)))
    assert [len(stage.messages[channel, TODAY]) for channel in range(1, 4)] == [1, 1, 1]


async def test_killed_or_answered_with_500_around_a_post_it_is_there_once(database: Database) -> None:
    book = DailyBook(database)
    await book.keep(DAILY, EIGHT)
    clock = VirtualClock(NINE)
    for number, blow in enumerate(Blow):
        stage = MemoryStage(clock, OneBlow(blow))
        day = TODAY + timedelta(days=number)
        clock.move_to(NINE + timedelta(days=number))
        with suppress(Killed):
            await postman(database, stage, clock, number).work()
        clock.move_to(clock.now() + timedelta(minutes=10))
        await postman(database, stage, clock, 100 + number).work()
        standing = await book.standing(1)
        assert standing is not None
        assert standing.last is not None
        assert (standing.last.day, standing.last.state) == (day, PostState.SENT)
        assert len(stage.messages[1, day]) == 1
