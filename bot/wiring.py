"""Builds the parts from the settings. Nothing here is global: who needs a part is given it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.clock import latest_today
from bot.settings import Settings
from knowledge.asking import Asking
from knowledge.languages import read_vocabulary
from knowledge.library import Library
from knowledge.pack_cache import PackCache
from knowledge.pack_reader import read_packs


@dataclass(frozen=True, slots=True)
class Study:
    """The library, and who answers from it. Never changes; may serve many at once."""

    library: Library
    asking: Asking


def read_library(settings: Settings) -> Library:
    """All packs of the settings, from the cache if they are unchanged. Raises `PackProblems`."""
    cache = PackCache(settings.cache) if settings.cache is not None else None
    return Library(read_packs(settings.packs, today=latest_today(), cache=cache))


def check_packs(folders: Sequence[Path]) -> Library:
    """The packs in `folders`, read anew. Raises `PackProblems`."""
    return Library(read_packs(folders, today=latest_today()))


def build_study(settings: Settings) -> Study:
    """The library of the settings, ready to be asked. Raises `PackProblems`."""
    library = read_library(settings)
    return Study(library, Asking(library, read_vocabulary()))
