"""What daily posts need of the world: a book, a place to post, somebody who chooses. A test can be each of them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from bot.daily.daily import Content, Daily, Post, Sent, Standing, State, Told, Why


class GoneError(Exception):
    """The channel cannot be posted in any more: trying again is of no use before somebody has put it right."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.state = state


class RefusedError(Exception):
    """Discord does not take this one post, however often it is sent."""


class UnsureError(Exception):
    """Discord did not answer as it should: whether the message is there is not known."""


class BlindError(Exception):
    """Nobody lets us see whether the message is there."""


class Book(Protocol):
    """Where it is kept. What it has returned from survives everything. Each method may raise `JournalDownError`."""

    async def standings(self) -> Sequence[Standing]:
        """All that are on, and those of which somebody is still to be told, of the servers that are ours."""

    async def standing(self, channel: int) -> Standing | None:
        """That of a channel."""

    async def claim(self, post: Post) -> bool:
        """Store `post` as about to be sent; False if that day's post is there already, whatever its state."""

    async def retake(self, post: Post, owner: int, now: datetime) -> bool:
        """Take on a claim again; False if somebody else has taken it on, or finished it, since `post` was read."""

    async def sent(self, post: Post, sent: Sent) -> None:
        """It is in the channel."""

    async def skip(self, daily: Daily, day: date, why: Why, now: datetime) -> None:
        """That day's post will not be sent any more; one that was sent stays so.

        What it was to say is still to come, unless it may have been sent (`Why.UNSURE`).
        """

    async def stop(self, channel: int, state: State) -> None:
        """It cannot go on, and somebody is to be told. One that is not on stays as it is."""

    async def has_told(self, channel: int, told: Told) -> None:
        """Somebody was told, or could not be."""


class Stage(Protocol):
    """The channel. Everything may raise `GoneError`, `RefusedError` and `UnsureError`."""

    async def post(self, daily: Daily, post: Post) -> Sent:
        """Send it; where Discord can tell that it is there already, the one that is there is what comes back."""

    async def find(self, daily: Daily, post: Post) -> Sent | None:
        """The message of `post`, if it is there. Raises `BlindError`."""

    async def tell(self, daily: Daily) -> bool:
        """Tell whoever set it up that it cannot go on, and why; False if they do not let us."""


class Chooser(Protocol):
    """Chooses what comes next."""

    async def choose(self, daily: Daily, now: datetime) -> Content:
        """A fact, a question or both; nothing, if there is nothing of that kind."""
