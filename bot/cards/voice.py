"""One reader's language: sentences by key, texts of the packs, dates."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.texts import FALLBACK, Texts
from knowledge.concepts import Concept, Fact, Wording

_SENTENCE_END = re.compile(r"(?<=[^.].[.!?])\s+(?=[^a-z])")
# Whatever somebody pasted, a title stays a title.
LONGEST_ECHO = 60


@dataclass(frozen=True, slots=True)
class Voice:
    """Says everything in one language. A pack that does not speak it is read in a language that it does speak."""

    texts: Texts
    language: str

    def say(self, key: str, /, **values: object) -> str:
        """The sentence of `key` in the reader's language. Values may have any name, `key` and `language` too."""
        return self.texts.say(self.language, key, **values)

    def template(self, key: str) -> str:
        """The sentence of `key` before anything is filled in."""
        return self.texts.keys(self.language)[key]

    def read(self, wording: Wording) -> str:
        """A text of a pack: in the reader's language, else in English, else in whatever there is."""
        return wording.get(self.language) or in_english(wording)

    def name(self, concept: Concept) -> str:
        """What the concept is called."""
        return self.read(concept.name)

    def summary(self, concept: Concept) -> str:
        """The first sentence of what the concept is."""
        return _SENTENCE_END.split(self.read(concept.what.text), maxsplit=1)[0]

    def date(self, day: date) -> str:
        """A day as people write it: 22 November 2026."""
        month = self.say(f"date.month.{day.month}")
        return self.say("date.day", day=day.day, month=month, year=day.year)

    def footer(self, facts: Iterable[Fact]) -> tuple[str, tuple[str, ...]]:
        """Where `facts` come from and the day of the oldest, in one line; and all their sources."""
        facts = tuple(facts)
        sources = tuple(dict.fromkeys(fact.source for fact in facts))
        day = self.date(min(fact.as_of for fact in facts))
        if len(sources) == 1:
            return self.say("card.source", source=sources[0], date=day), sources
        return self.say("card.sources", source=sources[0], more=len(sources) - 1, date=day), sources


def in_english(wording: Wording) -> str:
    """The text in English, or in the first language of its pack."""
    return wording.get(FALLBACK) or next(iter(wording.values()))


def echo(typed: str) -> str:
    """What somebody typed, short enough to say it back to them."""
    words = " ".join(typed.split())
    return words if len(words) <= LONGEST_ECHO else words[: LONGEST_ECHO - 1].rstrip() + "…"
