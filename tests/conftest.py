"""What the tests share: the shipped packs as they are asked."""

from datetime import date

import pytest

from knowledge.asking import Asking
from knowledge.languages import Vocabulary, read_vocabulary
from knowledge.library import Library
from knowledge.pack_reader import SHIPPED_PACKS, pack_folders, read_packs

# Later than every date in the shipped packs, so that the tests do not depend on the day they run.
TODAY = date(2100, 1, 1)


@pytest.fixture(scope="session")
def library() -> Library:
    return Library(read_packs(pack_folders(SHIPPED_PACKS), today=TODAY))


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return read_vocabulary()


@pytest.fixture(scope="session")
def asking(library: Library, vocabulary: Vocabulary) -> Asking:
    return Asking(library, vocabulary)
