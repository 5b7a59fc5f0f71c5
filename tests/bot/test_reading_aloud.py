"""Every text can be read out by a screen reader: words and numbers, no signs that only eyes understand."""

import ast
import string
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.texts import Texts, read_texts

HOUSE = Path(__file__).parents[2]
# Pictures, arrows, bars, ticks and their like are read out by their names ("black parallelogram"), or not at all.
SIGNS = {"So", "Sk", "Sm", "Sc"}
# Invisible ones, which are read out or break words.
INVISIBLE = {"Cf", "Co", "Cn", "Cc"}
SPOKEN = set("+<>=|\r\n")
# Signs of Discord's own markdown, and of patterns, which are not shown.
ESCAPED = {"GRAVE ACCENT", "CIRCUMFLEX ACCENT", "DOLLAR SIGN", "TILDE"}
# Where a sign is a part of a number.
ONLY_SIGNS = {"quiz.decimal"}


def unspoken(text: str) -> list[str]:
    """The characters of `text` that say nothing to somebody who does not see them."""
    return [
        unicodedata.name(sign, repr(sign))
        for sign in text
        if sign not in SPOKEN and unicodedata.category(sign) in SIGNS | INVISIBLE
    ]


def says_nothing(text: str) -> bool:
    """Whether it is neither a word nor a number, nor anything that is filled in."""
    parts = string.Formatter().parse(text)
    return not any(name is not None or any(map(str.isalnum, literal)) for literal, name, _, _ in parts)


@pytest.mark.parametrize("language", read_texts().languages)
def test_no_sentence_has_signs_that_only_eyes_understand(language: str, texts: Texts) -> None:
    assert {key: found for key, text in texts.keys(language).items() if (found := unspoken(text))} == {}


@pytest.mark.parametrize("language", read_texts().languages)
def test_every_text_says_something(language: str, texts: Texts) -> None:
    assert {key for key, text in texts.keys(language).items() if says_nothing(text)} == ONLY_SIGNS


def drawn_by_code() -> Iterator[tuple[str, str]]:
    """Every text that stands in the code that words and draws, with its file."""
    for path in [*(HOUSE / "bot" / "cards").rglob("*.py"), *(HOUSE / "cogs").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield path.name, node.value


def test_no_code_draws_such_signs_either() -> None:
    assert [(name, text) for name, text in drawn_by_code() if set(unspoken(text)) - ESCAPED] == []


@pytest.mark.parametrize("text", ["✓ {numbers}", "{count} ▰", "a → b", "a\u200bb", "★"])
def test_what_is_meant_by_that(text: str) -> None:
    assert unspoken(text)
