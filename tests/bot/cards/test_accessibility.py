"""What is told of extra time, and what its buttons carry."""

import pytest

from bot.cards.accessibility import PACES, pace_poster, read_pace
from bot.cards.poster import Keys, Turn
from bot.cards.voice import Voice
from bot.texts import Texts


@pytest.mark.parametrize("percent", PACES)
def test_a_button_brings_back_what_it_offers(percent: int, texts: Texts) -> None:
    poster = pace_poster(percent, Voice(texts, "es"))
    (keys,) = (block for block in poster.blocks if isinstance(block, Keys))
    turns = [key for key in keys.items if isinstance(key, Turn)]
    assert [read_pace(turn.to) for turn in turns] == list(PACES)
    assert [read_pace(turn.to) for turn in turns if turn.is_resting] == [percent]


@pytest.mark.parametrize("text", ["", "pace:", "pace:900", "pace:-150", "pace:1e2", "150 "])
def test_what_is_not_offered_is_nothing(text: str) -> None:
    assert read_pace(text) is None
