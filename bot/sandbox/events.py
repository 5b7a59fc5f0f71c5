"""What happens -> what the page of each person is told of it: the events of the contract in README.md."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from bot.sandbox.interactions.lives import AUTOCOMPLETE, FAILED
from bot.sandbox.people.scenes import is_for
from bot.sandbox.people.seeing import seen_channel_json
from bot.sandbox.world.changes import Change, Changed, DeletedTogether, Typing
from bot.sandbox.world.messages import message_json
from bot.sandbox.world.permissions import VIEW_CHANNEL
from bot.sandbox.world.things import (
    PRIVATE_THREAD,
    Channel,
    Interaction,
    Json,
    Message,
    Person,
    StoredFile,
    Thread,
)
from bot.sandbox.world.world import World

Ear = asyncio.Queue[Json]


class PageEvents:
    """Listens to the world for everybody who has the page open. Nobody is told what they may not see."""

    def __init__(self, world: World, state: Callable[[Person], Json]) -> None:
        self._world = world
        self._state = state
        self._ears: dict[Ear, int] = {}
        self._state_is_due = False

    @contextmanager
    def listening(self, person: Person) -> Iterator[Ear]:
        """What this person is told from now on, the State first."""
        ear: Ear = asyncio.Queue()
        ear.put_nowait({"type": "state", "state": self._state(person)})
        self._ears[ear] = person.id
        try:
            yield ear
        finally:
            del self._ears[ear]

    def tell_everybody(self, event: Json) -> None:
        for ear in self._ears:
            ear.put_nowait(event)

    def tell_state(self) -> None:
        """Soon, and once for however much has changed until then."""
        if not self._state_is_due and self._ears:
            self._state_is_due = True
            asyncio.get_running_loop().call_soon(self._tell_state_now)

    def _tell_state_now(self) -> None:
        self._state_is_due = False
        for ear, number in self._ears.items():
            person = self._world.people.get(number)
            if person is not None:
                ear.put_nowait({"type": "state", "state": self._state(person)})

    # --- the world -----------------------------------------------------------------------------------------------

    def __call__(self, change: Change) -> None:
        if not self._ears:
            return
        match change:
            case Changed(before, Message() as message):
                self._message(before, message)
            case Changed(Message() as message, None):
                self._deleted([message])
            case DeletedTogether(messages):
                self._deleted(messages)
            case Changed(before, Interaction() as interaction):
                self._interaction(before, interaction)
            case Typing():
                event = {"type": "typing", "channel_id": str(change.channel_id), "user_id": str(change.user_id)}
                self._tell(event, self._who_see(change.channel_id) - {change.user_id})
            case Changed(Channel() as before, Channel(thread=Thread()) as thread) if _is_same_to_all(before, thread):
                self._thread(thread)
            case Changed(_, StoredFile()):
                pass  # it is told with its message
            case _:
                self.tell_state()

    def _message(self, before: object, message: Message) -> None:
        if message.is_dismissed:
            if isinstance(before, Message) and not before.is_dismissed:
                self._tell(_gone(message), {message.private_to})
            return
        event = {"type": "message" if before is None else "edit", "message": message_json(self._world, message)}
        self._tell(event, self._for_whom(message))

    def _thread(self, thread: Channel) -> None:
        """A thread that only grew: the whole State would be much for each thing that is said."""
        for ear, number in self._ears.items():
            person = self._world.people.get(number)
            if person is not None and self._world.permissions_in(thread, number) & VIEW_CHANNEL:
                ear.put_nowait({"type": "channel", "channel": seen_channel_json(self._world, person, thread)})

    def _deleted(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self._tell(_gone(message), self._for_whom(message))

    def _interaction(self, before: object, interaction: Interaction) -> None:
        if interaction.type == AUTOCOMPLETE:
            return
        earlier = before if isinstance(before, Interaction) else None
        if interaction.modal is not None and (earlier is None or earlier.modal is None):
            event = {"type": "modal", "interaction_id": str(interaction.id), "modal": interaction.modal}
            self._tell(event, {interaction.user_id})
        if earlier is None or earlier.status != interaction.status:
            self._tell(_status(interaction), {interaction.user_id})

    # --- who is told ---------------------------------------------------------------------------------------------

    def _tell(self, event: Json, who: set[int | None]) -> None:
        for ear, number in self._ears.items():
            if number in who:
                ear.put_nowait(event)

    def _who_see(self, channel_id: int) -> set[int | None]:
        channel = self._world.channels.get(channel_id)
        if channel is None:
            return set()
        return {p.id for p in self._world.people if self._world.permissions_in(channel, p.id) & VIEW_CHANNEL}

    def _for_whom(self, message: Message) -> set[int | None]:
        seeing = self._who_see(message.channel_id)
        return {person.id for person in self._world.people if person.id in seeing and is_for(person, message)}


def _is_same_to_all(before: Channel, after: Channel) -> bool:
    """Whether a thread is seen, and can be written in, by whom it was before."""
    was, is_ = before.thread, after.thread
    if was is None or is_ is None or (before.type == PRIVATE_THREAD and was.members != is_.members):
        return False
    return (was.is_archived, was.is_locked) == (is_.is_archived, is_.is_locked)


def _gone(message: Message) -> Json:
    return {"type": "delete", "channel_id": str(message.channel_id), "message_id": str(message.id)}


def _status(interaction: Interaction) -> Json:
    status: Json = {
        "type": "interaction",
        "interaction_id": str(interaction.id),
        "status": interaction.status,
        "channel_id": str(interaction.channel_id),
        "message_id": None if interaction.message_id is None else str(interaction.message_id),
        "custom_id": interaction.custom_id,
        "command": interaction.command,
    }
    return status | {"reason": "The application did not respond"} if interaction.status == FAILED else status
