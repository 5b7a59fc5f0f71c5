"""A library of two categories and two exam domains, which the tests may name."""

import pytest

from bot.cards.voice import Voice
from bot.texts import Texts
from knowledge.concepts import Category, Domain, Pack
from knowledge.library import Library

PACK = Pack(
    id="school",
    name={"en": "School", "es": "Escuela"},
    languages=("en", "es"),
    categories=(
        Category("letters", {"en": "Letters", "es": "Letras"}),
        Category("numbers", {"en": "Numbers", "es": "Números"}),
    ),
    domains=(
        Domain("reading", {"en": "Reading", "es": "Lectura"}, 70),
        Domain("counting", {"en": "Counting", "es": "Cálculo"}, 30),
    ),
    aspects=(),
    concepts=(),
    comparisons=(),
    questions=(),
    elsewhere=(),
)


@pytest.fixture(scope="session")
def school() -> Library:
    return Library((PACK,))


@pytest.fixture
def english(texts: Texts) -> Voice:
    return Voice(texts, "en")


@pytest.fixture
def spanish(texts: Texts) -> Voice:
    return Voice(texts, "es")
