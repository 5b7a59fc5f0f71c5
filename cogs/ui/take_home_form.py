"""The form in which an answer to a take-home is typed, and what was pressed, chosen or typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from discord import ui

from bot.cards.take_home import CHOOSE, TAKE_HOME, TYPED, Reader, address
from bot.quiz.events import Answer, Chosen, Typed
from bot.take_home import TakeHome
from cogs.ui.limits import MODAL_LABEL, MODAL_TITLE
from cogs.ui.markdown import plain
from cogs.ui.pieces import shortened
from knowledge.questions.typed_answers import LONGEST_TYPED

_FIELD = "answer"
_FORM = re.compile(rf"{TAKE_HOME}:(?P<take_home>\d{{1,20}}):(?P<number>\d{{1,3}}):(?P<does>[a-z]+|\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was pressed: question `number` of a take-home, or all of it (0), and what it does."""

    take_home: int
    number: int
    does: str

    @property
    def is_answer(self) -> bool:
        return self.does in {CHOOSE, TYPED} or self.does.isdecimal()


def read_wanted(custom_id: str) -> Wanted | None:
    """What a custom_id is about; None if it is not one of ours."""
    found = _FORM.fullmatch(custom_id)
    return None if found is None else Wanted(int(found["take_home"]), int(found["number"]), found["does"])


def form(take_home: TakeHome, number: int, reader: Reader) -> ui.Modal:
    """A field under the question, which it hides on a phone. The library need not remember it."""
    asked, voice = take_home.questions[number - 1], reader.voice
    title = voice.say("quiz.question.title", number=number, count=take_home.count)
    modal = ui.Modal(title=shortened(title, MODAL_TITLE), custom_id=address(take_home.id, number, TYPED), timeout=None)
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id=_FIELD, max_length=LONGEST_TYPED, placeholder=voice.say("quiz.question.field-about")
    )
    modal.add_item(ui.TextDisplay(plain(reader.reads(asked).read(asked.ask))))
    modal.add_item(ui.Label(text=shortened(voice.say("quiz.question.field"), MODAL_LABEL), component=field))
    modal.stop()
    return modal


def answer_in(fields: Mapping[str, Any], does: str) -> Answer:
    """What was pressed, chosen in the list, or typed into the form."""
    if does == TYPED:
        inputs = (part.get("component") or {} for part in fields.get("components") or ())
        return Typed(next((str(field.get("value", "")) for field in inputs if field.get("custom_id") == _FIELD), ""))
    places = fields.get("values") or () if does == CHOOSE else (does,)
    return Chosen(tuple(int(place) for place in places if str(place).isdecimal()))
