"""The only reader of the environment -> a frozen Settings, or every fault in it at once."""

import io
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from dotenv import dotenv_values

from bot.errors import NotConfigured, StudyError
from bot.secret import Secret
from knowledge.pack_reader import SHIPPED_PACKS, pack_folders
from knowledge.problems import nearest

PACKS = "STUDYHALL_PACKS"
LANGUAGE = "STUDYHALL_LANGUAGE"
CACHE = "STUDYHALL_CACHE"
PREFIX = "STUDYHALL_"
DEFAULT_LANGUAGE = "en"

# Everything else is called so by others, too: hosts of databases and of bots give these names to what they give.
DATABASE = "DATABASE_URL"
SQLITE, POSTGRESQL = "sqlite:///", "postgresql"
TOKEN = "DISCORD_TOKEN"  # noqa: S105 - the name of a variable, no secret
TOKEN_FILE = "DISCORD_TOKEN_FILE"  # noqa: S105 - the name of a variable, no secret
API = "DISCORD_API"
GATEWAY = "DISCORD_GATEWAY"
VARIABLES = (PACKS, LANGUAGE, CACHE, DATABASE, TOKEN, TOKEN_FILE, API, GATEWAY)
# None for operators: the sandbox sets it, whose clock can be moved.
CLOCK_AHEAD = "STUDYHALL_CLOCK_AHEAD"
DISCORD_API = "https://discord.com/api/v10"
# Ids of Discord's cannot say times that are much further away.
_FURTHEST = timedelta(days=100 * 365)
# What a header may hold. A token with a space or a line break in it was pasted wrongly.
_TOKEN_SHAPE = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class NoToken:
    """Why there is no token, as the key and values of a sentence. Most commands need none."""

    key: str = "settings.no-token"
    variable: str = TOKEN
    path: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DiscordSettings:
    """How to reach Discord, or what stands in for it. Without a `gateway`, the API says where that is."""

    token: Secret | NoToken = NoToken()
    api: str = DISCORD_API
    gateway: str | None = None

    @property
    def is_real(self) -> bool:
        """Whether this is Discord itself."""
        return self.api == DISCORD_API

    def needed_token(self) -> Secret:
        """The token. Raises `NotConfigured` with what to do if there is none."""
        if isinstance(self.token, NoToken):
            why = self.token
            raise NotConfigured(why.key, variable=why.variable, path=why.path, reason=why.reason)
        return self.token


DEFAULT_DATABASE = Secret(f"{SQLITE}~/.local/share/studyhall/studyhall.db")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator chose. `packs` are folders of single packs; without a `cache` packs are read every time.

    `database` is `sqlite:///path` or `postgresql://...`; it may hold a password. `clock_ahead` is by how much our clock
    shows another time than the machine's.
    """

    packs: tuple[Path, ...]
    language: str
    cache: Path | None
    discord: DiscordSettings = DiscordSettings()
    database: Secret = DEFAULT_DATABASE
    clock_ahead: timedelta = timedelta()


class SettingsFaults(Exception):  # noqa: N818 - it reads as what it is: `except SettingsFaults as found`
    """Settings that cannot be used: every fault of all of them. `language` is the one to say it in."""

    def __init__(self, faults: Sequence[StudyError], language: str) -> None:
        super().__init__(f"{len(faults)} faults in the settings")
        self.faults = tuple(faults)
        self.language = language


def with_dotenv(environ: Mapping[str, str], path: Path) -> dict[str, str]:
    """The environment, and below it what the file at `path` says, if there is one. Raises `StudyError`."""
    if not path.is_file():
        return dict(environ)
    try:
        # With a byte order mark too: some editors write one.
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise StudyError("settings.dotenv", path=str(path), reason=_reason(fault)) from fault
    # Without interpolation, which would read the process's own environment past us.
    values = dotenv_values(stream=io.StringIO(text), interpolate=False)
    if environ.get(TOKEN_FILE):
        # Whoever names a file in the environment does not mean the token that lies in the folder.
        values.pop(TOKEN, None)
    return {**{name: value for name, value in values.items() if value is not None}, **environ}


def read_settings(environ: Mapping[str, str], languages: Sequence[str]) -> Settings:
    """The settings in `environ`; `languages` are those that the bot speaks. Raises `SettingsFaults`."""
    faults = [_unknown(name, value) for name, value in sorted(environ.items()) if _is_unknown(name)]
    language = environ.get(LANGUAGE) or DEFAULT_LANGUAGE
    if language not in languages:
        faults.append(StudyError("settings.language", variable=LANGUAGE, value=language, known=", ".join(languages)))
        language = DEFAULT_LANGUAGE
    packs = [_packs(value, faults) for value in _folders(environ)]
    cache = _cache(environ, faults)
    discord = _discord(environ, faults)
    database = _database(environ, faults)
    clock_ahead = _clock_ahead(environ, faults)
    if faults:
        raise SettingsFaults(faults, language)
    # A pack given twice, or by itself and in its parent, is one pack.
    folders = tuple(dict.fromkeys(folder for found in packs for folder in found))
    return Settings(folders, language, cache, discord, database, clock_ahead)


def _is_unknown(name: str) -> bool:
    return name.startswith(PREFIX) and name not in {*VARIABLES, CLOCK_AHEAD}


def _unknown(name: str, value: str) -> StudyError:
    # Without the prefix, which would make every name look like every other.
    known = {variable.removeprefix(PREFIX).removeprefix("DISCORD_"): variable for variable in VARIABLES}
    near = nearest(name.removeprefix(PREFIX), list(known))
    # Somebody may have meant DISCORD_TOKEN.
    shown = "***" if "TOKEN" in name else value
    if near is None:
        return StudyError("settings.unknown", variable=name, value=shown, known=", ".join(VARIABLES))
    return StudyError("settings.unknown-near", variable=name, value=shown, nearest=known[near])


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


def _database(environ: Mapping[str, str], faults: list[StudyError]) -> Secret:
    value = environ.get(DATABASE, "").strip()
    if not value:
        home = environ.get("XDG_DATA_HOME")
        return Secret(f"{SQLITE}{home}/studyhall/studyhall.db") if home else DEFAULT_DATABASE
    is_file = value.startswith(SQLITE) and _path(value.removeprefix(SQLITE)) not in {None, Path()}
    if not is_file and not _is_server(value):
        # Without its value, which may hold a password.
        faults.append(StudyError("settings.database", variable=DATABASE))
    return Secret(value)


def _is_server(value: str) -> bool:
    try:
        parts = urlsplit(value)
        has_port = parts.port is None or parts.port > 0
    except ValueError:
        return False
    has_host = bool(parts.hostname or parse_qs(parts.query).get("host"))  # the latter may be a Unix socket
    # A password with a slash that is not written as %2F ends up in the path, and would be shown.
    return parts.scheme == POSTGRESQL and has_host and has_port and "@" not in parts.path


def _clock_ahead(environ: Mapping[str, str], faults: list[StudyError]) -> timedelta:
    """In seconds; behind, if they are negative."""
    value = environ.get(CLOCK_AHEAD, "").strip() or "0"
    try:
        ahead = timedelta(seconds=float(value))
    except (ValueError, OverflowError):  # no number, or one that is none
        ahead = None
    if ahead is None or abs(ahead) > _FURTHEST:
        faults.append(StudyError("settings.clock-ahead", variable=CLOCK_AHEAD, value=value))
        return timedelta()
    return ahead


def _path(value: str) -> Path | None:
    """The path that `value` names, `~` included; None if no path can be named so."""
    try:
        path = Path(value).expanduser()
        path.exists()
    except (RuntimeError, ValueError, OSError):
        return None
    return path


# --- Discord -------------------------------------------------------------------------------------------------------


def _discord(environ: Mapping[str, str], faults: list[StudyError]) -> DiscordSettings:
    return DiscordSettings(
        _token(environ),
        _address(environ, API, ("https", "http"), faults) or DISCORD_API,
        _address(environ, GATEWAY, ("wss", "ws"), faults),
    )


def _token(environ: Mapping[str, str]) -> Secret | NoToken:
    token, variable = environ.get(TOKEN, "").strip(), TOKEN
    if not token and environ.get(TOKEN_FILE):
        path, variable = environ[TOKEN_FILE], TOKEN_FILE
        try:
            token = Path(path).expanduser().read_text(encoding="utf-8-sig").strip()
        except (OSError, ValueError, RuntimeError) as fault:
            return NoToken("settings.token-file", TOKEN_FILE, path, _reason(fault))
        if not token:
            return NoToken("settings.token-file-empty", TOKEN_FILE, path)
    if not token:
        return NoToken()
    return Secret(token) if _TOKEN_SHAPE.fullmatch(token) else NoToken("settings.token", variable)


def _address(environ: Mapping[str, str], variable: str, schemes: Sequence[str], faults: list[StudyError]) -> str | None:
    value = environ.get(variable, "").strip().rstrip("/")
    if not value:
        return None
    if not _is_address(value, schemes):
        faults.append(StudyError("settings.address", variable=variable, value=value, scheme=schemes[0]))
    return value


def _is_address(value: str, schemes: Sequence[str]) -> bool:
    try:
        parts = urlsplit(value)
        has_port = parts.port is None or parts.port > 0
    except ValueError:
        return False
    has_only_an_address = not (parts.query or parts.fragment or parts.username) and len(value.split()) == 1
    return parts.scheme in schemes and bool(parts.hostname) and has_port and has_only_an_address


def _reason(fault: Exception) -> str:
    """Why a file could not be read, in the system's words."""
    return fault.strerror or str(fault) if isinstance(fault, OSError) else str(fault)
