"""The card of what there is to ask about."""

from collections.abc import Iterable

from bot.cards.card import Card, Choice, Choices, Paragraph
from bot.cards.lookup import look_up
from bot.cards.voice import Voice
from knowledge.concepts import Category
from knowledge.library import Library
from knowledge.normalising import normalise
from knowledge.problems import nearest


def topics_card(library: Library, voice: Voice) -> Card:
    """Every category with the names of its concepts."""
    shelves = tuple(
        Choice(name, "topics", name, _names(category, library, voice), (category.id,))
        for category in library.categories.values()
        if library.in_category(category.id) and (name := voice.read(category.name))
    )
    return Card(
        voice.say("topics.title"),
        (Choices(voice.say("topics.categories"), shelves),),
        subtitle=" · ".join(voice.read(pack.name) for pack in library.packs),
        command="topics",
    )


def category_card(category: Category, library: Library, voice: Voice) -> Card:
    """The concepts of one category, with what each is."""
    concepts = library.in_category(category.id)
    choices = tuple(look_up(concept, voice, note=voice.summary(concept)) for concept in concepts)
    return Card(voice.read(category.name), (Choices("", choices),), command="topics", about=(category.id,))


def _names(category: Category, library: Library, voice: Voice) -> str:
    return ", ".join(voice.name(concept) for concept in library.in_category(category.id))


def no_category_card(typed: str, near: Category | None, library: Library, voice: Voice) -> Card:
    """No such category; `near` is the one that may have been meant."""
    key = "topics.no-category" if near is None else "topics.no-category-near"
    meant = "" if near is None else voice.read(near.name)
    names = ((category, voice.read(category.name)) for category in library.categories.values())
    choices = tuple(Choice(name, "topics", name, about=(category.id,)) for category, name in names)
    return Card(
        voice.say("topics.title"),
        (Paragraph(voice.say(key, typed=typed, nearest=meant)), Choices(voice.say("topics.categories"), choices)),
    )


def category_named(typed: str, library: Library) -> tuple[Category | None, Category | None]:
    """The category of this id or name in any language; and if there is none, the one that may have been meant."""
    names = {
        normalise(name): category
        for category in library.categories.values()
        for name in (category.id, *category.name.values())
    }
    if (found := names.get(normalise(typed))) is not None:
        return found, None
    near = nearest(normalise(typed), list(names))
    return None, names[near] if near is not None else None


def topics_json(categories: Iterable[Category], library: Library, voice: Voice) -> dict[str, object]:
    """{"categories": [{"id", "name", "topics": [{"id", "name", "what"}]}]}, in the reader's language."""
    return {
        "categories": [
            {
                "id": category.id,
                "name": voice.read(category.name),
                "topics": [
                    {"id": concept.id, "name": voice.name(concept), "what": voice.read(concept.what.text)}
                    for concept in library.in_category(category.id)
                ],
            }
            for category in categories
        ]
    }
