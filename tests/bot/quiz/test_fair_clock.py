"""Discord's clock is told from the moments of what arrives from there."""

import asyncio
from datetime import datetime, timedelta

from bot.quiz.fair_clock import MEMORY, FairClock
from tests.bot.quiz.fakes import NOON, after


class OwnClock:
    """Ours, which somebody may have set wrong."""

    def __init__(self) -> None:
        self.moment = NOON

    def __call__(self) -> datetime:
        return self.moment


def test_our_own_clock_has_to_do_until_something_is_heard() -> None:
    assert FairClock(OwnClock()).now() == NOON


def test_what_arrived_with_the_least_delay_is_nearest_to_the_truth() -> None:
    clock = FairClock(OwnClock())
    for late in (0.4, 0.1, 0.9):
        clock.heard(after(3600 - late))
    assert clock.now() == after(3600 - 0.1)


def test_a_clock_that_is_ahead_is_put_back() -> None:
    clock = FairClock(OwnClock())
    clock.heard(after(-60))
    assert clock.now() == after(-60)


def test_what_was_heard_long_ago_is_forgotten() -> None:
    own = OwnClock()
    clock = FairClock(own)
    clock.heard(after(10))
    for _ in range(2):
        own.moment += MEMORY
        clock.heard(own.moment - timedelta(seconds=1))
    assert clock.now() == own.moment - timedelta(seconds=1)


async def test_a_bell_rings_at_a_moment_of_discords_clock() -> None:
    clock = FairClock()
    rung = asyncio.Event()
    clock.heard(clock.now() + timedelta(hours=1))
    clock.call_at(clock.now() + timedelta(milliseconds=5), rung.set)
    async with asyncio.timeout(5):
        await rung.wait()


async def test_a_bell_that_is_cancelled_does_not_ring() -> None:
    clock = FairClock()
    first, second = asyncio.Event(), asyncio.Event()
    clock.call_at(clock.now(), first.set).cancel()
    clock.call_at(clock.now(), second.set)
    async with asyncio.timeout(5):
        await second.wait()
    assert not first.is_set()
