"""One call of the program, as every command is given it."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

from bot.cards.voice import Voice
from bot.errors import StudyError
from bot.settings import Settings
from bot.terminal import Terminal

FOUND = 0
NOT_FOUND = 1
WRONG_USE = 2
# EX_SOFTWARE and EX_CONFIG of sysexits.h: starting again may help; it will not before somebody has put things right.
BROKEN = 70
NOT_SET_UP = 78


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the program: what was asked for, and where its answer goes."""

    words: Sequence[str]
    options: argparse.Namespace
    settings: Settings
    environ: Mapping[str, str]
    voice: Voice
    screen: Terminal
    errors: Terminal
    stdin: TextIO
    stdout: TextIO
    stderr: TextIO


def no_words(call: Call) -> None:
    """Raises `StudyError` if words follow a command that takes none."""
    if call.words:
        raise StudyError("usage.takes-no-words", command=call.options.command)
