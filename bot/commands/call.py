"""One call of the program, as every command is given it."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TextIO

from bot.cards.voice import Voice
from bot.settings import Settings
from bot.terminal import Terminal

FOUND = 0
NOT_FOUND = 1
WRONG_USE = 2


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the program: what was asked for, and where its answer goes."""

    words: Sequence[str]
    options: argparse.Namespace
    settings: Settings
    voice: Voice
    screen: Terminal
    errors: Terminal
    stdin: TextIO
    stdout: TextIO
