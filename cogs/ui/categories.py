"""The category that somebody typed."""

from bot.cards.topics import category_named
from bot.cards.voice import Voice, echo
from bot.errors import StudyError
from knowledge.concepts import Category
from knowledge.library import Library


def category_in(typed: str, library: Library, voice: Voice) -> Category:
    """Raises `StudyError` with the nearest one for what is none."""
    found, near = category_named(typed, library)
    if found is not None:
        return found
    if near is None:
        raise StudyError("topics.no-category", typed=echo(typed))
    raise StudyError("topics.no-category-near", typed=echo(typed), nearest=voice.read(near.name))
