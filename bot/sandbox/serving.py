"""A sandbox from its start to its end, with the bot that it starts and the file that it keeps."""

import asyncio
import base64
import contextlib
import errno
import secrets
import signal
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox.bot_process import TOKEN_VARIABLE, BotProcess
from bot.sandbox.clock import SandboxClock
from bot.sandbox.keeping import CannotKeep, Keeping, read_kept
from bot.sandbox.server import Sandbox, SandboxOptions

DEFAULT_PORT = 8080
API_VARIABLE, GATEWAY_VARIABLE = "DISCORD_API", "DISCORD_GATEWAY"
ENDINGS = (signal.SIGINT, signal.SIGTERM)


@dataclass(frozen=True, slots=True)
class ServingOptions:
    """What a person chooses. `port` 0 is any free one. Without a `token` the bot gets one, and any is taken.

    `clock_variable` is where the bot reads by how many seconds its clock is to be ahead of the machine's, if it does:
    then it is started again whenever the sandbox's clock is moved.
    """

    port: int = DEFAULT_PORT
    keep: Path | None = None
    token: str | None = None
    shards: int = 1
    name: str = "Bot"
    clock_variable: str | None = None


class CannotServe(Exception):  # noqa: N818 - it reads as what it is: `except CannotServe`
    """The sandbox cannot begin. The message is for a person, and says what to do."""


async def serve(
    options: ServingOptions,
    command: Sequence[str],
    environment: Mapping[str, str],
    *,
    say: Callable[[str], None],
    tell: Callable[[Sandbox], None],
) -> None:
    """Serve until Ctrl-C or SIGTERM, then end everything in good order. Raises `CannotServe`.

    `command` is a bot to start, or nothing; it gets `environment` and where Discord is. `say` is given each line that
    it writes, `tell` the sandbox once it serves and before the bot starts.
    """
    with _until_ended() as ended:
        async with serving(options, command, environment, say=say, tell=tell):
            await ended.wait()


@asynccontextmanager
async def serving(
    options: ServingOptions,
    command: Sequence[str],
    environment: Mapping[str, str],
    *,
    say: Callable[[str], None],
    tell: Callable[[Sandbox], None],
) -> AsyncIterator[Sandbox]:
    """As `serve`, for as long as the block lasts."""
    async with AsyncExitStack() as stack:
        sandbox = await _started(options, stack)
        if options.keep is not None:
            stack.push_async_callback(Keeping(options.keep, sandbox.world).close)
        tell(sandbox)
        if command:
            bot = _bot(sandbox, command, _for_bot(options, sandbox, environment), _ahead(options, sandbox), say)
            stack.push_async_callback(bot.stop)
            await bot.start()
        yield sandbox


async def _started(options: ServingOptions, stack: AsyncExitStack) -> Sandbox:
    clock = SandboxClock()
    try:
        kept = None if options.keep is None else read_kept(options.keep, clock)
        asked = SandboxOptions(
            port=options.port, token=options.token, application_name=options.name, shards=options.shards, kept=kept
        )
        return await stack.enter_async_context(Sandbox.started(asked, clock))
    except CannotKeep as fault:
        raise CannotServe(str(fault)) from fault
    except OSError as fault:
        if fault.errno != errno.EADDRINUSE:
            raise CannotServe(f"Port {options.port} cannot be used: {fault.strerror}. Choose another port.") from fault
        raise CannotServe(
            f"Port {options.port} is taken by another program. End that one, or choose another port."
        ) from fault


def _ahead(options: ServingOptions, sandbox: Sandbox) -> Callable[[], Mapping[str, str]]:
    """What a start of the bot is told of the sandbox's clock. Nothing, if it would not understand."""
    variable = options.clock_variable
    return lambda: {} if variable is None else {variable: str(sandbox.clock.offset_ms / 1000)}


def _bot(
    sandbox: Sandbox,
    command: Sequence[str],
    environment: Mapping[str, str],
    ahead: Callable[[], Mapping[str, str]],
    say: Callable[[str], None],
) -> BotProcess:
    def changed() -> None:
        sandbox.events.tell_everybody({"type": "status", **sandbox.status()})

    bot = BotProcess(command, environment, say=say, changed=changed, ahead=ahead)
    sandbox.process = sandbox.faults.process = bot
    return bot


def _for_bot(options: ServingOptions, sandbox: Sandbox, environment: Mapping[str, str]) -> dict[str, str]:
    token = options.token or new_token(sandbox.world.bot.id)
    where = {TOKEN_VARIABLE: token, API_VARIABLE: sandbox.api, GATEWAY_VARIABLE: sandbox.gateway_url}
    return {**environment, **where}


def new_token(bot_id: int) -> str:
    """One that looks like Discord's: some libraries read the bot's id out of its first part."""
    first = base64.b64encode(str(bot_id).encode()).decode().rstrip("=")
    return f"{first}.{secrets.token_urlsafe(4)}.{secrets.token_urlsafe(28)}"


@contextmanager
def _until_ended() -> Iterator[asyncio.Event]:
    """An event that Ctrl-C and SIGTERM set, once; a second Ctrl-C ends the program as ever."""
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()

    def end() -> None:
        ended.set()
        loop.remove_signal_handler(signal.SIGINT)

    # Windows has no such handlers: there Ctrl-C cancels `serve`, which ends everything as well.
    with contextlib.suppress(NotImplementedError):
        for number in ENDINGS:
            loop.add_signal_handler(number, end)
    try:
        yield ended
    finally:
        with contextlib.suppress(NotImplementedError):
            for number in ENDINGS:
                loop.remove_signal_handler(number)
