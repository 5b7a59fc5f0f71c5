"""What is stored of daily posts: one row a day, whoever claims it, and how it goes on from there."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.daily.daily import Content, Daily, Kind, Post, PostState, Sent, Standing, State, Told, Why
from bot.daily.schedule import Schedule
from bot.storage.dailies import DailyBook
from bot.storage.database import Database
from bot.storage.journal import Shards
from bot.storage.scores import ScoreBook
from tests.bot.quiz.fakes import ANA, GUILD, LUIS, question

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
TODAY = date(2026, 11, 27)
DAILY = Daily(
    channel=500,
    guild=GUILD,
    schedule=Schedule(9, 30, "Europe/Madrid", frozenset({0, 4})),
    language="es",
    since=NOON,
    kind=Kind.FACT,
    category="compute",
    role=77,
    person=ANA,
)
POST = Post(
    channel=500,
    day=TODAY,
    guild=GUILD,
    content=Content("lambda/what", 3, question("q1")),
    claimed_at=NOON,
    taken_at=NOON,
    owner=11,
)
SENT = Sent(900, NOON + timedelta(seconds=1))


async def kept(database: Database, daily: Daily = DAILY) -> DailyBook:
    book = DailyBook(database)
    await book.keep(daily, NOON)
    return book


async def test_what_was_chosen_comes_back_as_it_was(database: Database) -> None:
    book = await kept(database)
    assert await book.standing(500) == Standing(DAILY)
    assert await book.standing(501) is None
    changed = replace(DAILY, schedule=Schedule(10, 0, "UTC"), person=LUIS, is_forum=True)
    await book.keep(changed, NOON)
    assert await book.of_guild(GUILD) == (Standing(changed),)


async def test_a_day_is_claimed_once_whoever_wants_it(database: Database) -> None:
    book = await kept(database)
    others = [replace(POST, owner=owner) for owner in range(8)]
    assert sum(await asyncio.gather(*map(book.claim, others))) == 1
    standing = await book.standing(500)
    assert standing is not None
    assert standing.last in others


async def test_a_claim_is_taken_on_by_one(database: Database) -> None:
    book = await kept(database)
    await book.claim(POST)
    later = NOON + timedelta(minutes=1)
    taken = await asyncio.gather(*(book.retake(POST, owner, later) for owner in range(20, 26)))
    assert sum(taken) == 1
    assert not await book.retake(POST, 30, later)


async def test_what_was_sent_is_the_last_post_and_its_question_was_asked(database: Database) -> None:
    book = await kept(database)
    await book.claim(POST)
    await book.sent(POST, SENT)
    standing = await book.standing(500)
    assert standing is not None
    assert standing.last == replace(POST, state=PostState.SENT, message=900, posted_at=SENT.at)
    assert not await book.retake(POST, 30, NOON)
    assert await ScoreBook(database).seen(GUILD, NOON) == ("q1",)


async def test_what_is_skipped_has_said_nothing_and_what_was_sent_is_not_skipped(database: Database) -> None:
    book = await kept(database)
    await book.claim(POST)
    await book.skip(DAILY, TODAY, Why.LATE, NOON)
    (skipped,) = await book.skipped(500, TODAY, 5)
    assert (skipped.day, skipped.why, skipped.content) == (TODAY, Why.LATE, Content())
    await book.sent(POST, SENT)
    await book.skip(DAILY, TODAY, Why.LATE, NOON)
    assert await book.skipped(500, TODAY, 5) == ()
    tomorrow = TODAY + timedelta(days=1)
    await book.skip(DAILY, tomorrow, Why.EMPTY, NOON)
    assert [post.day for post in await book.skipped(500, TODAY, 5)] == [tomorrow]
    assert await book.skipped(500, tomorrow + timedelta(days=1), 5) == ()


async def test_what_may_be_there_all_the_same_was_said(database: Database) -> None:
    book = await kept(database)
    await book.claim(POST)
    await book.skip(DAILY, TODAY, Why.UNSURE, NOON)
    (skipped,) = await book.skipped(500, TODAY, 5)
    assert (skipped.why, skipped.content) == (Why.UNSURE, POST.content)


async def test_the_last_post_is_that_of_the_last_day(database: Database) -> None:
    book = await kept(database)
    for number in (2, 0, 1):
        await book.claim(replace(POST, day=TODAY + timedelta(days=number)))
    standing = await book.standing(500)
    assert standing is not None
    assert standing.last is not None
    assert standing.last.day == TODAY + timedelta(days=2)


async def test_paused_and_resumed(database: Database) -> None:
    book = await kept(database)
    assert (await book.pause(500), await book.pause(500)) == (True, False)
    assert await book.standings() == ()
    later = NOON + timedelta(hours=1)
    assert (await book.resume(500, later), await book.resume(500, later)) == (True, False)
    assert await book.standings() == (Standing(replace(DAILY, since=later)),)


async def test_what_cannot_go_on_waits_until_somebody_is_told(database: Database) -> None:
    book = await kept(database)
    await book.stop(500, State.CHANNEL_GONE)
    await book.stop(500, State.GUILD_GONE)
    stopped = replace(DAILY, state=State.CHANNEL_GONE, told=Told.DUE)
    assert await book.standings() == (Standing(stopped),)
    await book.has_told(500, Told.REFUSED)
    await book.has_told(500, Told.DONE)
    assert await book.standings() == ()
    assert await book.of_guild(GUILD) == (Standing(replace(stopped, told=Told.REFUSED)),)
    assert await book.resume(500, NOON)
    assert await book.standing(500) == Standing(DAILY)


async def test_one_that_is_dropped_is_gone_and_its_days_stay_claimed(database: Database) -> None:
    book = await kept(database)
    await book.claim(POST)
    assert (await book.drop(500), await book.drop(500)) == (True, False)
    assert await book.standing(500) is None
    await book.keep(DAILY, NOON)
    assert not await book.claim(replace(POST, owner=12))


async def test_each_process_has_the_servers_of_its_shards(database: Database) -> None:
    for shard in range(3):
        await DailyBook(database).keep(replace(DAILY, channel=shard + 1, guild=shard << 22), NOON)
    mine = DailyBook(database, Shards(3, (0, 2)))
    assert [standing.daily.channel for standing in await mine.standings()] == [1, 3]
