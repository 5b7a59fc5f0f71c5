"""The servers' book: what each has chosen, whom it keeps out, and who changed that when."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.servers.changes import Blocking, Change, What
from bot.servers.choices import Choices, Server, Setting, read_choices
from bot.storage.database import Database
from bot.storage.periods import to_ms
from bot.storage.tables.servers import blocks, changed_people, changes, choices

_CHOOSE = text(
    "INSERT INTO server_choices (guild, setting, value) VALUES (:guild, :setting, :value) "
    "ON CONFLICT (guild, setting) DO UPDATE SET value = excluded.value"
)
_BLOCK = text(
    "INSERT INTO blocks (person, guild, at_ms) VALUES (:person, :guild, :at_ms) ON CONFLICT DO NOTHING RETURNING person"
)
_UNBLOCK = (
    delete(blocks)
    .where(blocks.c.person == bindparam("whom"), blocks.c.guild == bindparam("where"))
    .returning(blocks.c.person)
)
FORGET_WHOM = delete(changed_people).where(changed_people.c.change.not_in(select(changes.c.change)))
"""Whom a change was about goes with it: SQLite gives its number to the next one."""
_HISTORY = (
    select(changes, changed_people.c.person.label("whom"))
    .outerjoin(changed_people, changed_people.c.change == changes.c.change)
    .where(changes.c.guild == bindparam("guild"), changes.c.at_ms >= bindparam("since_ms"))
    .order_by(changes.c.change.desc())
    .limit(bindparam("count"))
    .offset(bindparam("start"))
)


class ServerBook:
    """Everything raises `JournalDownError`. A change is stored together with who made it, or not at all."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def servers(self) -> Mapping[int, Server]:
        """Every server that has chosen anything, or keeps anybody out."""
        chosen: dict[int, dict[Setting, str]] = defaultdict(dict)
        for row in await self._database.rows(select(choices)):
            chosen[row.guild][Setting(row.setting)] = row.value
        kept_out: dict[int, dict[int, datetime]] = defaultdict(dict)
        for row in await self._database.rows(select(blocks).order_by(blocks.c.at_ms, blocks.c.person)):
            kept_out[row.guild][row.person] = _moment(row.at_ms)
        return {
            guild: Server(read_choices(chosen[guild]) if guild in chosen else Choices(), kept_out.get(guild, {}))
            for guild in chosen.keys() | kept_out.keys()
        }

    async def choose(self, guild: int, change: Change) -> None:
        """What `change` says is chosen from now on."""
        async with self._database.writing() as connection:
            await connection.execute(_CHOOSE, {"guild": guild, "setting": change.what, "value": change.new})
            await _note(connection, guild, change)

    async def block(self, guild: int, change: Change) -> bool:
        """Block or unblock whom `change` is about; False if it was so already."""
        async with self._database.writing() as connection:
            if change.what is Blocking.BLOCK:
                values = {"person": change.whom, "guild": guild, "at_ms": to_ms(change.at)}
                found = await connection.execute(_BLOCK, values)
            else:
                found = await connection.execute(_UNBLOCK, {"whom": change.whom, "where": guild})
            has_changed = found.scalar_one_or_none() is not None
            if has_changed:
                await _note(connection, guild, change)
            return has_changed

    async def history(self, guild: int, since: datetime, count: int, start: int = 0) -> Sequence[Change]:
        """The latest changes since then, after the first `start` of them."""
        values = {"guild": guild, "since_ms": to_ms(since), "count": count, "start": start}
        return tuple(_change(row) for row in await self._database.rows(_HISTORY, values))

    async def forget_before(self, moment: datetime) -> None:
        """Drop the changes from before `moment`."""
        async with self._database.writing() as connection:
            await connection.execute(delete(changes).where(changes.c.at_ms < to_ms(moment)))
            await connection.execute(FORGET_WHOM)


async def _note(connection: AsyncConnection, guild: int, change: Change) -> None:
    values = {
        "guild": guild,
        "person": change.by,
        "at_ms": to_ms(change.at),
        "what": change.what,
        "old": change.old,
        "new": change.new,
    }
    number = (await connection.execute(insert(changes).returning(changes.c.change), values)).scalar_one()
    if change.whom is not None:
        await connection.execute(insert(changed_people), {"person": change.whom, "change": number, "guild": guild})


def _change(row: Row[Any]) -> Change:
    return Change(_what(row.what), row.person, _moment(row.at_ms), row.old, row.new, row.whom)


def _what(written: str) -> What:
    return Blocking(written) if written in set(Blocking) else Setting(written)


def _moment(at_ms: int) -> datetime:
    return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=at_ms)
