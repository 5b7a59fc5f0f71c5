"""Users, the bot's own servers, and its direct messages (docs, resources/user.mdx)."""

from bot.sandbox.refusals import Fault, Refused, invalid_form
from bot.sandbox.rest.calls import Answer, Call, Route, no_access, snowflake
from bot.sandbox.world.payloads import channel_json, user_json
from bot.sandbox.world.things import DIRECT, Channel, Json


def get_me(call: Call) -> Answer:
    return Answer(
        user_json(call.world.bot) | {"mfa_enabled": False, "locale": "en-US", "email": None, "verified": True}
    )


def get_user(call: Call) -> Answer:
    user = call.world.users.get(call.id("user_id"))
    if user is None:
        raise Refused(404, 10013, "Unknown User")
    return Answer(user_json(user))


def get_my_guilds(call: Call) -> Answer:
    call.queried_number("limit", 200, least=1, most=200)
    before, after = call.queried_id("before"), call.queried_id("after")
    number = call.world.guild.id
    is_asked_for = (before is None or number < before) and (after is None or number > after)
    return Answer([_my_guild(call)] if is_asked_for and call.world.bot_is_member else [])


def _my_guild(call: Call) -> Json:
    world = call.world
    shown: Json = {
        "id": str(world.guild.id),
        "name": world.guild.name,
        "icon": None,
        "banner": None,
        "owner": False,
        "permissions": str(world.permissions_in_guild(world.bot.id)),
        "features": [],
    }
    if call.is_asked("with_counts"):
        count = len(list(world.members))
        shown |= {"approximate_member_count": count, "approximate_presence_count": count}
    return shown


def leave_guild(call: Call) -> Answer:
    if call.id("guild_id") != call.world.guild.id or not call.world.bot_is_member:
        raise Refused(404, 10004, "Unknown Guild")
    call.world.remove_bot()
    return Answer(status=204)


def open_direct_messages(call: Call) -> Answer:
    """The same channel every time."""
    recipient = call.object().get("recipient_id")
    user = call.world.users.get(snowflake(str(recipient), "recipient_id"))
    if user is None:
        raise invalid_form(Fault(("recipient_id",), "INVALID_RECIPIENT", "Invalid Recipient(s)"))
    if user.is_bot:
        raise Refused(400, 50007, "Cannot send messages to this user")
    if not call.world.bot_is_member and call.world.direct_channel(user.id) is None:
        raise no_access()
    channel = call.world.direct_channel(user.id)
    if channel is None:
        channel = call.world.channels.put(Channel(call.world.ids.next(), DIRECT, recipient_id=user.id))
    return Answer(channel_json(call.world, channel))


ROUTES = (
    Route("GET", "/users/@me", get_me),
    Route("GET", "/users/@me/guilds", get_my_guilds),
    Route("DELETE", "/users/@me/guilds/{guild_id}", leave_guild),
    Route("POST", "/users/@me/channels", open_direct_messages),
    Route("GET", "/users/{user_id}", get_user),
)
