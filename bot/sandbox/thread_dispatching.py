"""What happens to threads -> what the gateway tells the bot of it (docs, topics/threads.mdx)."""

from collections.abc import Callable

from msgspec import structs

from bot.sandbox.world.payloads import active_threads, channel_json, member_json
from bot.sandbox.world.permissions import VIEW_CHANNEL
from bot.sandbox.world.things import Channel, Json, Thread
from bot.sandbox.world.thread_payloads import thread_member_json
from bot.sandbox.world.world import World


class ThreadDispatching:
    """`tell` sends an event of the server. Of threads that it does not see the bot hears nothing."""

    def __init__(self, world: World, tell: Callable[[str, Json], None]) -> None:
        self._world = world
        self._tell = tell
        self._seen = self._channels_seen()

    def changed(self, before: Channel | None, after: Channel | None) -> None:
        thread = after or before
        if thread is None or not self._sees(thread):
            return
        if after is None:
            where = {"id": str(thread.id), "parent_id": str(thread.parent_id), "type": thread.type}
            self._tell("THREAD_DELETE", where)
            return
        if before is None:
            self._tell("THREAD_CREATE", channel_json(self._world, after) | {"newly_created": True})
        elif _without_counts(before) != _without_counts(after):
            self._tell("THREAD_UPDATE", channel_json(self._world, after))
        self._members(before, after)

    def _members(self, before: Channel | None, after: Channel) -> None:
        """Who joined, and who left. The bot that joins is told of the thread once more (docs, "Thread Access")."""
        had, has = _members_of(before), _members_of(after)
        added, removed = [number for number in has if number not in had], [n for n in had if n not in has]
        if self._world.bot.id in added and before is not None:
            self._tell("THREAD_CREATE", channel_json(self._world, after))
        if added or removed:
            about: Json = {"id": str(after.id), "member_count": len(has)}
            if added:
                about["added_members"] = [self._added_json(after, number) for number in added]
            if removed:
                about["removed_member_ids"] = [str(number) for number in removed]
            self._tell("THREAD_MEMBERS_UPDATE", about)

    def _added_json(self, channel: Channel, number: int) -> Json:
        assert channel.thread is not None  # noqa: S101 - only threads come here
        member = next(member for member in channel.thread.members if member.id == number)
        shown = thread_member_json(channel, member) | {"presence": None}
        in_guild = self._world.members.get(number)
        return shown if in_guild is None else shown | {"member": member_json(self._world, in_guild)}

    # --- what it gains to see ------------------------------------------------------------------------------------

    def sync(self) -> None:
        """After permissions may have changed: the threads of channels that the bot did not see before."""
        seen = self._channels_seen()
        gained, self._seen = seen - self._seen, seen
        threads = [channel_json(self._world, thread) for thread in active_threads(self._world, gained)]
        if threads:
            members = [thread["member"] for thread in threads if "member" in thread]
            ids = [str(number) for number in sorted(gained)]
            self._tell("THREAD_LIST_SYNC", {"channel_ids": ids, "threads": threads, "members": members})

    def _channels_seen(self) -> set[int]:
        return {channel.id for channel in self._world.channels if channel.is_of_guild and self._sees(channel)}

    def _sees(self, channel: Channel) -> bool:
        return bool(self._world.permissions_in(channel, self._world.bot.id) & VIEW_CHANNEL)


def _without_counts(channel: Channel) -> Channel:
    """What is no update of a thread: who is in it, and how much was said."""
    thread = channel.thread
    return channel if thread is None else structs.replace(channel, thread=structs.replace(thread, members=(), sent=0))


def _members_of(channel: Channel | None) -> list[int]:
    thread: Thread | None = None if channel is None else channel.thread
    return [] if thread is None else [member.id for member in thread.members]
