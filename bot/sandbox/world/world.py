"""The world: what there is, and who is told when it changes."""

from typing import Any

import msgspec

from bot.sandbox.clock import SandboxClock
from bot.sandbox.snowflakes import Snowflakes
from bot.sandbox.world import permissions
from bot.sandbox.world.changes import Change, DeletedTogether, GuildLeft, Listener
from bot.sandbox.world.shelves import MessageShelf, Shelf
from bot.sandbox.world.things import (
    PRIVATE_THREAD,
    Application,
    Channel,
    Command,
    Guild,
    Interaction,
    Member,
    Message,
    Overwrite,
    Person,
    Role,
    ScheduledEvent,
    StoredFile,
    User,
)


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """A world as it is written down. `last_id`: the highest id that was given."""

    last_id: int = 0
    application: Application
    guild: Guild
    roles: list[Role]
    users: list[User]
    people: list[Person]
    members: list[Member]
    channels: list[Channel]
    messages: list[Message] = []
    scheduled_events: list[ScheduledEvent] = []
    commands: list[Command] = []
    interactions: list[Interaction] = []
    files: list[StoredFile] = []


class World:
    """Everything that is true in the sandbox. Change it through the shelves; whoever listens hears of every change."""

    def __init__(self, clock: SandboxClock, saved: Saved, cdn: str = "http://127.0.0.1/cdn") -> None:
        self.clock = clock
        self.cdn = cdn  # where its files are served
        self.ids = Snowflakes(clock, saved.last_id)
        self.application = saved.application
        self.guild = saved.guild
        self.roles: Shelf[Role] = Shelf(self.tell)
        self.users: Shelf[User] = Shelf(self.tell)
        self.people: Shelf[Person] = Shelf(self.tell)
        self.members: Shelf[Member] = Shelf(self.tell)
        self.channels: Shelf[Channel] = Shelf(self.tell)
        self.messages = MessageShelf(self.tell)
        self.scheduled_events: Shelf[ScheduledEvent] = Shelf(self.tell)
        self.commands: Shelf[Command] = Shelf(self.tell)
        self.interactions: Shelf[Interaction] = Shelf(self.tell)
        self.files: Shelf[StoredFile] = Shelf(self.tell)
        self._listeners: list[Listener] = []
        self._load(saved)

    def _load(self, saved: Saved) -> None:
        self.roles.load(saved.roles)
        self.users.load(saved.users)
        self.people.load(saved.people)
        self.members.load(saved.members)
        self.channels.load(saved.channels)
        self.messages.load(saved.messages)
        self.scheduled_events.load(saved.scheduled_events)
        self.commands.load(saved.commands)
        self.interactions.load(saved.interactions)
        self.files.load(saved.files)

    # --- written down --------------------------------------------------------------------------------------------

    def as_json(self) -> dict[str, Any]:
        """All of it, as JSON can say it."""
        saved = Saved(
            last_id=self.ids.last,
            application=self.application,
            guild=self.guild,
            roles=list(self.roles),
            users=list(self.users),
            people=list(self.people),
            members=list(self.members),
            channels=list(self.channels),
            messages=list(self.messages),
            scheduled_events=list(self.scheduled_events),
            commands=list(self.commands),
            interactions=list(self.interactions),
            files=list(self.files),
        )
        written: dict[str, Any] = msgspec.to_builtins(saved)
        return written

    @classmethod
    def from_json(cls, written: object, clock: SandboxClock) -> "World":
        """Read back what `as_json` gave. Raises msgspec.ValidationError, which says what is wrong where."""
        return cls(clock, msgspec.convert(written, Saved))

    # --- listeners -----------------------------------------------------------------------------------------------

    def listen(self, listener: Listener) -> None:
        self._listeners.append(listener)

    def unlisten(self, listener: Listener) -> None:
        self._listeners.remove(listener)

    def tell(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            listener(change)

    # --- the bot -------------------------------------------------------------------------------------------------

    @property
    def bot(self) -> User:
        return self.users[self.application.id]

    @property
    def bot_is_member(self) -> bool:
        return self.bot.id in self.members

    def remove_bot(self) -> None:
        """It leaves the server: its role goes with it."""
        if self.members.take(self.bot.id) is None:
            return
        for role in self.roles:
            if role.bot_id == self.bot.id:
                self.roles.take(role.id)
        self.tell(GuildLeft())

    # --- permissions ---------------------------------------------------------------------------------------------

    def permissions_in_guild(self, user_id: int) -> int:
        """0 for who is no member."""
        member = self.members.get(user_id)
        if member is None:
            return 0
        roles = [role for number in (self.guild.id, *member.role_ids) if (role := self.roles.get(number)) is not None]
        return permissions.in_guild((role.permissions for role in roles), is_owner=user_id == self.guild.owner_id)

    def permissions_in(self, channel: Channel, user_id: int) -> int:
        """What a user may do in a channel. In direct messages: everything there is, for the two of them."""
        if channel.is_direct:
            return permissions.IN_DIRECT_MESSAGES if user_id in {channel.recipient_id, self.bot.id} else 0
        member = self.members.get(user_id)
        if member is None:
            return 0
        base = self.permissions_in_guild(user_id)
        if user_id == self.guild.owner_id:
            return base
        bits = permissions.in_channel(
            base,
            self._overwrites(channel),
            everyone=self.guild.id,
            roles=member.role_ids,
            member=user_id,
            to_write=permissions.to_write_in(channel),
        )
        return bits if self._is_let_in(channel, user_id, bits) else 0

    def _overwrites(self, channel: Channel) -> tuple[Overwrite, ...]:
        """A thread has those of its parent (docs, topics/threads.mdx "Permissions")."""
        parent = self.channels.get(channel.parent_id) if channel.thread is not None else None
        return channel.overwrites if parent is None else parent.overwrites

    def _is_let_in(self, channel: Channel, user_id: int, bits: int) -> bool:
        """A private thread is there for those who are in it, and for moderators."""
        if channel.type != PRIVATE_THREAD or bits & permissions.MANAGE_THREADS:
            return True
        return channel.thread is not None and channel.thread.has(user_id)

    def overwrite(self, channel_id: int, overwrite: Overwrite) -> None:
        """Set what a role or a member may do in a channel, in place of what was set for them before."""
        channel = self.channels[channel_id]
        others = tuple(other for other in channel.overwrites if other.id != overwrite.id)
        self.channels.put(msgspec.structs.replace(channel, overwrites=(*others, overwrite)))

    def remove_channel(self, channel: Channel) -> None:
        """With all that was said there, and its threads. What was in a category stays, outside of it."""
        self._drop(tuple(self.messages.of(channel.id)))
        for child in self.channels:
            if child.parent_id == channel.id and child.thread is not None:
                self._drop(tuple(self.messages.of(child.id)))
                self.channels.drop([child])  # who is told that the channel is gone knows that they are, too
            elif child.parent_id == channel.id:
                self.channels.put(msgspec.structs.replace(child, parent_id=None))
        for event in self.scheduled_events:
            if event.channel_id == channel.id:
                self.scheduled_events.take(event.id)
        self.channels.take(channel.id)

    def delete_message(self, message: Message) -> None:
        self._forget_files(message)
        self.messages.take(message.id)

    def delete_together(self, messages: tuple[Message, ...]) -> None:
        self._drop(messages)
        self.tell(DeletedTogether(messages))

    def _drop(self, messages: tuple[Message, ...]) -> None:
        for message in messages:
            self._forget_files(message)
        self.messages.drop(messages)

    def _forget_files(self, message: Message) -> None:
        """Files go with their message."""
        self.files.drop(file for attached in message.attachments if (file := self.files.get(attached.id)) is not None)

    # --- finding -------------------------------------------------------------------------------------------------

    def person(self, key: str) -> Person | None:
        return next((person for person in self.people if person.key == key), None)

    def threads_of(self, channel_id: int) -> list[Channel]:
        """The threads of a channel, archived ones too, oldest first."""
        return [thread for thread in self.channels if thread.thread is not None and thread.parent_id == channel_id]

    def direct_channel(self, user_id: int) -> Channel | None:
        return next((channel for channel in self.channels if channel.recipient_id == user_id), None)
