"""Packs as they were last read, kept by the content of their files: a start need not parse YAML again."""

import hashlib
import logging
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from knowledge import concepts, normalising, pack_building, pack_checks, pack_format, question_checks, yaml_reader
from knowledge.concepts import Pack
from knowledge.yaml_reader import FILE_LIMIT_BYTES, yaml_files

log = logging.getLogger(__name__)

# Enough for a note-taker who goes back and forth between a few drafts.
KEPT = 8
_DIGEST_SIZE = hashlib.sha256().digest_size
# A change to any of these can change what the same files mean.
_MEANING = (concepts, normalising, pack_format, pack_checks, question_checks, pack_building, yaml_reader)


class PackCache:
    """Remembers packs that had no problem. Never needed: whatever is missing, stale or damaged is read again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def key(self, folders: Sequence[Path]) -> str | None:
        """What names this content: another for any other byte or file name. None if a file cannot be in a pack."""
        digest = hashlib.sha256()
        try:
            for module in _MEANING:
                digest.update(Path(str(module.__file__)).read_bytes())
            for folder in folders:
                digest.update(b"\0folder\0" + os.fsencode(folder.resolve().name))
                for path in yaml_files(folder):
                    if not path.is_file() or path.stat().st_size > FILE_LIMIT_BYTES:
                        return None
                    content = path.read_bytes()
                    digest.update(b"\0%s\0%d\0" % (os.fsencode(path.name), len(content)) + content)
        except OSError:
            return None
        return digest.hexdigest()[:32]

    def load(self, key: str) -> tuple[Pack, ...] | None:
        """The packs that were saved under `key`, if they are still there and undamaged."""
        path = self._path(key)
        try:
            content = path.read_bytes()
            digest, packed = content[:_DIGEST_SIZE], memoryview(content)[_DIGEST_SIZE:]
            if digest != hashlib.sha256(packed).digest():
                log.info("The pack cache %s is damaged; the packs are read again.", path)
                return None
            return msgspec.msgpack.decode(packed, type=tuple[Pack, ...])
        except FileNotFoundError:
            return None
        except (OSError, msgspec.MsgspecError) as error:
            log.info("The pack cache %s cannot be used (%s); the packs are read again.", path, error)
            return None

    def save(self, key: str, packs: tuple[Pack, ...]) -> None:
        """Keep `packs` for the next start. Whole or not at all: they are written aside and moved into place."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self._folder) as aside:
                file = Path(aside) / "packs"
                packed = msgspec.msgpack.encode(packs)
                file.write_bytes(hashlib.sha256(packed).digest() + packed)
                file.replace(self._path(key))
            self._forget_the_oldest()
        except (OSError, UnicodeEncodeError) as error:
            # A pack's id is its folder's name, which need not be UTF-8; what we pack has to be.
            log.info("The packs could not be cached in %s: %s", self._folder, error)

    def _path(self, key: str) -> Path:
        return self._folder / f"packs-{key}.msgpack"

    def _forget_the_oldest(self) -> None:
        saved = sorted(self._folder.glob("packs-*.msgpack"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in saved[KEPT:]:
            path.unlink(missing_ok=True)
