"""What a button of a quiz is about, all of it in its custom_id: it works after a restart."""

import re
from dataclasses import dataclass

from bot.cards.poster import Key

# The first word says who answers the press (cogs/ui/presses.py).
QUIZ = "quiz"
# What a form that was sent does; no key of a card does this.
TYPED = "typed"
# What a database takes for a number; Discord's ids are far below it.
_LARGEST = 2**63 - 1
_FORM = re.compile(rf"{QUIZ}:(?P<quiz>\d{{1,20}}):(?P<number>\d{{1,3}}):(?P<does>[a-z]+|\d)(:(?P<about>\d{{1,20}}))?")


@dataclass(frozen=True, slots=True)
class QuizId:
    """Question `number` of `quiz`, or all of it (0). `does`: a word, or the place of the option that is chosen.

    `about` is whom it concerns, if it concerns one person.
    """

    quiz: int
    number: int
    does: str
    about: int = 0

    def __str__(self) -> str:
        about = f":{self.about}" if self.about else ""
        return f"{QUIZ}:{self.quiz}:{self.number}:{self.does}{about}"


def id_of(key: Key) -> QuizId:
    """Where a key leads."""
    return QuizId(key.quiz, key.number, key.does, key.about)


def read_id(custom_id: str) -> QuizId | None:
    """What a custom_id is about; None if it is not one of ours."""
    found = _FORM.fullmatch(custom_id)
    if found is None:
        return None
    wanted = QuizId(int(found["quiz"]), int(found["number"]), found["does"], int(found["about"] or 0))
    return wanted if max(wanted.quiz, wanted.about) <= _LARGEST else None


def is_answer(custom_id: str) -> bool:
    """Whether it is an option of a question. Cheaper than `read_id`: it is asked of each press."""
    return custom_id.startswith(f"{QUIZ}:") and custom_id[-1].isdecimal()
