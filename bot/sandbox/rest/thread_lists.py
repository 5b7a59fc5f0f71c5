"""Who is in a thread, and which threads there are (docs, resources/channel.mdx, resources/guild.mdx)."""

from datetime import UTC, datetime

from bot.sandbox.clock import moment
from bot.sandbox.refusals import Fault, Refused, invalid_form
from bot.sandbox.rest.calls import (
    NOTHING,
    Answer,
    Call,
    Route,
    bot_in_guild,
    may,
    must_be_active,
    no_access,
    the_channel,
    wrong_type,
)
from bot.sandbox.world import threads
from bot.sandbox.world.payloads import active_threads, channel_json, member_json
from bot.sandbox.world.permissions import MANAGE_THREADS, READ_MESSAGE_HISTORY, SEND_MESSAGES_IN_THREADS
from bot.sandbox.world.things import (
    ANNOUNCEMENT_THREAD,
    PRIVATE_THREAD,
    PUBLIC_THREAD,
    Channel,
    Json,
    Thread,
    ThreadMember,
)
from bot.sandbox.world.thread_payloads import thread_member_json

# The application's flags for the GUILD_MEMBERS intent (docs, resources/application.mdx "Application Flags").
MAY_LIST_MEMBERS = 1 << 14 | 1 << 15

# --- who is in a thread ------------------------------------------------------------------------------------------


def get_members(call: Call) -> Answer:
    """Only with the GUILD_MEMBERS intent (docs, "List Thread Members")."""
    if not call.world.application.flags & MAY_LIST_MEMBERS:
        raise no_access()
    channel, thread = _the_thread(call)
    limit, after = call.queried_number("limit", 100, least=1, most=100), call.queried_id("after") or 0
    members = sorted(thread.members, key=lambda member: member.id)
    return Answer([_member_json(call, channel, member) for member in members if member.id > after][:limit])


def get_member(call: Call) -> Answer:
    channel, thread = _the_thread(call)
    user_id = _user_id(call)
    found = next((member for member in thread.members if member.id == user_id), None)
    if found is None:
        raise Refused(404, 10007, "Unknown Member")
    return Answer(_member_json(call, channel, found))


def _member_json(call: Call, channel: Channel, member: ThreadMember) -> Json:
    shown = thread_member_json(channel, member)
    in_guild = call.world.members.get(member.id) if call.is_asked("with_member") else None
    return shown if in_guild is None else shown | {"member": member_json(call.world, in_guild)}


def add_member(call: Call) -> Answer:
    """The bot may join what it sees; to add others it must be able to write there."""
    channel, _ = _the_thread(call)
    must_be_active(channel)
    user_id = _user_id(call)
    if user_id != call.world.bot.id:
        may(call, channel, SEND_MESSAGES_IN_THREADS)
    if user_id not in call.world.members:
        raise Refused(404, 10013, "Unknown User")
    threads.join(call.world, channel, user_id)
    return NOTHING


def remove_member(call: Call) -> Answer:
    channel, thread = _the_thread(call)
    must_be_active(channel)
    user_id, me = _user_id(call), call.world.bot.id
    is_own = channel.type == PRIVATE_THREAD and thread.owner_id == me
    if user_id != me and not is_own:
        may(call, channel, MANAGE_THREADS)
    threads.leave(call.world, channel, user_id)
    return NOTHING


def _the_thread(call: Call) -> tuple[Channel, Thread]:
    channel = the_channel(call)
    if channel.thread is None:
        raise wrong_type()
    return channel, channel.thread


def _user_id(call: Call) -> int:
    return call.id("user_id") if "user_id" in call.ids else call.world.bot.id


# --- which threads there are -------------------------------------------------------------------------------------


def get_active(call: Call) -> Answer:
    bot_in_guild(call)
    return Answer(_listed(call, active_threads(call.world)))


def get_public_archived(call: Call) -> Answer:
    return _archived(call, {PUBLIC_THREAD, ANNOUNCEMENT_THREAD}, READ_MESSAGE_HISTORY)


def get_private_archived(call: Call) -> Answer:
    return _archived(call, {PRIVATE_THREAD}, READ_MESSAGE_HISTORY | MANAGE_THREADS)


def _archived(call: Call, kinds: set[int], needed: int) -> Answer:
    """Those archived last come first."""
    channel = the_channel(call)
    may(call, channel, needed)
    limit, before = call.queried_number("limit", 50, least=2, most=100), _queried_moment(call, "before")
    found = [
        (moment(thread.thread.status_ms), thread)
        for thread in call.world.threads_of(channel.id)
        if thread.thread is not None and thread.thread.is_archived and thread.type in kinds
    ]
    earlier = sorted((each for each in found if before is None or each[0] < before), key=_when, reverse=True)
    shown = [thread for _, thread in earlier[:limit]]
    return Answer(_listed(call, shown, has_more=len(earlier) > limit))


def _when(found: tuple[datetime, Channel]) -> datetime:
    return found[0]


def _queried_moment(call: Call, name: str) -> datetime | None:
    text = call.query.get(name)
    if text is None:
        return None
    try:
        when = datetime.fromisoformat(text)
    except ValueError as fault:
        raise invalid_form(Fault((name,), "DATE_TIME_TYPE_PARSE", f'Could not parse "{text[:40]}".')) from fault
    return when if when.tzinfo is not None else when.replace(tzinfo=UTC)


def _listed(call: Call, found: list[Channel], *, has_more: bool = False) -> Json:
    """Threads, and the bot as a member of those that it is in."""
    shown = [channel_json(call.world, thread) for thread in found]
    members = [thread["member"] for thread in shown if "member" in thread]
    return {"threads": shown, "members": members, "has_more": has_more}


_MEMBERS = "/channels/{channel_id}/thread-members"
ROUTES = (
    Route("GET", "/guilds/{guild_id}/threads/active", get_active),
    Route("GET", "/channels/{channel_id}/threads/archived/public", get_public_archived),
    Route("GET", "/channels/{channel_id}/threads/archived/private", get_private_archived),
    Route("GET", _MEMBERS, get_members),
    Route("PUT", f"{_MEMBERS}/@me", add_member),
    Route("DELETE", f"{_MEMBERS}/@me", remove_member),
    Route("GET", f"{_MEMBERS}/{{user_id}}", get_member),
    Route("PUT", f"{_MEMBERS}/{{user_id}}", add_member),
    Route("DELETE", f"{_MEMBERS}/{{user_id}}", remove_member),
)
