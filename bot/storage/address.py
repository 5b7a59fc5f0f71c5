"""Where the database is, in words that may be shown."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bot.secret import Secret

_SQLITE = "sqlite:///"
# A password as short as this may be a part of any word.
_SHORTEST_SECRET = 3


@dataclass(frozen=True, slots=True)
class Address:
    """`sqlite:///path`, or `postgresql://...` as asyncpg reads it; what the settings have let through."""

    url: Secret

    @property
    def file(self) -> Path | None:
        """The file of a SQLite database."""
        url = self.url.reveal()
        return Path(url.removeprefix(_SQLITE)).expanduser() if url.startswith(_SQLITE) else None

    @property
    def shown(self) -> str:
        """The file, or the server and its database, without whoever logs in there."""
        if self.file is not None:
            return str(self.file)
        parts = urlsplit(self.url.reveal())
        port = "" if parts.port is None else f":{parts.port}"
        return f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}"

    def discreet(self, text: str) -> str:
        """`text` without the password, if somebody has written it there."""
        password = urlsplit(self.url.reveal()).password or ""
        for secret in (password, unquote(password)):
            text = text.replace(secret, "***") if len(secret) >= _SHORTEST_SECRET else text
        return text
