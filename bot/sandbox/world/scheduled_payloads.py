"""Scheduled events as Discord's API shows them (docs, resources/guild-scheduled-event.mdx)."""

from bot.sandbox.clock import iso
from bot.sandbox.rules.scheduled_events import OVER
from bot.sandbox.world.payloads import user_json
from bot.sandbox.world.permissions import VIEW_CHANNEL
from bot.sandbox.world.things import Json, ScheduledEvent
from bot.sandbox.world.world import World


def scheduled_event_json(world: World, event: ScheduledEvent, *, with_count: bool = False) -> Json:
    shown: Json = {
        "id": str(event.id),
        "guild_id": str(world.guild.id),
        "channel_id": None if event.channel_id is None else str(event.channel_id),
        "creator_id": str(event.creator_id),
        "creator": user_json(world.users[event.creator_id]),
        "name": event.name,
        "description": event.description,
        "image": event.image,
        "scheduled_start_time": iso(event.start_ms),
        "scheduled_end_time": None if event.end_ms is None else iso(event.end_ms),
        "privacy_level": 2,
        "status": event.status,
        "entity_type": event.entity_type,
        "entity_id": None,
        "entity_metadata": None if event.location is None else {"location": event.location},
        "recurrence_rule": None,
        "guild_scheduled_event_exceptions": [],
    }
    return shown | {"user_count": len(event.interested)} if with_count else shown


def coming_events(world: World) -> list[ScheduledEvent]:
    """Those that are not over, and that the bot sees."""
    return [event for event in world.scheduled_events if event.status not in OVER and sees_event(world, event)]


def sees_event(world: World, event: ScheduledEvent) -> bool:
    """Whether the bot sees where it is to be (docs, "Guild Scheduled Event Permissions Requirements")."""
    channel = world.channels.get(event.channel_id)
    return channel is None or bool(world.permissions_in(channel, world.bot.id) & VIEW_CHANNEL)
