"""How near a typed text is to an answer: a slip of it, its opposite, with another number, or a part of it.

All texts are in their normal form, without a vendor.
"""

import re
from collections.abc import Collection, Iterator
from math import inf

from rapidfuzz.distance import OSA

from knowledge.spelling import slip_cost

# How many changes an answer of so many letters may need. Among acronyms every change is another acronym (EBS, EFS).
CHANGES_BY_LENGTH = ((4, 0), (7, 1), (12, 2))
MOST_CHANGES = 3
# The cost of a slip, as a share of the answer: any one change in six letters, and what fingers and ears do in five.
SLIP_AT_MOST = 0.17
WORD_SLIP_AT_MOST = 0.25
# Shorter words of a name have no letters to spare: "scale in" is not "scale up".
SHORTEST_WORD_WITH_SLIPS = 4
# What remains of a word without its prefix is a word itself: "stateless" has no a- or in-.
SHORTEST_WITHOUT_PREFIX = 4
# A single letter is a part of everything.
SHORTEST_PART = 2

_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_THOUSANDS = re.compile(r"(?<![\d.])[1-9]\d{0,2}(?:[. ]\d{3})+(?![\d.])")


def without_thousands(text: str) -> str:
    """10.240 and 10 240 as 10240; 99.99 stays."""
    return _THOUSANDS.sub(lambda number: re.sub(r"[. ]", "", number[0]), text)


def slip(typed: str, answer: str) -> float:
    """What it cost to make `answer` of `typed`: 0 is the same, and infinity is no slip.

    A slip is a few changes, of which none makes another word or another number.
    """
    one, other = typed.replace(" ", ""), answer.replace(" ", "")
    allowed = next((changes for length, changes in CHANGES_BY_LENGTH if len(other) <= length), MOST_CHANGES)
    words, meant = typed.split(), answer.split()
    is_other_word = len(words) == len(meant) and not all(map(_is_word_slip, words, meant))
    if is_other_word or OSA.distance(one, other) > allowed or _numbers(typed) != _numbers(answer):
        return inf
    cost = slip_cost(one, other)
    return cost if cost <= SLIP_AT_MOST else inf


def has_other_digits(typed: str, answer: str) -> bool:
    """Whether it is `answer` but for its numbers: route 54, 99.9%."""
    if not _numbers(typed) or _numbers(typed) == _numbers(answer):
        return False
    return slip(_NUMBER.sub(" ", typed).strip(), _NUMBER.sub(" ", answer).strip()) < inf


def is_opposite(typed: str, answer: str, prefixes: Collection[str]) -> bool:
    """Whether it is nearer to `answer` once a word of either has lost a prefix: asymmetric key, symmetric key."""
    cost = slip(typed, answer)
    without = [slip(bare, answer) for bare in _without_prefix(typed, prefixes)]
    return min([*without, *(slip(typed, bare) for bare in _without_prefix(answer, prefixes))], default=inf) < cost


def is_part(typed: str, answer: str) -> bool:
    """Whether one is within the other, letter by letter."""
    one, other = sorted((typed.replace(" ", ""), answer.replace(" ", "")), key=len)
    return len(one) >= SHORTEST_PART and one in other


def _is_word_slip(typed: str, meant: str) -> bool:
    is_same = typed.removesuffix("s") == meant.removesuffix("s")
    return is_same or (len(meant) >= SHORTEST_WORD_WITH_SLIPS and slip_cost(typed, meant) <= WORD_SLIP_AT_MOST)


def _without_prefix(text: str, prefixes: Collection[str]) -> Iterator[str]:
    words = text.split()
    for place, word in enumerate(words):
        for prefix in prefixes:
            bare = word.removeprefix(prefix)
            if bare != word and len(bare) >= SHORTEST_WITHOUT_PREFIX:
                yield " ".join([*words[:place], bare, *words[place + 1 :]])


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(text)
