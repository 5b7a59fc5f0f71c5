"""A book and a channel in memory, in which anything can go wrong: what years of posts are rehearsed with in no time."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from random import Random
from types import MappingProxyType

from bot.daily.daily import Daily, Post, PostState, Sent, Standing, State, Told, Why
from bot.daily.ports import UnsureError
from bot.quiz.ports import Clock

# "The past few minutes" (docs, resources/message.mdx, "Create Message").
NONCE_LIVES = timedelta(minutes=5)


class Killed(BaseException):
    """`kill -9`, wherever it was."""


class Blow(StrEnum):
    """What goes wrong around one call."""

    KILLED_BEFORE = "killed-before"
    KILLED_AFTER = "killed-after"
    REFUSED = "refused"
    REFUSED_AFTER = "refused-after"


@dataclass(slots=True)
class Trouble:
    """Something goes wrong once in so many calls; never, if that is 0. `struck` counts what did, `where` it did."""

    random: Random
    once_in: int = 0
    struck: Counter[str] = field(default_factory=Counter)
    touched: set[tuple[int, date]] = field(default_factory=set)

    def blow(self, call: str, of: tuple[int, date], kinds: Sequence[Blow]) -> Blow | None:
        """What happens to this call."""
        if not self.once_in or self.random.randrange(self.once_in):
            return None
        blow = self.random.choice(kinds)
        self.struck[f"{call}-{blow}"] += 1
        self.touched.add(of)
        return blow


_KILLS = (Blow.KILLED_BEFORE, Blow.KILLED_AFTER)
_ALL = (*_KILLS, Blow.REFUSED, Blow.REFUSED_AFTER)


class MemoryBook:
    """`bot.daily.ports.Book`, as a database would keep it."""

    def __init__(self, trouble: Trouble) -> None:
        self._trouble = trouble
        self._dailies: dict[int, Daily] = {}
        self._last: dict[int, date] = {}
        self.posts: dict[tuple[int, date], Post] = {}
        self._rounds: dict[int, dict[str, int]] = defaultdict(dict)
        self._rounds_before: dict[tuple[int, date], int] = {}

    def keep(self, daily: Daily) -> None:
        """From now on."""
        self._dailies[daily.channel] = daily

    def rounds(self, channel: int) -> MappingProxyType[str, int]:
        """Each fact with the last round in which it came there."""
        return MappingProxyType(self._rounds[channel])

    async def standings(self) -> Sequence[Standing]:
        """See `Book`."""
        return tuple(map(self._standing, self._dailies.values()))

    async def standing(self, channel: int) -> Standing | None:
        """See `Book`."""
        return self._standing(self._dailies[channel]) if channel in self._dailies else None

    async def claim(self, post: Post) -> bool:
        """See `Book`."""
        key = (post.channel, post.day)
        blow = self._trouble.blow("claim", key, _KILLS)
        if blow is Blow.KILLED_BEFORE:
            raise Killed
        if key in self.posts:
            return False
        self._write(post)
        rounds = self._rounds[post.channel]
        self._rounds_before[key] = rounds.get(post.content.fact, 0)
        rounds[post.content.fact] = post.content.round
        if blow is Blow.KILLED_AFTER:
            raise Killed
        return True

    async def retake(self, post: Post, owner: int, now: datetime) -> bool:
        """See `Book`."""
        if self.posts[post.channel, post.day] != post:
            return False
        self._write(replace(post, owner=owner, taken_at=now))
        return True

    async def sent(self, post: Post, sent: Sent) -> None:
        """See `Book`."""
        key = (post.channel, post.day)
        blow = self._trouble.blow("mark", key, _KILLS)
        if blow is Blow.KILLED_BEFORE:
            raise Killed
        self._write(replace(self.posts[key], state=PostState.SENT, message=sent.message, posted_at=sent.at))
        if blow is Blow.KILLED_AFTER:
            raise Killed

    async def skip(self, daily: Daily, day: date, why: Why, now: datetime) -> None:
        """See `Book`."""
        known = self.posts.get((daily.channel, day))
        if known is not None and known.state is PostState.SENT:
            return
        if known is not None:
            # It was not seen, so it is still to come.
            self._rounds[daily.channel][known.content.fact] = self._rounds_before[daily.channel, day]
        state = PostState.SKIPPED
        self._write(
            Post(channel=daily.channel, day=day, guild=daily.guild, claimed_at=now, taken_at=now, state=state, why=why)
        )

    async def stop(self, channel: int, state: State) -> None:
        """See `Book`."""
        self._dailies[channel] = replace(self._dailies[channel], state=state, told=Told.DUE)

    async def has_told(self, channel: int, told: Told) -> None:
        """See `Book`."""
        self._dailies[channel] = replace(self._dailies[channel], told=told)

    def _standing(self, daily: Daily) -> Standing:
        day = self._last.get(daily.channel)
        return Standing(daily, None if day is None else self.posts[daily.channel, day])

    def _write(self, post: Post) -> None:
        self.posts[post.channel, post.day] = post
        self._last[post.channel] = max(post.day, self._last.get(post.channel, post.day))


class MemoryStage:
    """`bot.daily.ports.Stage`: Discord, which knows a nonce for a few minutes and may answer 500 all the same."""

    def __init__(self, clock: Clock, trouble: Trouble) -> None:
        self._clock = clock
        self._trouble = trouble
        self.messages: dict[tuple[int, date], list[Sent]] = defaultdict(list)
        self._count = 0
        self.is_shared = True
        """Whether somebody else may come in between; if not, nobody has to wait for that."""

    async def post(self, daily: Daily, post: Post) -> Sent:
        """See `Stage`."""
        key = (daily.channel, post.day)
        await self._somebody_comes_between()
        blow = self._trouble.blow("send", key, _ALL)
        if blow is Blow.KILLED_BEFORE:
            raise Killed
        if blow is Blow.REFUSED:
            raise UnsureError("500")
        sent = self._sent(key)
        if blow is Blow.KILLED_AFTER:
            raise Killed
        if blow is Blow.REFUSED_AFTER:
            raise UnsureError("500")
        return sent

    def _sent(self, key: tuple[int, date]) -> Sent:
        now, there = self._clock.now(), self.messages[key]
        if there and now - there[-1].at < NONCE_LIVES:
            return there[-1]
        self._count += 1
        there.append(Sent(self._count, now))
        return there[-1]

    async def find(self, daily: Daily, post: Post) -> Sent | None:
        """See `Stage`."""
        await self._somebody_comes_between()
        there = self.messages.get((daily.channel, post.day))
        return there[0] if there else None

    async def _somebody_comes_between(self) -> None:
        if self.is_shared:
            await asyncio.sleep(0)

    async def tell(self, daily: Daily) -> bool:
        """See `Stage`. Nobody is there."""
        del daily
        return True
