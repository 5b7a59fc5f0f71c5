"""The only reader of the environment -> a frozen Settings, or every fault in it at once."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors import StudyError
from knowledge.pack_reader import SHIPPED_PACKS, pack_folders
from knowledge.problems import nearest

PACKS = "STUDYHALL_PACKS"
LANGUAGE = "STUDYHALL_LANGUAGE"
CACHE = "STUDYHALL_CACHE"
PREFIX = "STUDYHALL_"
VARIABLES = (PACKS, LANGUAGE, CACHE)
DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator chose. `packs` are folders of single packs; without a `cache` packs are read every time."""

    packs: tuple[Path, ...]
    language: str
    cache: Path | None


class SettingsFaults(Exception):  # noqa: N818 - it reads as what it is: `except SettingsFaults as found`
    """Settings that cannot be used: every fault of all of them. `language` is the one to say it in."""

    def __init__(self, faults: Sequence[StudyError], language: str) -> None:
        super().__init__(f"{len(faults)} faults in the settings")
        self.faults = tuple(faults)
        self.language = language


def read_settings(environ: Mapping[str, str], languages: Sequence[str]) -> Settings:
    """The settings in `environ`; `languages` are those that the bot speaks. Raises `SettingsFaults`."""
    faults = [_unknown(name, value) for name, value in sorted(environ.items()) if _is_unknown(name)]
    language = environ.get(LANGUAGE) or DEFAULT_LANGUAGE
    if language not in languages:
        faults.append(StudyError("settings.language", variable=LANGUAGE, value=language, known=", ".join(languages)))
        language = DEFAULT_LANGUAGE
    packs = [_packs(value, faults) for value in _folders(environ)]
    cache = _cache(environ, faults)
    if faults:
        raise SettingsFaults(faults, language)
    # A pack given twice, or by itself and in its parent, is one pack.
    return Settings(tuple(dict.fromkeys(folder for folders in packs for folder in folders)), language, cache)


def _is_unknown(name: str) -> bool:
    return name.startswith(PREFIX) and name not in VARIABLES


def _unknown(name: str, value: str) -> StudyError:
    # Without the prefix, which would make every name look like every other.
    near = nearest(name.removeprefix(PREFIX), [known.removeprefix(PREFIX) for known in VARIABLES])
    if near is None:
        return StudyError("settings.unknown", variable=name, value=value, known=", ".join(VARIABLES))
    return StudyError("settings.unknown-near", variable=name, value=value, nearest=PREFIX + near)


def _folders(environ: Mapping[str, str]) -> list[str]:
    """An empty variable is no choice, and an empty part of one is a slip of the separator."""
    return [part for part in environ.get(PACKS, "").split(os.pathsep) if part] or [str(SHIPPED_PACKS)]


def _packs(value: str, faults: list[StudyError]) -> list[Path]:
    path = _path(value)
    if path is None or not path.is_dir():
        faults.append(StudyError("settings.no-such-folder", variable=PACKS, value=value))
        return []
    folders = pack_folders(path)
    if not folders:
        faults.append(StudyError("settings.no-pack", variable=PACKS, value=value))
    return folders


def _cache(environ: Mapping[str, str], faults: list[StudyError]) -> Path | None:
    chosen = environ.get(CACHE)
    if chosen == "":
        return None
    if chosen is None:
        home = environ.get("XDG_CACHE_HOME") or "~/.cache"
        folder = _path(home)
        return folder / "studyhall" if folder is not None else None
    folder = _path(chosen)
    if folder is None or (folder.exists() and not folder.is_dir()):
        faults.append(StudyError("settings.not-a-folder", variable=CACHE, value=chosen))
    return folder


def _path(value: str) -> Path | None:
    """The path that `value` names, `~` included; None if no path can be named so."""
    try:
        path = Path(value).expanduser()
        path.exists()
    except (RuntimeError, ValueError, OSError):
        return None
    return path
