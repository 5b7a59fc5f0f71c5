"""The server, its channels, roles and members (docs, resources/guild.mdx)."""

import msgspec

from bot.sandbox.refusals import Fault, Refused, invalid_form
from bot.sandbox.rest.calls import Answer, Call, Route, bot_in_guild, no_permission
from bot.sandbox.world.payloads import channel_json, guild_json, member_json, role_json
from bot.sandbox.world.permissions import CHANGE_NICKNAME

LONGEST_NICK = 32  # docs, resources/user.mdx "Usernames and Nicknames"


def get_guild(call: Call) -> Answer:
    bot_in_guild(call)
    guild = guild_json(call.world)
    if call.is_asked("with_counts"):
        count = len(list(call.world.members))
        guild |= {"approximate_member_count": count, "approximate_presence_count": count}
    return Answer(guild)


def get_channels(call: Call) -> Answer:
    bot_in_guild(call)
    return Answer([channel_json(call.world, channel) for channel in call.world.channels if channel.is_of_guild])


def get_roles(call: Call) -> Answer:
    bot_in_guild(call)
    return Answer([role_json(role) for role in call.world.roles])


def get_role(call: Call) -> Answer:
    bot_in_guild(call)
    role = call.world.roles.get(call.id("role_id"))
    if role is None:
        raise Refused(404, 10011, "Unknown Role")
    return Answer(role_json(role))


def get_member(call: Call) -> Answer:
    bot_in_guild(call)
    member = call.world.members.get(call.id("user_id"))
    if member is None:
        is_user = call.id("user_id") in call.world.users
        raise Refused(404, 10007, "Unknown Member") if is_user else Refused(404, 10013, "Unknown User")
    return Answer(member_json(call.world, member))


def edit_me(call: Call) -> Answer:
    """The bot's own nickname."""
    me = bot_in_guild(call)
    nick = call.object().get("nick", me.nick)
    if nick is not None and (not isinstance(nick, str) or len(nick) > LONGEST_NICK):
        raise invalid_form(Fault(("nick",), "BASE_TYPE_BAD_LENGTH", f"Must be {LONGEST_NICK} or fewer in length."))
    if not call.world.permissions_in_guild(me.id) & CHANGE_NICKNAME:
        raise no_permission()
    return Answer(member_json(call.world, call.world.members.put(msgspec.structs.replace(me, nick=nick or None))))


ROUTES = (
    Route("GET", "/guilds/{guild_id}", get_guild),
    Route("GET", "/guilds/{guild_id}/channels", get_channels),
    Route("GET", "/guilds/{guild_id}/roles", get_roles),
    Route("GET", "/guilds/{guild_id}/roles/{role_id}", get_role),
    Route("PATCH", "/guilds/{guild_id}/members/@me", edit_me),
    Route("GET", "/guilds/{guild_id}/members/{user_id}", get_member),
)
