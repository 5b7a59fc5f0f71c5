"""Objects of the API as Discord sends them, each whole: what the tests answer with, and change to be wrong."""

from typing import Any

Json = dict[str, Any]

APPLICATION_ID, GUILD_ID, CHANNEL_ID, USER_ID, MESSAGE_ID = "10001", "20001", "30001", "40001", "50001"
INTERACTION_ID, COMMAND_ID, ROLE_ID = "60001", "70001", "80001"
TOKEN = "an-interaction-token"  # noqa: S105 - made up
MOMENT = "2026-11-22T19:00:00.000000+00:00"


def user(**changes: Any) -> Json:
    return {
        "id": USER_ID,
        "username": "luis",
        "global_name": "Luis",
        "discriminator": "0",
        "avatar": None,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    } | changes


def member(**changes: Any) -> Json:
    return {
        "user": user(),
        "nick": None,
        "avatar": None,
        "banner": None,
        "roles": [ROLE_ID],
        "joined_at": MOMENT,
        "premium_since": None,
        "communication_disabled_until": None,
        "pending": False,
        "flags": 0,
        "mute": False,
        "deaf": False,
    } | changes


def role(**changes: Any) -> Json:
    return {
        "id": ROLE_ID,
        "name": "Organiser",
        "permissions": "32",
        "position": 1,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    } | changes


def channel(**changes: Any) -> Json:
    return {"id": CHANNEL_ID, "type": 0, "flags": 0, "guild_id": GUILD_ID, "name": "general", "position": 0} | changes


def message(**changes: Any) -> Json:
    return {
        "id": MESSAGE_ID,
        "type": 0,
        "channel_id": CHANNEL_ID,
        "author": user(bot=True),
        "content": "Hello",
        "timestamp": MOMENT,
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": False,
        "flags": 0,
        "components": [],
    } | changes


def command(**changes: Any) -> Json:
    return {
        "id": COMMAND_ID,
        "application_id": APPLICATION_ID,
        "version": "70002",
        "default_member_permissions": None,
        "type": 1,
        "name": "what",
        "description": "Look something up",
    } | changes


def command_data(**changes: Any) -> Json:
    return {
        "id": COMMAND_ID,
        "name": "what",
        "type": 1,
        "options": [{"name": "concept", "type": 3, "value": "fargate"}],
    } | changes


def component_data(**changes: Any) -> Json:
    return {"custom_id": "compare:lambda", "component_type": 2, "id": 3} | changes


def interaction(kind: int, data: Json, **changes: Any) -> Json:
    """An interaction in a guild; `kind` 2 is a command, 3 a component, 4 autocomplete, 5 a modal."""
    return {
        "id": INTERACTION_ID,
        "application_id": APPLICATION_ID,
        "type": kind,
        "token": TOKEN,
        "version": 1,
        "data": data,
        "guild_id": GUILD_ID,
        "guild": {"id": GUILD_ID, "locale": "en-US", "features": []},
        "channel_id": CHANNEL_ID,
        "channel": channel(permissions="3072"),
        "member": member(permissions="3072"),
        "app_permissions": "3072",
        "locale": "es-ES",
        "guild_locale": "en-US",
        "entitlements": [],
        "authorizing_integration_owners": {"0": GUILD_ID},
        "context": 0,
        "attachment_size_limit": 10485760,
    } | changes


def application(**changes: Any) -> Json:
    """What a bot is told of its own application when it logs in."""
    return {
        "id": APPLICATION_ID,
        "name": "Bot",
        "icon": None,
        "description": "",
        "owner": user(),
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0",
        "flags": 0,
    } | changes


def callback_answer(kind: int = 4) -> Json:
    return {
        "interaction": {"id": INTERACTION_ID, "type": 2, "response_message_id": MESSAGE_ID},
        "resource": {"type": kind, "message": message()},
    }
