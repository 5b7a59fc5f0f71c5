"""Posts what is due, each post once, whatever happens in between: claimed, sent, then marked as sent."""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfoNotFoundError

from bot.daily.daily import Daily, Post, PostState, Sent, Standing, State, Told, Why
from bot.daily.ports import BlindError, Book, Chooser, GoneError, RefusedError, Stage, UnsureError
from bot.incidents import log_incident
from bot.quiz.ports import Clock, JournalDownError

log = logging.getLogger(__name__)

# A fact of the morning is of no use in the evening.
MOST_LATE = timedelta(hours=6)
# As long as one who took on a claim may still be sending: the library tries for 25 seconds.
LEASE = timedelta(seconds=45)
# Discord knows a nonce for "the past few minutes" (docs, resources/message.mdx, "Create Message").
NONCE_HOLDS = timedelta(minutes=2)
# Discord lets a bot make 50 calls a second (docs, topics/rate-limits.mdx); answers to people are not among them.
MOST_AT_ONCE = 20
FIRST_BREAK_SECONDS, LONGEST_BREAK_SECONDS = 5, 600
_OWNER_BITS = 62


@dataclass(frozen=True, slots=True)
class World:
    """What a postman works with."""

    book: Book
    stage: Stage
    chooser: Chooser
    clock: Clock
    random: Random


@dataclass(slots=True)
class _Round:
    """When to look at which channel, and how often in a row that has failed."""

    looks: dict[int, datetime] = field(default_factory=dict)
    failures: dict[int, int] = field(default_factory=dict)

    def look(self, channel: int, moment: datetime) -> None:
        """At that moment, unless somebody wanted it sooner."""
        self.looks[channel] = min(moment, self.looks.get(channel, moment))


class Postman:
    """Keeps nothing but when to look at each channel: what is due is worked out from the book each time.

    Several may work on one book. Each has its own number, and leaves a claim of another alone until its lease is over.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._owner = world.random.getrandbits(_OWNER_BITS)
        self._round: _Round | None = None
        self._at_once = asyncio.Semaphore(MOST_AT_ONCE)
        self._turns: dict[int, asyncio.Lock] = {}
        self._rests = asyncio.Event()

    async def work(self) -> datetime | None:
        """Post what is due, and tell when to look again. Raises `JournalDownError`."""
        self._rests.clear()
        look_at = await self._work()
        if look_at is None or look_at > self._world.clock.now():
            self._rests.set()
        return look_at

    async def settle(self) -> None:
        """Wait until nothing is due: until it is later, or somebody changes something."""
        await self._rests.wait()

    async def _work(self) -> datetime | None:
        round_ = self._round or await self._begin()
        now = self._world.clock.now()
        due = [channel for channel, moment in round_.looks.items() if moment <= now]
        if len(due) == 1:
            await self._look(round_, due[0])
            return min(round_.looks.values(), default=None)
        faults = await asyncio.gather(*(self._look(round_, channel) for channel in due), return_exceptions=True)
        for fault in faults:
            if fault is not None:
                raise fault
        return min(round_.looks.values(), default=None)

    def changed(self, channel: int) -> None:
        """Somebody has changed something there: look at it the next time."""
        self._rests.clear()
        if self._round is not None:
            self._round.look(channel, self._world.clock.now())
            self._round.failures.pop(channel, None)

    async def post_now(self, daily: Daily) -> Post | None:
        """Post today's at once, whatever the time; None if it has been posted or skipped already.

        What is due comes first: after today's, nobody looks at an earlier day any more.
        Raises `GoneError` and `RefusedError`; and `UnsureError` if it may be there, which will be seen to.
        """
        async with self._turn(daily.channel):
            await self._see_to(daily.channel)
            post = await self._claimed(daily, daily.schedule.day_at(self._world.clock.now()))
            if post is None or post.state is not PostState.CLAIMED:
                return post
            try:
                return await self._send(daily, post)
            finally:
                self.changed(daily.channel)

    # --- looking -----------------------------------------------------------------------------------------------------

    async def _begin(self) -> _Round:
        """Changes that somebody makes meanwhile are not missed."""
        self._round = round_ = _Round()
        try:
            for standing in await self._world.book.standings():
                round_.look(standing.daily.channel, self._look_at(standing))
        except BaseException:
            self._round = None
            raise
        return round_

    def _look_at(self, standing: Standing) -> datetime:
        daily, last = standing.daily, standing.last
        if daily.state is State.ON and (last is None or last.state is not PostState.CLAIMED):
            with suppress(ZoneInfoNotFoundError):
                return daily.schedule.next(daily.since, None if last is None else last.day).moment
        # Something is due; or its zone is not known here, which keeps no other waiting.
        return self._world.clock.now()

    def _turn(self, channel: int) -> asyncio.Lock:
        """One at a time in each channel."""
        return self._turns.setdefault(channel, asyncio.Lock())

    async def _look(self, round_: _Round, channel: int) -> None:
        """See to one channel; what goes wrong there keeps no other waiting."""
        del round_.looks[channel]
        try:
            async with self._at_once, self._turn(channel):
                look_at = await self._see_to(channel)
        except UnsureError as fault:
            log.info("The daily post of channel %s has to wait: %s", channel, fault)
            self._again(round_, channel)
        except JournalDownError:
            self._again(round_, channel)
            raise
        except Exception as fault:  # noqa: BLE001 - whatever it is, it may be over the next time
            log_incident(log, f"the daily post of channel {channel} failed", fault, self._world.random)
            self._again(round_, channel)
        else:
            round_.failures.pop(channel, None)
            if look_at is not None:
                round_.look(channel, look_at)

    def _again(self, round_: _Round, channel: int) -> None:
        failures = round_.failures[channel] = round_.failures.get(channel, 0) + 1
        seconds = min(FIRST_BREAK_SECONDS * 2 ** (failures - 1), LONGEST_BREAK_SECONDS)
        round_.look(channel, self._world.clock.now() + timedelta(seconds=seconds))

    async def _see_to(self, channel: int) -> datetime | None:
        """Do everything that is due in a channel, and tell when there is more."""
        while (standing := await self._world.book.standing(channel)) is not None:
            if standing.daily.told is Told.DUE:
                await self._tell(standing.daily)
            if standing.daily.state is not State.ON:
                return None
            look_at = await self._step(standing)
            if look_at is not None:
                return look_at
        return None

    async def _step(self, standing: Standing) -> datetime | None:
        """One thing that is due; if nothing is, when the next is."""
        daily, last, now = standing.daily, standing.last, self._world.clock.now()
        if last is not None and last.state is PostState.CLAIMED:
            return await self._finish(daily, last)
        due = daily.schedule.next(daily.since, None if last is None else last.day)
        if due.moment > now:
            return due.moment
        if now - due.moment >= MOST_LATE:
            await self._world.book.skip(daily, due.day, Why.LATE, now)
            return None
        post = await self._claimed(daily, due.day)
        if post is not None and post.state is PostState.CLAIMED:
            await self._sent_or_stopped(daily, post)
        return None

    # --- posting -----------------------------------------------------------------------------------------------------

    async def _claimed(self, daily: Daily, day: date) -> Post | None:
        """The post of `day`, ours to send, or skipped since there is nothing to say; None if it is taken."""
        now = self._world.clock.now()
        content = await self._world.chooser.choose(daily, now)
        if content.is_empty:
            await self._world.book.skip(daily, day, Why.EMPTY, now)
        post = Post(
            channel=daily.channel,
            day=day,
            guild=daily.guild,
            content=content,
            state=PostState.SKIPPED if content.is_empty else PostState.CLAIMED,
            why=Why.EMPTY if content.is_empty else Why.NOT,
            claimed_at=now,
            taken_at=now,
            owner=self._owner,
        )
        return post if content.is_empty or await self._world.book.claim(post) else None

    async def _finish(self, daily: Daily, post: Post) -> datetime | None:
        """A claim that was not marked as sent: the message may be there or not."""
        now = self._world.clock.now()
        if post.owner != self._owner and now < post.taken_at + LEASE:
            return post.taken_at + LEASE
        if not await self._world.book.retake(post, self._owner, now):
            return None
        try:
            found = await self._find(daily, post)
        except BlindError:
            await self._world.book.skip(daily, post.day, Why.UNSURE, now)
            return None
        if found is not None:
            await self._world.book.sent(post, found)
        elif now - _due_at(daily, post) >= MOST_LATE:
            await self._world.book.skip(daily, post.day, Why.LATE, now)
        else:
            await self._sent_or_stopped(daily, post)
        return None

    async def _find(self, daily: Daily, post: Post) -> Sent | None:
        """The message, if it is there. Where nobody lets us look, Discord still knows one that is a few minutes old.

        One whose words the packs have lost cannot be looked for, either. Raises `BlindError`.
        """
        try:
            return await self._world.stage.find(daily, post)
        except GoneError:
            return None
        except (BlindError, RefusedError) as fault:
            if daily.is_forum or self._world.clock.now() - post.claimed_at >= NONCE_HOLDS:
                raise BlindError from fault
            return None

    async def _sent_or_stopped(self, daily: Daily, post: Post) -> None:
        """Why it stopped is told to whoever set it up, the next time we look."""
        try:
            await self._send(daily, post)
        except GoneError as gone:
            log.info("The daily post of channel %s stops: %s.", daily.channel, gone.state)
        except RefusedError as fault:
            log.warning("Discord does not take the daily post of channel %s: %s", daily.channel, fault)

    async def _send(self, daily: Daily, post: Post) -> Post:
        """Raises what the stage raises, once it is stored that this post will not be."""
        try:
            sent = await self._world.stage.post(daily, post)
        except GoneError as gone:
            await self._world.book.skip(daily, post.day, Why.REFUSED, self._world.clock.now())
            await self._world.book.stop(daily.channel, gone.state)
            raise
        except RefusedError:
            await self._world.book.skip(daily, post.day, Why.REFUSED, self._world.clock.now())
            raise
        await self._world.book.sent(post, sent)
        return replace(post, state=PostState.SENT, message=sent.message, posted_at=sent.at)

    async def _tell(self, daily: Daily) -> None:
        is_told = await self._world.stage.tell(daily)
        await self._world.book.has_told(daily.channel, Told.DONE if is_told else Told.REFUSED)


def _due_at(daily: Daily, post: Post) -> datetime:
    """When it was to be there; one that somebody wanted sooner, when they did."""
    due = daily.schedule.moment(post.day)
    return post.claimed_at if due is None else min(due, post.claimed_at)
