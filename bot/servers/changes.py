"""What was changed in a server, by whom and when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from bot.servers.choices import Setting

# Long enough to ask "who did that, and when", and no longer.
KEPT_FOR = timedelta(days=365)


class Blocking(StrEnum):
    """What is done to a person."""

    BLOCK = "block"
    UNBLOCK = "unblock"


What: TypeAlias = Setting | Blocking


@dataclass(frozen=True, slots=True)
class Change:
    """`old` and `new` are choices as they are stored. `whom`: who was blocked; None if they want to be forgotten."""

    what: What
    by: int
    at: datetime
    old: str = ""
    new: str = ""
    whom: int | None = None
