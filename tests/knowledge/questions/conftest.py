"""What the tests of questions share."""

import pytest

from knowledge.languages import Vocabulary
from knowledge.library import Library
from knowledge.questions.phrases import Phrases, read_phrases
from knowledge.questions.question_maker import QuestionMaker


@pytest.fixture(scope="session")
def phrases() -> Phrases:
    return read_phrases()


@pytest.fixture(scope="session")
def maker(library: Library, vocabulary: Vocabulary, phrases: Phrases) -> QuestionMaker:
    return QuestionMaker(library, vocabulary, phrases)
