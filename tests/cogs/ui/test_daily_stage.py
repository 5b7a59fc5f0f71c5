"""The daily post's stage before the library knows the servers."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from bot.books import Books
from bot.daily.answering import Reveal
from bot.daily.daily import Content, Daily, Post
from bot.daily.ports import UnsureError
from bot.daily.schedule import Schedule
from bot.server_choices import Servers
from bot.texts import read_texts
from cogs.ui.daily_stage import DailyStage
from cogs.ui.readers import Readers
from knowledge.library import Library

NINE = datetime(2026, 11, 27, 9, tzinfo=UTC)
FORUM = Daily(channel=1, guild=2, schedule=Schedule(9, 0, "UTC"), language="en", since=NINE, is_forum=True)


class Connecting:
    """A client that has been told of no server yet."""

    user = None

    def __init__(self) -> None:
        self.calls: list[Any] = []
        self.http = SimpleNamespace(request=self._request)

    def is_ready(self) -> bool:
        return False

    def get_guild(self, _: int) -> None: ...

    def get_channel(self, _: int) -> None: ...

    async def _request(self, route: Any, **_: Any) -> None:
        self.calls.append(route)


class Unanswered:
    """Nothing was asked the day before."""

    async def reveal(self, _: Post) -> Reveal | None: ...


async def test_whether_a_forum_wants_tags_is_waited_for(library: Library) -> None:
    client: Any = Connecting()
    answers: Any = Unanswered()
    stage = DailyStage(client, library, Readers(read_texts(), "en", Servers(Books())), lambda: answers)
    content = Content(next(iter(library.concepts)).what.id, 1)
    post = Post(channel=1, day=date(2026, 11, 27), guild=2, claimed_at=NINE, taken_at=NINE, content=content)
    with pytest.raises(UnsureError):
        await stage.post(FORUM, post)
    assert client.calls == []
