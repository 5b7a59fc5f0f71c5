"""What a person does with scheduled events: is interested, or no longer; starts, ends, deletes them if they may."""

from msgspec import structs

from bot.sandbox.people.scenes import cannot, person_of
from bot.sandbox.rules.scheduled_events import OVER, TRANSITIONS
from bot.sandbox.world.permissions import CREATE_EVENTS, MANAGE_EVENTS, VIEW_CHANNEL
from bot.sandbox.world.scheduled_payloads import scheduled_event_json
from bot.sandbox.world.things import Json, Person, ScheduledEvent
from bot.sandbox.world.world import World


def seen_events_json(world: World, person: Person) -> list[Json]:
    """Those that are not over, the next one first."""
    seen = [event for event in world.scheduled_events if event.status not in OVER and _sees(world, person, event)]
    return [seen_event_json(world, person, event) for event in sorted(seen, key=lambda event: event.start_ms)]


def seen_event_json(world: World, person: Person, event: ScheduledEvent) -> Json:
    shown = scheduled_event_json(world, event, with_count=True)
    return shown | {"is_interested": person.id in event.interested, "is_mine_to_change": _may(world, person, event)}


def be_interested(world: World, key: str, event_id: int, *, is_interested: bool) -> ScheduledEvent:
    person = person_of(world, key)
    event = _event_seen(world, person, event_id)
    others = tuple(number for number in event.interested if number != person.id)
    interested = (*others, person.id) if is_interested else others
    return world.scheduled_events.put(structs.replace(event, interested=interested))


def change_status(world: World, key: str, event_id: int, status: int) -> ScheduledEvent:
    """Start it, end it, or call it off."""
    person = person_of(world, key)
    event = _event_to_change(world, person, event_id)
    if status not in TRANSITIONS[event.status]:
        raise cannot("This event cannot become that.", 409)
    return world.scheduled_events.put(structs.replace(event, status=status))


def delete_event(world: World, key: str, event_id: int) -> None:
    event = _event_to_change(world, person_of(world, key), event_id)
    world.scheduled_events.take(event.id)


def _event_to_change(world: World, person: Person, event_id: int) -> ScheduledEvent:
    event = _event_seen(world, person, event_id)
    if not _may(world, person, event):
        raise cannot("You cannot change this event.", 403)
    return event


def _event_seen(world: World, person: Person, event_id: int) -> ScheduledEvent:
    event = world.scheduled_events.get(event_id)
    if event is None or event.status in OVER or not _sees(world, person, event):
        raise cannot("There is no such event (any more).", 404)
    return event


def _sees(world: World, person: Person, event: ScheduledEvent) -> bool:
    channel = world.channels.get(event.channel_id)
    return channel is None or bool(world.permissions_in(channel, person.id) & VIEW_CHANNEL)


def _may(world: World, person: Person, event: ScheduledEvent) -> bool:
    needed = MANAGE_EVENTS | (CREATE_EVENTS if event.creator_id == person.id else 0)
    return bool(world.permissions_in_guild(person.id) & needed)
