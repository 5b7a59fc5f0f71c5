"""Answers that a server has come to accept: what names them, whichever wrong answers a question is drawn with."""

from collections.abc import Iterable

from bot.quiz.events import Answer, Chosen, Typed
from bot.quiz.marking import normal_form
from knowledge.normalising import name_key
from knowledge.questions.asked import Asked, Option

_BETWEEN = "+"


def key_of(asked: Asked, answer: Answer) -> str:
    """What names `answer` to the question of this id: typed words in their normal form, or what was chosen."""
    form = normal_form(answer)
    if isinstance(form, Typed):
        return form.text
    return _BETWEEN.join(sorted(_option_key(asked.options[place]) for place in form.options))


def answers_of(asked: Asked, keys: Iterable[str]) -> tuple[Answer, ...]:
    """The answers that `keys` name in the question as it is asked now: one whose options were not drawn is none."""
    chosen = (_answer_of(asked, key) for key in sorted(keys))
    return tuple(answer for answer in chosen if answer is not None)


def _answer_of(asked: Asked, key: str) -> Answer | None:
    if not asked.options:
        return Typed(key)
    places = {_option_key(option): place for place, option in enumerate(asked.options)}
    wanted = key.split(_BETWEEN)
    if not all(each in places for each in wanted):
        return None
    return normal_form(Chosen(tuple(places[each] for each in wanted)))


def _option_key(option: Option) -> str:
    return option.concept or name_key(next(iter(option.text.values())))
