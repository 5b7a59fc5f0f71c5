"""Which concepts a text names, and the text with a name left blank."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from knowledge.concepts import Concept, Wording
from knowledge.library import Library
from knowledge.names import LONGEST_NAME_IN_WORDS, LONGEST_PLURAL_ACRONYM, names_of
from knowledge.normalising import VENDORS, name_key, normalise, without_vendor
from knowledge.questions.phrases import Phrases
from knowledge.questions.sayings import Sayings

# With more blanks a text is a riddle about itself ("[?] stands for [?]").
MOST_BLANKS = 2
# Fewer words than these around a blank say nothing.
FEWEST_WORDS_AROUND = 4

_BEGINNING = 3
_VENDOR = "|".join(sorted(VENDORS))


class Mentions:
    """Finds and hides names in what packs say. Never changes.

    Exact names only, so that a whole library is read in a moment: packs spell names right, people do not.
    """

    def __init__(self, library: Library, phrases: Phrases, sayings: Sayings) -> None:
        self._owners = {name_key(name): concept.id for concept in library.concepts for name in names_of(concept)}
        # Most words begin no name, and need not be looked at closer.
        self._beginnings = {key[:length] for key in self._owners for length in range(1, _BEGINNING + 1)}
        self._phrases = phrases
        self._sayings = sayings
        self._named_in = lru_cache(maxsize=None)(self._read)
        self._spelt = lru_cache(maxsize=None)(_pattern)

    def of(self, text: Wording) -> frozenset[str]:
        """The concepts that `text` names, in any language."""
        return frozenset[str]().union(*map(self._named_in, text.values()))

    def named(self, text: Wording) -> str | None:
        """The concept that `text` is a name of, if it is one."""
        owners = {self._owners.get(name_key(words)) for words in text.values()}
        return owners.pop() if len(owners) == 1 else None

    def inside_its_name(self, concept: Concept) -> frozenset[str]:
        """The concepts whose names are a part of its own: Kubernetes in Elastic Kubernetes Service."""
        names = [*concept.name.values(), *(concept.long_name or {}).values()]
        parts = {"".join(part) for name in names for part in _parts(without_vendor(normalise(name)).split())}
        return frozenset(self._owners[part] for part in parts & self._owners.keys()) - {concept.id}

    def gives_away(self, text: Wording, concept: Concept) -> bool:
        """Whether `text` names `concept`, or has a telling word of the name that is shown for it."""
        return concept.id in self.of(text) or any(
            self._sayings.stems(words) & self._sayings.uncommon(without_vendor(normalise(concept.name[code])))
            for code, words in text.items()
        )

    def without_name(self, text: Wording, concept: Concept) -> Wording | None:
        """`text` with a blank for the name of `concept`; None if it would still give it away, or say too little."""
        if not self.gives_away(text, concept):
            return text
        blanked = {code: self._blanked(words, code, concept) for code, words in text.items()}
        hidden = {code: words for code, words in blanked.items() if words is not None}
        return None if len(hidden) < len(text) or self.gives_away(hidden, concept) else hidden

    def _blanked(self, text: str, language: str, concept: Concept) -> str | None:
        """None for too many blanks, too little around them, or an article in front: it tells number and gender."""
        pattern = self._spelt(tuple(names_of(concept)))
        matches = list(pattern.finditer(text))
        before = {word for match in matches for word in normalise(text[: match.start()]).split()[-1:]}
        around = normalise(pattern.sub(" ", text)).split()
        if len(matches) > MOST_BLANKS or len(around) < FEWEST_WORDS_AROUND or before & self._phrases.articles(language):
            return None
        return pattern.sub(self._phrases.blank(language), text)

    def _read(self, text: str) -> frozenset[str]:
        words, found, start = normalise(text).split(), set[str](), 0
        while start < len(words):
            owner, end = self._owner_at(words, start)
            found |= {owner} - {""}
            start = end
        return frozenset(found)

    def _owner_at(self, words: Sequence[str], start: int) -> tuple[str, int]:
        """The concept of the longest name that begins here, and where it ends."""
        if words[start][:_BEGINNING] in self._beginnings:
            for end in range(min(start + LONGEST_NAME_IN_WORDS, len(words)), start, -1):
                if owner := self._owner(words[start:end]):
                    return owner, end
        return "", start + 1

    def _owner(self, words: Sequence[str]) -> str:
        """The concept that these words name, or nothing. Words that happen to spell an acronym are no name."""
        key = "".join(words)
        if len(words) > 1 and len(key) <= LONGEST_PLURAL_ACRONYM:
            return ""
        singular = key.removesuffix("s") if len(key) <= LONGEST_PLURAL_ACRONYM else key
        return self._owners.get(key) or self._owners.get(singular, "")


def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Any of `names` as it stands in a text, the longest first, with its vendor, whatever its case and spacing."""
    bare = {re.sub(rf"^(?:{_VENDOR})\s+", "", name, flags=re.IGNORECASE) for name in names}
    spelt = (r"[\s-]+".join(map(re.escape, name.split())) for name in sorted(bare, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:(?:{_VENDOR})\s+)?(?:{'|'.join(spelt)})(?!\w)", re.IGNORECASE)


def _parts(words: list[str]) -> Iterator[list[str]]:
    """Every run of words but the whole."""
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            if end - start < len(words):
                yield words[start:end]
