"""What a slash command and its options may be called (docs, interactions/application-commands.mdx "Naming")."""

import unicodedata
from collections.abc import Sequence
from typing import LiteralString

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

NAME_LIMIT = 32

# docs, reference.mdx "Locales". The spec also has ar and he; where they differ, the docs win.
LOCALES = frozenset(
    {
        *("id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl"),
        *("pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW"),
        "ko",
    }
)

# Observed.
INVALID_NAME: tuple[LiteralString, LiteralString] = ("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")

_MARKS = "-_'"
# Devanagari and Thai are written with marks that are no letters (Unicode, Scripts.txt).
_SCRIPTS_WITH_MARKS: Sequence[range] = (
    range(0x0900, 0x0951),
    range(0x0955, 0x0964),
    range(0x0966, 0x0980),
    range(0xA8E0, 0xA900),
    range(0x11B00, 0x11B0A),
    range(0x0E01, 0x0E3B),
    range(0x0E40, 0x0E5C),
)


def is_slash_name(name: str) -> bool:
    """`^[-_'\\p{L}\\p{N}\\p{sc=Deva}\\p{sc=Thai}]+$`, and in lower case wherever a lower case exists."""
    return all(_may_be_in_name(character) and character.lower() == character for character in name)


def _may_be_in_name(character: str) -> bool:
    return (
        character in _MARKS
        or unicodedata.category(character)[0] in "LN"
        or any(ord(character) in script for script in _SCRIPTS_WITH_MARKS)
    )


def _checked(name: str) -> str:
    if not is_slash_name(name):
        raise PydanticCustomError(*INVALID_NAME)
    return name


slash_name = AfterValidator(_checked)
