"""How much of a question an answer got right."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.quiz.events import Answer, Chosen, Typed
from bot.quiz.game import Given
from knowledge.normalising import name_key
from knowledge.questions.asked import Asked, AskedKind
from knowledge.questions.typed_answers import LONGEST_TYPED, Judgement


@dataclass(frozen=True, slots=True)
class Share:
    """`right` parts of `of`."""

    right: int
    of: int

    @property
    def is_whole(self) -> bool:
        return self.right == self.of


def fits(asked: Asked, answer: Answer) -> bool:
    """Whether `answer` is one that the question could be given."""
    match answer:
        case Typed(text=text):
            return asked.kind is AskedKind.TYPED and bool(text.strip()) and len(text) <= LONGEST_TYPED
        case Chosen(options=options):
            most = len(asked.options) if asked.kind is AskedKind.SEVERAL else 1
            are_there = all(0 <= option < len(asked.options) for option in options)
            return are_there and len(set(options)) == len(options) and 1 <= len(options) <= most


def normal_form(answer: Answer) -> Answer:
    """What makes two answers the same, however they were spelt or in whichever order they were chosen."""
    match answer:
        case Typed(text=text):
            return Typed(name_key(text) or " ".join(text.casefold().split()))
        case Chosen(options=options):
            return Chosen(tuple(sorted(options)))


def share(asked: Asked, given: Given, accepted: Collection[Answer] = ()) -> Share:
    """All or nothing; of several, each right choice counts one and each wrong one takes one away, but never below 0.

    What is `accepted`, in its normal form, is wholly right.
    """
    if accepted and normal_form(given.answer) in accepted:
        return Share(1, 1)
    if isinstance(given.answer, Typed):
        return Share(int(given.judgement is Judgement.RIGHT), 1)
    right = sum(option.is_right for option in asked.options)
    chosen = sum(asked.options[place].is_right for place in given.answer.options)
    wrong = len(given.answer.options) - chosen
    return Share(max(0, chosen - wrong), right)


def clues_shown(asked: Asked, took_ms: int, seconds: int) -> int:
    """How many clues are to be seen when the question's clock has run `took_ms`: the first at once, the rest evenly."""
    count = len(asked.clues)
    return min(count, 1 + took_ms * count // (seconds * 1000)) if count else 0
