"""The bot as a process of its own: started, stopped, killed, and never left behind."""

import asyncio
import codecs
import contextlib
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from bot.sandbox.refusals import Refused

State: TypeAlias = Literal["starting", "running", "stopped"]

TOKEN_VARIABLE = "DISCORD_TOKEN"  # noqa: S105 - its name, not a token
LEASH = Path(__file__).with_name("leash.py")
LINES_KEPT = 200
LONGEST_LINE = 4000
CHUNK_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Waits:
    """How long a bot may take to end by itself, and how long it stays away after it was killed."""

    for_end_s: float = 5.0
    after_kill_s: float = 1.0


class BotProcess:
    """`environment` is all that the bot sees; `say` is given each line that it writes; `changed` tells of a new state.

    `ahead` is what each start of it is told besides: by how much its clock is to be ahead, if it can be told so.

    Its token is blotted out of what it writes. Where a bot starts helpers, they end with it.
    """

    def __init__(  # noqa: PLR0913 - all but the command is said by its name
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        say: Callable[[str], None],
        changed: Callable[[], None],
        waits: Waits | None = None,
        ahead: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self._command = tuple(command)
        # A bot in Python that writes into a pipe would keep its lines to itself for long.
        self._environment = {"PYTHONUNBUFFERED": "1", **environment}
        self._say = say
        self._changed = changed
        self._waits = waits or Waits()
        self._ahead = ahead
        self._lines: deque[str] = deque(maxlen=LINES_KEPT)
        self._life: asyncio.Task[None] | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._comes_back = False
        self._one_at_a_time = asyncio.Lock()
        self.state: State = "stopped"
        self.exit_code: int | None = None

    # --- from outside --------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Begin. Raises Refused if it runs already."""
        async with self._one_at_a_time:
            if self.state != "stopped":
                raise Refused(400, 0, "The bot runs already.")
            self._begin()

    async def stop(self) -> None:
        """SIGTERM, and after some seconds SIGKILL. It is gone when this returns; nothing happens if it was."""
        async with self._one_at_a_time:
            await self._end()

    async def restart(self) -> None:
        async with self._one_at_a_time:
            await self._end()
            self._begin()

    async def clock_moved(self) -> None:
        """A process lives by the machine's clock: it is started again to be told the time, if it runs and can be."""
        if self.state != "stopped" and self._ahead():
            await self.restart()

    def kill(self) -> None:
        """SIGKILL, and soon it starts again. Raises Refused if it does not run."""
        if self._process is None:
            raise Refused(400, 0, "The bot does not run.")
        self._comes_back = True
        self._signal(forcibly=True)

    def as_json(self) -> dict[str, Any]:
        pid = None if self._process is None else self._process.pid
        return {"pid": pid, "state": self.state, "exit_code": self.exit_code, "log": list(self._lines)}

    # --- one life ------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._comes_back = False
        self._become("starting")
        self._life = asyncio.create_task(self._live())

    async def _end(self) -> None:
        life, self._life = self._life, None
        if life is None:
            return
        self._comes_back = False
        if self._process is None:
            life.cancel()  # it has not come yet, or not come back
        self._signal(forcibly=False)
        await asyncio.wait({life}, timeout=self._waits.for_end_s)
        self._signal(forcibly=True)
        await asyncio.wait({life})
        self._become("stopped")
        if not life.cancelled():
            life.result()

    async def _live(self) -> None:
        """From its start to its end; after a kill, once more."""
        await self._run()
        while self._comes_back:
            self._comes_back = False
            await asyncio.sleep(self._waits.after_kill_s)
            await self._run()

    async def _run(self) -> None:
        try:
            process = await self._spawn()
        except OSError as fault:
            self._note(f"Cannot start {self._command[0]}: {fault.strerror}.")
            self._become("stopped")
            return
        self._process, self.exit_code = process, None
        self._become("running")
        try:
            await self._read(process)
            self.exit_code = await process.wait()
        finally:
            self._signal(forcibly=True)  # to helpers that it left behind
            self._process = None
            self._become("starting" if self._comes_back else "stopped")

    async def _spawn(self) -> asyncio.subprocess.Process:
        # It gets a process group of its own: Ctrl-C is for the sandbox, which then ends the bot in good order.
        leash = [sys.executable, "-I", "-S", str(LEASH), str(os.getpid())] if sys.platform == "linux" else []
        return await asyncio.create_subprocess_exec(
            *leash,
            *self._command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env={**self._environment, **self._ahead()},
            start_new_session=True,
        )

    def _signal(self, *, forcibly: bool) -> None:
        """To the bot and its helpers, if there are any."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            if sys.platform == "win32":
                self._process.kill()
            else:
                os.killpg(self._process.pid, signal.SIGKILL if forcibly else signal.SIGTERM)

    def _become(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self._changed()

    # --- what it writes ------------------------------------------------------------------------------------------

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        """Line by line, until it closes its output."""
        assert process.stdout is not None  # noqa: S101 - it was asked for
        decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        rest = ""
        while chunk := await process.stdout.read(CHUNK_BYTES):
            *lines, rest = (rest + decoder.decode(chunk)).split("\n")
            for line in lines:
                self._note(line)
            if len(rest) > LONGEST_LINE:
                self._note(rest)
                rest = ""
        if rest:
            self._note(rest)

    def _note(self, line: str) -> None:
        token = self._environment.get(TOKEN_VARIABLE)
        shown = line.rstrip("\r")[:LONGEST_LINE]
        shown = shown.replace(token, "[token]") if token else shown
        self._lines.append(shown)
        self._say(shown)
