"""A time that somebody counts from now: "in 2 hours", "en una hora y media"."""

import re
from datetime import datetime, timedelta

_MINUTE_UNIT, _HOUR_UNIT = r"(?:minutes?|mins?|minutos?)", r"(?:hours?|hrs?|h|horas?)"
_IN = r"(?:in|en|dentro de)"
_IN_MINUTES = re.compile(rf"{_IN} (\d{{1,3}}) {_MINUTE_UNIT}")
_IN_HALF_AN_HOUR = re.compile(rf"{_IN} (?:half an hour|media hora)")
_IN_HOURS = re.compile(
    rf"{_IN} (\d{{1,3}}|an?)(?:[.,](5))? ?(and a half|y media)? ?{_HOUR_UNIT}(?: (and a half|y media))?"
)


def in_a_while(text: str, wall: datetime) -> datetime | None:
    """To the minute; None if that is not what `text`, in plain words, says."""
    if (found := _IN_MINUTES.fullmatch(text)) is not None:
        return wall + timedelta(minutes=int(found[1]))
    if _IN_HALF_AN_HOUR.fullmatch(text) is not None:
        return wall + timedelta(minutes=30)
    if (found := _IN_HOURS.fullmatch(text)) is not None:
        hours = int(found[1]) if found[1].isdecimal() else 1
        return wall + timedelta(hours=hours, minutes=30 if any(found.groups()[1:]) else 0)
    return None
