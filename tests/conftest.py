"""What the tests share: the shipped packs as they are asked."""

from datetime import date

import pytest
from hypothesis import HealthCheck, settings

from knowledge.asking import Asking
from knowledge.languages import Vocabulary, read_vocabulary
from knowledge.library import Library
from knowledge.pack_reader import SHIPPED_PACKS, pack_folders, read_packs

# The same examples every time, however busy the machine is: a test tells of a change, not of the weather.
# `pytest --hypothesis-profile=explore` looks for new ones.
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("explore", deadline=None, max_examples=2_000)
settings.load_profile("steady")

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
