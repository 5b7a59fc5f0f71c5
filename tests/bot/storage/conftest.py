"""Every test of storage runs twice: on a SQLite file, and on a real PostgreSQL."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.secret import Secret
from bot.storage.database import Database
from tests.bot.storage.postgres import Postgres, a_postgres
from tests.kept import ready_file


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One server for all tests; whoever kills it starts it again."""
    with a_postgres() as server:
        yield server


@pytest.fixture
def file_url(tmp_path: Path) -> Secret:
    return ready_file(tmp_path / "study hall.sqlite")


@pytest.fixture
def new_file_url(tmp_path: Path) -> Secret:
    """There is nothing yet."""
    return Secret(f"sqlite:///{tmp_path}/study hall.sqlite")


@pytest.fixture
async def server_url(postgres: Postgres) -> Secret:
    return await postgres.new_url()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> Secret:
    """The address of a database in which nothing is stored."""
    name = "file_url" if request.param == "sqlite" else "server_url"
    found: Secret = request.getfixturevalue(name)
    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest) -> Secret:
    """The address of a database that nobody has used: it has no tables either."""
    name = "new_file_url" if request.param == "sqlite" else "server_url"
    found: Secret = request.getfixturevalue(name)
    return found


@pytest.fixture
async def database(url: Secret) -> AsyncIterator[Database]:
    async with Database.opened(url) as opened:
        yield opened
