"""A database is opened, brought to its newest form, and told apart from what is none."""

import asyncio
import sqlite3
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import BigInteger, Connection, Table, inspect, text

from bot.errors import NotConfigured, StudyError
from bot.secret import Secret
from bot.storage.address import Address
from bot.storage.database import Database
from bot.storage.tables import OF_A_PERSON, metadata
from tests.bot.storage.postgres import PASSWORD, Postgres

OPEN = """
import asyncio, sys
from bot.secret import Secret
from bot.storage.database import Database

async def main():
    async with Database.opened(Secret(sys.argv[1])):
        print("open")

asyncio.run(main())
"""


async def test_its_tables_are_those_that_the_code_knows(database: Database) -> None:
    async with database.reading() as connection:
        differences = await connection.run_sync(differences_of)
    assert differences == []


def differences_of(connection: Connection) -> object:
    """What Alembic would change. Of an index with a direction it cannot tell on SQLite; PostgreSQL's test does."""

    def is_comparable(_: object, name: str | None, kind: str, *__: object) -> bool:
        return connection.dialect.name != "sqlite" or (kind, name) != ("index", "boards")

    options = {"compare_type": True, "include_object": is_comparable}
    return compare_metadata(MigrationContext.configure(connection, opts=options), metadata)


async def test_opening_it_again_keeps_what_is_there(new_url: Secret) -> None:
    async with Database.opened(new_url) as database, database.writing() as connection:
        await connection.execute(text("INSERT INTO quiz_people VALUES (1, 2)"))
    async with Database.opened(new_url) as database:
        found = await database.rows(text("SELECT * FROM quiz_people"))
        assert [tuple(row) for row in found] == [(1, 2)]


async def test_processes_that_begin_at_the_same_time_all_find_it_ready(new_url: Secret) -> None:
    processes = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", OPEN, new_url.reveal(), stdout=PIPE, stderr=PIPE)
        for _ in range(4)
    ]
    said = await asyncio.gather(*(process.communicate() for process in processes))
    assert said == [(b"open\n", b"")] * 4


async def test_a_later_version_s_tables_are_left_alone(new_url: Secret) -> None:
    async with Database.opened(new_url) as database, database.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NotConfigured) as caught:
        async with Database.opened(new_url):
            pass
    assert (caught.value.key, caught.value.values) == ("storage.newer", {"found": "9999"})


async def test_a_file_survives_a_power_cut_and_is_kept_in_the_folder_that_was_named(tmp_path: Path) -> None:
    file = tmp_path / "not yet" / "there %20?" / "x.sqlite"
    async with Database.opened(Secret(f"sqlite:///{file}")) as database, database.writing() as connection:
        for pragma, value in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
            assert (await connection.execute(text(f"PRAGMA {pragma}"))).scalar_one() == value
    assert file.is_file()


def indexed_first(table: Table) -> set[str]:
    """The columns that rows are found by."""
    indexes = {next(iter(index.columns)).name for index in table.indexes}
    return {*indexes, next(iter(table.primary_key.columns)).name}


def test_every_table_with_a_person_is_in_the_list_and_finds_them() -> None:
    held = {table for table in metadata.sorted_tables if "person" in table.columns}
    assert set(OF_A_PERSON) == held
    for table, column in OF_A_PERSON.items():
        assert column.name in indexed_first(table)


async def test_every_id_has_room_for_discord_s(database: Database) -> None:
    async with database.reading() as connection:
        columns = await connection.run_sync(
            lambda sync: [column for table in metadata.tables for column in inspect(sync).get_columns(table)]
        )
    numbers = [column for column in columns if column["name"] in {"quiz", "person", "guild", "channel", "at_ms"}]
    assert len(numbers) > 10
    assert all(isinstance(column["type"], BigInteger) for column in numbers)


# --- what is none --------------------------------------------------------------------------------------------------


async def fault_of(url: str) -> StudyError:
    with pytest.raises(StudyError) as caught:
        async with Database.opened(Secret(url)):
            pass
    return caught.value


async def test_a_file_that_is_no_database_is_told_so_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "essay.txt"
    file.write_text("An essay on Lambda. " * 1000, encoding="utf-8")
    fault = await fault_of(f"sqlite:///{file}")
    assert isinstance(fault, NotConfigured)
    assert (fault.key, fault.values) == (
        "storage.broken",
        {"place": str(file), "reason": "file is not a database"},
    )
    assert file.read_text(encoding="utf-8") == "An essay on Lambda. " * 1000


async def test_a_damaged_file_is_told_so(tmp_path: Path) -> None:
    file = tmp_path / "x.sqlite"
    async with Database.opened(Secret(f"sqlite:///{file}")):
        pass
    damaged = bytearray(file.read_bytes())
    damaged[100:4096] = b"\xff" * (4096 - 100)
    file.write_bytes(damaged)
    fault = await fault_of(f"sqlite:///{file}")
    assert (type(fault), fault.key) == (NotConfigured, "storage.broken")


async def test_a_file_that_cannot_be_used_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path, tmp_path / "file" / "x.sqlite"):
        fault = await fault_of(f"sqlite:///{path}")
        assert (fault.key, fault.values["place"]) == ("storage.unusable", str(path))


async def test_a_file_that_somebody_else_holds_is_told_so(file_url: Secret) -> None:
    async with Database.opened(file_url):
        pass
    holder = sqlite3.connect(Address(file_url).file or "")
    try:
        holder.execute("BEGIN EXCLUSIVE")
        fault = await fault_of(file_url.reveal())
    finally:
        holder.close()
    assert (fault.key, fault.values["reason"]) == ("storage.unusable", "database is locked")


async def test_a_server_that_is_not_there_is_told_so_without_its_password(tmp_path: Path) -> None:
    fault = await fault_of(f"postgresql://ana:pa%40ss-word@127.0.0.1:1/quiz?application_name={tmp_path.name}")
    assert (fault.key, fault.values["place"]) == ("storage.unreachable", "postgresql://127.0.0.1:1/quiz")
    for said in (str(fault), repr(fault.__cause__)):
        assert "pa%40ss-word" not in said
        assert "pa@ss-word" not in said
        assert "ana" not in said


async def test_a_server_s_refusal_is_told_without_the_password(postgres: Postgres) -> None:
    url = (await postgres.new_url()).reveal()
    fault = await fault_of(url.replace("/postgres?", f"/no-{PASSWORD}-here?"))
    assert fault.key == "storage.unreachable"
    assert fault.values["reason"] == 'database "no-***-here" does not exist'


def test_an_address_shows_no_secret() -> None:
    address = Address(Secret("postgresql://ana:pa%40ss-word@db.example:5432/quiz?sslmode=require"))
    assert address.shown == "postgresql://db.example:5432/quiz"
    assert address.discreet("pa@ss-word and pa%40ss-word") == "*** and ***"
    assert "ss-word" not in repr(address)
    assert Address(Secret("sqlite:///a/b.sqlite")).file == Path("a/b.sqlite")
    assert Address(Secret("sqlite:////a/b.sqlite")).shown == "/a/b.sqlite"
