"""The whole bot on one machine, with a stand-in for Discord."""

import asyncio
import sys
from pathlib import Path

from bot.commands.call import FOUND, NOT_FOUND, Call, no_words
from bot.errors import StudyError
from bot.sandbox.server import Sandbox
from bot.sandbox.serving import DEFAULT_PORT, CannotServe, ServingOptions, serve

_LAST_PORT = 65_535
_BOT = (sys.executable, "-m", "bot", "run")


def sandbox(call: Call) -> int:
    """Serve the sandbox and the bot, as a process of its own, until told to stop."""
    no_words(call)
    keep = Path(call.options.keep) if call.options.keep else None
    options = ServingOptions(_port(call.options.port), keep, name="Studyhall")

    def tell(started: Sandbox) -> None:
        call.screen.line(call.voice.say("sandbox.open", address=started.url))
        call.stdout.flush()

    def say(line: str) -> None:
        call.errors.line(f"[bot] {line}")
        call.stderr.flush()

    try:
        asyncio.run(serve(options, _BOT, call.environ, say=say, tell=tell))
    except CannotServe as fault:
        call.errors.line(str(fault))
        return NOT_FOUND
    return FOUND


def _port(value: str | None) -> int:
    if value is None:
        return DEFAULT_PORT
    if not value.isdecimal() or int(value[:9]) > _LAST_PORT:
        raise StudyError("sandbox.port", value=value, most=_LAST_PORT)
    return int(value[:9])
