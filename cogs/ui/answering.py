"""How a question is answered, in a quiz or at home: pressed, chosen in a list, or typed into a form."""

import discord
from discord import ui

from bot.cards.asked import CHOOSE
from bot.cards.voice import Voice
from bot.quiz.events import Answer, Chosen, Typed
from cogs.ui.limits import MODAL_LABEL, MODAL_TITLE
from cogs.ui.markdown import plain
from cogs.ui.pieces import shortened
from cogs.ui.quiz_ids import TYPED
from cogs.ui.sent import chosen_in, typed_in
from knowledge.questions.typed_answers import LONGEST_TYPED

_FIELD = "answer"


def answer_form(custom_id: str, title: str, question: str, voice: Voice) -> ui.Modal:
    """A field under the question, which it hides on a phone. The library need not remember it."""
    modal = ui.Modal(title=shortened(title, MODAL_TITLE), custom_id=custom_id, timeout=None)
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id=_FIELD, max_length=LONGEST_TYPED, placeholder=voice.say("quiz.question.field-about")
    )
    modal.add_item(ui.TextDisplay(plain(question)))
    modal.add_item(ui.Label(text=shortened(voice.say("quiz.question.field"), MODAL_LABEL), component=field))
    modal.stop()
    return modal


def is_answering(does: str) -> bool:
    """Whether a press that does this answers a question."""
    return does in {CHOOSE, TYPED} or does.isdecimal()


def answer_in(interaction: discord.Interaction, does: str) -> Answer:
    """What was pressed, chosen or typed."""
    if does == TYPED:
        return Typed(typed_in(interaction, _FIELD))
    places = chosen_in(interaction) if does == CHOOSE else (does,)
    return Chosen(tuple(int(place) for place in places if place.isdecimal()))
