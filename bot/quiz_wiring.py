"""Builds what quizzes are made of. Apart from wiring.py: a look-up in a terminal does not wait for a database."""

from dataclasses import dataclass

from bot.books import Books
from bot.quiz.fair_clock import FairClock
from bot.quiz.ports import Clock
from bot.quiz.rules import Judge
from knowledge.languages import read_vocabulary
from knowledge.library import Library
from knowledge.questions.phrases import read_phrases
from knowledge.questions.question_maker import QuestionMaker
from knowledge.questions.typed_answers import TypedAnswers


@dataclass(frozen=True, slots=True)
class Quizzes:
    """What quizzes are made of, and where they are kept."""

    maker: QuestionMaker
    judge: Judge
    books: Books
    clock: Clock


def build_quizzes(library: Library, books: Books, clock: Clock | None = None) -> Quizzes:
    """All that quizzes about `library` need; by the fair clock, if no other is given."""
    vocabulary, phrases = read_vocabulary(), read_phrases()
    maker = QuestionMaker(library, vocabulary, phrases)
    return Quizzes(maker, TypedAnswers(library, vocabulary, phrases).judge, books, clock or FairClock())
