"""What was pressed on the messages of a take-home, and the form in which an answer to it is typed."""

import re
from dataclasses import dataclass

from discord import ui

from bot.cards.take_home import TAKE_HOME, Reader, address
from bot.take_home import TakeHome
from cogs.ui.answering import answer_form, is_answering
from cogs.ui.quiz_ids import TYPED

_FORM = re.compile(rf"{TAKE_HOME}:(?P<take_home>\d{{1,20}}):(?P<number>\d{{1,3}}):(?P<does>[a-z]+|\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was pressed: question `number` of a take-home, or all of it (0), and what it does."""

    take_home: int
    number: int
    does: str

    @property
    def is_answer(self) -> bool:
        return is_answering(self.does)


def read_wanted(custom_id: str) -> Wanted | None:
    """What a custom_id is about; None if it is not one of ours."""
    found = _FORM.fullmatch(custom_id)
    return None if found is None else Wanted(int(found["take_home"]), int(found["number"]), found["does"])


def form(take_home: TakeHome, number: int, reader: Reader) -> ui.Modal:
    """In which an answer to question `number` is typed."""
    asked, voice = take_home.questions[number - 1], reader.voice
    title = voice.say("quiz.question.title", number=number, count=take_home.count)
    question = reader.reads(asked).read(asked.ask)
    return answer_form(address(take_home.id, number, TYPED), title, question, voice)
