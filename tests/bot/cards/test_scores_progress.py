"""Progress in words says what the picture shows."""

from datetime import date, timedelta

from bot.cards.card import Card, Paragraph, Points
from bot.cards.scores_progress import Progress, progress_card, progress_chart, progress_in_words
from bot.cards.voice import Voice
from bot.charts.progress import Moment, ProgressChart, Strength
from bot.storage.scores import DayScore, Score
from knowledge.library import Library

DAY = date(2026, 11, 2)
PROGRESS = Progress(
    (DayScore(DAY, Score(1_000, 1, 4)), DayScore(DAY + timedelta(1), Score(3_000, 3, 4))),
    {"counting": Score(4_000, 4, 8)},
)


def test_the_card(school: Library, english: Voice) -> None:
    assert progress_card("Ana", PROGRESS, school, english) == Card(
        "Progress of Ana",
        (
            Paragraph("Most to gain: Counting. 50% right there, and it is 30% of the exam."),
            Points(
                "Right answers, day by day",
                ("2 Nov: 25% of 4", "3 Nov: 75% of 4"),
            ),
            Points("Right answers, by part of the exam", ("Reading: no answers yet", "Counting: 50% of 8")),
        ),
        footer="Days begin at 00:00 UTC, weeks on Mondays.",
    )


def test_the_picture(school: Library, spanish: Voice) -> None:
    assert progress_chart(PROGRESS, school, spanish) == ProgressChart(
        over_time="Aciertos, día a día",
        scale=("0\u00a0%", "50\u00a0%", "100\u00a0%"),
        moments=(Moment(DAY, 0.25, "2 nov", "25\u00a0%"), Moment(DAY + timedelta(1), 0.75, "3 nov", "75\u00a0%")),
        by_domain="Aciertos, por parte del examen",
        strengths=(
            Strength("Lectura", "aún sin respuestas", None),
            Strength("Cálculo", "50\u00a0% de 8", 0.5),
        ),
    )


def test_the_picture_in_words_begins_with_what_is_least_likely_to_be_cut_off(school: Library, english: Voice) -> None:
    assert progress_in_words(PROGRESS, school, english) == (
        "Right answers, by part of the exam: Reading: no answers yet; Counting: 50% of 8. "
        "Right answers, day by day: 3 Nov: 75%; 2 Nov: 25%."
    )


def test_weeks_and_months_are_named(school: Library, english: Voice) -> None:
    for days, name, line in ((21, "2 Nov", "2 Nov: 25% of 4"), (300, "Nov 2026", "Nov 2026: 25% of 4")):
        history = (PROGRESS.history[0], DayScore(DAY + timedelta(days), Score(1, 1, 1)))
        progress = Progress(history, {})
        assert progress_chart(progress, school, english).moments[0].name == name
        assert line in str(progress_card("Ana", progress, school, english).blocks)


def test_of_few_answers_nothing_is_concluded(school: Library, english: Voice) -> None:
    few = Progress(PROGRESS.history, {"reading": Score(0, 0, 4)})
    assert not any(isinstance(block, Paragraph) for block in progress_card("Ana", few, school, english).blocks)


def test_most_is_to_gain_where_many_marks_are_not_sure(school: Library, english: Voice) -> None:
    progress = Progress(PROGRESS.history, {"reading": Score(0, 4, 8), "counting": Score(0, 1, 8)})
    card = progress_card("Ana", progress, school, english)
    assert card.blocks[0] == Paragraph("Most to gain: Reading. 50% right there, and it is 70% of the exam.")
