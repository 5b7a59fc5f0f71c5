"""Scheduled events: made, changed, ended, and who is interested (docs, resources/guild-scheduled-event.mdx)."""

import hashlib
from datetime import datetime

from msgspec import structs

from bot.sandbox.refusals import Refused
from bot.sandbox.rest.calls import NOTHING, Answer, Call, Route, bot_in_guild, no_access, no_permission, wrong_type
from bot.sandbox.rules.scheduled_events import (
    EXTERNAL,
    MOST_EVENTS,
    OVER,
    VOICE,
    EventDraft,
    check_event,
    check_event_edit,
)
from bot.sandbox.world.payloads import member_json, user_json
from bot.sandbox.world.permissions import (
    CONNECT,
    CREATE_EVENTS,
    MANAGE_CHANNELS,
    MANAGE_EVENTS,
    MOVE_MEMBERS,
    MUTE_MEMBERS,
    VIEW_CHANNEL,
)
from bot.sandbox.world.scheduled_payloads import coming_events, scheduled_event_json, sees_event
from bot.sandbox.world.things import STAGE_CHANNEL, VOICE_CHANNEL, Json, ScheduledEvent

# What is needed besides, in the channel of the event (docs, "Guild Scheduled Event Permissions Requirements").
IN_VOICE = VIEW_CHANNEL | CONNECT
ON_STAGE = MANAGE_CHANNELS | MUTE_MEMBERS | MOVE_MEMBERS


def get_events(call: Call) -> Answer:
    bot_in_guild(call)
    return Answer([_event_json(call, event) for event in coming_events(call.world)])


def get_event(call: Call) -> Answer:
    return Answer(_event_json(call, _the_event(call)))


def create_event(call: Call) -> Answer:
    me = bot_in_guild(call)
    draft = check_event(call.object(), call.world.clock.now())
    _must_fit(call, draft)
    _may(call, draft, CREATE_EVENTS)
    if sum(1 for event in call.world.scheduled_events if event.status not in OVER) >= MOST_EVENTS:
        message = f"Maximum number of uncompleted guild scheduled events reached ({MOST_EVENTS})"
        raise Refused(400, 30038, message)
    blank = ScheduledEvent(
        id=call.world.ids.next(),
        creator_id=me.id,
        name=draft.name,
        entity_type=draft.entity_type,
        start_ms=0,
    )
    return Answer(_event_json(call, call.world.scheduled_events.put(_drawn(blank, draft))))


def edit_event(call: Call) -> Answer:
    event = _the_event(call)
    _may_change(call, event)
    before = scheduled_event_json(call.world, event)
    draft = check_event_edit(call.object(), before, call.world.clock.now())
    _must_fit(call, draft)
    return Answer(_event_json(call, call.world.scheduled_events.put(_drawn(event, draft))))


def delete_event(call: Call) -> Answer:
    event = _the_event(call)
    _may_change(call, event)
    call.world.scheduled_events.take(event.id)
    return NOTHING


def get_users(call: Call) -> Answer:
    """By their ids, rising; `before` outweighs `after`."""
    event = _the_event(call)
    limit = call.queried_number("limit", 100, least=1, most=100)
    before, after = call.queried_id("before"), call.queried_id("after")
    numbers = sorted(event.interested)
    if before is not None:
        page = [number for number in numbers if number < before][-limit:]
    else:
        page = [number for number in numbers if after is None or number > after][:limit]
    return Answer([_interested_json(call, event, number) for number in page])


def count_users(call: Call) -> Answer:
    counts = {"guild_scheduled_event_count": len(_the_event(call).interested)}
    return Answer(counts | {"guild_scheduled_event_exception_counts": {}})


def _interested_json(call: Call, event: ScheduledEvent, number: int) -> Json:
    about = {"guild_scheduled_event_id": str(event.id), "user_id": str(number), "response": 1}
    shown: Json = about | {"user": user_json(call.world.users[number])}
    member = call.world.members.get(number) if call.is_asked("with_member") else None
    return shown if member is None else shown | {"member": member_json(call.world, member)}


def _the_event(call: Call) -> ScheduledEvent:
    bot_in_guild(call)
    event = call.world.scheduled_events.get(call.id("guild_scheduled_event_id"))
    if event is None:
        raise Refused(404, 10070, "Unknown Guild Scheduled Event")
    if not sees_event(call.world, event):
        raise no_access()
    return event


def _event_json(call: Call, event: ScheduledEvent) -> Json:
    return scheduled_event_json(call.world, event, with_count=call.is_asked("with_user_count"))


def _drawn(event: ScheduledEvent, draft: EventDraft) -> ScheduledEvent:
    """The event as the draft says. A picture is known by its hash; the sandbox does not serve it."""
    image = None if draft.image is None else hashlib.sha256(draft.image.encode()).hexdigest()[:32]
    return structs.replace(
        event,
        name=draft.name,
        description=draft.description,
        entity_type=draft.entity_type,
        status=draft.status,
        start_ms=_ms(draft.start),
        end_ms=None if draft.end is None else _ms(draft.end),
        channel_id=draft.channel_id,
        location=draft.location,
        image=image or event.image,
    )


def _ms(when: datetime) -> int:
    return round(when.timestamp() * 1000)


# --- who may -----------------------------------------------------------------------------------------------------


def _must_fit(call: Call, draft: EventDraft) -> None:
    """The channel is there, and of the event's type."""
    if draft.entity_type == EXTERNAL:
        return
    channel = call.world.channels.get(draft.channel_id)
    if channel is None:
        raise Refused(404, 10003, "Unknown Channel")
    if channel.type != (VOICE_CHANNEL if draft.entity_type == VOICE else STAGE_CHANNEL):
        raise wrong_type()


def _may_change(call: Call, event: ScheduledEvent) -> None:
    """One's own takes either permission, others' MANAGE_EVENTS."""
    is_own = event.creator_id == call.world.bot.id
    _may(call, event, MANAGE_EVENTS | (CREATE_EVENTS if is_own else 0))


def _may(call: Call, event: EventDraft | ScheduledEvent, one_of: int) -> None:
    bits = _bits(call, event.channel_id)
    besides = {EXTERNAL: 0, VOICE: IN_VOICE}.get(event.entity_type, ON_STAGE)
    if not bits & one_of or bits & besides != besides:
        raise no_permission()


def _bits(call: Call, channel_id: int | None) -> int:
    """What the bot may do in a channel, or, without one, in the server."""
    channel = call.world.channels.get(channel_id)
    me = call.world.bot.id
    return call.world.permissions_in_guild(me) if channel is None else call.world.permissions_in(channel, me)


_EVENTS = "/guilds/{guild_id}/scheduled-events"
_EVENT = f"{_EVENTS}/{{guild_scheduled_event_id}}"
ROUTES = (
    Route("GET", _EVENTS, get_events),
    Route("POST", _EVENTS, create_event),
    Route("GET", _EVENT, get_event),
    Route("PATCH", _EVENT, edit_event),
    Route("DELETE", _EVENT, delete_event),
    Route("GET", f"{_EVENT}/users", get_users),
    Route("GET", f"{_EVENT}/users/counts", count_users),
)
