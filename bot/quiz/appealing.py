"""Whether there is anything to decide about somebody's answer."""

from enum import StrEnum

from bot.quiz.game import Round


class Settled(StrEnum):
    """Why there is not. The value is the last part of its sentence's key."""

    NOT_YET = "not-yet"
    VOID = "void"
    NO_ANSWER = "no-answer"
    IS_RIGHT = "is-right"


def settled(round_: Round | None, person: int) -> Settled | None:
    """None if somebody gave an answer that was marked wrong, or only right in part."""
    if round_ is None or not round_.is_closed:
        return Settled.NOT_YET
    if round_.is_void:
        return Settled.VOID
    if person not in round_.given:
        return Settled.NO_ANSWER
    return Settled.IS_RIGHT if is_right(round_, person) else None


def is_right(round_: Round, person: int) -> bool:
    """Whether somebody's answer counts as wholly right."""
    return any(mark.is_right for mark in round_.marks if mark.person == person)
