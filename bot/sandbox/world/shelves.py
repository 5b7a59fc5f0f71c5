"""Things by id, each kind on a shelf of its own."""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from bot.sandbox.world.changes import Changed
from bot.sandbox.world.things import Message, Thing

T = TypeVar("T", bound=Thing)


class Shelf(Generic[T]):
    """Whatever is put here or taken away is told to `tell`."""

    def __init__(self, tell: Callable[[Changed], None]) -> None:
        self._tell = tell
        self._things: dict[int, T] = {}

    def __iter__(self) -> Iterator[T]:
        return iter(tuple(self._things.values()))

    def __contains__(self, number: int) -> bool:
        return number in self._things

    def __getitem__(self, number: int) -> T:
        return self._things[number]

    def get(self, number: int | None) -> T | None:
        return None if number is None else self._things.get(number)

    def put(self, thing: T) -> T:
        """Add it, or put it in the place of the one with its id."""
        before = self._things.get(thing.id)
        self._keep(thing)
        if thing != before:
            self._tell(Changed(before, thing))
        return thing

    def take(self, number: int) -> T | None:
        """Remove it; None if it is not there."""
        before = self._things.pop(number, None)
        if before is not None:
            self._forget(before)
            self._tell(Changed(before, None))
        return before

    def drop(self, things: Iterable[T]) -> None:
        """Take them away and tell nobody: they matter no more, or whoever does this tells of all of them at once."""
        for thing in things:
            del self._things[thing.id]
            self._forget(thing)

    def oldest(self) -> T | None:
        return next(iter(self._things.values()), None)

    def load(self, things: list[T]) -> None:
        """Things that were always there: nobody is told."""
        for thing in things:
            self._keep(thing)

    def _keep(self, thing: T) -> None:
        self._things[thing.id] = thing

    def _forget(self, thing: T) -> None:
        """For shelves that keep order besides."""


class MessageShelf(Shelf[Message]):
    """Messages, which are also found by channel, oldest first."""

    def __init__(self, tell: Callable[[Changed], None]) -> None:
        super().__init__(tell)
        self._by_channel: dict[int, dict[int, None]] = {}

    def of(self, channel_id: int) -> list[Message]:
        """Ids rise, so the order of arrival is the order of ids."""
        return [self[number] for number in self._by_channel.get(channel_id, ())]

    def last_id(self, channel_id: int) -> int | None:
        return next((message.id for message in self.newest_first(channel_id) if message.private_to is None), None)

    def newest_first(self, channel_id: int) -> Iterator[Message]:
        return (self[number] for number in reversed(self._by_channel.get(channel_id, {})))

    def _keep(self, thing: Message) -> None:
        super()._keep(thing)
        self._by_channel.setdefault(thing.channel_id, {})[thing.id] = None

    def _forget(self, thing: Message) -> None:
        del self._by_channel[thing.channel_id][thing.id]
