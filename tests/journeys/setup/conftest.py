"""The room of a quiz evening: the bot with a database of its own, which may be stopped, killed and started again."""

from tests.journeys.quiz.conftest import ana, evening, luis, mia, night, sandbox

__all__ = ["ana", "evening", "luis", "mia", "night", "sandbox"]
