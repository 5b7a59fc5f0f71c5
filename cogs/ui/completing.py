"""What is offered while a name is typed."""

from collections.abc import Callable, Iterable, Sequence

import discord
from discord.app_commands import Choice

from bot.cards.voice import Voice
from cogs.ui.limits import AUTOCOMPLETE_CHOICES, CHOICE_NAME
from cogs.ui.pieces import shortened
from knowledge.asking import Asking
from knowledge.concepts import Category, Concept
from knowledge.library import Library
from knowledge.normalising import normalise


class Completing:
    """Offers names, one row a concept, in the reader's language."""

    def __init__(self, asking: Asking, library: Library, voice: Callable[[discord.Interaction], Voice]) -> None:
        self._asking = asking
        self._library = library
        self._voice = voice

    def concepts(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        """The concepts that `typed` may become."""
        return _rows(self._asking.complete(typed, AUTOCOMPLETE_CHOICES), self._voice(interaction))

    def comparison(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        """The same for the last thing of a comparison in one field: "lambda vs ba" offers "lambda vs AWS Batch"."""
        before, concepts = self._asking.complete_comparison(typed, AUTOCOMPLETE_CHOICES)
        return _rows(concepts, self._voice(interaction), before)

    def others(self, interaction: discord.Interaction, typed: str, chosen: Sequence[str | None]) -> list[Choice[str]]:
        """The concepts that `typed` may become, without those that other fields hold already."""
        voice = self._voice(interaction)
        taken = {concept.id for text in chosen if text for concept in self._asking.named_in(text)}
        concepts = self._asking.complete(typed, AUTOCOMPLETE_CHOICES + len(taken))
        left = [concept for concept in concepts if concept.id not in taken]
        return _rows(left[:AUTOCOMPLETE_CHOICES], voice)

    def categories(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        """The categories with `typed` in their name."""
        return [_row(name, name) for name in self._categories(interaction, typed)]

    def several_categories(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        """The same for the last of several with commas between them; those that are there already are not offered."""
        before, comma, last = typed.rpartition(",")
        taken = {normalise(name) for name in before.split(",")}
        names = [name for name in self._categories(interaction, last) if normalise(name) not in taken]
        start = f"{before.strip()}{comma} " if comma else ""
        return [_row(f"{start}{name}", f"{start}{name}") for name in names if len(start) + len(name) <= CHOICE_NAME]

    def _categories(self, interaction: discord.Interaction, typed: str) -> list[str]:
        voice = self._voice(interaction)
        names = (voice.read(category.name) for category in _filled(self._library))
        fitting = [name for name in names if normalise(typed) in normalise(name)]
        return fitting[:AUTOCOMPLETE_CHOICES]


def _filled(library: Library) -> Iterable[Category]:
    return (category for category in library.categories.values() if library.in_category(category.id))


def _rows(concepts: Iterable[Concept], voice: Voice, before: str = "") -> list[Choice[str]]:
    rows = ((voice.name(concept), voice.read(concept.long_name or {"": ""})) for concept in concepts)
    return [_row(f"{before}{name}", f"{before}{name} · {long}" if long else f"{before}{name}") for name, long in rows]


def _row(value: str, shown: str) -> Choice[str]:
    """A row that writes `value` into the field. What is too long for Discord loses its explanation first."""
    fits = len(shown) <= CHOICE_NAME
    return Choice(name=shown if fits else shortened(value, CHOICE_NAME), value=value[:CHOICE_NAME])
