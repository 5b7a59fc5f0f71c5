"""Bots as processes of their own, and what they cost."""

import asyncio
import os
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

HOUSE = Path(__file__).parents[2]

STUDYHALL = ("-m", "bot", "run")
EMPTY = ("-m", "tests.benchmarks.empty_bot")


@dataclass(frozen=True, slots=True)
class Process:
    """A bot, and how to tell it from others."""

    token: str
    pid: int

    def cpu_seconds(self) -> float:
        """The time on a processor of all its threads until now: the kernel counts that in nanoseconds
        (docs.kernel.org/scheduler/sched-stats.html), other times in hundredths of a second.
        """
        threads = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text(encoding="ascii").split()[0]) for thread in threads) / 1e9


@asynccontextmanager
async def running(python: str, arguments: Sequence[str], environment: Mapping[str, str]) -> AsyncIterator[int]:
    """A bot while the block lasts. It runs in a folder without settings and sees no variables but these."""
    with TemporaryDirectory() as elsewhere:
        process = await asyncio.create_subprocess_exec(
            python,
            *arguments,
            cwd=elsewhere,
            env={"PATH": os.defpath, "PYTHONPATH": str(HOUSE), **environment},
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            yield process.pid
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()
