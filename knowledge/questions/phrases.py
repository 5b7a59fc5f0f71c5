"""The sentences of made questions: one YAML file a language, no code."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from knowledge.concepts import Wording

SHIPPED_TEMPLATES = Path(__file__).parent / "templates"


class Phrases:
    """Says a sentence in several languages at once."""

    def __init__(self, by_language: Mapping[str, Mapping[str, str]]) -> None:
        self._by_language = by_language
        self.languages = frozenset(by_language)

    def say(self, key: str, languages: Iterable[str], **parts: Wording) -> Wording:
        """The sentence called `key` with its parts, in each of `languages`."""
        return {
            code: self._by_language[code][key].format(**{name: part[code] for name, part in parts.items()})
            for code in sorted(languages)
        }

    def articles(self, language: str) -> frozenset[str]:
        """The words in front of a name that tell its number or gender."""
        return frozenset(self._by_language[language]["articles"].split())

    def negating_words(self) -> frozenset[str]:
        """The words that turn an answer into its opposite, of all languages: people mix them."""
        return self._words("negating_words")

    def negating_prefixes(self) -> frozenset[str]:
        """The same for the beginnings of words."""
        return self._words("negating_prefixes")

    def _words(self, key: str) -> frozenset[str]:
        return frozenset(word for phrases in self._by_language.values() for word in phrases[key].split())

    def blank(self, language: str) -> str:
        """What stands where a text names what is asked for."""
        return self._by_language[language]["blank"]


def read_phrases(folder: Path = SHIPPED_TEMPLATES) -> Phrases:
    """Read every language in `folder`."""
    return Phrases(
        {
            path.stem: yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
            for path in sorted(folder.glob("*.yaml"))
        }
    )
