"""What happens in the world -> what the gateway tells the bot of it (docs, events/gateway-events.mdx)."""

from msgspec import structs

from bot.sandbox.interactions.lives import Dispatch
from bot.sandbox.thread_dispatching import ThreadDispatching
from bot.sandbox.world.changes import Change, Changed, DeletedTogether, GuildLeft, Typing
from bot.sandbox.world.joining import guild_create_json
from bot.sandbox.world.messages import message_json
from bot.sandbox.world.payloads import channel_json, member_json, role_json
from bot.sandbox.world.permissions import VIEW_CHANNEL
from bot.sandbox.world.scheduled_payloads import scheduled_event_json, sees_event
from bot.sandbox.world.things import Channel, Json, Member, Message, Role, ScheduledEvent, Thread
from bot.sandbox.world.world import World


class Dispatching:
    """Listens to the world. Of a server or a channel that it does not see the bot hears nothing."""

    def __init__(self, world: World, dispatch: Dispatch) -> None:
        self._world = world
        self._dispatch = dispatch
        self._threads = ThreadDispatching(world, self._in_guild)

    def __call__(self, change: Change) -> None:
        guild_id = self._world.guild.id
        match change:
            case GuildLeft():
                self._dispatch("GUILD_DELETE", {"id": str(guild_id)}, guild_id=guild_id)
            case Changed(None, Member(id=number)) if number == self._world.bot.id:
                self._dispatch("GUILD_CREATE", guild_create_json(self._world), guild_id=guild_id)
            case Typing():
                self._typing(change)
            case DeletedTogether(messages) if messages:
                ids = [str(message.id) for message in messages]
                self._in_channel("MESSAGE_DELETE_BULK", messages[0].channel_id, {"ids": ids})
            case Changed(before, after):
                self._changed(before, after)

    def _changed(self, before: object, after: object) -> None:
        verb = "CREATE" if before is None else "DELETE" if after is None else "UPDATE"
        match before if after is None else after:
            case Message() as message:
                self._message(verb, message)
            case Channel(thread=Thread()):
                self._thread(before, after)
            case Channel(recipient_id=None) as channel:
                self._in_guild(f"CHANNEL_{verb}", channel_json(self._world, channel))
                self._threads.sync()
            case ScheduledEvent() as event if sees_event(self._world, event):
                self._scheduled(verb, before, event)
            case Role() as role:
                self._role(verb, role)
                self._threads.sync()
            case Member() as member if verb == "UPDATE":
                self._in_guild("GUILD_MEMBER_UPDATE", member_json(self._world, member))
                self._threads.sync()
            case _:
                pass  # people, files, commands and interactions are no events of the gateway

    def _thread(self, before: object, after: object) -> None:
        was, is_ = (thing if isinstance(thing, Channel) else None for thing in (before, after))
        self._threads.changed(was, is_)

    def _message(self, verb: str, message: Message) -> None:
        """A private answer is told to nobody but its person."""
        if message.private_to is not None:
            return
        if verb == "DELETE":
            self._in_channel("MESSAGE_DELETE", message.channel_id, {"id": str(message.id)})
            return
        payload = message_json(self._world, message)
        author = self._world.members.get(message.author_id)
        channel = self._world.channels.get(message.channel_id)
        if author is not None and channel is not None and not channel.is_direct:
            payload["member"] = member_json(self._world, author, with_user=False)
        self._in_channel(f"MESSAGE_{verb}", message.channel_id, payload)

    def _scheduled(self, verb: str, before: object, event: ScheduledEvent) -> None:
        """Who is interested is told one by one, and is no update."""
        had = set(before.interested if isinstance(before, ScheduledEvent) else ())
        is_other = not isinstance(before, ScheduledEvent) or structs.replace(before, interested=()) != structs.replace(
            event, interested=()
        )
        if is_other or verb == "DELETE":
            self._in_guild(f"GUILD_SCHEDULED_EVENT_{verb}", scheduled_event_json(self._world, event))
        if verb != "DELETE":
            for change, numbers in (("ADD", set(event.interested) - had), ("REMOVE", had - set(event.interested))):
                for number in sorted(numbers):
                    about = {"guild_scheduled_event_id": str(event.id), "user_id": str(number)}
                    self._in_guild(f"GUILD_SCHEDULED_EVENT_USER_{change}", about)

    def _role(self, verb: str, role: Role) -> None:
        guild_id = str(self._world.guild.id)
        about = {"role_id": str(role.id)} if verb == "DELETE" else {"role": role_json(role)}
        self._in_guild(f"GUILD_ROLE_{verb}", {"guild_id": guild_id, **about})

    def _typing(self, typing: Typing) -> None:
        about: Json = {"user_id": str(typing.user_id), "timestamp": typing.at_ms // 1000}
        member = self._world.members.get(typing.user_id)
        channel = self._world.channels.get(typing.channel_id)
        if member is not None and channel is not None and not channel.is_direct:
            about["member"] = member_json(self._world, member)
        self._in_channel("TYPING_START", typing.channel_id, about)

    def _in_channel(self, event: str, channel_id: int, about: Json) -> None:
        channel = self._world.channels.get(channel_id)
        if channel is None or not self._world.permissions_in(channel, self._world.bot.id) & VIEW_CHANNEL:
            return
        payload = {"channel_id": str(channel_id), **about}
        if channel.is_direct:
            self._dispatch(event, payload, guild_id=None)
        else:
            self._in_guild(event, payload)

    def _in_guild(self, event: str, payload: Json) -> None:
        guild_id = self._world.guild.id
        if self._world.bot_is_member:
            self._dispatch(event, {"guild_id": str(guild_id), **payload}, guild_id=guild_id)
