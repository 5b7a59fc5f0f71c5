"""A closed question is marked again: what is right beside what was, or that it counts for nobody."""

from msgspec.structs import replace

from bot.quiz.commands import Refusal, Regrade
from bot.quiz.events import Answer, Mark, Regraded, Verdict
from bot.quiz.game import Game, Round
from bot.quiz.marking import fits, normal_form
from bot.quiz.scoring import marks


def regraded(game: Game, order: Regrade) -> tuple[Regraded, ...] | Refusal:
    """What `order` makes of the marks; nothing if they are as it wants them."""
    round_ = game.rounds[order.number - 1] if 1 <= order.number <= len(game.rounds) else None
    if round_ is None or not round_.is_closed:
        return Refusal.NOT_CLOSED
    if order.verdict in {Verdict.ACCEPT, Verdict.TAKE_BACK} and not _is_answer(round_, order.answer):
        return Refusal.NOT_AN_ANSWER
    ruled = _ruled(round_, order)
    if ruled == round_:
        return ()
    event = Regraded(
        at=order.at,
        by=order.by,
        order=order.order,
        number=round_.number,
        verdict=order.verdict,
        answer=None if order.answer is None else normal_form(order.answer),
        accepted=ruled.accepted,
        is_void=ruled.is_void,
        marks=_changed(game, ruled),
    )
    return (event,)


def _is_answer(round_: Round, answer: Answer | None) -> bool:
    return answer is not None and fits(round_.asked, answer)


def _ruled(round_: Round, order: Regrade) -> Round:
    others = tuple(known for known in round_.accepted if known != normal_form(order.answer)) if order.answer else ()
    match order.verdict:
        case Verdict.ACCEPT if order.answer is not None:
            is_new = normal_form(order.answer) not in round_.accepted
            return replace(round_, accepted=(*others, normal_form(order.answer))) if is_new else round_
        case Verdict.TAKE_BACK:
            return replace(round_, accepted=others)
        case Verdict.VOID:
            return replace(round_, is_void=True)
        case _:
            return replace(round_, is_void=False)


def _changed(game: Game, ruled: Round) -> tuple[Mark, ...]:
    """The marks that are not as they were: of other questions too, since a streak may begin or end with this one."""
    rounds = tuple(ruled if round_.number == ruled.number else round_ for round_ in game.rounds)
    before = set(game.marks())
    return tuple(mark for mark in marks(replace(game, rounds=rounds)) if mark not in before)
