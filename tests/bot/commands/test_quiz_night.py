"""`scores verify` and `simulate`, as they are typed."""

import asyncio
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from sqlalchemy import update

from bot.secret import Secret
from bot.storage.database import Database
from bot.storage.journal import StoredJournal
from bot.storage.tables.quizzes import totals
from tests.bot.conftest import Shell
from tests.bot.quiz.fakes import ANA, GUILD, LUIS
from tests.bot.storage.postgres import a_postgres
from tests.bot.storage.quizzes import play

SMALL_NIGHT = ("simulate", "--players", "8", "--questions", "4", "--crashes", "3")


@pytest.fixture
def address(tmp_path: Path) -> str:
    """A database in which a quiz was played."""

    async def played(url: str) -> None:
        async with Database.opened(Secret(url)) as database:
            await play(StoredJournal(database), [{ANA: True, LUIS: False}])

    address = f"sqlite:///{tmp_path}/x.db"
    asyncio.run(played(address))
    return address


def damage(address: str) -> None:
    async def changed() -> None:
        async with Database.opened(Secret(address)) as database, database.writing() as connection:
            worse = update(totals).where(totals.c.person == ANA, totals.c.scope == "", totals.c.period == 0)
            await connection.execute(worse.values(answers=2))

    asyncio.run(changed())


def test_scores_that_agree_with_the_logs(shell: Shell, address: str) -> None:
    run = shell("scores", "verify", DATABASE_URL=address)
    assert (run.code, run.err) == (0, "")
    assert run.out == (
        "Compared: quizzes 1, lines of their logs 5, marks 2, totals 24, steps of boards 24.\n"
        "All is well: the marks are what the logs say, the totals what the marks say, the boards what the totals say.\n"
    )


def test_scores_that_do_not(shell: Shell, address: str) -> None:
    damage(address)
    run = shell("scores", "verify", "--lang", "es", DATABASE_URL=address)
    assert run.code == 1
    assert run.out.splitlines()[1:] == [
        f"totals ({ANA} {GUILD}  0): hay 1000 1 2 y debería haber 1000 1 1",
        "Diferencias: 1. Guarda una copia de la base de datos y avísanos: no debe ocurrir nunca.",
    ]
    run = shell("scores", "verify", "--json", DATABASE_URL=address)
    assert (run.code, run.json["quizzes"]) == (1, 1)
    assert run.json["differences"] == [
        {"table": "totals", "key": f"{ANA} {GUILD}  0", "stored": "1000 1 2", "expected": "1000 1 1"}
    ]


def test_nothing_is_made_where_there_is_nothing(shell: Shell, tmp_path: Path) -> None:
    run = shell("scores", "verify", DATABASE_URL=f"sqlite:///{tmp_path}/none/x.db")
    assert run.code == 2
    assert run.err.startswith("There is no database at ")
    assert not (tmp_path / "none").exists()


def test_a_database_that_cannot_be_used_is_said_without_its_password(shell: Shell) -> None:
    for command in (("scores", "verify"), SMALL_NIGHT):
        run = shell(*command, DATABASE_URL="postgresql://ana:hunter22@127.0.0.1:1/x")
        assert run.code == 2
        assert run.err.startswith("The database at postgresql://127.0.0.1:1/x cannot be used: ")
        assert "hunter22" not in run.err + run.out


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("scores",), "There is one thing: scores verify"),
        (("scores", "reset"), "There is one thing: scores verify"),
        (("simulate", "--players", "0"), "'0' does not suit --players. Give a number from 1 to 1000."),
        (("simulate", "--seed", "-1"), "'-1' does not suit --seed."),
        (("simulate", "now"), "takes no words"),
    ],
)
def test_wrong_use_is_said(shell: Shell, argv: tuple[str, ...], said: str) -> None:
    run = shell(*argv)
    assert run.code == 2
    assert said in run.err


def test_a_simulated_night_is_sound_and_the_same_for_the_same_seed(shell: Shell, address: str, tmp_path: Path) -> None:
    first, second = (shell(*SMALL_NIGHT, "--json", DATABASE_URL=address) for _ in range(2))
    assert first.code == 0
    assert (first.json["is_sound"], first.json["crashes"], first.json["end"]) == (True, 3, "finished")
    assert first.json == second.json
    assert shell(*SMALL_NIGHT, "--seed", "8", "--json", DATABASE_URL=address).json != first.json
    assert shell("scores", "verify", "--json", DATABASE_URL=address).json["quizzes"] == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.db"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_simulated_night_is_told(shell: Shell, language: str) -> None:
    run = shell(*SMALL_NIGHT, "--lang", language)
    assert run.code == 0
    last = {"en": "Everything is as it should be.", "es": "Todo está como debe."}
    assert run.out.splitlines()[-1] == last[language]
    assert "1000" in run.out


def test_a_night_on_a_server_leaves_nothing_behind(shell: Shell) -> None:
    async def schemas(url: str) -> Any:
        connection = await asyncpg.connect(url)
        try:
            return await connection.fetchval("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'studyhall%'")
        finally:
            await connection.close()

    with a_postgres() as postgres:
        url = asyncio.run(postgres.new_url()).reveal()
        run = shell(*SMALL_NIGHT, "--json", DATABASE_URL=url)
        assert (run.code, run.err) == (0, "")
        assert run.json["is_sound"]
        assert asyncio.run(schemas(url)) == 0
