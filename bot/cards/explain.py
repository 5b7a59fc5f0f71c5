"""The card of what a message names."""

from bot.cards.card import Card, Choice, Choices, Paragraph
from bot.cards.lookup import known_card, look_up
from bot.cards.voice import Voice
from knowledge.answers import MOST_COMPARED
from knowledge.concepts import Concept
from knowledge.library import Library

# A menu on Discord has room for 25; a message that names more is a list, not a question.
MOST_NAMED = 24


def explain_card(named: tuple[Concept, ...], library: Library, voice: Voice) -> Card:
    """The one concept that the message names, or a choice among several, or that there is none."""
    if len(named) == 1:
        return known_card(named, library, voice)
    if not named:
        return Card(voice.say("explain.title"), (Paragraph(voice.say("explain.nothing")),))
    choices = [look_up(concept, voice, note=voice.summary(concept)) for concept in named[:MOST_NAMED]]
    if len(named) <= MOST_COMPARED:
        choices.append(_compare_all(named, voice))
    return Card(voice.say("explain.title"), (Choices(voice.say("explain.several"), tuple(choices), is_question=True),))


def _compare_all(named: tuple[Concept, ...], voice: Voice) -> Choice:
    query = " vs ".join(voice.name(concept) for concept in named)
    return Choice(voice.say("button.all-together"), "compare", query, about=tuple(concept.id for concept in named))
