"""The dispatches of the gateway as schemas: the description has the objects, the documentation how they go together.

Docs: events/gateway-events.mdx; interactions/receiving-and-responding.mdx for interactions.
"""

from collections.abc import Mapping
from typing import Any

from tests.discord_spec.allowances import DIGITS
from tests.discord_spec.document import Document, Schema, ref

_TEXT: Schema = {"type": "string"}
_SOME_TEXT: Schema = {"type": "string", "minLength": 1}
_FLAG: Schema = {"type": "boolean"}
_NUMBER: Schema = {"type": "integer"}
_ID: Schema = ref("SnowflakeType")
_BITS: Schema = {"type": "string", "pattern": DIGITS}
_LOCALE: Schema = ref("AvailableLocalesEnum")
_TIME: Schema = {"type": "string", "format": "date-time"}

# Objects of the description of which an event carries a part: which fields are left out depends on the event.
_PARTIAL = (
    "GuildChannelResponse",
    "PrivateChannelResponse",
    "PrivateGroupChannelResponse",
    "ThreadResponse",
    "GuildMemberResponse",
    "MessageResponse",
)


def with_events(document: Document) -> Document:
    """The same description with a named schema for each event that we know, and for the parts of them."""
    partial = {_partial_name(name): {**document.schemas[name], "required": []} for name in _PARTIAL}
    return document.with_schemas(**partial, **_PARTS, **EVENTS)


def _partial_name(name: str) -> str:
    return f"Partial{name}"


def _partial(name: str) -> Schema:
    return ref(_partial_name(name))


def _fields(required: Mapping[str, Schema], **optional: Schema) -> dict[str, Any]:
    return {"type": "object", "properties": {**required, **optional}, "required": list(required)}


def _list(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def _map(schema: Schema) -> Schema:
    return {"type": "object", "additionalProperties": schema}


def _and(schema: Schema, *more: Schema) -> dict[str, Any]:
    return {"type": "object", "allOf": [schema, *more]}


def _one_of(*schemas: Schema) -> dict[str, Any]:
    return {"oneOf": list(schemas)}


def _type(value: int) -> Schema:
    return {"type": "integer", "enum": [value]}


_CHANNEL = _one_of(*(_partial(name) for name in _PARTIAL[:4]))
_RESOLVED_CHANNEL = {**_CHANNEL, "required": ["id", "type"]}
_PERMISSIONS: Schema = _fields({"permissions": _BITS})
_MESSAGE = _and(ref("MessageResponse"), _fields({}, guild_id=_ID, member=_partial("GuildMemberResponse")))

_COMMAND_DATA = _fields(
    {"id": _ID, "name": _SOME_TEXT, "type": ref("ApplicationCommandType")},
    resolved=ref("InteractionResolved"),
    options=_list(ref("InteractionOption")),
    guild_id=_ID,
    target_id=_ID,
)
_COMPONENT_DATA = _fields(
    {"custom_id": _SOME_TEXT, "component_type": _NUMBER},
    id=_NUMBER,
    values=_list(_TEXT),
    resolved=ref("InteractionResolved"),
)
_MODAL_DATA = _fields(
    {"custom_id": _SOME_TEXT, "components": _list(ref("ModalAnswer"))},
    resolved=ref("InteractionResolved"),
)


def _interaction(kind: int, data: Schema, **more: Schema) -> Schema:
    return _fields({"type": _type(kind), "data": data, **more})


_PARTS: Mapping[str, Schema] = {
    "InteractionOption": _fields(
        {"name": _SOME_TEXT, "type": ref("ApplicationCommandOptionType")},
        value={"type": ["string", "integer", "number", "boolean"]},
        options=_list(ref("InteractionOption")),
        focused=_FLAG,
    ),
    "InteractionResolved": _fields(
        {},
        users=_map(ref("UserResponse")),
        members=_map(_and(_partial("GuildMemberResponse"), _PERMISSIONS)),
        roles=_map(ref("GuildRoleResponse")),
        channels=_map(_and(_RESOLVED_CHANNEL, _fields({}, permissions=_BITS, app_permissions=_BITS))),
        messages=_map(_and(_partial("MessageResponse"), _fields({"id": _ID, "channel_id": _ID}, guild_id=_ID))),
        attachments=_map(ref("MessageAttachmentResponse")),
    ),
    "ModalAnswer": _fields(
        {"type": _NUMBER},
        id=_NUMBER,
        custom_id=_SOME_TEXT,
        value={"type": ["string", "boolean", "null"]},
        values=_list(_TEXT),
        component=ref("ModalAnswer"),
        components=_list(ref("ModalAnswer")),
    ),
    "InteractionEvent": _fields(
        {
            "id": _ID,
            "application_id": _ID,
            "type": _NUMBER,
            "token": _SOME_TEXT,
            "version": _type(1),
            "channel_id": _ID,
            "channel": _and(_RESOLVED_CHANNEL, _fields({}, permissions=_BITS, app_permissions=_BITS)),
            "app_permissions": _BITS,
            "locale": _LOCALE,
            "entitlements": {"type": "array"},
            "authorizing_integration_owners": _map(_BITS),
            "context": ref("InteractionContextType"),
            "attachment_size_limit": _NUMBER,
        },
        guild=_fields({"id": _ID}, locale=_LOCALE, features=_list(_TEXT)),
        guild_id=_ID,
        guild_locale=_LOCALE,
        member=_and(ref("GuildMemberResponse"), _PERMISSIONS),
        user=ref("UserResponse"),
    ),
    "InteractionCommand": _interaction(2, _COMMAND_DATA),
    "InteractionComponent": _interaction(3, _COMPONENT_DATA, message=_MESSAGE),
    "InteractionAutocomplete": _interaction(4, _COMMAND_DATA),
    "InteractionModal": {
        **_interaction(5, _MODAL_DATA),
        "properties": {"type": _type(5), "data": _MODAL_DATA, "message": _MESSAGE},
    },
}

_INTERACTION = _and(
    ref("InteractionEvent"),
    _one_of(*(ref(f"Interaction{name}") for name in ("Command", "Component", "Autocomplete", "Modal"))),
)
_DELETED = _fields({"id": _ID, "channel_id": _ID}, guild_id=_ID)
_SCHEDULED_EVENT = _one_of(*(ref(f"{kind}ScheduledEventResponse") for kind in ("External", "Stage", "Voice")))
_INTERESTED = _fields({"guild_scheduled_event_id": _ID, "user_id": _ID, "guild_id": _ID})
_ROLE = _fields({"guild_id": _ID, "role": ref("GuildRoleResponse")})
# In a guild that is being created its channels do not say which guild they belong to.
_OWN_CHANNEL = {**_partial("GuildChannelResponse"), "required": ["id", "type", "name", "position"]}

EVENTS: Mapping[str, Schema] = {
    "READY": _fields(
        {
            "v": _NUMBER,
            "user": _and(ref("UserResponse"), _fields({}, mfa_enabled=_FLAG, verified=_FLAG, email={}, locale=_LOCALE)),
            "guilds": _list(_fields({"id": _ID, "unavailable": _FLAG})),
            "session_id": _SOME_TEXT,
            "resume_gateway_url": {"type": "string", "format": "uri"},
            "application": _fields({"id": _ID, "flags": _NUMBER}, flags_new={}),
        },
        shard={"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2},
        session_type=_TEXT,
        private_channels={"type": "array", "maxItems": 0},
        _trace=_list(_TEXT),
    ),
    "GUILD_CREATE": _and(
        ref("GuildResponse"),
        _fields(
            {
                "joined_at": _TIME,
                "large": _FLAG,
                "member_count": _NUMBER,
                "members": _list(ref("GuildMemberResponse")),
                "channels": _list(_OWN_CHANNEL),
                "threads": _list(ref("ThreadResponse")),
                "voice_states": {"type": "array"},
                "presences": {"type": "array"},
                "stage_instances": {"type": "array"},
                "guild_scheduled_events": _list(_SCHEDULED_EVENT),
                "soundboard_sounds": {"type": "array"},
            },
            unavailable=_FLAG,
        ),
    ),
    "GUILD_UPDATE": _and(ref("GuildResponse")),
    "GUILD_DELETE": _fields({"id": _ID}, unavailable=_FLAG),
    "GUILD_ROLE_CREATE": _ROLE,
    "GUILD_ROLE_UPDATE": _ROLE,
    "GUILD_ROLE_DELETE": _fields({"guild_id": _ID, "role_id": _ID}),
    "GUILD_MEMBER_ADD": _and(ref("GuildMemberResponse"), _fields({"guild_id": _ID})),
    "GUILD_MEMBER_UPDATE": _and(
        _partial("GuildMemberResponse"), _fields({"guild_id": _ID, "roles": _list(_ID), "user": ref("UserResponse")})
    ),
    "GUILD_MEMBER_REMOVE": _fields({"guild_id": _ID, "user": ref("UserResponse")}),
    "CHANNEL_CREATE": ref("GuildChannelResponse"),
    "CHANNEL_UPDATE": ref("GuildChannelResponse"),
    "CHANNEL_DELETE": ref("GuildChannelResponse"),
    "THREAD_CREATE": _and(ref("ThreadResponse"), _fields({}, newly_created=_FLAG)),
    "THREAD_UPDATE": ref("ThreadResponse"),
    "THREAD_DELETE": _fields({"id": _ID, "guild_id": _ID, "parent_id": _ID, "type": _NUMBER}),
    "THREAD_LIST_SYNC": _fields(
        {
            "guild_id": _ID,
            "threads": _list(ref("ThreadResponse")),
            "members": _list(ref("ThreadMemberResponse")),
        },
        channel_ids=_list(_ID),
    ),
    "THREAD_MEMBERS_UPDATE": _fields(
        {"id": _ID, "guild_id": _ID, "member_count": _NUMBER},
        added_members=_list(_and(ref("ThreadMemberResponse"), _fields({}, presence={}))),
        removed_member_ids=_list(_ID),
    ),
    "GUILD_SCHEDULED_EVENT_CREATE": _SCHEDULED_EVENT,
    "GUILD_SCHEDULED_EVENT_UPDATE": _SCHEDULED_EVENT,
    "GUILD_SCHEDULED_EVENT_DELETE": _SCHEDULED_EVENT,
    "GUILD_SCHEDULED_EVENT_USER_ADD": _INTERESTED,
    "GUILD_SCHEDULED_EVENT_USER_REMOVE": _INTERESTED,
    "MESSAGE_CREATE": _MESSAGE,
    "MESSAGE_UPDATE": _MESSAGE,
    "MESSAGE_DELETE": _DELETED,
    "MESSAGE_DELETE_BULK": _fields({"ids": _list(_ID), "channel_id": _ID}, guild_id=_ID),
    "TYPING_START": _fields(
        {"channel_id": _ID, "user_id": _ID, "timestamp": _NUMBER}, guild_id=_ID, member=ref("GuildMemberResponse")
    ),
    "INTERACTION_CREATE": _INTERACTION,
}
