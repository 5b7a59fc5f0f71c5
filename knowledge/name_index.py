"""Find the names nearest to what somebody typed, at about the same cost among 500 names and 50,000."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, LCSseq
from rapidfuzz.process import cdist

# A longer query is no name (a pack allows 120 characters), and comparing it would take time.
LONGEST_QUERY = 200
# One or two letters resemble too much: only what begins with them counts.
SHORTEST_QUERY_WITH_SLIPS = 3
# A slip in so short a query ("ekb" for "elb") can leave no trigram whole, so names with its first letter join in.
LONGEST_QUERY_BY_FIRST_LETTER = 4

# Rarest trigrams first, until so many entries are read. 30,000 found 0.007 more at 50,000 names for 1.7
# times the time.
ENTRIES_READ = 8_000
# More do not find more (WRatio over 400 found less than over 50), and each one costs a comparison.
SURVIVORS = 50

EXACT_SCORE = 100.0
PREFIX_SCORE = 97.0
WORD_PREFIX_SCORE = 93.0
BEST_SCORE_WITH_SLIPS = 90.0
# How much of `BEST_SCORE_WITH_SLIPS` a likeness is worth that leaves part of the name aside.
BEGINNING_WORTH = 0.95
LATER_WORD_WORTH = 0.88
ANY_ORDER_WORTH = 0.95
# Words of the name that were not typed weigh a third of words typed that the name has not: people leave words out.
WEIGHT_OF_TYPED = 0.75
# From here on a name is meant as it stands. Slips in later words ("gatway" for "api gateway") are sought only when
# nothing comes so near, since that costs 50 microseconds, a third of the look-up.
PLAIN_LIKENESS = 0.85

# An entry is a row and the weight of its trigram in one number: 24 bits, for 16 million names, and 8 bits.
_WEIGHT_BITS = 8
_WEIGHT_MASK = (1 << _WEIGHT_BITS) - 1
_ROW_MASK = 0xFFFFFFFF
_AFTER_ALL_TEXTS = "\U0010ffff"

_Codes = NDArray[np.uint16]
_Rows = NDArray[np.uint32]
_Scores = NDArray[np.floating[Any]]

# Odd numbers that scatter neighbouring code points (the first two primes of xxHash).
_FIRST_FACTOR = np.uint32(0x9E3779B1)
_PAIR_FACTOR = np.uint32(0x85EBCA77)
_END_OF_ENTRIES: _Rows = np.array([0xFFFFFFFF], dtype=np.uint32)


class Nearness(NamedTuple):
    """How near a name is to the query: 100 is the same text, above 90 the query begins the name or a word of it."""

    owner: str
    name: str
    score: float


class NameIndex:
    """Names and whom they belong to, arranged for look-up. Never changes, so that threads may share it."""

    def __init__(self, names: Sequence[str], owners: Sequence[str]) -> None:
        """`names[i]`, a text in normal form, is one name of `owners[i]`."""
        # Rows are numbered from the shortest name on, so that among equals the lower row is the better one.
        pairs = sorted(sorted(set(zip(names, owners, strict=True))), key=lambda pair: len(pair[0]))
        self._names = [name for name, _ in pairs]
        self._owners = [owner for _, owner in pairs]
        self._words_in_order = [_in_order(name) for name in self._names]
        self._later_words = [_later_words(name) for name in self._names]
        self._name_starts = _Beginnings(((name, row) for row, name in enumerate(self._names)), self._owners)
        self._word_starts = _Beginnings(
            ((start, row) for row, starts in enumerate(self._later_words) for start in starts), self._owners
        )
        self._trigrams = _Trigrams(self._names)

    def nearest(self, query: str, limit: int = 25) -> list[Nearness]:
        """Give the best name of each of the `limit` nearest owners, best first. `query` is in normal form.

        First the same text, then names that begin with it, names of which a later word does, and names that resemble
        it (about fifty are compared, however unlike: look at the score). Among equals, the shorter name comes first.
        Nothing typed gives the first owners in alphabetical order, with score 0.
        """
        query = query[:LONGEST_QUERY]
        if not query:
            return self._best_by_owner(((row, 0.0) for row in self._name_starts.rows_in_order), limit)
        found = self._beginning_with(query, limit)
        has_room = len({self._owners[row] for row in found}) < limit
        # What resembles the query ranks below all that begins with it, so full places need no comparison.
        if has_room and len(query) >= SHORTEST_QUERY_WITH_SLIPS:
            found |= self._resembling(query, found, limit)
        # The sort is stable and rows come in ascending order, so that among equals the shorter name stays first.
        best_rows = sorted(found, key=found.__getitem__, reverse=True)
        return self._best_by_owner(((row, found[row]) for row in best_rows), limit)

    def _beginning_with(self, query: str, limit: int) -> dict[int, float]:
        found = dict.fromkeys(self._name_starts.lowest_rows(query, limit), PREFIX_SCORE)
        for row in found:
            if len(self._names[row]) > len(query):
                break
            found[row] = EXACT_SCORE
        for row in self._word_starts.lowest_rows(query, limit):
            found.setdefault(row, WORD_PREFIX_SCORE)
        return found

    def _resembling(self, query: str, known: dict[int, float], limit: int) -> dict[int, float]:
        rows = self._trigrams.survivors(query)
        if len(query) <= LONGEST_QUERY_BY_FIRST_LETTER:
            rows = sorted({*rows, *self._name_starts.lowest_rows(query[0], limit)})
        rows = [row for row in rows if row not in known]
        if not rows:
            return {}
        scores = self._likeness(query, rows)
        if not known and scores.max() < PLAIN_LIKENESS:
            scores = np.maximum(scores, LATER_WORD_WORTH * self._likeness_of_later_words(query, rows))
        return dict(zip(rows, (BEST_SCORE_WITH_SLIPS * scores).tolist(), strict=True))

    def _likeness(self, query: str, rows: Sequence[int]) -> _Scores:
        names = [self._names[row] for row in rows]
        whole = cdist([query], names, scorer=OSA.normalized_similarity)[0]
        scores: _Scores = np.maximum(whole, BEGINNING_WORTH * _likeness_of_beginning(query, names))
        if " " in query:
            words = [self._words_in_order[row] for row in rows]
            scores = np.maximum(scores, ANY_ORDER_WORTH * _likeness_in_any_order(query, words))
        return scores

    def _likeness_of_later_words(self, query: str, rows: Sequence[int]) -> _Scores:
        scores = np.zeros(len(rows), dtype=np.float32)
        starts = [start for row in rows for start in self._later_words[row]]
        if starts:
            places = np.repeat(np.arange(len(rows)), [len(self._later_words[row]) for row in rows])
            np.maximum.at(scores, places, _likeness_of_beginning(query, starts))
        return scores

    def _best_by_owner(self, ranked: Iterable[tuple[int, float]], limit: int) -> list[Nearness]:
        best: dict[str, Nearness] = {}
        for row, score in ranked:
            if len(best) >= limit:
                break
            owner = self._owners[row]
            if owner not in best:
                best[owner] = Nearness(owner, self._names[row], score)
        return list(best.values())


class _Beginnings:
    """Texts in alphabetical order, to find those that begin with something."""

    def __init__(self, rows_of_texts: Iterable[tuple[str, int]], owners: Sequence[str]) -> None:
        pairs = sorted(rows_of_texts)
        self._texts = [text for text, _ in pairs]
        self._rows = np.array([row for _, row in pairs], dtype=np.uint32)
        self._owners = owners
        self.rows_in_order = [row for _, row in pairs]

    def lowest_rows(self, beginning: str, limit: int) -> list[int]:
        """Give the lowest rows whose text begins so, in order: those of `limit` owners at least, or else all."""
        first = bisect_left(self._texts, beginning)
        end = bisect_left(self._texts, beginning + _AFTER_ALL_TEXTS, lo=first)
        if first == end:
            return []
        rows = self._rows[first:end]
        count = 2 * limit
        while count < len(rows):
            lowest: list[int] = np.sort(np.partition(rows, count)[:count]).tolist()
            if len({self._owners[row] for row in lowest}) >= limit:
                return lowest
            count *= 4
        every: list[int] = np.sort(rows).tolist()
        return every


class _Trigrams:
    """For every trigram the rows of the names that hold it."""

    def __init__(self, names: Sequence[str]) -> None:
        codes, rows = _codes_and_rows(names)
        present, firsts, sizes = np.unique(codes, return_index=True, return_counts=True)
        entries = (rows << _WEIGHT_BITS) | np.repeat(_weights(sizes, len(names)), sizes)
        self._entries: dict[int, _Rows] = dict(zip(present.tolist(), np.split(entries, firsts[1:]), strict=False))

    def survivors(self, query: str) -> list[int]:
        """Give the rows that share the most and the rarest trigrams with the query, in order."""
        entries = np.concatenate([*self._rarest(query), _END_OF_ENTRIES])
        entries.sort()
        rows = entries >> _WEIGHT_BITS
        lasts = (rows[1:] != rows[:-1]).nonzero()[0]
        # Differences of a running sum: np.add.reduceat takes twice as long.
        weights = (entries & _WEIGHT_MASK).cumsum(dtype=np.int64)[lasts]
        weights[1:] -= weights[:-1]
        # The heaviest and, among equals, the lowest row is the greatest number: numbers partition quickly.
        ranks = (weights << 32) - rows[lasts]
        if len(ranks) > SURVIVORS:
            ranks.partition(len(ranks) - SURVIVORS)
        survivors: list[int] = (-ranks[-SURVIVORS:] & _ROW_MASK).tolist()
        return sorted(survivors)

    def _rarest(self, query: str) -> list[_Rows]:
        codes = set(_codes(_framed(query)).tolist())
        read: list[_Rows] = []
        left = ENTRIES_READ
        for entries in sorted([self._entries[code] for code in codes if code in self._entries], key=len):
            read.append(entries[:left])
            left -= len(entries)
            if left <= 0:
                break
        return read


def _codes_and_rows(names: Sequence[str]) -> tuple[_Codes, _Rows]:
    """Give every trigram of every name once: its code and the name's row, ordered by both."""
    framed = [_framed(name) for name in names]
    lengths = np.array([len(text) for text in framed], dtype=np.int64)
    rows_of_characters = np.repeat(np.arange(len(framed), dtype=np.uint32), lengths)
    codes, rows = _codes("".join(framed)), rows_of_characters[:-2]
    is_inside = rows == rows_of_characters[2:]
    codes, rows = codes[is_inside], rows[is_inside]
    # Codes of two bytes make numpy's stable sort a radix sort: ten times faster than sorting pairs.
    order = np.argsort(codes, kind="stable")
    codes, rows = codes[order], rows[order]
    is_new = np.ones(len(codes), dtype=np.bool_)
    is_new[1:] = (codes[1:] != codes[:-1]) | (rows[1:] != rows[:-1])
    return codes[is_new], rows[is_new]


def _codes(text: str) -> _Codes:
    """Hash each three neighbouring characters, of any alphabet, to sixteen bits.

    The last two count in either order, so that swapped letters leave more trigrams whole: that found 0.006 more.
    """
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    mixed = points[:-2] * _FIRST_FACTOR + points[1:-1] * points[2:] * _PAIR_FACTOR
    codes: _Codes = (mixed >> 16).astype(np.uint16)
    return codes


def _weights(sizes: NDArray[np.int64], count: int) -> _Rows:
    """The rarer a trigram, the more it says: from 8 when all names hold it to at most 255."""
    weights: _Rows = np.clip(8 * np.log2((count + 1) / sizes), 8, _WEIGHT_MASK).astype(np.uint32)
    return weights


def _likeness_of_beginning(query: str, texts: Sequence[str]) -> _Scores:
    """Compare with the beginnings of the texts, one letter longer as well in case the query misses one."""
    beginnings = [text[: len(query) + longer] for longer in (0, 1) for text in texts]
    distances = cdist([query], beginnings, scorer=OSA.distance, dtype=np.float32)[0]
    nearest: _Scores = distances.reshape(2, len(texts)).min(axis=0)
    return 1 - nearest / len(query)


def _likeness_in_any_order(query: str, words_in_order: Sequence[str]) -> _Scores:
    common: _Scores = cdist([_in_order(query)], words_in_order, scorer=LCSseq.similarity, dtype=np.float32)[0]
    lengths = np.fromiter(map(len, words_in_order), np.float32, len(words_in_order))
    return common / (WEIGHT_OF_TYPED * len(query) + (1 - WEIGHT_OF_TYPED) * lengths)


def _framed(name: str) -> str:
    return f" {name} "


def _in_order(name: str) -> str:
    return " ".join(sorted(name.split(" ")))


def _later_words(name: str) -> tuple[str, ...]:
    """Give the rests of the name that begin with its second, third, ... word."""
    words = name.split(" ")
    return tuple(" ".join(words[place:]) for place in range(1, len(words)))
