"""A planned night on Discord: its messages, its event, its thread. A call that comes again does nothing twice."""

import logging
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import discord
from discord.utils import time_snowflake

from bot.nights.night import Night
from cogs.ui.layouts import Layout
from cogs.ui.replies import NOBODY

log = logging.getLogger(__name__)

# docs, topics/opcodes-and-status-codes.mdx, "JSON Error Codes"
UNKNOWN_MESSAGE, UNKNOWN_EVENT, HAS_THREAD = 10008, 10070, 160004
# Discord knows a nonce for "the past few minutes" (docs, resources/message.mdx, "Create Message").
NONCE_LASTS = timedelta(minutes=2)
# As many messages as may have come after ours while we were away.
LOOKED_THROUGH = 50
# A day: a night is over by then (docs, topics/threads.mdx).
ARCHIVED_AFTER_MINUTES: Literal[1440] = 1440
_TEXT, _EXTERNAL, _GUILD_ONLY = 10, 3, 2
_ACTIVE, _COMPLETED = 2, 3

Json = Mapping[str, Any]


class PlaceGoneError(Exception):
    """The channel is gone, or nothing may be written there: that will be so however often it is tried."""


@dataclass(frozen=True, slots=True)
class Post:
    """A message to be sent once. `people` are mentioned, and nobody else. `first_tried`: when it may have been sent.

    `mark` is the custom_id of a button that no other message has; without, it is known by its words.
    """

    key: str
    layout: Layout
    people: Sequence[int] = ()
    first_tried: datetime | None = None
    mark: str = ""


class NightStage:
    """Sends, edits, and makes events and threads."""

    def __init__(self, client: discord.Client, now: Callable[[], datetime]) -> None:
        self._client = client
        self._now = now

    # --- messages --------------------------------------------------------------------------------------------------

    async def post(self, night: Night, place: int, post: Post) -> int:
        """The id of the message, which may have been sent before. Raises `PlaceGoneError`."""
        with _gone():
            earlier = await self._earlier(place, post)
            if earlier is not None:
                return earlier
            sent = await self._place(night, place).send(
                view=post.layout, nonce=_nonce(night, post.key), allowed_mentions=only(post.people)
            )
        return sent.id

    async def edit(self, night: Night, place: int, message: int, layout: Layout) -> bool:
        """False if the message was deleted. Raises `PlaceGoneError`."""
        with _gone():
            try:
                partial = self._place(night, place).get_partial_message(message)
                await partial.edit(view=layout, allowed_mentions=NOBODY)
            except discord.NotFound as fault:
                if fault.code != UNKNOWN_MESSAGE:
                    raise
                return False
        return True

    async def remove(self, night: Night, place: int, message: int) -> None:
        """Delete one of ours; no matter if that cannot be done."""
        try:
            await self._place(night, place).get_partial_message(message).delete()
        except discord.HTTPException as fault:
            log.info("The old lobby of night %s could not be deleted (%s).", night.night, fault.code)

    async def direct(self, night: Night, person: int, key: str, layout: Layout) -> bool:
        """Write to somebody alone; False if they take no messages of ours."""
        try:
            channel = await self._client.create_dm(discord.Object(person))
            await channel.send(view=layout, nonce=_nonce(night, key), allowed_mentions=NOBODY)
        except (discord.Forbidden, discord.NotFound) as fault:
            log.info("The host of night %s takes no direct messages (%s).", night.night, fault.code)
            return False
        return True

    async def _earlier(self, place: int, post: Post) -> int | None:
        """The same message, if we sent it before so long a break that Discord has forgotten the nonce."""
        if post.first_tried is None or self._now() - post.first_tried < NONCE_LASTS:
            return None
        after = time_snowflake(post.first_tried - timedelta(seconds=5))
        wanted = _known_by(post.layout.to_components(), post.mark)
        for message in await self._client.http.logs_from(place, LOOKED_THROUGH, after=after):
            is_ours = self._client.user is not None and message["author"]["id"] == str(self._client.user.id)
            components: Sequence[Any] = message.get("components") or ()
            if is_ours and _known_by(components, post.mark) == wanted:
                return int(message["id"])
        return None

    def _place(self, night: Night, place: int) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(place, guild_id=night.guild)

    # --- threads ---------------------------------------------------------------------------------------------------

    async def thread(self, night: Night, lobby: int) -> int:
        """The id of the lobby's thread, which may have been made before; 0 if we may not make one."""
        try:
            made = await self._client.http.start_thread_with_message(
                night.channel, lobby, name=night.plan.title, auto_archive_duration=ARCHIVED_AFTER_MINUTES
            )
        except discord.HTTPException as fault:
            if fault.code == HAS_THREAD:
                return lobby  # a thread has the id of the message that it comes from (docs, topics/threads.mdx)
            if fault.status >= 500 or fault.status == 429:
                raise
            log.info("Night %s gets no thread (%s).", night.night, fault.code)
            return 0
        return int(made["id"])

    # --- events ----------------------------------------------------------------------------------------------------

    async def make_event(self, night: Night, about: str, *, may_be_there: bool) -> int:
        """The id of the server's event; 0 if we may not make one, or there are too many."""
        try:
            if may_be_there:
                for event in await self._client.http.get_scheduled_events(night.guild, with_user_count=False):
                    if lobby_url(night) in (event.get("description") or ""):
                        return int(event["id"])
            made = await self._client.http.create_guild_scheduled_event(night.guild, **_event(night, about))
        except discord.HTTPException as fault:
            if fault.status >= 500 or fault.status == 429:
                raise
            log.info("Night %s has no event (%s).", night.night, fault.code)
            return 0
        return int(made["id"])

    async def update_event(self, night: Night, event: int, about: str) -> bool:
        """Show the plan as it is; False if the event is gone."""
        return await self._change_event(night, event, **_event(night, about))

    async def begin_event(self, night: Night, event: int) -> None:
        """The night has begun, be it early."""
        await self._change_event(night, event, status=_ACTIVE)

    async def end_event(self, night: Night, event: int, *, has_been: bool) -> None:
        """It is over; or it does not take place, and then nobody needs its event."""
        if has_been and await self._change_event(night, event, status=_COMPLETED):
            return
        try:
            await self._client.http.delete_scheduled_event(night.guild, event)
        except discord.HTTPException as fault:
            if fault.status >= 500:
                raise
            log.info("The event of night %s could not be deleted (%s).", night.night, fault.code)

    async def _change_event(self, night: Night, event: int, **fields: Any) -> bool:  # noqa: ANN401 - as in the API
        try:
            await self._client.http.edit_scheduled_event(night.guild, event, **fields)
        except discord.HTTPException as fault:
            if fault.status >= 500:
                raise
            log.info("The event of night %s could not be changed (%s).", night.night, fault.code)
            return fault.code != UNKNOWN_EVENT and fault.status != 404
        return True

    # --- what we may -----------------------------------------------------------------------------------------------

    def permissions(self, guild: int, channel: int) -> discord.Permissions | None:
        """What we may do in a channel, or in the channel of a thread, as far as we have been told."""
        there = self._client.get_guild(guild)
        place = None if there is None else there.get_channel_or_thread(channel)
        if isinstance(place, discord.Thread):
            place = place.parent
        return None if there is None or place is None or there.me is None else place.permissions_for(there.me)

    def may_write(self, guild: int, place: int) -> bool | None:
        """Whether we may write there; None for what we have not been told of: it is gone, or an archived thread."""
        there, may = self._client.get_guild(guild), self.permissions(guild, place)
        if there is None or may is None:
            return None
        is_thread = isinstance(there.get_channel_or_thread(place), discord.Thread)
        return may.view_channel and (may.send_messages_in_threads if is_thread else may.send_messages)

    async def check(self, place: int) -> None:
        """Ask whether it is there. Raises `PlaceGoneError`."""
        with _gone():
            await self._client.http.get_channel(place)

    def is_member(self, guild: int) -> bool:
        """Whether we are in a server, as far as we have been told."""
        return self._client.get_guild(guild) is not None


def only(people: Sequence[int]) -> discord.AllowedMentions:
    """Nobody but these is mentioned."""
    users = [discord.Object(person) for person in people]
    return discord.AllowedMentions(everyone=False, roles=False, replied_user=False, users=users)


def lobby_url(night: Night) -> str:
    """Where a night's lobby is; an event is known by it."""
    return f"https://discord.com/channels/{night.guild}/{night.channel}/{night.lobby or night.channel}"


def _event(night: Night, about: str) -> dict[str, Any]:
    """As Discord wants it (docs, resources/guild-scheduled-event.mdx, "Create Guild Scheduled Event")."""
    return {
        "name": night.plan.title,
        "privacy_level": _GUILD_ONLY,
        "entity_type": _EXTERNAL,
        "entity_metadata": {"location": lobby_url(night)},
        "scheduled_start_time": night.plan.starts_at.isoformat(),
        "scheduled_end_time": night.plan.ends_at.isoformat(),
        "description": f"{about}\n{lobby_url(night)}",
    }


def _nonce(night: Night, key: str) -> str:
    """At most 25 characters: the night's number, and which of its messages."""
    return f"{night.night:x}n{zlib.crc32(key.encode()):08x}"


def _known_by(components: Sequence[Any], mark: str) -> Sequence[str]:
    """What tells a message from others: that it has the button `mark`, or, without one, its words."""
    return [one for one in _said(components) if not mark or one == mark]


def _said(components: Sequence[Any]) -> Iterator[str]:
    for component in components:
        if component["type"] == _TEXT:
            yield component["content"]
        if "custom_id" in component:
            yield component["custom_id"]
        yield from _said(component.get("components") or ())


@contextmanager
def _gone() -> Iterator[None]:
    """A refusal that will be the same next time becomes a `PlaceGoneError`."""
    try:
        yield
    except (discord.NotFound, discord.Forbidden) as fault:
        raise PlaceGoneError from fault
