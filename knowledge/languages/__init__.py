"""What finding needs to know of each language: one YAML file a language, no code."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import snowballstemmer
import yaml

from knowledge.normalising import VENDORS

SHIPPED_LANGUAGES = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of all languages together: people mix them, whatever language they read in.

    What each kind of word does is said beside it in the language files.
    """

    filler: frozenset[str]
    separators: frozenset[str]
    comparing: frozenset[str]
    negations: frozenset[str]
    denials: frozenset[str]
    articles: frozenset[str]
    seeking: frozenset[str]
    towards: frozenset[str]
    inquiring: frozenset[str]
    everyday: frozenset[str]
    short_forms: Mapping[str, tuple[str, ...]]
    ideas: Mapping[str, str]
    stemmers: tuple[str, ...]

    def is_content(self, word: str) -> bool:
        """Whether a word can carry a subject: filler cannot, nor can a vendor's name or a single letter."""
        return word not in self.filler and word not in VENDORS and (len(word) > 1 or word.isdigit())

    def has(self, word: str) -> bool:
        """Whether a language has this word, as far as we know: then it is no slip of another."""
        return word in self.filler or word in self.everyday or word in self.ideas

    def stem(self, word: str) -> str:
        """What `word` has in common with its other forms, in any of the languages: an idea, or else a stem."""
        return self.ideas.get(word) or _shortest_stem(word, self.stemmers)


# Stemming costs tens of microseconds a word, and people use the same few thousand words over and over.
@lru_cache(maxsize=20_000)
def _shortest_stem(word: str, languages: tuple[str, ...]) -> str:
    stems = (str(_stemmer(language).stemWord(word)) for language in languages)
    return min(stems, key=len, default=word)


@cache
def _stemmer(language: str) -> Any:  # noqa: ANN401 - snowballstemmer has no types
    return snowballstemmer.stemmer(language)


def read_vocabulary(folder: Path = SHIPPED_LANGUAGES) -> Vocabulary:
    """Read every language in `folder`."""
    languages = [
        yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) for path in sorted(folder.glob("*.yaml"))
    ]

    def words(key: str) -> frozenset[str]:
        return frozenset(word for language in languages for word in language[key].split())

    return Vocabulary(
        filler=words("filler"),
        separators=words("separators"),
        comparing=words("comparing"),
        negations=words("negations"),
        denials=words("denials"),
        articles=words("articles"),
        seeking=words("seeking"),
        towards=words("towards"),
        inquiring=words("inquiring"),
        everyday=words("everyday"),
        short_forms={
            short: tuple(long.split()) for language in languages for short, long in language["short_forms"].items()
        },
        ideas={
            word: f"idea:{idea}"
            for language in languages
            for idea, spelt in language["ideas"].items()
            for word in spelt.split()
        },
        stemmers=tuple(language["stemmer"] for language in languages),
    )
