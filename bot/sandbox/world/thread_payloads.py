"""Threads and forums as Discord's API shows them (docs, resources/channel.mdx)."""

from bot.sandbox.clock import iso
from bot.sandbox.snowflakes import moment_ms
from bot.sandbox.world.things import PRIVATE_THREAD, Channel, ForumTag, Json, Thread, ThreadMember
from bot.sandbox.world.threads import is_beginning
from bot.sandbox.world.world import World

MOST_COUNTED = 50  # where the count of members stops (docs, topics/threads.mdx "Thread Fields")


def thread_json(world: World, channel: Channel, thread: Thread) -> Json:
    """As the bot sees it: with itself as a member, if it is one."""
    said = [message for message in world.messages.of(channel.id) if message.private_to is None]
    shown: Json = {
        "id": str(channel.id),
        "type": channel.type,
        "flags": channel.flags,
        "guild_id": str(world.guild.id),
        "name": channel.name,
        "parent_id": str(channel.parent_id),
        "owner_id": str(thread.owner_id),
        "last_message_id": str(said[-1].id) if said else None,
        "last_pin_timestamp": None,
        "rate_limit_per_user": channel.slowmode_s,
        "message_count": sum(1 for message in said if not is_beginning(channel, message)),
        "member_count": min(len(thread.members), MOST_COUNTED),
        "total_message_sent": thread.sent,
        "thread_metadata": _metadata_json(channel, thread),
    }
    if thread.tag_ids:
        shown["applied_tags"] = [str(number) for number in thread.tag_ids]
    return shown | membership_json(channel, world.bot.id)


def membership_json(channel: Channel, user_id: int) -> Json:
    """`{"member": ...}` for who is in the thread, or nothing."""
    members = () if channel.thread is None else channel.thread.members
    return next(({"member": thread_member_json(channel, one)} for one in members if one.id == user_id), {})


def thread_member_json(channel: Channel, member: ThreadMember) -> Json:
    return {
        "id": str(channel.id),
        "user_id": str(member.id),
        "join_timestamp": iso(member.joined_ms),
        "flags": 0,
    }


def forum_json(world: World, channel: Channel) -> Json:
    """What a forum has instead of messages: posts, the last of which counts as its last message."""
    posts = world.threads_of(channel.id)
    return {
        "topic": channel.topic,
        "last_message_id": str(posts[-1].id) if posts else None,
        "rate_limit_per_user": channel.slowmode_s,
        "available_tags": [_tag_json(tag) for tag in channel.tags],
        "default_reaction_emoji": None,
        "default_sort_order": None,
        "default_forum_layout": 0,
    }


def _metadata_json(channel: Channel, thread: Thread) -> Json:
    shown: Json = {
        "archived": thread.is_archived,
        "archive_timestamp": iso(thread.status_ms),
        "auto_archive_duration": thread.archive_after_min,
        "locked": thread.is_locked,
        "create_timestamp": iso(moment_ms(channel.id)),
    }
    return shown | {"invitable": thread.is_invitable} if channel.type == PRIVATE_THREAD else shown


def _tag_json(tag: ForumTag) -> Json:
    return {
        "id": str(tag.id),
        "name": tag.name,
        "moderated": tag.is_moderated,
        "emoji_id": None,
        "emoji_name": tag.emoji,
    }
