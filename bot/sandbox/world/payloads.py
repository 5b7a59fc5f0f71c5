"""Things as Discord's API shows them (docs, resources/). Only ids, and what the world says of them, come in here."""

from collections.abc import Container

from bot.sandbox.clock import iso
from bot.sandbox.snowflakes import moment_ms
from bot.sandbox.world.permissions import VIEW_CHANNEL
from bot.sandbox.world.things import CATEGORY, FORUM, Channel, Json, Member, Role, User
from bot.sandbox.world.thread_payloads import forum_json, thread_json
from bot.sandbox.world.world import World

# What a guild has that nobody has changed.
GUILD_DEFAULTS: Json = {
    "icon": None,
    "description": None,
    "home_header": None,
    "splash": None,
    "discovery_splash": None,
    "features": [],
    "banner": None,
    "application_id": None,
    "region": "deprecated",
    "afk_channel_id": None,
    "afk_timeout": 300,
    "system_channel_id": None,
    "system_channel_flags": 0,
    "widget_enabled": False,
    "widget_channel_id": None,
    "verification_level": 0,
    "default_message_notifications": 1,
    "mfa_level": 0,
    "explicit_content_filter": 0,
    "max_presences": None,
    "max_members": 500_000,
    "max_stage_video_channel_users": 50,
    "max_video_channel_users": 25,
    "vanity_url_code": None,
    "premium_tier": 0,
    "premium_subscription_count": 0,
    "rules_channel_id": None,
    "safety_alerts_channel_id": None,
    "public_updates_channel_id": None,
    "premium_progress_bar_enabled": False,
    "nsfw": False,
    "nsfw_level": 0,
    "emojis": [],
    "stickers": [],
    "incidents_data": None,
}


def user_json(user: User) -> Json:
    """A user; of a bot the `bot` mark and the four digits that bots still have."""
    shown: Json = {
        "id": str(user.id),
        "username": user.name if user.is_bot else user.name.lower(),
        "global_name": None if user.is_bot else user.name,
        "discriminator": "0001" if user.is_bot else "0",
        "avatar": None,
        "avatar_decoration_data": None,
        "banner": None,
        "accent_color": None,
        "collectibles": None,
        "primary_guild": None,
        "public_flags": 0,
        "flags": 0,
    }
    return shown | {"bot": True} if user.is_bot else shown


def member_json(world: World, member: Member, *, with_user: bool = True) -> Json:
    """A member; inside a message or among resolved things Discord leaves out the user."""
    shown: Json = {
        "avatar": None,
        "avatar_decoration_data": None,
        "banner": None,
        "collectibles": None,
        "communication_disabled_until": None,
        "flags": 0,
        "joined_at": iso(member.joined_ms),
        "nick": member.nick,
        "pending": False,
        "premium_since": None,
        "roles": [str(number) for number in member.role_ids],
        "mute": False,
        "deaf": False,
    }
    return shown | {"user": user_json(world.users[member.id])} if with_user else shown


def role_json(role: Role) -> Json:
    shown: Json = {
        "id": str(role.id),
        "name": role.name,
        "permissions": str(role.permissions),
        "position": role.position,
        "color": role.color,
        "colors": {"primary_color": role.color, "secondary_color": None, "tertiary_color": None},
        "hoist": role.is_hoisted,
        "managed": role.bot_id is not None,
        "mentionable": role.is_mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    return shown if role.bot_id is None else shown | {"tags": {"bot_id": str(role.bot_id)}}


def channel_json(world: World, channel: Channel) -> Json:
    """A channel of the server, a thread, or a direct channel as the bot sees it."""
    if channel.recipient_id is not None:
        return _direct_json(world, channel, world.users[channel.recipient_id])
    if channel.thread is not None:
        return thread_json(world, channel, channel.thread)
    shown: Json = {
        "id": str(channel.id),
        "type": channel.type,
        "flags": channel.flags,
        "guild_id": str(world.guild.id),
        "name": channel.name,
        "parent_id": _text(channel.parent_id),
        "position": channel.position,
        "permission_overwrites": [
            {"id": str(o.id), "type": o.type, "allow": str(o.allow), "deny": str(o.deny)} for o in channel.overwrites
        ],
        "nsfw": channel.is_nsfw,
    }
    if channel.type == FORUM:
        return shown | forum_json(world, channel)
    return shown if channel.type == CATEGORY else shown | _writing_json(world, channel)


def _writing_json(world: World, channel: Channel) -> Json:
    return {
        "topic": channel.topic,
        "last_message_id": _text(world.messages.last_id(channel.id)),
        "last_pin_timestamp": None,
        "rate_limit_per_user": channel.slowmode_s,
    }


def _direct_json(world: World, channel: Channel, other: User) -> Json:
    return {
        "id": str(channel.id),
        "type": channel.type,
        "flags": 0,
        "last_message_id": _text(world.messages.last_id(channel.id)),
        "recipients": [user_json(other)],
    }


def guild_json(world: World) -> Json:
    """The server as GET /guilds/{id} gives it."""
    return GUILD_DEFAULTS | {
        "id": str(world.guild.id),
        "name": world.guild.name,
        "owner_id": str(world.guild.owner_id),
        "preferred_locale": world.guild.locale,
        "roles": [role_json(role) for role in world.roles],
    }


def active_threads(world: World, channel_ids: Container[int] | None = None) -> list[Channel]:
    """Those that the bot sees, of all channels or of these."""
    return [
        channel
        for channel in world.channels
        if channel.thread is not None
        and not channel.thread.is_archived
        and (channel_ids is None or channel.parent_id in channel_ids)
        and world.permissions_in(channel, world.bot.id) & VIEW_CHANNEL
    ]


def application_json(world: World) -> Json:
    """The application as its own bot sees it."""
    application = world.application
    installed = sum(1 for person in world.people if person.has_installed)
    return {
        "id": str(application.id),
        "name": application.name,
        "icon": None,
        "description": application.description,
        "type": None,
        "bot": user_json(world.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "integration_types_config": {"0": {}, "1": {}},
        # A key of the right shape; nothing is signed with it, as interactions come by the gateway.
        "verify_key": "0" * 64,
        "flags": application.flags,
        "flags_new": str(application.flags),
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user_json(world.users[application.owner_id]),
        "approximate_guild_count": int(world.bot_is_member),
        "approximate_user_install_count": installed,
        "approximate_user_authorization_count": 0,
        "event_webhooks_status": 1,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
    }


def created_at(number: int) -> str:
    """When the thing of this id came to be, as Discord writes it."""
    return iso(moment_ms(number))


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)
