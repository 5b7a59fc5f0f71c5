"""What a button of a daily post is about, all of it in what it leads to: it works after a restart."""

import re
from dataclasses import dataclass

# The first word says who answers the press (cogs/ui/presses.py).
DAILY = "daily"
# Opens the form in which a daily post is set up; and the form itself.
NEW = f"{DAILY}:new"
FORM = f"{DAILY}:form"
PREVIEW, NOW, TELL = "preview", "now", "tell"
WHOLE = 0
"""In place of a day: it is about the daily post of the channel, and not one of its posts."""

_ID = re.compile(rf"{DAILY}:(?P<channel>\d{{1,20}}):(?P<day>\d{{1,8}}):(?P<does>[a-z]+|\d)")


@dataclass(frozen=True, slots=True)
class DailyId:
    """The post of `day` (year, month, day) in `channel`. `does`: a word, or the place of the option that is chosen."""

    channel: int
    day: int
    does: str

    def __str__(self) -> str:
        return f"{DAILY}:{self.channel}:{self.day}:{self.does}"


def read_daily_id(custom_id: str) -> DailyId | None:
    """What a custom_id is about; None if it is not one of these."""
    found = _ID.fullmatch(custom_id)
    return None if found is None else DailyId(int(found["channel"]), int(found["day"]), found["does"])
