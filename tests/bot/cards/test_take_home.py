"""What one person, and a channel, read of a take-home."""

from dataclasses import replace

import pytest

from bot.cards.poster import Block, Heading, Keys, Lines, Pick, Poster, Small, Source, Turn
from bot.cards.said import Instant, Moment, Person, Place, Said, Strong
from bot.cards.take_home import Reader, done_poster, late_poster, question_poster, reveal_poster
from bot.cards.take_home_news import Outcome, announcement, result_poster
from bot.cards.voice import Voice
from bot.quiz.events import Chosen, Typed
from bot.take_home import Sheet, TakeHome, Taken, game_of
from knowledge.library import Library
from knowledge.questions.asked import AskedKind
from knowledge.questions.typed_answers import Judgement
from tests.bot.quiz.fakes import ANA, LUIS, MIA, question
from tests.bot.taking import CLOSES, take_home

RIGHT, WRONG = Taken(Chosen((0,)), 1), Taken(Chosen((1,)), 2)
NAMES = {ANA: "Ana", LUIS: "Luis", MIA: "Mia"}


def part(piece: object) -> str:
    match piece:
        case Strong(text):
            return text
        case Person(number):
            return NAMES[number]
        case Place(number):
            return f"#{number}"
        case Moment(at) | Instant(at):
            return "closing" if at == CLOSES else str(at)
        case _:
            return str(piece)


def lines(block: Block) -> list[str]:
    """The words of a block, a line each."""
    said: tuple[Said, ...] = ()
    match block:
        case Lines(items):
            said = items
        case Heading(words) | Small(words):
            said = (words,)
        case Source(text, _):
            said = ((text,),)
    return ["".join(map(part, line)) for line in said]


def told(poster: Poster) -> list[str]:
    return [line for block in poster.blocks for line in lines(block)]


def labels(poster: Poster) -> list[str]:
    return [item.label for block in poster.blocks if isinstance(block, Keys) for item in block.items]


@pytest.fixture
def ana(english: Voice, spanish: Voice) -> Reader:
    return Reader(ANA, english, spanish)


def test_a_question_says_where_one_is_and_that_there_is_no_hurry(school: Library, ana: Reader) -> None:
    poster = question_poster(take_home(), 2, school, ana)
    assert told(poster) == [
        "Sunday's ten · question 2 of 3",
        "t2?",
        "A t2-0",
        "B t2-1",
        "C t2-2",
        "D t2-3",
        "Only you see this, and your first answer counts. No hurry: it closes closing.",
    ]
    assert labels(poster) == ["A", "B", "C", "D"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (AskedKind.TRUE_FALSE, ["q-0", "q-1", "q-2", "q-3"]),
        (AskedKind.TYPED, ["Answer"]),
        (AskedKind.SEVERAL, []),
        (AskedKind.CLUES, ["A", "B", "C", "D"]),
    ],
)
def test_every_kind_has_its_way_to_answer(kind: AskedKind, expected: list[str], school: Library, ana: Reader) -> None:
    poster = question_poster(take_home(question(kind=kind, clues=2)), 1, school, ana)
    assert labels(poster) == expected
    picks = [block for block in poster.blocks if isinstance(block, Pick)]
    assert len(picks) == (kind is AskedKind.SEVERAL)
    assert "Clue 2 clue 1" in told(poster)


def test_a_question_that_is_not_in_the_reader_s_language_is_read_whole_in_another(
    school: Library, english: Voice, spanish: Voice
) -> None:
    asked = question()
    only_english = replace(
        asked,
        ask={"en": "ask"},
        why={"en": "why"},
        options=tuple(replace(option, text={"en": option.text["en"]}) for option in asked.options),
    )
    poster = question_poster(take_home(only_english), 1, school, Reader(LUIS, spanish, english))
    assert told(poster)[1] == "ask"
    assert told(poster)[0] == "Sunday's ten · pregunta 1 de 1"


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        (RIGHT, ["Right: +1000 · A · t1-0", "Right answer: A t1-0 · your answer", "B t1-1", "C t1-2", "D t1-3"]),
        (WRONG, ["Not this time · B · t1-1", "Right answer: A t1-0", "B t1-1 · your answer", "C t1-2", "D t1-3"]),
    ],
)
def test_a_reveal_says_whether_it_was_right_and_why(
    taken: Taken, expected: list[str], school: Library, ana: Reader
) -> None:
    poster = reveal_poster(take_home(), 1, {1: taken}, school, ana)
    assert told(poster)[2:7] == expected
    assert told(poster)[7] == "Because."
    assert told(poster)[8].startswith("Source: https://example.org")
    assert labels(poster) == ["Next question"]


def test_a_part_of_several_and_what_was_typed(school: Library, ana: Reader) -> None:
    several = take_home(question("q", True, True, False, kind=AskedKind.SEVERAL))
    partly = reveal_poster(several, 1, {1: Taken(Chosen((0,)), 1)}, school, ana)
    assert told(partly)[2] == "Partly right: +500 · A · q-0"
    assert labels(partly) == ["See how I did"]
    typed = take_home(question(kind=AskedKind.TYPED))
    wrong = Taken(Typed("ec2"), 1, Judgement.NOTHING_LIKE_IT)
    assert told(reveal_poster(typed, 1, {1: wrong}, school, ana))[2:4] == [
        "Not this time · ec2",
        "Right answer: lambda",
    ]


def test_the_end_of_it_for_one_person(school: Library, ana: Reader) -> None:
    sheet: Sheet = {1: RIGHT, 2: WRONG, 3: RIGHT}
    assert told(done_poster(take_home(), sheet, school, ana)) == [
        "Done: Sunday's ten",
        "Right: 2 of 3 · 2000 points",
        "The podium comes into the channel when it closes: closing.",
    ]
    late = late_poster(take_home(), {1: RIGHT}, ana)
    assert told(late) == [
        "Sunday's ten closed closing. Nothing more is counted.",
        "Answered: 1 of 3 · right: 1 · 1000 points",
    ]
    assert labels(late) == ["My result"]
    assert "You did not take it." in told(late_poster(take_home(), {}, ana))[1]


def outcome(it: TakeHome, hidden: frozenset[int] = frozenset()) -> Outcome:
    sheets: dict[int, Sheet] = {ANA: {1: RIGHT, 2: RIGHT, 3: RIGHT}, LUIS: {1: RIGHT, 2: WRONG}, MIA: {1: WRONG}}
    return Outcome(it, game_of(it, sheets), 1, hidden)


def test_the_channel_hears_of_the_podium_and_how_many_took_part(school: Library, english: Voice) -> None:
    poster = result_poster(outcome(take_home()), school, english)
    assert told(poster)[:5] == [
        "Take-home over: Sunday's ten",
        "1. Ana · 3000 points · right: 3",
        "2. Luis · 1000 points · right: 1",
        "3. Mia · 0 points · right: 0",
        "Took part: 3 · answered everything: 1 · questions: 3",
    ]
    assert "2. t2?" in told(poster)


def test_who_keeps_off_boards_is_not_on_the_podium(school: Library, english: Voice) -> None:
    shown = told(result_poster(outcome(take_home(), frozenset({ANA})), school, english))
    assert shown[1] == "1. Luis · 1000 points · right: 1"
    assert "Took part: 3" in shown[3]


def test_an_announcement_says_until_when(english: Voice) -> None:
    poster = announcement(take_home(), english)
    assert told(poster)[:3] == ["Quiz to take home: Sunday's ten", "Questions: 3", "Open until closing (closing)"]
    (key,) = [item for block in poster.blocks if isinstance(block, Keys) for item in block.items]
    assert isinstance(key, Turn)
    assert (key.label, key.to) == ("Take it", "takehome:900:0:take")
