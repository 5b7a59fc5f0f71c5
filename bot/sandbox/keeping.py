"""The world in a file: read at the start, written soon after each change and at the end."""

import asyncio
import contextlib
import json
import logging
import os
from pathlib import Path
from typing import Any

import msgspec

from bot.sandbox.clock import SandboxClock
from bot.sandbox.world.changes import Change
from bot.sandbox.world.world import World

# So long changes are gathered before they are written: an evening's chat is not written at every key.
GATHERING_S = 0.5
FORMAT = 1

log = logging.getLogger(__name__)


class CannotKeep(Exception):  # noqa: N818 - it reads as what it is: `except CannotKeep`
    """A file that cannot hold a world. The message is for a person: which file, what is wrong, what to do."""


class Kept(msgspec.Struct, frozen=True):
    """What the file says."""

    format: int
    offset_ms: int
    world: dict[str, Any]


def read_kept(path: Path, clock: SandboxClock) -> object | None:
    """What `World.as_json` wrote, and the clock moved to its time; None without a file. Raises `CannotKeep`."""
    try:
        kept = msgspec.convert(json.loads(path.read_bytes()), Kept)
        if kept.format != FORMAT:
            raise CannotKeep(f"{path} was written by another version of the sandbox. Name another file with --keep.")
        World.from_json(kept.world, clock)
    except FileNotFoundError:
        _must_be_writable(path)
        return None
    except OSError as fault:
        raise CannotKeep(f"{path} cannot be read: {fault.strerror}. Name another file with --keep.") from fault
    except (ValueError, RecursionError) as fault:  # no JSON, no UTF-8, or not a world
        remedy = "Nothing was changed in it: mend it, or move it away to begin with a new town."
        raise CannotKeep(f"{path} does not hold a world that was kept: {fault}. {remedy}") from fault
    clock.move(seconds=(kept.offset_ms - clock.offset_ms) / 1000)
    return kept.world


def _must_be_writable(path: Path) -> None:
    if not path.parent.is_dir():
        raise CannotKeep(
            f"There is no folder {path.parent} for {path.name}. Make it, or name another file with --keep."
        )
    if not os.access(path.parent, os.W_OK):
        raise CannotKeep(f"Nothing may be written into {path.parent}. Name another file with --keep.")


class Keeping:
    """Listens to a world and writes it down. `close` writes what has not been written yet."""

    def __init__(self, path: Path, world: World, *, gathering_s: float = GATHERING_S) -> None:
        self._path = path.resolve()  # a link stays a link
        self._world = world
        self._gathering_s = gathering_s
        self._has_news = asyncio.Event()
        self._is_ending = asyncio.Event()
        self._is_written = asyncio.Event()
        self._writing = asyncio.create_task(self._write_changes())
        world.listen(self.note)
        world.clock.on_move(self.note)

    def note(self, _: Change | None = None) -> None:
        self._is_written.clear()
        self._has_news.set()

    async def written(self) -> None:
        """Wait until all that has changed is in the file."""
        await self._is_written.wait()

    async def close(self) -> None:
        self._world.unlisten(self.note)
        self._is_ending.set()
        self._has_news.set()
        await self._writing

    async def _write_changes(self) -> None:
        """One at a time, the last after `close` was called."""
        is_last = False
        while not is_last:
            await self._has_news.wait()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._is_ending.wait(), self._gathering_s)
            is_last = self._is_ending.is_set()
            self._has_news.clear()
            await asyncio.to_thread(self._write, self._kept())
            if not self._has_news.is_set():
                self._is_written.set()

    def _kept(self) -> dict[str, Any]:
        """The world of this moment: it may change while it is written."""
        return {"format": FORMAT, "offset_ms": self._world.clock.offset_ms, "world": self._world.as_json()}

    def _write(self, kept: dict[str, Any]) -> None:
        """All or nothing: a crash leaves the file as it was."""
        try:
            # ASCII: half a surrogate pair in somebody's text is kept, too.
            _replace(self._path, json.dumps(kept))
        except OSError as fault:
            log.error("%s cannot be written (%s); the world is not kept. Make room for it.", self._path, fault.strerror)  # noqa: TRY400 - the reason is in the line


def _replace(path: Path, text: str) -> None:
    written = path.with_name(f".{path.name}.writing")
    with written.open("w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    written.replace(path)
