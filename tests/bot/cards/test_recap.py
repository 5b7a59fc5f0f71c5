"""What is told of an evening beside the podium."""

import msgspec

from bot.cards.poster import Heading, Lines
from bot.cards.quiz_end import end_poster, podium_lines
from bot.cards.recap import hardest_block, recap_chart, recap_in_words, teams_block
from bot.cards.voice import Voice
from bot.charts.recap import Bar, Lane
from bot.quiz.standings import Standing
from knowledge.library import Library
from tests.bot.cards.test_quiz import words
from tests.bot.quiz.fakes import ANA, LUIS, MIA
from tests.bot.test_evening import played


def test_the_picture_shows_every_question_and_the_best(english: Voice) -> None:
    chart = recap_chart(played({ANA: True, LUIS: False}, {}, {ANA: True, LUIS: True}), english)
    assert chart is not None
    assert chart.bars == (Bar("1", 0.5, is_hardest=True), Bar("2", None), Bar("3", 1.0))
    assert chart.lanes == (Lane("1. 2000", (1000, 1000, 2000)), Lane("2. 1000", (0, 0, 1000)))


def test_without_an_answer_or_of_one_question_there_is_no_picture(english: Voice) -> None:
    assert recap_chart(played({}, {}), english) is None
    assert recap_chart(played({ANA: True, LUIS: False}), english) is None


def test_the_picture_in_words(english: Voice, spanish: Voice) -> None:
    game = played({ANA: True, LUIS: False}, {}, {ANA: True, LUIS: True})
    assert recap_in_words(game, english) == (
        "How the best got there: place 1 with 2000 points, place 2 with 1000 points. Hardest question: 1. "
        "Right answers, question by question: question 1 50%, question 2 no answers, question 3 100%."
    )
    assert "pregunta 1: 50" in recap_in_words(game, spanish)


def test_the_hardest_question_comes_with_its_answer(english: Voice) -> None:
    (block,) = hardest_block(played({ANA: True, LUIS: False}), english)
    assert isinstance(block, Lines)
    assert words(block.items) == ["Hardest question", "1. q0?", "Right: 1 of 2 · right answer: q0-0"]
    assert list(hardest_block(played({ANA: True}), english)) == []


def test_a_night_ends_by_its_name(library: Library, english: Voice) -> None:
    game = played({ANA: True})
    night = msgspec.structs.replace(game, opened=msgspec.structs.replace(game.opened, title="Thursday *night*"))
    for ended, title in ((game, "The quiz is over"), (night, "“Thursday *night*” is over")):
        heading = end_poster(ended, library, english).blocks[0]
        assert isinstance(heading, Heading)
        assert words((heading.said,)) == [title]


def test_who_was_forgotten_has_no_name_on_the_podium(english: Voice) -> None:
    line = podium_lines([Standing(1, -5, 1000, 1, 1)], english)
    assert words(line) == ["1. somebody who has left · 1000 points · right: 1"]


def test_teams_stand_by_the_average_of_their_players(english: Voice) -> None:
    game = played({ANA: True, LUIS: False, MIA: True}, {ANA: True, LUIS: True, MIA: True})
    opened = msgspec.structs.replace(game.opened, teams=("Reds", "Blues"))
    in_teams = msgspec.structs.replace(game, opened=opened, members={ANA: 0, LUIS: 0, MIA: 1})
    (block,) = teams_block(in_teams, english)
    assert isinstance(block, Lines)
    assert words(block.items) == [
        "Teams, by average points",
        "1. Blues · 2000 points · players: 1",
        "2. Reds · 1500 points · players: 2",
    ]
    assert list(teams_block(game, english)) == []
