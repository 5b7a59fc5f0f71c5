"""Packs as they were last read, kept by the content of their files: a start need not parse YAML again."""

import hashlib
import logging
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from knowledge import concepts, pack_building, pack_checks, pack_format, yaml_reader
from knowledge.concepts import Pack
from knowledge.yaml_reader import FILE_LIMIT_BYTES

log = logging.getLogger(__name__)

# Enough for a note-taker who goes back and forth between a few drafts.
KEPT = 8
# A change to any of these can change what the same files mean.
_MEANING = (concepts, pack_format, pack_checks, pack_building, yaml_reader)


class PackCache:
    """Remembers packs that had no problem. Never needed: whatever is missing, stale or damaged is read again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, folders: Sequence[Path]) -> tuple[Pack, ...] | None:
        """The packs in `folders`, if exactly this content was saved before."""
        path = self._path(folders)
        if path is None:
            return None
        try:
            return msgspec.msgpack.decode(path.read_bytes(), type=tuple[Pack, ...])
        except FileNotFoundError:
            return None
        except (OSError, msgspec.MsgspecError) as error:
            log.info("The pack cache %s cannot be used (%s); the packs are read again.", path, error)
            return None

    def save(self, folders: Sequence[Path], packs: tuple[Pack, ...]) -> None:
        """Keep `packs` for the next start. Whole or not at all: it is written aside and moved into place."""
        path = self._path(folders)
        if path is None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as file:
                file.write(msgspec.msgpack.encode(packs))
            Path(file.name).replace(path)
            self._forget_the_oldest()
        except OSError as error:
            log.info("The packs could not be cached in %s: %s", self._folder, error.strerror)

    def _path(self, folders: Sequence[Path]) -> Path | None:
        """Where packs of this content are kept, or None if a file cannot be read or is too large to be a pack."""
        digest = hashlib.sha256()
        try:
            for module in _MEANING:
                digest.update(Path(str(module.__file__)).read_bytes())
            for folder in folders:
                digest.update(b"\0folder\0" + folder.name.encode())
                for path in sorted(folder.glob("*.y*ml")):
                    if path.stat().st_size > FILE_LIMIT_BYTES:
                        return None
                    content = path.read_bytes()
                    digest.update(f"\0{path.name}\0{len(content)}\0".encode() + content)
        except OSError:
            return None
        return self._folder / f"packs-{digest.hexdigest()[:32]}.msgpack"

    def _forget_the_oldest(self) -> None:
        saved = sorted(self._folder.glob("packs-*.msgpack"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in saved[KEPT:]:
            path.unlink(missing_ok=True)
