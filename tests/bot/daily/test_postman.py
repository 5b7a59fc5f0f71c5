"""The postman, with a book and a channel in memory in which everything can go wrong."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from bot.daily.daily import Content, Daily, Post, PostState, Sent, State, Told, Why
from bot.daily.ports import BlindError, GoneError, RefusedError, UnsureError
from bot.daily.postman import FIRST_BREAK_SECONDS, LEASE, MOST_LATE, Postman, World
from bot.daily.rehearsal import MemoryBook, MemoryStage, Trouble
from bot.daily.schedule import Schedule
from bot.quiz.rehearsal import VirtualClock

EIGHT = datetime(2026, 11, 27, 8, tzinfo=UTC)
NINE, TODAY = EIGHT + timedelta(hours=1), date(2026, 11, 27)
SECOND = timedelta(seconds=1)
DAILY = Daily(channel=1, guild=2, schedule=Schedule(9, 0, "UTC"), language="en", since=EIGHT, person=3)
KEY = (1, TODAY)


class Chooser:
    """Always has the same to say."""

    content = Content("a/what", 1)

    async def choose(self, daily: Daily, now: datetime) -> Content:
        del daily, now
        return self.content


class Stage(MemoryStage):
    """Raises what a test wants, once each; remembers whom it told."""

    def __init__(self, clock: VirtualClock) -> None:
        super().__init__(clock, Trouble(Random(1)))
        self.faults: list[Exception] = []
        self.is_blind = False
        self.is_lost = False
        self.told: list[State] = []
        self.calls = 0

    async def post(self, daily: Daily, post: Post) -> Sent:
        self.calls += 1
        if self.faults:
            raise self.faults.pop(0)
        return await super().post(daily, post)

    async def find(self, daily: Daily, post: Post) -> Sent | None:
        if self.is_blind:
            raise BlindError
        if self.is_lost:
            raise RefusedError("its fact is no longer in the packs")
        return await super().find(daily, post)

    async def tell(self, daily: Daily) -> bool:
        self.told.append(daily.state)
        return False


class Office:
    """A postman with all that it needs."""

    def __init__(self, daily: Daily = DAILY) -> None:
        self.clock = VirtualClock(EIGHT)
        self.book = MemoryBook(Trouble(Random(1)))
        self.book.keep(daily)
        self.stage = Stage(self.clock)
        self.chooser = Chooser()
        self.postman = self.another()

    def another(self, seed: int = 1) -> Postman:
        return Postman(World(self.book, self.stage, self.chooser, self.clock, Random(seed)))

    async def at(self, moment: datetime) -> datetime | None:
        self.clock.move_to(moment)
        return await self.postman.work()

    @property
    def posts(self) -> int:
        return len(self.stage.messages[KEY])

    @property
    def state(self) -> PostState:
        return self.book.posts[KEY].state


@pytest.fixture
def office() -> Office:
    return Office()


async def test_it_posts_when_it_is_due_and_tells_when_the_next_is(office: Office) -> None:
    assert await office.at(EIGHT) == NINE
    assert await office.at(NINE) == NINE + timedelta(days=1)
    assert (office.posts, office.state) == (1, PostState.SENT)


async def test_what_may_or_may_not_be_there_is_looked_for_after_a_break(office: Office) -> None:
    office.stage.faults = [UnsureError("500"), UnsureError("500")]
    assert await office.at(NINE) == NINE + FIRST_BREAK_SECONDS * SECOND
    assert await office.at(NINE + FIRST_BREAK_SECONDS * SECOND) == NINE + 3 * FIRST_BREAK_SECONDS * SECOND
    await office.at(NINE + 3 * FIRST_BREAK_SECONDS * SECOND)
    assert (office.posts, office.state, office.stage.calls) == (1, PostState.SENT, 3)


async def test_what_discord_does_not_take_is_skipped_and_tomorrow_is_another_day(office: Office) -> None:
    office.stage.faults = [RefusedError("AutoMod")]
    assert await office.at(NINE) == NINE + timedelta(days=1)
    assert (office.posts, office.book.posts[KEY].why) == (0, Why.REFUSED)


async def test_where_nothing_can_be_posted_any_more_it_stops_and_tells_once(office: Office) -> None:
    office.stage.faults = [GoneError(State.PERMISSION_GONE)]
    assert await office.at(NINE) is None
    await office.at(NINE + timedelta(days=3))
    standing = await office.book.standing(1)
    assert standing is not None
    assert (standing.daily.state, standing.daily.told) == (State.PERMISSION_GONE, Told.REFUSED)
    assert (office.stage.told, office.stage.calls) == ([State.PERMISSION_GONE], 1)


async def test_a_claim_of_another_process_is_left_alone_until_its_lease_is_over(office: Office) -> None:
    office.clock.move_to(NINE)
    post = Post(channel=1, day=TODAY, guild=2, content=Chooser.content, claimed_at=NINE, taken_at=NINE, owner=99)
    await office.book.claim(post)
    assert await office.at(NINE) == NINE + LEASE
    assert office.posts == 0
    await office.at(NINE + LEASE)
    assert (office.posts, office.state) == (1, PostState.SENT)


async def test_of_many_processes_one_posts(office: Office) -> None:
    office.clock.move_to(NINE)
    await asyncio.gather(*(office.another(seed).work() for seed in range(2, 10)))
    assert (office.posts, office.stage.calls) == (1, 1)


@pytest.mark.parametrize(("after", "why"), [(LEASE, Why.NOT), (timedelta(hours=1), Why.UNSURE)])
async def test_where_nobody_may_look_it_is_sent_again_only_while_discord_knows_its_nonce(
    office: Office, after: timedelta, why: Why
) -> None:
    office.clock.move_to(NINE)
    post = Post(channel=1, day=TODAY, guild=2, content=Chooser.content, claimed_at=NINE, taken_at=NINE, owner=99)
    await office.book.claim(post)
    await office.stage.post(DAILY, post)
    office.stage.is_blind = True
    await office.at(NINE + after)
    assert (office.posts, office.book.posts[KEY].why) == (1, why)


@pytest.mark.parametrize(("after", "why"), [(LEASE, Why.REFUSED), (timedelta(hours=1), Why.UNSURE)])
async def test_what_the_packs_have_lost_since_it_was_claimed_is_not_looked_for_for_ever(
    office: Office, after: timedelta, why: Why
) -> None:
    office.clock.move_to(NINE)
    post = Post(channel=1, day=TODAY, guild=2, content=Chooser.content, claimed_at=NINE, taken_at=NINE, owner=99)
    await office.book.claim(post)
    office.stage.is_lost = True
    office.stage.faults = [RefusedError("its fact is no longer in the packs")]
    assert await office.at(NINE + after) == NINE + timedelta(days=1)
    assert (office.posts, office.book.posts[KEY].why) == (0, why)


async def test_too_late_it_is_skipped_and_one_day_after_the_other(office: Office) -> None:
    assert await office.at(NINE + timedelta(days=2) + MOST_LATE) == NINE + timedelta(days=3)
    assert [post.why for post in office.book.posts.values()] == [Why.LATE] * 3


async def test_with_nothing_to_say_it_says_nothing(office: Office) -> None:
    office.chooser.content = Content()
    await office.at(NINE)
    assert (office.posts, office.book.posts[KEY].why) == (0, Why.EMPTY)


async def test_posted_now_it_is_todays(office: Office) -> None:
    posted = await office.postman.post_now(DAILY)
    assert posted is not None
    assert (posted.state, posted.day) == (PostState.SENT, TODAY)
    assert await office.postman.post_now(DAILY) is None
    assert await office.at(NINE) == NINE + timedelta(days=1)
    assert office.stage.calls == 1


async def test_posted_now_it_leaves_no_earlier_one_behind(office: Office) -> None:
    office.stage.faults = [UnsureError("500")]
    await office.at(NINE)
    office.clock.move_to(NINE + timedelta(days=1, hours=-1))
    posted = await office.postman.post_now(DAILY)
    assert posted is not None
    assert (posted.state, posted.day) == (PostState.SENT, TODAY + timedelta(days=1))
    assert (office.posts, office.book.posts[KEY].why) == (0, Why.LATE)


async def test_what_is_changed_is_seen_at_the_next_look(office: Office) -> None:
    await office.at(EIGHT)
    office.book.keep(replace(DAILY, schedule=Schedule(8, 30, "UTC")))
    office.postman.changed(1)
    assert await office.at(EIGHT + SECOND) == EIGHT + timedelta(minutes=30)
    office.book.keep(replace(DAILY, state=State.PAUSED))
    assert await office.at(NINE) is None
    assert office.posts == 0


async def test_where_a_clock_has_been_put_back_nothing_comes_twice() -> None:
    madrid = replace(DAILY, schedule=Schedule(2, 30, "Europe/Madrid"), since=datetime(2026, 10, 24, 12, tzinfo=UTC))
    office = Office(madrid)
    office.clock = VirtualClock(madrid.since)
    office.stage = Stage(office.clock)
    office.postman = office.another()
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert await office.postman.work() == first
    assert await office.at(first) == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)
    assert await office.at(first + timedelta(hours=1)) == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)
    assert office.stage.calls == 1


async def test_a_zone_that_nobody_knows_keeps_no_other_waiting(office: Office) -> None:
    office.book.keep(replace(DAILY, channel=7, schedule=Schedule(9, 0, "Mars/Olympus")))
    await office.at(EIGHT)
    await office.at(NINE)
    assert (office.posts, office.state) == (1, PostState.SENT)
