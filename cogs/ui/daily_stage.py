"""The daily post's stage on Discord: a channel, or a forum in which each post begins a thread."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import aiohttp
import discord
from discord.http import Route
from discord.utils import snowflake_time, time_snowflake

from bot.cards.daily import Issue, day_in_id, is_empty, post_poster, title_of
from bot.cards.daily_words import stopped_poster, where
from bot.cards.said import Said
from bot.daily.daily import NOBODY, Daily, Post, Sent, State
from bot.daily.ports import BlindError, GoneError, RefusedError, UnsureError
from bot.storage.daily_answers import DailyAnswers
from cogs.ui.layouts import Layout
from cogs.ui.pieces import shortened
from cogs.ui.posters import poster_layout
from cogs.ui.readers import Readers
from cogs.ui.replies import NOBODY as NOBODY_PINGED
from knowledge.library import Library

log = logging.getLogger(__name__)

# docs, topics/opcodes-and-status-codes.mdx, "JSON Error Codes"
UNKNOWN_CHANNEL, UNKNOWN_GUILD, NO_ACCESS, NO_PERMISSION = 10003, 10004, 50001, 50013
# docs, resources/channel.mdx, "Start Thread in Forum or Media Channel"
THREAD_NAME = 100
_COMPONENTS_V2 = 1 << 15
# Clocks differ a little: a message with an earlier moment than its claim may still be the one.
CLOCKS_DIFFER = timedelta(seconds=10)
# Who is away for six hours at most misses fewer messages than this in a channel for study.
_LOOKED_AT = 500
# Less than the lease of a claim (bot/daily/postman.py): whoever takes it over finds nobody still at it.
_CALL_SECONDS = 30
# A time limit is an OSError, too.
_PASSING = (discord.DiscordServerError, discord.RateLimited, aiohttp.ClientError, OSError)


class DailyStage:
    """`bot.daily.ports.Stage`. In the daily's language; it pings nobody but the role that was chosen."""

    def __init__(
        self, client: discord.Client, library: Library, readers: Readers, answers: Callable[[], DailyAnswers]
    ) -> None:
        self._client = client
        self._library = library
        self._readers = readers
        self._answers = answers
        self._names: dict[int, str] = {}

    def remember(self, channel: int, name: str) -> None:
        """What a channel was called that is gone: whoever is told of it would see a number."""
        self._names[channel] = name

    async def post(self, daily: Daily, post: Post) -> Sent:
        """See `Stage`."""
        layout = await self._layout(daily, post)
        async with _understood(self._client, daily):
            if daily.is_forum:
                return await self._begin_thread(daily, post, layout)
            place = self._client.get_partial_messageable(daily.channel, guild_id=daily.guild)
            # As long as the two numbers are they fit into the 25 characters of a nonce. discord.py enforces it.
            nonce = f"{daily.channel:x}d{day_in_id(post.day)}"
            message = await place.send(view=layout, nonce=nonce, allowed_mentions=_pinged(daily))
        return Sent(message.id, message.created_at)

    async def find(self, daily: Daily, post: Post) -> Sent | None:
        """See `Stage`. Ours is the message that leads where this post does."""
        self._must_see(daily)
        layout = await self._layout(daily, post)
        async with _understood(self._client, daily):
            if daily.is_forum:
                return await self._find_thread(daily, post)
            return await self._find_message(daily, post, set(_ids(layout.to_components())))

    async def tell(self, daily: Daily) -> bool:
        """See `Stage`."""
        if daily.person == NOBODY:
            return True
        poster = stopped_poster(daily, self._named(daily), self._readers.speaking(daily.language))
        nonce = f"{daily.channel:x}s{int(daily.since.timestamp()):x}"[:25]
        try:
            async with asyncio.timeout(_CALL_SECONDS):
                direct = await self._client.create_dm(discord.Object(daily.person))
                await direct.send(view=poster_layout(poster), nonce=nonce, allowed_mentions=NOBODY_PINGED)
        except _PASSING as fault:
            raise UnsureError(str(fault)) from fault
        except discord.HTTPException as fault:
            log.info(
                "The daily post of channel %s: its keeper takes no direct messages (%s).", daily.channel, fault.code
            )
            return False
        return True

    # --- what is sent ------------------------------------------------------------------------------------------------

    async def _layout(self, daily: Daily, post: Post) -> Layout:
        if is_empty(post, self._library):
            raise RefusedError("its fact is no longer in the packs")
        issue = Issue(self._with_role(daily), post, await self._answers().reveal(post))
        return poster_layout(post_poster(issue, self._library, self._readers.speaking(daily.language)))

    def _with_role(self, daily: Daily) -> Daily:
        """A role that was deleted would be shown as one, and mentions nobody."""
        guild = self._client.get_guild(daily.guild)
        is_gone = guild is not None and guild.get_role(daily.role) is None
        return replace(daily, role=NOBODY) if is_gone else daily

    def _named(self, daily: Daily) -> Said:
        channel = self._client.get_channel(daily.channel)
        name = channel.name if isinstance(channel, discord.abc.GuildChannel) else self._names.get(daily.channel)
        return (where(daily),) if name is None else (f"#{name}",)

    # --- what was sent -----------------------------------------------------------------------------------------------

    async def _find_message(self, daily: Daily, post: Post, ids: set[str]) -> Sent | None:
        place = self._client.get_partial_messageable(daily.channel, guild_id=daily.guild)
        since, count = discord.Object(time_snowflake(post.claimed_at - CLOCKS_DIFFER)), 0
        async for message in place.history(after=since, limit=_LOOKED_AT, oldest_first=True):
            count += 1
            if self._is_ours(message) and set(_ids([part.to_dict() for part in message.components])) == ids:
                return Sent(message.id, message.created_at)
        if count == _LOOKED_AT:
            raise BlindError
        return None

    # --- forums ------------------------------------------------------------------------------------------------------

    async def _begin_thread(self, daily: Daily, post: Post, layout: Layout) -> Sent:
        """Here Discord knows no nonce: so it is sent once, and if the answer is lost, looked for before it is again."""
        title = title_of(post, self._library, self._readers.speaking(daily.language))
        body = {
            "name": shortened(title, THREAD_NAME),
            "applied_tags": self._tags(daily.channel),
            "message": {
                "components": layout.to_components(),
                "flags": _COMPONENTS_V2,
                "allowed_mentions": _pinged(daily).to_dict(),
            },
        }
        route = Route("POST", "/channels/{channel_id}/threads", channel_id=daily.channel)
        thread: Mapping[str, Any] = await self._client.http.request(route, json=body, files=[_Once()])
        return _began(int(thread["id"]))

    def _tags(self, channel: int) -> list[str]:
        """A forum may want a tag on every post; which one, it does not tell.

        Raises `UnsureError` as long as it is not known whether it does: without one, the post would be refused.
        """
        forum = self._client.get_channel(channel)
        if forum is None and not self._client.is_ready():
            raise UnsureError("the servers are not known yet")
        if not isinstance(forum, discord.ForumChannel) or not forum.flags.require_tag:
            return []
        return [str(tag.id) for tag in forum.available_tags if not tag.moderated][:1]

    async def _find_thread(self, daily: Daily, post: Post) -> Sent | None:
        """One that is open; or, since a forum may close its threads after an hour, one that is not any more."""
        active = Route("GET", "/guilds/{guild_id}/threads/active", guild_id=daily.guild)
        archived = Route("GET", "/channels/{channel_id}/threads/archived/public", channel_id=daily.channel)
        since = time_snowflake(post.claimed_at - CLOCKS_DIFFER)
        for route in (active, archived):
            found: Mapping[str, Any] = await self._client.http.request(route)
            ours = [
                int(thread["id"])
                for thread in found["threads"]
                if thread.get("parent_id") == str(daily.channel) and thread.get("owner_id") == self._my_id
            ]
            number = min((each for each in ours if each >= since), default=None)
            if number is not None:
                return _began(number)
        return None

    # --- who may see what --------------------------------------------------------------------------------------------

    @property
    def _my_id(self) -> str:
        return "" if self._client.user is None else str(self._client.user.id)

    def _is_ours(self, message: discord.Message) -> bool:
        """Whether we sent it by ourselves, and not as an answer to somebody."""
        return str(message.author.id) == self._my_id and message.interaction_metadata is None

    def _must_see(self, daily: Daily) -> None:
        """Who may not read the history is shown an empty one (docs, resources/message.mdx, "Get Channel Messages").

        Raises `BlindError`; and `UnsureError` as long as it is not known who may see what.
        """
        channel = self._client.get_channel(daily.channel)
        if isinstance(channel, discord.abc.GuildChannel):
            if not channel.permissions_for(channel.guild.me).read_message_history:
                raise BlindError
        elif not self._client.is_ready():
            raise UnsureError("the servers are not known yet")


class _Once(discord.File):
    """Stops the library from trying again after an answer that leaves open whether it was done.

    It has no setting for that, but rewinds the files of a request before each attempt; this one refuses the second.
    """

    def __init__(self) -> None:
        super().__init__(BytesIO(), filename="none")

    def reset(self, *, seek: int | bool = True) -> None:
        if seek:
            raise UnsureError("Discord did not answer the first time")


def _began(thread: int) -> Sent:
    """A thread in a forum has the id of its first message, and the moment in it."""
    return Sent(thread, snowflake_time(thread))


def _pinged(daily: Daily) -> discord.AllowedMentions:
    roles = [discord.Object(daily.role)] if daily.role else False
    return discord.AllowedMentions(everyone=False, users=False, roles=roles, replied_user=False)


def _ids(components: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Where everything that can be pressed leads, at any depth."""
    for component in components:
        if component.get("custom_id"):
            yield component["custom_id"]
        yield from _ids(component.get("components") or ())


@asynccontextmanager
async def _understood(client: discord.Client, daily: Daily) -> AsyncIterator[None]:
    """What Discord answers, or that it does not in time -> whether trying again is of use."""
    try:
        async with asyncio.timeout(_CALL_SECONDS):
            yield
    except _PASSING as fault:
        raise UnsureError(str(fault)) from fault
    except discord.HTTPException as fault:
        if fault.code not in {UNKNOWN_CHANNEL, UNKNOWN_GUILD, NO_ACCESS, NO_PERMISSION}:
            raise RefusedError(fault.text) from fault
        is_member = client.get_guild(daily.guild) is not None
        if not is_member and not client.is_ready():
            raise UnsureError("the servers are not known yet") from fault
        raise GoneError(_state(fault.code, is_member=is_member)) from fault


def _state(code: int, *, is_member: bool) -> State:
    if not is_member or code == UNKNOWN_GUILD:
        return State.GUILD_GONE
    return State.CHANNEL_GONE if code == UNKNOWN_CHANNEL else State.PERMISSION_GONE
