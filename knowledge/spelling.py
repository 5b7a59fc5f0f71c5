"""How likely is one word a slip of another? Slips that hands and ears make cost less than other changes."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

# What one change costs, in letters. A change at random costs 1. The others are what people really do: fingers swap,
# repeat, skip or hit the next key, and ears write down a sound. Their order matters more than their exact size.
SWAPPED = 0.5
DOUBLED = 0.4
MISSING = 0.7
NEXT_KEY = 0.5
SAME_SOUND = 0.4
OTHER_VOWEL = 0.6
# A word that sounds the same costs no more than this share of its length, however it is spelt ("laitseil").
SOUNDS_ALIKE_SHARE = 0.15
# Under this Jaro-Winkler similarity two words of the same consonants are still different words. (Not so lambada and
# lambda, at 0.94: such words have to be among the `everyday` ones of their language.)
SOUNDS_ALIKE_AT_LEAST = 0.60
# Words of the same consonants and much different length differ in more than vowels ("doker", "docker io").
SOUNDS_ALIKE_WITHIN_SHARE = 0.2
# Fewer letters are the sound of too many words.
SHORTEST_SOUND = 3

# With more plain edits than this share of the letters a word is another word, and its exact cost no longer matters;
# it is given as the plain distance, which is a thousand times faster than ours.
SLIPS_WITHIN_SHARE = 0.4

# Fewer letters are the beginning of too many words.
SHORTEST_SHORT_FORM = 3

# The words of a large pack, and what people type; two alphabets of letters.
WORDS_REMEMBERED = 20_000
PAIRS_REMEMBERED = 5_000

_ROWS = ("1234567890", "qwertyuiop", "asdfghjklñ", "zxcvbnm")
_VOWELS = frozenset("aeiouy")
_SOUNDS = ("bvw", "ckq", "sczx", "gj", "iy", "mn", "td", "fp", "hj")
_DIGITS = re.compile(r"\d+")

# Spellings that English or Spanish ears take for each other, rewritten to one letter each; order matters.
_SPELLINGS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ght", "t"), (r"ph", "f"), (r"(?<=[ctswg])h", ""), (r"qu(?=[ei])|ck|q", "k"),
        (r"gu(?=e[iy])", "w"), (r"gu(?=[ei])", "g"), (r"c(?=[eiy])", "s"), (r"c", "k"),
        (r"z", "s"), (r"v", "b"), (r"x", "ks"), (r"[wjh]", "g"),
    )
)  # fmt: skip
_AFTER_THE_FIRST_VOWELS = re.compile(r"(?<=.)[aeiouy]+")
_VOWEL = re.compile(r"[aeiou]")
_REPEATED = re.compile(r"(.)\1+")


def _neighbours() -> frozenset[tuple[str, str]]:
    """Keys that a finger confuses: beside each other in a row, or touching in the row below."""
    pairs = set()
    for row, keys in enumerate(_ROWS):
        below = _ROWS[row + 1] if row + 1 < len(_ROWS) else ""
        for column, key in enumerate(keys):
            for other in keys[column + 1 : column + 2] + below[max(column - 1, 0) : column + 1]:
                pairs |= {(key, other), (other, key)}
    return frozenset(pairs)


_NEIGHBOURS = _neighbours()
_SAME_SOUND = frozenset((one, other) for group in _SOUNDS for one in group for other in group)


def slip_cost(typed: str, meant: str) -> float:
    """What it takes to make `meant` of `typed`, as a share of the length of `meant`: 0 is equal, 1 is another word.

    Where digits are meant, others are never a slip: s4 is not s3, and 99.9 is not 99.99. Where none are, a digit is the
    key above the right one ("reg9stro").
    """
    if typed == meant:
        return 0.0
    digits = _DIGITS.findall(meant)
    if not typed or not meant or (digits and digits != _DIGITS.findall(typed)):
        return 1.0
    distance = OSA.distance(typed, meant)
    is_near = distance <= SLIPS_WITHIN_SHARE * len(meant)
    cost = min((_edit_cost(typed, meant) if is_near else distance) / len(meant), 1.0)
    return SOUNDS_ALIKE_SHARE if cost > SOUNDS_ALIKE_SHARE and sounds_alike(typed, meant) else cost


def acronym_slip_cost(typed: str, meant: str) -> float:
    """The same for acronyms, where a digit is one more letter to get wrong: ec3 may be EC2, to ask, never to answer."""
    return min(_edit_cost(typed, meant) / len(meant), 1.0)


def sounds_alike(one: str, other: str) -> bool:
    """Whether an English or Spanish ear could write one for the other: the same consonants, and alike in all."""
    sound = sound_of(one)
    return (
        len(sound) >= SHORTEST_SOUND
        and abs(len(one) - len(other)) <= SOUNDS_ALIKE_WITHIN_SHARE * len(other)
        and sound == sound_of(other)
        and JaroWinkler.similarity(one, other) >= SOUNDS_ALIKE_AT_LEAST
    )


def is_short_for(typed: str, word: str) -> bool:
    """Whether `typed` is the beginning of `word` or its consonants: kube, dkr. Fewer than three letters say nothing."""
    if typed == word:
        return True
    if not SHORTEST_SHORT_FORM <= len(typed) < len(word):
        return False
    return word.startswith(typed) or typed in (sound_of(word), _REPEATED.sub(r"\1", _VOWEL.sub("", word)))


def is_contraction_of(typed: str, name: str) -> bool:
    """Whether all letters of `typed` stand in `name` in the same order."""
    letters = iter(name)
    return all(letter in letters for letter in typed)


def sound_the_same(one: str, other: str) -> bool:
    """Whether both have the same consonants to the ear."""
    return sound_of(one) == sound_of(other)


@lru_cache(maxsize=WORDS_REMEMBERED)
def sound_of(word: str) -> str:
    """The consonants that are heard, with a leading vowel: lightsail, laitseil -> ltsl."""
    for pattern, sound in _SPELLINGS:
        word = pattern.sub(sound, word)
    return _REPEATED.sub(r"\1", _AFTER_THE_FIRST_VOWELS.sub("", word))


def _edit_cost(typed: str, meant: str) -> float:
    """Optimal string alignment (Damerau-Levenshtein without overlapping edits) with the costs above."""
    before: list[float] = []
    row = [MISSING * count for count in range(len(meant) + 1)]
    for i, letter in enumerate(typed, 1):
        last, row = row, [row[0] + 1.0] + [0.0] * len(meant)
        extra = _extra(typed, i)
        for j, wanted in enumerate(meant, 1):
            best = min(
                last[j - 1] + _change(letter, wanted),
                last[j] + extra,
                row[j - 1] + (DOUBLED if j > 1 and meant[j - 2] == wanted else MISSING),
            )
            if i > 1 and j > 1 and letter == meant[j - 2] and typed[i - 2] == wanted and letter != wanted:
                best = min(best, before[j - 2] + SWAPPED)
            row[j] = best
        before = last
    return row[-1]


@lru_cache(maxsize=PAIRS_REMEMBERED)
def _change(letter: str, wanted: str) -> float:
    if letter == wanted:
        return 0.0
    pair = (letter, wanted)
    return min(
        SAME_SOUND if pair in _SAME_SOUND else 1.0,
        NEXT_KEY if pair in _NEIGHBOURS else 1.0,
        OTHER_VOWEL if letter in _VOWELS and wanted in _VOWELS else 1.0,
    )


def _extra(typed: str, place: int) -> float:
    """The cost of a letter too many: little if it repeats its neighbour or lies beside it on the keyboard."""
    letter = typed[place - 1]
    around = typed[max(place - 2, 0) : place - 1] + typed[place : place + 1]
    if letter in around:
        return DOUBLED
    return NEXT_KEY if any((letter, other) in _NEIGHBOURS for other in around) else 1.0
