"""What servers have chosen, in memory: it is looked at on every interaction, and changed a few times a year."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from bot.books import Books
from bot.servers.changes import KEPT_FOR, Blocking, Change
from bot.servers.choices import NOTHING_CHOSEN, Server, Setting, with_choice
from bot.storage.servers import ServerBook


class Servers:
    """Stored first, then changed here. A server belongs to one process, so nobody else changes it meanwhile.

    Until the choices could be read, or while the database is down, `of` gives what is known: at first, that nothing
    was chosen. Everything that is awaited raises `JournalDownError`.
    """

    def __init__(self, books: Books) -> None:
        self._books = books
        self._known: Mapping[int, Server] = MappingProxyType({})
        self._changing = asyncio.Lock()
        self._is_known = False
        self._has_been_read = False

    def of(self, guild: int | None) -> Server:
        """What a server has chosen. Costs a look into a dictionary."""
        return self._known.get(guild or 0, NOTHING_CHOSEN)

    @property
    def has_been_read(self) -> bool:
        """Whether what is stored has been seen at all: until then nothing is known, rather than nothing chosen."""
        return self._has_been_read

    # --- reading ---------------------------------------------------------------------------------------------------

    async def read(self) -> None:
        """Read everything anew: a server may have been erased, or have belonged to another process until now."""
        async with self._changing:
            self._is_known = False
            await self._read()

    async def _read(self) -> None:
        if not self._is_known:
            self._known = await self._book.servers()
            self._is_known = self._has_been_read = True

    @property
    def _book(self) -> ServerBook:
        return self._books.of(ServerBook)

    # --- changing --------------------------------------------------------------------------------------------------

    async def choose(self, guild: int, setting: Setting, written: str, by: int, at: datetime) -> None:
        """Choose something else, unless it is chosen already."""
        async with self._changing:
            await self._read()
            server = self.of(guild)
            old = server.choices.written(setting)
            if old == written:
                return
            after = replace(server, choices=with_choice(server.choices, setting, written))
            self._is_known = False  # until it is certain whether it was stored
            await self._book.choose(guild, Change(setting, by, at, old, written))
            self._keep(guild, after)

    async def block(self, guild: int, person: int, by: int, at: datetime) -> bool:
        """Keep somebody out; False if they are already."""
        async with self._changing:
            await self._read()
            server = self.of(guild)
            self._is_known = False
            has_changed = await self._book.block(guild, Change(Blocking.BLOCK, by, at, whom=person))
            self._keep(guild, replace(server, blocked={**server.blocked, person: server.blocked.get(person, at)}))
            return has_changed

    async def unblock(self, guild: int, person: int, by: int, at: datetime) -> bool:
        """Let somebody in again; False if they were not kept out."""
        async with self._changing:
            await self._read()
            server = self.of(guild)
            self._is_known = False
            has_changed = await self._book.block(guild, Change(Blocking.UNBLOCK, by, at, whom=person))
            others = {each: since for each, since in server.blocked.items() if each != person}
            self._keep(guild, replace(server, blocked=others))
            return has_changed

    def _keep(self, guild: int, server: Server) -> None:
        self._known = {**self._known, guild: server}
        self._is_known = True

    # --- what was changed ------------------------------------------------------------------------------------------

    async def history(self, guild: int, now: datetime, count: int, start: int = 0) -> Sequence[Change]:
        """The latest changes of a year, after the first `start` of them."""
        return await self._book.history(guild, now - KEPT_FOR, count, start)

    async def forget_old(self, now: datetime) -> None:
        """Drop what is older than that."""
        await self._book.forget_before(now - KEPT_FOR)
