"""The card that a choice asks for by its ids."""

from bot.cards.card import Card
from bot.cards.lookup import known_card
from bot.cards.topics import category_card, topics_card
from bot.cards.voice import Voice
from bot.errors import StudyError
from knowledge.library import Library


def asked_for_card(command: str, about: tuple[str, ...], library: Library, voice: Voice) -> Card:
    """The card of a `Choice`'s command and ids. Raises `StudyError` if the packs no longer have what it asks for."""
    try:
        if command != "topics":
            return known_card(tuple(map(library.concept, about)), library, voice)
        return category_card(library.categories[about[0]], library, voice) if about else topics_card(library, voice)
    except (KeyError, IndexError) as fault:
        raise StudyError("mistake.gone") from fault
