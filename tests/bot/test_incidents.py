"""What nobody foresaw is in the log under a code that can be read out."""

import logging
from random import Random

import pytest

from bot.incidents import LENGTH, LETTERS, incident_code, log_incident


def test_a_code_is_short_and_hardly_ever_the_same() -> None:
    random = Random(1)
    codes = {incident_code(random) for _ in range(1000)}
    assert len(codes) == 1000
    assert all(len(code) == LENGTH and set(code) <= set(LETTERS) for code in codes)


def test_the_log_has_it_whole(caplog: pytest.LogCaptureFixture) -> None:
    code = log_incident(logging.getLogger("bot"), "the sky fell", ValueError("blue"), Random(1))
    assert f"{code}: the sky fell." in caplog.text
    assert "ValueError: blue" in caplog.text
