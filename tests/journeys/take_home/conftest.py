"""The room of quizzes, with its clock that is moved by hand."""

from tests.journeys.quiz.conftest import ana, evening, luis, mia, night, sandbox

__all__ = ["ana", "evening", "luis", "mia", "night", "sandbox"]
