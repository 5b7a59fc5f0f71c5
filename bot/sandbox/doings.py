"""What people do with the server itself, as routes: threads, scheduled events, roles."""

from collections.abc import Mapping

from bot.sandbox.asked import Asked, Doing
from bot.sandbox.people import at_events, in_threads, with_roles
from bot.sandbox.people.scenes import person_of
from bot.sandbox.people.seeing import seen_channel_json
from bot.sandbox.world.payloads import member_json
from bot.sandbox.world.things import Channel, Json, ScheduledEvent
from bot.sandbox.world.world import World


class Doings:
    """Each answers with what has become of the thing."""

    def __init__(self, world: World) -> None:
        self._world = world

    def by_path(self) -> Mapping[str, Doing]:
        return {
            "threads": self._start_thread,
            "threads/{thread}": self._change_thread,
            "threads/{thread}/join": self._join_thread,
            "threads/{thread}/delete": self._delete_thread,
            "scheduled/{event}": self._change_event,
            "scheduled/{event}/interest": self._be_interested,
            "scheduled/{event}/delete": self._delete_event,
            "members/{user}/roles/{role}": self._give_role,
        }

    async def _start_thread(self, asked: Asked) -> Json:
        thread = in_threads.start_thread(
            self._world,
            asked.me,
            asked.number("channel_id"),
            asked.text("name"),
            message_id=asked.number_or_none("message_id"),
            content=asked.text("content"),
        )
        return self._channel(asked, thread)

    async def _change_thread(self, asked: Asked) -> Json:
        number, archived, locked = asked.number("thread"), asked.flag("archived"), asked.flag("locked")
        thread = in_threads.change_thread(self._world, asked.me, number, is_archived=archived, is_locked=locked)
        return self._channel(asked, thread)

    async def _join_thread(self, asked: Asked) -> Json:
        is_joined = asked.flag("is_joined") is not False
        thread = in_threads.join_thread(self._world, asked.me, asked.number("thread"), is_joined=is_joined)
        return self._channel(asked, thread)

    async def _delete_thread(self, asked: Asked) -> Json:
        in_threads.delete_thread(self._world, asked.me, asked.number("thread"))
        return {}

    async def _be_interested(self, asked: Asked) -> Json:
        number, is_interested = asked.number("event"), asked.flag("is_interested") is not False
        event = at_events.be_interested(self._world, asked.me, number, is_interested=is_interested)
        return self._event(asked, event)

    async def _change_event(self, asked: Asked) -> Json:
        number, status = asked.number("event"), asked.number("status")
        return self._event(asked, at_events.change_status(self._world, asked.me, number, status))

    async def _delete_event(self, asked: Asked) -> Json:
        at_events.delete_event(self._world, asked.me, asked.number("event"))
        return {}

    async def _give_role(self, asked: Asked) -> Json:
        user_id, role_id = asked.number("user"), asked.number("role")
        is_given = asked.flag("is_given") is not False
        member = with_roles.give_role(self._world, asked.me, user_id, role_id, is_given=is_given)
        return member_json(self._world, member)

    def _event(self, asked: Asked, event: ScheduledEvent) -> Json:
        return at_events.seen_event_json(self._world, person_of(self._world, asked.me), event)

    def _channel(self, asked: Asked, channel: Channel) -> Json:
        return seen_channel_json(self._world, person_of(self._world, asked.me), channel)
