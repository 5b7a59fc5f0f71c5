"""A score in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.card import Card, Paragraph, Points
from bot.cards.scores import no_score_card, score_card
from bot.cards.scores_words import amount, percent
from bot.cards.voice import Voice
from bot.quiz.standings import Standing
from bot.storage.scores import Score, Summary
from knowledge.library import Library

SUMMARY = Summary(
    Standing(3, 7, 12_400, 31, 40),
    days=5,
    categories={"numbers": Score(2_400, 6, 10), "letters": Score(10_000, 25, 30), "gone": Score(1, 1, 1)},
    domains={"counting": Score(2_400, 6, 10)},
)


def test_all_of_it_in_the_order_of_the_pack(school: Library, spanish: Voice) -> None:
    assert score_card("Ana", (SUMMARY, 25), school, spanish) == Card(
        "Puntuación de Ana",
        (
            Points(
                "",
                (
                    "Puntos: 12\u202f400",
                    "Puesto: 3 de 25",
                    "Aciertos: 78\u00a0% · respuestas: 40",
                    "Días seguidos respondiendo: 5",
                ),
            ),
            Points("Por parte del examen", ("Cálculo: 60\u00a0% de 10 · 2400 puntos",)),
            Points(
                "Por categoría",
                (
                    "Letras: 83\u00a0% de 30 · 10\u202f000 puntos",
                    "Números: 60\u00a0% de 10 · 2400 puntos",
                ),
            ),
        ),
        subtitle="Desde siempre, en este servidor",
        footer="Los días empiezan a las 00:00 UTC.",
    )


def test_a_part_that_nobody_was_asked_about_is_left_out(school: Library, english: Voice) -> None:
    summary = Summary(SUMMARY.standing, 1, {}, {})
    card = score_card("Ana", (summary, 25), school, english)
    assert [block.heading for block in card.blocks if isinstance(block, Points)] == [""]


@pytest.mark.parametrize(
    ("is_own", "said"),
    [
        (True, "You have not answered a quiz question in this server yet, so there is no score to show."),
        (False, "Ana has not answered a quiz question in this server yet, so there is no score to show."),
    ],
)
def test_nothing_yet_says_how_to_begin(is_own: bool, said: str, english: Voice) -> None:  # noqa: FBT001 - a parameter of the test
    card = no_score_card("Ana", english, is_own=is_own)
    assert card.blocks == (
        Paragraph(said),
        Paragraph("Join the next quiz, or begin one: /quiz start. Every answer counts."),
    )


@pytest.mark.parametrize(
    ("number", "written"), [(0, "0"), (9_999, "9999"), (10_000, "10\u202f000"), (1_234_567, "1\u202f234\u202f567")]
)
def test_long_numbers_have_spaces(number: int, written: str) -> None:
    assert amount(number) == written


@pytest.mark.parametrize(
    ("right", "answered", "expected"),
    [
        (1, 2, 50),
        (1, 3, 33),
        (2, 3, 67),
        (5, 1_000, 1),
        (0, 5, 0),
        (5, 5, 100),
        (1, 400, 1),
        (1, 1_000, 1),
        (999, 1_000, 99),
    ],
)
def test_percent(right: int, answered: int, expected: int) -> None:
    assert percent(Score(0, right, answered)) == expected


@given(st.integers(1, 10_000).flatmap(lambda answered: st.tuples(st.integers(0, answered), st.just(answered))))
def test_only_all_are_a_hundred_and_only_none_are_nought(pair: tuple[int, int]) -> None:
    right, answered = pair
    rounded = percent(Score(0, right, answered))
    assert (rounded == 100) is (right == answered)
    assert (rounded == 0) is (right == 0)
    assert abs(rounded - 100 * right / answered) < 1
