"""What the cards of a quiz say."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards.poster import Keys, Lines
from bot.cards.quiz_end import end_poster, result_card
from bot.cards.quiz_reveal import reveal_poster
from bot.cards.quiz_words import answer_words, duration, seconds
from bot.cards.said import Person, Said, Strong
from bot.cards.voice import Voice
from bot.quiz.events import Chosen, Typed
from bot.texts import Texts
from knowledge.library import Library
from knowledge.questions.asked import AskedKind
from tests.bot.quiz.fakes import ANA, LUIS, MIA, Evening, after, press, question, settings, start


@pytest.fixture
def voice(texts: Texts) -> Voice:
    return Voice(texts, "en")


def words(lines: tuple[Said, ...]) -> list[str]:
    return ["".join(map(word, line)) for line in lines]


def word(part: object) -> str:
    match part:
        case Strong(text):
            return text
        case Person(number):
            return {ANA: "Ana", LUIS: "Luis", MIA: "Mia"}[number]
        case _:
            return str(part)


def test_seconds_are_written_as_in_the_readers_language(texts: Texts) -> None:
    assert seconds(3249, Voice(texts, "en")) == "3.2"
    assert seconds(3249, Voice(texts, "es")) == "3,2"


def test_a_time_is_told_in_seconds_and_a_long_one_in_minutes(voice: Voice) -> None:
    assert duration(timedelta(seconds=40.4), voice) == "40 s"
    assert duration(timedelta(seconds=119), voice) == "119 s"
    assert duration(timedelta(minutes=7, seconds=10), voice) == "7 min"


def test_an_answer_is_said_as_people_say_it(voice: Voice) -> None:
    asked = question("q", True, True, False)
    assert answer_words(asked, Chosen((1,)), voice) == "B · q-1"
    assert answer_words(asked, Chosen((2, 0)), voice) == "A + C"
    assert answer_words(asked, Chosen((2, 0)), voice, has_letter=False) == "q-0 + q-2"
    assert answer_words(question(kind=AskedKind.TYPED), Typed(" two\nwords "), voice) == "two words"
    assert answer_words(question("q", True, False, kind=AskedKind.TRUE_FALSE), Chosen((1,)), voice) == "q-1"


async def test_a_reveal_says_how_the_room_answered_and_who_gained(voice: Voice, library: Library) -> None:
    evening = Evening()
    await evening.host.recover()
    await evening.host.start(start(settings(has_streaks=True)))
    await evening.until(1)
    for person, at, place in ((ANA, 2, 0), (LUIS, 4, 0), (MIA, 4, 3)):
        await evening.host.submit(700, press(person, after(at), answer=place))
    await evening.until(22)
    blocks = reveal_poster(evening.game, library, voice).blocks
    said = [words(block.items) for block in blocks if isinstance(block, Lines)]
    assert said == [
        ["Right answer: A q1-0 · chosen by 2", "B q1-1", "C q1-2", "D q1-3 · chosen by 1"],
        ["Because."],
        [
            "Right: 2 of 3 · first: Ana in 2.0 s",
            "Points: Ana +950 · Luis +900",
            "Leading, by points: 1. Ana 950 · 2. Luis 900",
        ],
    ]


async def test_equal_points_share_a_place_and_what_was_mixed_up_is_named_once(voice: Voice, library: Library) -> None:
    one, other = library.concept("batch"), library.concept("ec2")
    asked = question("q", True, False)
    options = tuple(replace(option, concept=c.id) for option, c in zip(asked.options, (one, other), strict=True))
    back = tuple(replace(option, is_right=not option.is_right) for option in options)
    evening = Evening()
    await evening.host.recover()
    questions = [replace(asked, options=options), replace(asked, id="r", options=back)]
    await evening.host.start(start(questions=questions))
    await evening.until(1)
    for person, place in ((ANA, 0), (LUIS, 0), (MIA, 1)):
        await evening.host.submit(700, press(person, after(2), answer=place))
    await evening.until(31)
    await evening.host.submit(700, press(MIA, after(31), answer=0, number=2))
    await evening.until(90)
    blocks = end_poster(evening.stage.games[-1], library, voice).blocks
    said = [words(block.items) for block in blocks if isinstance(block, Lines)]
    assert said[0] == [
        "1. Ana · 950 points · right: 1",
        "1. Luis · 950 points · right: 1",
        "3. Mia · 0 points · right: 0",
    ]
    labels = [item.label for block in blocks if isinstance(block, Keys) for item in block.items]
    assert labels == ["My result", f"{voice.name(one)} vs {voice.name(other)} (2 times)"]


async def test_a_result_explains_what_was_not_right(voice: Voice, library: Library) -> None:
    evening = Evening()
    await evening.host.recover()
    await evening.host.start(start())
    await evening.until(1)
    await evening.host.submit(700, press(ANA, after(2)))
    await evening.until(31)
    await evening.host.submit(700, press(ANA, after(31), answer=2, number=2))
    await evening.until(100)
    card = result_card(evening.stage.games[-1], ANA, library, voice)
    assert card.subtitle == "Place 1 of 1 · 950 points"
    assert [getattr(block, "text", None) or getattr(block, "items", None) for block in card.blocks] == [
        "Right: 1 of 3. Most in a row: 1.",
        "Questions answered right: 1",
        ("2. q2? Yours: q2-2. Right: q2-0.", "3. q3? Not answered. Right: q3-0."),
    ]
    assert "You did not answer" in str(result_card(evening.stage.games[-1], LUIS, library, voice))
