"""Builds the parts from the settings. Nothing here is global: who needs a part is given it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.books import Books
from bot.clock import latest_today
from bot.quiz.fair_clock import FairClock
from bot.quiz.ports import Clock
from bot.quiz.rules import Judge
from bot.settings import Settings
from knowledge.asking import Asking
from knowledge.languages import read_vocabulary
from knowledge.library import Library
from knowledge.pack_cache import PackCache
from knowledge.pack_reader import read_packs
from knowledge.questions.phrases import read_phrases
from knowledge.questions.question_maker import QuestionMaker
from knowledge.questions.typed_answers import TypedAnswers


@dataclass(frozen=True, slots=True)
class Study:
    """The library, and who answers from it. Never changes; may serve many at once."""

    library: Library
    asking: Asking


@dataclass(frozen=True, slots=True)
class Quizzes:
    """What quizzes are made of, and where they are kept."""

    maker: QuestionMaker
    judge: Judge
    books: Books
    clock: Clock


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


def build_quizzes(library: Library, books: Books, clock: Clock | None = None) -> Quizzes:
    """All that quizzes about `library` need; by the fair clock, if no other is given."""
    vocabulary, phrases = read_vocabulary(), read_phrases()
    maker = QuestionMaker(library, vocabulary, phrases)
    return Quizzes(maker, TypedAnswers(library, vocabulary, phrases).judge, books, clock or FairClock())
