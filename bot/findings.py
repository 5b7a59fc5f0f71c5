"""What an examination finds: whether it is well, and a sentence about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """A problem keeps the bot from working; a warning is about something that somebody may miss."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """`key` and `values` are those of a sentence in the locales, which says what to do if it is not well."""

    verdict: Verdict
    key: str
    values: Mapping[str, str | int] = field(default_factory=dict)


def fine(key: str, **values: str | int) -> Finding:
    return Finding(Verdict.OK, key, values)


def warning(key: str, **values: str | int) -> Finding:
    return Finding(Verdict.WARNING, key, values)


def problem(key: str, **values: str | int) -> Finding:
    return Finding(Verdict.PROBLEM, key, values)
