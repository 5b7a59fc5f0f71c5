"""The whole bot on one machine, with a stand-in for Discord."""

import asyncio
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.commands.call import FOUND, NOT_FOUND, Call, no_words
from bot.errors import StudyError
from bot.sandbox.server import Sandbox
from bot.sandbox.serving import DEFAULT_PORT, CannotServe, ServingOptions, serve
from bot.settings import CLOCK_AHEAD, DATABASE, SQLITE

_LAST_PORT = 65_535
_BOT = (sys.executable, "-m", "bot", "run")


def sandbox(call: Call) -> int:
    """Serve the sandbox and the bot, as a process of its own, until told to stop."""
    no_words(call)
    keep = Path(call.options.keep) if call.options.keep else None
    options = ServingOptions(_port(call.options.port), keep, name="Studyhall", clock_variable=CLOCK_AHEAD)

    def tell(started: Sandbox) -> None:
        call.screen.line(call.voice.say("sandbox.open", address=started.url))
        call.stdout.flush()

    def say(line: str) -> None:
        call.errors.line(f"[bot] {line}")
        call.stderr.flush()

    with _environ(call.environ, keep) as environ:
        try:
            asyncio.run(serve(options, _BOT, environ, say=say, tell=tell))
        except CannotServe as fault:
            call.errors.line(str(fault))
            return NOT_FOUND
    return FOUND


@contextmanager
def _environ(environ: Mapping[str, str], keep: Path | None) -> Iterator[dict[str, str]]:
    """With a database that lives as long as its town, unless one is given: another town's quizzes are not ours."""
    with TemporaryDirectory(prefix="studyhall-") as folder:
        path = Path(folder) / "studyhall.db" if keep is None else keep.with_name(f"{keep.name}.db")
        yield {DATABASE: f"{SQLITE}{path.absolute()}", **environ}


def _port(value: str | None) -> int:
    if value is None:
        return DEFAULT_PORT
    if not value.isdecimal() or int(value[:9]) > _LAST_PORT:
        raise StudyError("sandbox.port", value=value, most=_LAST_PORT)
    return int(value[:9])
