"""What somebody typed for a time, written plainly: no accents, digits for numbers, slips put right."""

import re
import unicodedata

from rapidfuzz.distance import OSA

from bot.nights.calendar_words import AM_PM, DAYS_FROM_NOW, FILLERS, MONTHS, NUMBERS, TIMES, WEEKDAYS

_NAMES = tuple(name for names in (WEEKDAYS, MONTHS, DAYS_FROM_NOW, TIMES) for name in names if " " not in name)
_WORDS = frozenset(
    word for names in (_NAMES, DAYS_FROM_NOW, AM_PM, NUMBERS, FILLERS) for name in names for word in name.split()
)
# A shorter word has too many neighbours; in a long one two letters may be wrong: "tommorow".
_SHORTEST_SLIP, _LONG = 5, 8

_LETTERS = re.compile(r"[a-z]+")
_NUMBER = re.compile(rf"\b({'|'.join(sorted(NUMBERS, key=len, reverse=True))})\b")
_WEEKDAY = rf"({'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})"
_NEXT_WEEK = r"(?:next week|(?:de )?(?:la )?(?:semana que viene|proxima semana|semana proxima))"
_SIGNS = str.maketrans({"\u2013": "-", "\u2014": "-", "@": " ", "\u00ba": "o", "\u00b0": "o"})


def plain(typed: str) -> str:
    """The same in plain words. "Friday of next week" is "next Friday"."""
    letters = unicodedata.normalize("NFD", typed.casefold().translate(_SIGNS))
    text = "".join(letter for letter in letters if not unicodedata.combining(letter))
    text = re.sub(r"\bo['\u2019]clock\b", "oclock", text)
    text = re.sub(r"(?<![a-z])([ap])\.? ?m\b\.?", r" \1m", text)
    text = " ".join(re.sub(r"[,;·()'\u2019]+", " ", text).split())
    text = _NUMBER.sub(lambda found: str(NUMBERS[found[1]]), _LETTERS.sub(lambda found: _meant(found[0]), text))
    text = re.sub(rf"\b{_WEEKDAY}\b (?:of )?{_NEXT_WEEK}\b", r"next \1", text)
    return re.sub(rf"\b{_NEXT_WEEK} (?:on |el )?{_WEEKDAY}\b", r"next \1", text)


def _meant(word: str) -> str:
    """The one name that is nearest to a slip; a first letter is hardly ever wrong."""
    if word in _WORDS or len(word) < _SHORTEST_SLIP:
        return word
    most = 2 if len(word) >= _LONG else 1
    distances = {name: OSA.distance(word, name, score_cutoff=most) for name in _NAMES if name[0] == word[0]}
    near = [name for name, distance in distances.items() if distance == min(distances.values()) <= most]
    return near[0] if len(near) == 1 else word
