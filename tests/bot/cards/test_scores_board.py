"""A leaderboard in words, and where its buttons lead."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.poster import Heading, Keys, Lines, Poster, Small, Turn
from bot.cards.said import Person, Strong
from bot.cards.scores_board import By, Ranking, Shown, Time, board_poster, read_shown
from bot.cards.voice import Voice
from bot.quiz.standings import Standing
from bot.texts import read_texts
from knowledge.library import Library

TEXTS = read_texts()
FRIDAY = date(2026, 11, 27)
ROWS = (Standing(1, 11, 2_000, 2, 3), Standing(1, 12, 2_000, 2, 2), Standing(3, 13, 0, 0, 5))
SHOWN = st.builds(
    Shown,
    st.sampled_from(Time),
    st.sampled_from(By),
    st.from_regex(r"[a-z][a-z0-9-]{0,59}", fullmatch=True) | st.just(""),
    st.integers(0, 9_999),
)


def plain(poster: Poster) -> list[str]:
    """The words, a line each."""
    lines = (
        block.items if isinstance(block, Lines) else (block.said,)
        for block in poster.blocks
        if isinstance(block, Heading | Small | Lines)
    )
    return ["".join(map(part, said)) for block in lines for said in block]


def part(piece: object) -> str:
    match piece:
        case Person(number):
            return f"@{number}"
        case Strong(text):
            return text
        case _:
            return str(piece)


def turns(poster: Poster) -> list[Turn]:
    return [
        turn for block in poster.blocks if isinstance(block, Keys) for turn in block.items if isinstance(turn, Turn)
    ]


def test_true_ties_by_points(school: Library, english: Voice) -> None:
    ranking = Ranking(ROWS, has_more=False, reader=12, own=ROWS[1], answered=2)
    assert plain(board_poster(Shown(Time.WEEK), ranking, FRIDAY, school, english)) == [
        "Leaderboard: this week",
        "by points · since Monday, 23 November 2026 (UTC)",
        "1. @11 · 2000 points",
        "1. @12 · 2000 points",
        "3. @13 · 0 points",
    ]


def test_one_s_own_row_is_always_there(school: Library, spanish: Voice) -> None:
    ranking = Ranking(ROWS, has_more=True, reader=99, own=Standing(41, 99, 10, 1, 4), answered=4)
    shown = Shown(Time.MONTH, category="letters")
    lines = plain(board_poster(shown, ranking, FRIDAY, school, spanish))
    assert lines[1] == "por puntos · Letras · noviembre de 2026 (UTC)"
    assert lines[-1] == "41. @99 · 10 puntos"


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (Shown(), ["@99 is not on this board yet: any answer changes that."]),
        (
            Shown(by=By.ACCURACY),
            [
                "@99 is not on this board yet. Answers so far: 4.",
                "To be on this board takes at least 20 answers.",
            ],
        ),
    ],
)
def test_whoever_is_not_on_it_is_told_what_it_takes(
    shown: Shown, expected: list[str], school: Library, english: Voice
) -> None:
    ranking = Ranking(ROWS, has_more=False, reader=99, own=None, answered=4)
    assert plain(board_poster(shown, ranking, FRIDAY, school, english))[-len(expected) :] == expected


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (By.POINTS, "Nobody is on this board yet."),
        (By.ACCURACY, "Nobody is on this board yet: it takes at least 5 answers."),
    ],
)
def test_an_empty_board_says_how_to_begin(by: By, said: str, school: Library, english: Voice) -> None:
    ranking = Ranking((), has_more=False, reader=99, own=None, answered=0)
    poster = board_poster(Shown(Time.TODAY, by), ranking, FRIDAY, school, english)
    assert plain(poster)[2:] == [said, "Join the next quiz, or begin one: /quiz start. Every answer counts."]
    assert len(turns(poster)) == 1 + len(Time) - 1  # there has been no season to turn to


def test_a_page_that_is_gone_leads_back(school: Library, english: Voice) -> None:
    ranking = Ranking((), has_more=False, reader=11, own=ROWS[0], answered=3)
    poster = board_poster(Shown(page=7), ranking, FRIDAY, school, english)
    assert plain(poster)[2:] == ["1. @11 · 2000 points"]
    assert turns(poster)[0] == Turn("Back", "board:all:points::6")


def test_where_the_buttons_lead(school: Library, english: Voice) -> None:
    ranking = Ranking(ROWS, has_more=True, reader=11, own=ROWS[0], answered=3)
    shown = Shown(Time.WEEK, By.POINTS, "letters", 1)
    poster = board_poster(shown, ranking, FRIDAY, school, english)
    assert [(turn.label, turn.to, turn.is_resting) for turn in turns(poster)] == [
        ("Back", "board:week:points:letters:0", False),
        ("Next 10", "board:week:points:letters:2", False),
        ("By accuracy", "board:week:accuracy:letters:0", False),
        ("Today", "board:today:points:letters:0", False),
        ("This week", "board:week:points:letters:1", True),
        ("This month", "board:month:points:letters:0", False),
        ("All time", "board:all:points:letters:0", False),
    ]


@given(SHOWN)
def test_what_is_pressed_is_what_is_shown(shown: Shown) -> None:
    assert read_shown(str(shown)) == shown
    assert len(str(shown)) <= 100


@given(SHOWN, st.booleans())
def test_no_two_buttons_lead_to_the_same_place(shown: Shown, has_more: bool) -> None:  # noqa: FBT001 - drawn by Hypothesis
    ranking = Ranking(ROWS, has_more, 11, ROWS[0], 3)
    there = [turn.to for turn in turns(board_poster(shown, ranking, FRIDAY, Library(()), Voice(TEXTS, "en")))]
    assert len(there) == len(set(there))


@pytest.mark.parametrize(
    "custom_id",
    [
        "",
        "board:",
        "board:week:points:letters",
        "board:year:points::0",
        "board:week:luck::0",
        "board:week:points::-1",
        "board:week:points::10000",
        "board:week:points::0:0",
        "card:week:points::0",
        "board:week:points::²",
    ],
)
def test_what_is_not_ours_leads_nowhere(custom_id: str) -> None:
    assert read_shown(custom_id) is None
