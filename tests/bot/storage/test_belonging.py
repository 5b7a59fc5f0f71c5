"""Every table is covered: whatever a teammate adds, a person can see, take along and delete, and so can a server."""

import re
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Boolean, Column, Table, Text, delete, func, insert, select

from bot.storage.belonging import OF_A_QUIZ, OF_NO_SERVER, WISHES, of_people, of_people_only, with_guild
from bot.storage.database import Database
from bot.storage.erasing import KEPT_FOR, Erased, Erasing
from bot.storage.exporting import everything_of
from bot.storage.forgetting import KEPT, Forgetting
from bot.storage.journal import Shards
from bot.storage.periods import ALL_TIME
from bot.storage.privacy import PrivacyBook
from bot.storage.tables import metadata
from bot.storage.tables.privacy import to_forget
from bot.storage.tables.quizzes import entries, quiz_people, quizzes
from bot.texts import Texts, read_texts
from tests.bot.quiz.fakes import ANA, GUILD, LUIS, NOON, QUIZ

POLICY = Path(__file__).parents[3] / "PRIVACY.md"
OTHER_GUILD, OTHER_QUIZ = GUILD + 1, QUIZ + 1
LINE = (
    '{"quiz":%d,"sequence":1,"event":{"event":"opened","at":"2026-11-26T19:00:00Z","host":%d,'
    '"settings":{"language":"en"},"questions":[]}}'
)


def value_for(column: Column[object], person: int, guild: int, quiz: int) -> object:
    """Something that the column takes; who and where are said by its name."""
    named = {"person": person, "guild": guild, "quiz": quiz, "take_home": quiz, "line": LINE % (quiz, person)}
    fixed = {"scope": "", "period": ALL_TIME, "answers": 1, "sequence": 1}
    if column.name in named | fixed:
        return (named | fixed)[column.name]
    if isinstance(column.type, Text):
        return f"x{person}"
    # Rows of two people in two servers shall not be the same one.
    return False if isinstance(column.type, Boolean) else person


def row_of(table: Table, person: int, guild: int, quiz: int) -> dict[str, object]:
    return {column.name: value_for(column, person, guild, quiz) for column in table.columns}


@pytest.fixture
async def full(database: Database) -> Database:
    """A row in every table: of Ana's in one server, and of Luis's in another one."""
    async with database.writing() as connection:
        for table in metadata.sorted_tables:
            for values in ((ANA, GUILD, QUIZ), (LUIS, OTHER_GUILD, OTHER_QUIZ)):
                await connection.execute(insert(table), row_of(table, *values))
        await connection.execute(quizzes.update().values(is_open=False))
    return database


async def count(database: Database, table: Table) -> int:
    return int((await database.rows(select(func.count()).select_from(table)))[0][0])


async def test_a_person_sees_and_takes_along_every_table_that_holds_them(full: Database) -> None:
    stored = await PrivacyBook(full).of_person(ANA)
    assert stored.rows == {table.name: 1 for table in of_people() if table not in WISHES}
    sheets = {sheet.name: len(sheet.rows) for sheet in await everything_of(full, ANA)}
    assert sheets == {table.name: 1 for table in (*of_people(), entries) if table not in WISHES}


async def test_a_person_is_forgotten_in_every_table_that_holds_them(full: Database) -> None:
    async with full.writing() as connection:
        await connection.execute(delete(to_forget))
    forgetting = Forgetting(full, Random(7))
    await forgetting.wish(ANA)
    await forgetting.carry_out()
    left = {table.name for table, column in of_people().items() if await full.rows(select(table).where(column == ANA))}
    assert left == {table.name for table in KEPT}
    assert not [row for row in await full.rows(select(entries.c.line)) if f'"host":{ANA}' in row.line]
    others = [
        table.name for table, column in of_people().items() if await full.rows(select(table).where(column == LUIS))
    ]
    assert others == [table.name for table in of_people() if table not in WISHES]


def test_every_table_says_which_server_it_belongs_to() -> None:
    covered = {*with_guild(), *OF_A_QUIZ, *OF_NO_SERVER, *of_people_only()}
    assert [table.name for table in metadata.sorted_tables if table not in covered] == []


async def test_a_server_is_erased_from_every_table(full: Database) -> None:
    assert (await PrivacyBook(full).of_server(GUILD)).rows == {table.name: 1 for table in (*with_guild(), *OF_A_QUIZ)}
    erasing = Erasing(full, Shards())
    await erasing.returned({OTHER_GUILD})
    await erasing.left({OTHER_GUILD}, NOON)
    await erasing.want(GUILD, NOON)
    assert await erasing.carry_out(NOON, ()) == Erased((GUILD,), NOON + KEPT_FOR)
    assert (await PrivacyBook(full).of_server(GUILD)).rows == {}
    others = (await PrivacyBook(full).of_server(OTHER_GUILD)).rows
    assert others == {table.name: 1 for table in (*with_guild(), *OF_A_QUIZ)}
    assert {table.name: await count(full, table) for table in of_people_only()} == {
        table.name: 2 for table in of_people_only()
    }


def test_the_policy_names_every_table() -> None:
    policy = POLICY.read_text(encoding="utf-8")
    assert [table.name for table in metadata.sorted_tables if f"`{table.name}`" not in policy] == []


def test_the_policy_names_every_command_and_how_long_a_server_is_kept(texts: Texts) -> None:
    policy = POLICY.read_text(encoding="utf-8")
    commands = [key.split(".")[2] for key in texts.keys("en") if re.fullmatch(r"command\.privacy\.[a-z]+\.name", key)]
    assert sorted(commands) == ["data", "delete", "export", "hide", "server", "show"]
    assert [command for command in commands if f"`/privacy {command}`" not in policy] == []
    assert f"deleted {KEPT_FOR.days} days later" in policy


@pytest.mark.parametrize("language", read_texts().languages)
def test_there_are_words_for_every_table_that_holds_somebody(language: str, texts: Texts) -> None:
    keys = texts.keys(language)
    told = {*(table.name for table in of_people() if table not in WISHES), entries.name, quiz_people.name}
    assert [name for name in sorted(told) if f"privacy.table.{name}" not in keys] == []
