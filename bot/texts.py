"""Every sentence a person reads, by key and language: in `locales/` a folder a language, a file a feature."""

from collections.abc import Mapping
from pathlib import Path

import yaml

SHIPPED_LOCALES = Path(__file__).parent / "locales"
FALLBACK = "en"


class Texts:
    """All sentences of all languages."""

    def __init__(self, by_language: Mapping[str, Mapping[str, str]]) -> None:
        self._by_language = by_language
        self.languages = tuple(sorted(by_language, key=lambda code: (code != FALLBACK, code)))

    def say(self, language: str, key: str, /, **values: object) -> str:
        """The sentence of `key` with `values` filled in. Raises KeyError for a key or language that does not exist."""
        return self._by_language[language][key].format(**values)

    def keys(self, language: str) -> Mapping[str, str]:
        """Every key of a language with its unfilled sentence."""
        return self._by_language[language]


def read_texts(folder: Path = SHIPPED_LOCALES) -> Texts:
    """Read every language in `folder`. Nested keys become one, joined by dots; no two files have the same one."""
    return Texts({language.name: _read_language(language) for language in sorted(folder.iterdir())})


def _read_language(folder: Path) -> dict[str, str]:
    return {
        key: text
        for path in sorted(folder.glob("*.yaml"))
        for key, text in flattened(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader))
    }


def flattened(tree: Mapping[str, object], prefix: str = "") -> list[tuple[str, str]]:
    """Every sentence of a tree of sections with its key."""
    pairs: list[tuple[str, str]] = []
    for key, value in tree.items():
        if isinstance(value, Mapping):
            pairs += flattened(value, f"{prefix}{key}.")
        else:
            pairs.append((f"{prefix}{key}", str(value).strip()))
    return pairs
