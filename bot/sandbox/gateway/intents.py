"""Which events a session asked for, and what of a message it may read (docs, events/gateway.mdx "Gateway Intents")."""

from bot.sandbox.gateway.town import Json

GUILDS = 1 << 0
GUILD_MEMBERS = 1 << 1
GUILD_MODERATION = 1 << 2
GUILD_EXPRESSIONS = 1 << 3
GUILD_INTEGRATIONS = 1 << 4
GUILD_WEBHOOKS = 1 << 5
GUILD_INVITES = 1 << 6
GUILD_VOICE_STATES = 1 << 7
GUILD_PRESENCES = 1 << 8
GUILD_MESSAGES = 1 << 9
GUILD_MESSAGE_REACTIONS = 1 << 10
GUILD_MESSAGE_TYPING = 1 << 11
DIRECT_MESSAGES = 1 << 12
DIRECT_MESSAGE_REACTIONS = 1 << 13
DIRECT_MESSAGE_TYPING = 1 << 14
MESSAGE_CONTENT = 1 << 15
GUILD_SCHEDULED_EVENTS = 1 << 16
AUTO_MODERATION_CONFIGURATION = 1 << 20
AUTO_MODERATION_EXECUTION = 1 << 21
GUILD_MESSAGE_POLLS = 1 << 24
DIRECT_MESSAGE_POLLS = 1 << 25

KNOWN = (1 << 17) - 1 | AUTO_MODERATION_CONFIGURATION | AUTO_MODERATION_EXECUTION | 0b11 << 24

# The application's flags that enable a privileged intent, for a verified app and for a small one (docs,
# resources/application.mdx "Application Flags").
PRIVILEGED = {
    GUILD_PRESENCES: 1 << 12 | 1 << 13,
    GUILD_MEMBERS: 1 << 14 | 1 << 15,
    MESSAGE_CONTENT: 1 << 18 | 1 << 19,
}

_GUILD_EVENTS = {
    GUILDS: "GUILD_CREATE GUILD_UPDATE GUILD_DELETE GUILD_ROLE_CREATE GUILD_ROLE_UPDATE GUILD_ROLE_DELETE "
    "CHANNEL_CREATE CHANNEL_UPDATE CHANNEL_DELETE CHANNEL_PINS_UPDATE THREAD_CREATE THREAD_UPDATE THREAD_DELETE "
    "THREAD_LIST_SYNC THREAD_MEMBER_UPDATE STAGE_INSTANCE_CREATE STAGE_INSTANCE_UPDATE STAGE_INSTANCE_DELETE "
    "VOICE_CHANNEL_STATUS_UPDATE VOICE_CHANNEL_START_TIME_UPDATE",
    GUILDS | GUILD_MEMBERS: "THREAD_MEMBERS_UPDATE",
    GUILD_MEMBERS: "GUILD_MEMBER_ADD GUILD_MEMBER_UPDATE GUILD_MEMBER_REMOVE",
    GUILD_MODERATION: "GUILD_AUDIT_LOG_ENTRY_CREATE GUILD_BAN_ADD GUILD_BAN_REMOVE",
    GUILD_EXPRESSIONS: "GUILD_EMOJIS_UPDATE GUILD_STICKERS_UPDATE GUILD_SOUNDBOARD_SOUND_CREATE "
    "GUILD_SOUNDBOARD_SOUND_UPDATE GUILD_SOUNDBOARD_SOUND_DELETE GUILD_SOUNDBOARD_SOUNDS_UPDATE",
    GUILD_INTEGRATIONS: "GUILD_INTEGRATIONS_UPDATE INTEGRATION_CREATE INTEGRATION_UPDATE INTEGRATION_DELETE",
    GUILD_WEBHOOKS: "WEBHOOKS_UPDATE",
    GUILD_INVITES: "INVITE_CREATE INVITE_DELETE",
    GUILD_VOICE_STATES: "VOICE_CHANNEL_EFFECT_SEND VOICE_STATE_UPDATE",
    GUILD_PRESENCES: "PRESENCE_UPDATE",
    GUILD_MESSAGES: "MESSAGE_CREATE MESSAGE_UPDATE MESSAGE_DELETE MESSAGE_DELETE_BULK",
    GUILD_MESSAGE_REACTIONS: "MESSAGE_REACTION_ADD MESSAGE_REACTION_REMOVE MESSAGE_REACTION_REMOVE_ALL "
    "MESSAGE_REACTION_REMOVE_EMOJI",
    GUILD_MESSAGE_TYPING: "TYPING_START",
    GUILD_SCHEDULED_EVENTS: "GUILD_SCHEDULED_EVENT_CREATE GUILD_SCHEDULED_EVENT_UPDATE GUILD_SCHEDULED_EVENT_DELETE "
    "GUILD_SCHEDULED_EVENT_USER_ADD GUILD_SCHEDULED_EVENT_USER_REMOVE",
    AUTO_MODERATION_CONFIGURATION: "AUTO_MODERATION_RULE_CREATE AUTO_MODERATION_RULE_UPDATE "
    "AUTO_MODERATION_RULE_DELETE",
    AUTO_MODERATION_EXECUTION: "AUTO_MODERATION_ACTION_EXECUTION",
    GUILD_MESSAGE_POLLS: "MESSAGE_POLL_VOTE_ADD MESSAGE_POLL_VOTE_REMOVE",
}
_DIRECT_EVENTS = {
    DIRECT_MESSAGES: "MESSAGE_CREATE MESSAGE_UPDATE MESSAGE_DELETE CHANNEL_PINS_UPDATE",
    DIRECT_MESSAGE_REACTIONS: "MESSAGE_REACTION_ADD MESSAGE_REACTION_REMOVE MESSAGE_REACTION_REMOVE_ALL "
    "MESSAGE_REACTION_REMOVE_EMOJI",
    DIRECT_MESSAGE_TYPING: "TYPING_START",
    DIRECT_MESSAGE_POLLS: "MESSAGE_POLL_VOTE_ADD MESSAGE_POLL_VOTE_REMOVE",
}


def _by_event(table: dict[int, str]) -> dict[str, int]:
    return {event: intents for intents, events in table.items() for event in events.split()}


# Any one of these bits brings the event. One that stands in neither table comes to everybody.
NEEDED_IN_GUILD = _by_event(_GUILD_EVENTS)
NEEDED_IN_DIRECT = _by_event(_DIRECT_EVENTS)

# The fields of a message that people fill (docs, events/gateway.mdx "Message Content Intent").
_WRITTEN_BY_PEOPLE: Json = {"content": "", "embeds": [], "attachments": [], "components": []}


def disallowed(intents: int, application_flags: int) -> int:
    """The privileged intents among these that the application has not enabled."""
    return sum(bit for bit, flags in PRIVILEGED.items() if intents & bit and not application_flags & flags)


def wants(intents: int, event: str, payload: Json, *, guild_id: int | None, bot_id: str) -> bool:
    """Whether a session with these intents is told of an event. A bot hears of itself as a member in any case."""
    if event == "GUILD_MEMBER_UPDATE" and payload["user"]["id"] == bot_id:
        return True
    if event == "THREAD_MEMBERS_UPDATE" and not intents & GUILD_MEMBERS:
        return bool(intents & GUILDS) and _is_about(payload, bot_id)
    is_direct = guild_id is None and event in NEEDED_IN_DIRECT
    needed = (NEEDED_IN_DIRECT if is_direct else NEEDED_IN_GUILD).get(event)
    return needed is None or bool(intents & needed)


def as_seen(intents: int, event: str, payload: Json, *, guild_id: int | None, bot_id: str) -> Json:
    """The payload, without what people wrote where the session may not read it."""
    if event == "THREAD_MEMBERS_UPDATE" and not intents & GUILD_MEMBERS:
        return _of_bot_alone(payload, bot_id)
    is_message = event in {"MESSAGE_CREATE", "MESSAGE_UPDATE"}
    if not is_message or guild_id is None or intents & MESSAGE_CONTENT:
        return payload
    readers = (payload.get("author", {}), *payload.get("mentions", ()))
    if any(user.get("id") == bot_id for user in readers):
        return payload
    seen = {key: _WRITTEN_BY_PEOPLE.get(key, value) for key, value in payload.items() if key != "poll"}
    answered: Json | None = seen.get("referenced_message")
    if answered is not None:
        seen["referenced_message"] = as_seen(intents, event, answered, guild_id=guild_id, bot_id=bot_id)
    return seen


def _is_about(payload: Json, bot_id: str) -> bool:
    """Whether the bot itself joined the thread or left it (docs, topics/threads.mdx "Syncing for the current user")."""
    added = (member["user_id"] for member in payload.get("added_members", ()))
    return bot_id in (*added, *payload.get("removed_member_ids", ()))


def _of_bot_alone(payload: Json, bot_id: str) -> Json:
    """Of the others a session hears with the GUILD_MEMBERS intent only."""
    seen = dict(payload)
    if "added_members" in seen:
        seen["added_members"] = [member for member in seen["added_members"] if member["user_id"] == bot_id]
    if "removed_member_ids" in seen:
        seen["removed_member_ids"] = [number for number in seen["removed_member_ids"] if number == bot_id]
    return seen
