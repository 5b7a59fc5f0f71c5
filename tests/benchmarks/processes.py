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
        """User and system time of all its threads until now (proc_pid_stat(5), fields 14 and 15)."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


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
