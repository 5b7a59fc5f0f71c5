"""One way to write a text down, so that what people type meets what things are called."""

import re
from unicodedata import category, normalize

# A Discord message has at most 4,000 characters. What is longer was not typed to be looked up, and costs time.
LONGEST_TEXT = 4000

VENDORS = frozenset({"aws", "amazon"})

_ACCENTS = re.compile("[\u0300-\u036f]+")
# The acute accent and the backquote stand in for an apostrophe on many keyboards; U+02BC counts as a letter.
_APOSTROPHES = str.maketrans("", "", "'`\u00b4\u02bc\u2018\u2019\u201b\uff07")
_POINT_IN_A_NUMBER = re.compile(r"(?<=\d)[.,](?=\d)")
_NEITHER_LETTER_NOR_DIGIT = re.compile(r"[^\w.]|_|(?<!\d)\.|\.(?!\d)")
# Compatibility forms would write them out as letters: EC2(TM) is not "ec2tm". The others are not seen at all.
_SIGNS = str.maketrans(dict.fromkeys("\u2122\u2120\u00ae\u00a9", " ") | dict.fromkeys("\u00ad\u200b\ufeff", ""))
# Marks that decorate any script (variation selectors of emoji, enclosing keycaps); they are no script's vowels.
_DECORATIONS = re.compile("[\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]")


def normalise(text: str) -> str:
    """Write `text` without case, accents and punctuation, its words one space apart.

    Every text has a normal form (maybe an empty one) of at most `LONGEST_TEXT` characters, which is its own normal
    form. Marks outside Latin, Greek and Cyrillic stay, since there they are vowels. '99,99' becomes '99.99'.
    """
    plain = _without_case_and_accents(text[:LONGEST_TEXT].translate(_SIGNS).translate(_APOSTROPHES)).translate(
        _APOSTROPHES
    )
    pointed = _POINT_IN_A_NUMBER.sub(".", plain)
    spaced = _NEITHER_LETTER_NOR_DIGIT.sub(_space_unless_mark, _DECORATIONS.sub(" ", pointed))
    # Folding can lengthen a text (one Arabic ligature is eighteen letters); the cut may leave a point at the end.
    return " ".join(spaced.split())[:LONGEST_TEXT].rstrip(" .")


def joined(text: str) -> str:
    """Write `text` in its normal form without spaces: 'Step Functions' and 'StepFunctions' are the same."""
    return normalise(text).replace(" ", "")


def without_vendor(normalised: str) -> str:
    """Drop the vendor's names in front, as long as something remains: 'aws' alone stays 'aws'."""
    words = normalised.split(" ")
    while len(words) > 1 and words[0] in VENDORS:
        words = words[1:]
    return " ".join(words)


def name_key(name: str) -> str:
    """What makes two names the same: letters and digits, whatever the case, accents, spaces and vendor."""
    return without_vendor(normalise(name)).replace(" ", "")


def _without_case_and_accents(text: str) -> str:
    if text.isascii():
        return text.lower()
    # Accents go before the case does: casefold makes a letter of the Greek iota subscript.
    bare = _ACCENTS.sub("", normalize("NFKD", text)).casefold()
    return normalize("NFC", _ACCENTS.sub("", normalize("NFKD", bare)))


def _space_unless_mark(match: re.Match[str]) -> str:
    return match[0] if category(match[0]).startswith("M") else " "
