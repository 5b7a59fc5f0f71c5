"""The forms in which somebody types a word before anything is deleted: no button alone can do that."""

import discord
from discord import ui

from bot.cards.privacy import CONFIRMED, SERVER_CONFIRMED
from bot.cards.voice import Voice
from cogs.ui.limits import MODAL_LABEL, MODAL_TITLE, PLACEHOLDER
from cogs.ui.markdown import plain
from cogs.ui.pieces import shortened
from cogs.ui.sent import typed_in
from knowledge.normalising import normalise

_FIELD = "word"
# The longest name of a server (docs, resources/guild.mdx).
_LONGEST_NAME = 100


def person_form(voice: Voice) -> ui.Modal:
    """Wants the word that stands in its label."""
    word = voice.say("privacy.delete.word")
    label, final = voice.say("privacy.delete.field", word=word), voice.say("privacy.delete.again")
    return _form(voice.say("privacy.delete.form"), CONFIRMED, final, label, word)


def server_form(name: str, voice: Voice) -> ui.Modal:
    """Wants the name of the server."""
    final = voice.say("privacy.server.final")
    return _form(voice.say("privacy.server.form"), SERVER_CONFIRMED, final, voice.say("privacy.server.field"), name)


def _form(title: str, custom_id: str, about: str, label: str, wanted: str) -> ui.Modal:
    """The library need not remember it: what is sent is found by its custom_id (`cogs.ui.presses`)."""
    modal = ui.Modal(title=shortened(title, MODAL_TITLE), custom_id=custom_id, timeout=None)
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id=_FIELD, max_length=_LONGEST_NAME, placeholder=shortened(wanted, PLACEHOLDER)
    )
    modal.add_item(ui.TextDisplay(plain(about)))
    modal.add_item(ui.Label(text=shortened(label, MODAL_LABEL), component=field))
    modal.stop()
    return modal


def typed(interaction: discord.Interaction) -> str:
    """What was typed into a form that was sent."""
    return typed_in(interaction, _FIELD)


def is_word(said: str, voice: Voice) -> bool:
    """Whether it is the word that deletes, in any language that we speak: who reads two types either."""
    words = {voice.texts.say(language, "privacy.delete.word") for language in voice.texts.languages}
    return said.strip().casefold() in {word.casefold() for word in words}


def is_name(said: str, name: str) -> bool:
    """Whether it is the server's name, whatever a phone makes of its capitals, its signs and its spaces."""
    return said.split() == name.split() or normalise(said) == normalise(name) != ""
