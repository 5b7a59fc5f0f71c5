"""A picture never costs anybody the words."""

import asyncio

import pytest

from bot.cards.voice import Voice
from bot.texts import Texts, read_texts
from cogs.ui.recap_pictures import RecapPictures
from tests.bot.quiz.fakes import ANA, LUIS
from tests.bot.test_evening import played

EVENING = played({ANA: True, LUIS: False}, {ANA: True})
ENGLISH = Voice(read_texts(), "en")


async def test_an_evening_has_a_picture_and_its_words() -> None:
    picture = await RecapPictures().of(EVENING, ENGLISH)
    assert picture is not None
    assert picture.png.startswith(b"\x89PNG")
    assert picture.alt.startswith("How the best got there")


async def test_what_cannot_be_drawn_is_logged_and_left_out(caplog: pytest.LogCaptureFixture) -> None:
    assert await RecapPictures().of(EVENING, Voice(Texts({"en": {}}), "en")) is None
    assert "could not be drawn" in caplog.text


async def test_where_too_many_are_awaited_words_have_to_do() -> None:
    pictures = RecapPictures(most_awaited=1)
    drawn = await asyncio.gather(*(pictures.of(EVENING, ENGLISH) for _ in range(3)))
    assert [picture is not None for picture in drawn] == [True, False, False]
    assert await pictures.of(EVENING, ENGLISH) is not None
