"""What a person is told who tries what no client of Discord would let them do."""

from collections.abc import Sequence

from bot.sandbox.refusals import Fault, Refused
from bot.sandbox.rules.faults import Path

PERSON = 0  # Discord's code for what has none: its clients stop these before anything is sent
CODE = "CANNOT_BE_SENT"


def cannot(path: Path, sentence: str) -> Fault:
    return Fault(path, CODE, sentence)


def refuse(faults: Sequence[Fault]) -> None:
    """Raises all of them, one sentence after the other, if there are any."""
    if faults:
        raise Refused(400, PERSON, " ".join(fault.message for fault in faults), tuple(faults))


def length_said(text: str, low: int, high: int) -> str | None:
    """What is wrong with the length of a text, to be said after its name."""
    if len(text) < low:
        return f"must have at least {low} characters, and has {len(text)}"
    return f"may have at most {high} characters, and has {len(text)}" if len(text) > high else None


def range_said(number: float, low: float, high: float) -> str | None:
    """What is wrong with a number, to be said after its name."""
    if low <= number <= high:
        return None
    return f"must be at least {low}" if number < low else f"may be at most {high}"


def count_said(count: int, low: int, high: int) -> str | None:
    """What is wrong with the number of things chosen, to be said after the name of what they are chosen from."""
    if count < low:
        return f"needs at least {low}, and has {count}"
    return f"takes at most {high}, and has {count}" if count > high else None
