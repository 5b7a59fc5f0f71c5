"""What things are called, and what people make of it: exact names, names within a sentence, parts of names, slips."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.concepts import Concept
from knowledge.languages import Vocabulary
from knowledge.library import Library
from knowledge.name_index import NameIndex
from knowledge.normalising import VENDORS, joined, name_key, normalise, without_vendor
from knowledge.spelling import is_contraction_of, is_short_for, slip_cost, sound_the_same

# The owner of names that no pack covers. Finding one of these is finding nothing.
ELSEWHERE = ""
# No concept has a name of more than six words ("balanceador de carga de capa 7"), and splitting one may add a word.
# Longer names of things elsewhere are known by themselves, not within a sentence.
LONGEST_NAME_IN_WORDS = 7
# "ELBs" is more than one ELB; a longer word with an s may be another word ("dockers").
LONGEST_PLURAL_ACRONYM = 4
# An acronym has no letters to spare: one letter off is always a question, and of two letters (s4) another name.
SHORTEST_ACRONYM_WITH_SLIPS = 3
LONGEST_ACRONYM = 4
# Names of more letters than this are names even when split ("light sail").
LONGEST_SPLIT_ACRONYM = 4
# A negation reaches over this many words ("without having to manage ec2").
DENIAL_REACH = 4
# Names that the index offers for a closer look. In the fitting half the right one was among the first three whenever a
# name was typed, and not a sentence.
CANDIDATES = 8
# Under this likeness (of 90 for the best slip) a completion is chance: `fragte` is 64 like fargate, "pizza" below 30
# like anything.
COMPLETED_AT_LEAST = 60.0
# In a name of several words, a word that is further off than this share of its letters is another word.
WORD_SLIP_AT_MOST = 0.7
# Shorter words of a name are glue ("as", "de"), and filler must be longer still to tell names apart ("service").
SHORTEST_TELLING_WORD = 3
SHORTEST_TELLING_FILLER = 6

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Mention:
    """The words from `start` to before `end` name `owner`."""

    start: int
    end: int
    owner: str


@dataclass(frozen=True, slots=True)
class Slip:
    """`name` of `owner` is what was meant, if `cost` (0 to 1, a share of its length) is small enough."""

    owner: str
    name: str
    cost: float


def names_of(concept: Concept) -> Iterator[str]:
    """Everything that finds the concept by name, in any language."""
    yield from concept.name.values()
    yield from (concept.long_name or {}).values()
    yield from concept.aliases


class Names:
    """Every name of every concept, and of the known things that are elsewhere."""

    def __init__(self, library: Library, vocabulary: Vocabulary) -> None:
        named = [(name, concept.id) for concept in library.concepts for name in names_of(concept)]
        absent = [(name, ELSEWHERE) for pack in library.packs for name in pack.elsewhere]
        pairs = {name_key(name): (without_vendor(normalise(name)), owner) for name, owner in absent + named}
        self._vocabulary = vocabulary
        self._owner_by_key = {key: owner for key, (_, owner) in pairs.items()}
        self._index = NameIndex([name for name, _ in pairs.values()], [owner or name for name, owner in pairs.values()])
        own = [(name, owner) for name, owner in pairs.values() if owner]
        self._own_index = NameIndex([name for name, _ in own], [owner for _, owner in own])
        self._covered = {concept.id for concept in library.concepts}
        self._names_by_length: dict[int, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for name, owner in own:
            self._names_by_length[len(name.split())].append((tuple(name.split()), owner))
        lengths = range(SHORTEST_ACRONYM_WITH_SLIPS, LONGEST_ACRONYM + 1)
        self._acronyms = [(key, owner) for key, owner in self._owner_by_key.items() if owner and len(key) in lengths]
        # "service" is filler in a question, but in "elastic container service" it tells ECS from ECR.
        self._telling = frozenset(
            self._vocabulary.stem(word)
            for name, _ in own
            for word in name.split()
            if len(word) >= SHORTEST_TELLING_FILLER
        )
        self._numberless = {
            _numberless(key) for key in self._owner_by_key if _DIGIT.search(key) and len(key) > LONGEST_ACRONYM
        }
        self._stems = [(owner, self._stems_of(name)) for name, owner in own]
        self._with_stem: dict[str, list[int]] = defaultdict(list)
        for place, (_, stems) in enumerate(self._stems):
            for stem in stems:
                self._with_stem[stem].append(place)

    def owner(self, words: Sequence[str]) -> str | None:
        """The concept that these words name, ELSEWHERE, or None."""
        key = name_key(" ".join(words))
        singular = key.removesuffix("s") if len(key) <= LONGEST_PLURAL_ACRONYM else key
        for typed in (key, *(key.removeprefix(vendor) for vendor in VENDORS), singular):
            if typed in self._owner_by_key:
                return self._owner_by_key[typed]
        return None

    def mentions(self, words: Sequence[str]) -> list[Mention]:
        """The names within a sentence, from left to right, the longest first where they overlap."""
        found, start = [], 0
        while start < len(words):
            mention = self._mention_at(words, start)
            if mention is not None:
                found.append(mention)
            start = mention.end if mention else start + 1
        return found

    def _mention_at(self, words: Sequence[str], start: int) -> Mention | None:
        for end in range(min(start + LONGEST_NAME_IN_WORDS, len(words)), start, -1):
            owner = self.owner(words[start:end])
            if owner is not None and _stands_together(words[start:end]):
                return Mention(start, end, owner)
        return None

    def is_denied(self, mention: Mention, words: Sequence[str]) -> bool:
        """Whether it is named as what is not meant: `without managing ec2`, `the one that is not the kubernetes`."""
        before = list(words[: mention.start])
        if self._vocabulary.negations & set(before[-DENIAL_REACH:]):
            return True
        while before and before[-1] in self._vocabulary.articles:
            before.pop()
        return bool(before) and before[-1] in self._vocabulary.denials

    def is_another_number(self, words: Sequence[str]) -> bool:
        """Whether this is a name but for its number: route 54, ec3 instance."""
        key = name_key(" ".join(words))
        return _numberless(key) in self._numberless and key not in self._owner_by_key and _DIGIT.search(key) is not None

    def slips(self, text: str) -> list[Slip]:
        """What `text` may be a slip of, the likeliest first, one for each owner."""
        typed = joined(text)
        best: dict[str, Slip] = {}
        near_text = self._index.nearest(text, CANDIDATES)
        near_joined = self._index.nearest(typed, CANDIDATES) if typed != text else []
        for near in [*near_text, *near_joined]:
            owner = near.owner if near.owner in self._covered else ELSEWHERE
            cost = _slip_cost(text, near.name)
            if near.owner not in best or cost < best[near.owner].cost:
                best[near.owner] = Slip(owner, near.name, cost)
        return sorted(best.values(), key=lambda slip: slip.cost)

    def complete(self, beginning: str, limit: int) -> list[str]:
        """The concepts that somebody who has typed `beginning` may want, the likeliest first."""
        nearest = self._own_index.nearest(without_vendor(normalise(beginning)), limit)
        return [near.owner for near in nearest if near.score >= COMPLETED_AT_LEAST]

    def containing(self, words: Iterable[str]) -> dict[str, float]:
        """The concepts of which one name has all these words (or forms of them), with the share of it that they are."""
        wanted = {
            stem
            for word, stem in ((word, self._vocabulary.stem(word)) for word in words)
            if word not in VENDORS and (word not in self._vocabulary.filler or stem in self._telling)
        }
        shares: dict[str, float] = {}
        fewest = min((self._with_stem.get(stem, []) for stem in wanted), key=len, default=[])
        for owner, stems in (self._stems[place] for place in fewest):
            if wanted <= stems:
                shares[owner] = max(shares.get(owner, 0.0), len(wanted) / len(stems))
        return shares

    def shortened(self, words: Sequence[str]) -> list[str]:
        """The concepts that these words shorten: each is the beginning of a word of the name, or its consonants."""
        return [
            owner
            for name, owner in self._names_by_length.get(len(words), ())
            if all(map(is_short_for, words, name)) and tuple(words) != name
        ]

    def contracted(self, typed: str) -> dict[str, float]:
        """The concepts of which a name begins as `typed` does and has its letters in order, with the share they are."""
        shares: dict[str, float] = {}
        for key, owner in self._owner_by_key.items():
            if owner and key[0] == typed[0] and len(typed) < len(key) and is_contraction_of(typed, key):
                shares[owner] = max(shares.get(owner, 0.0), len(typed) / len(key))
        return shares

    def acronyms(self) -> Sequence[tuple[str, str]]:
        """Every name that is so short that a slip makes another name of it, with its concept."""
        return self._acronyms

    def _stems_of(self, name: str) -> frozenset[str]:
        return frozenset(self._vocabulary.stem(word) for word in name.split() if len(word) >= SHORTEST_TELLING_WORD)


def _slip_cost(typed: str, name: str) -> float:
    """The cost of the whole, but no word of it may be another word: "ec instance" is no slip of "db instance"."""
    words, meant = typed.split(), name.split()
    pairs = zip(words, meant, strict=True) if len(words) == len(meant) else ()
    if any(slip_cost(*pair) > WORD_SLIP_AT_MOST and not sound_the_same(*pair) for pair in pairs):
        return 1.0
    return slip_cost(joined(typed), joined(name))


def _stands_together(words: Sequence[str]) -> bool:
    """Short words that happen to spell an acronym are no name in a sentence ("like I am five"); "E C S" is."""
    return len(words) == 1 or sum(map(len, words)) > LONGEST_SPLIT_ACRONYM or all(len(word) == 1 for word in words)


def _numberless(key: str) -> str:
    return re.sub(r"\d+", "#", key)
