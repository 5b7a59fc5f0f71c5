"""What stands in a poster is shown as it is, whatever signs it holds; people and moments are drawn."""

import re
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.cards.card import Choice
from bot.cards.poster import Heading, Key, Keys, Lines, Pick, Poster, Small, Source
from bot.cards.said import Moment, Person, Strong
from cogs.ui.posters import markdown, poster_layout
from cogs.ui.quiz_ids import QuizId, read_id

NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def test_people_moments_and_strong_words_are_drawn() -> None:
    line = ("First: ", Person(7), ", ", Strong("at once"), " ", Moment(NOON))
    assert markdown(line) == "First: <@7>, **at once** <t:1795694400:R>"


def test_a_text_that_looks_like_something_else_is_a_text() -> None:
    assert markdown(("<@1> *x* ", Strong("a**b"))) == r"\<\@1\> \*x\* **a\*\*b**"
    assert markdown(("# 1", ". x")) == r"\# 1. x"
    assert markdown((Person(1), "# 1")) == "<@1># 1"


@given(st.lists(st.text(), max_size=4))
def test_no_text_makes_a_mention_or_a_second_line(texts: list[str]) -> None:
    drawn = markdown(tuple(texts))
    assert "\n" not in drawn
    assert re.search(r"(?<!\\)(\\\\)*[<@*_~`|]", drawn) is None


def test_a_poster_is_one_container() -> None:
    key = Key("A", 700, 3, "0", is_main=True, is_resting=True)
    poster = Poster(
        (
            Heading(("What?",)),
            Lines((("one",), ("two",))),
            Keys((key, Choice("Lambda", "what", "Lambda", about=("lambda",)))),
            Pick(Key("Choose", 700, 3, "choose"), ("A · x", "B · y"), 2),
            Source("Source: https://aws.amazon.com/x · today", "https://aws.amazon.com/x"),
            Small(("small",)),
        )
    )
    (container,) = poster_layout(poster).to_components()
    heading, lines, row, menu, source, small = container["components"]
    assert (heading["content"], lines["content"], small["content"]) == ("### What?", "one\ntwo", "-# small")
    assert source["content"] == "-# Source: [aws.amazon.com](<https://aws.amazon.com/x>) · today"
    first, second = row["components"]
    assert (first["custom_id"], first["style"], first["disabled"]) == ("quiz:700:3:0", 1, True)
    assert (second["custom_id"], second["style"], second["disabled"]) == ("card:what:lambda:0:", 2, False)
    (select,) = menu["components"]
    assert (select["custom_id"], select["max_values"]) == ("quiz:700:3:choose", 2)
    assert [option["value"] for option in select["options"]] == ["0", "1"]


@given(st.integers(0, 2**64 - 1), st.integers(0, 999), st.sampled_from(["0", "9", "choose", "pause", "typed"]))
def test_an_id_is_read_as_it_was_written(quiz: int, number: int, does: str) -> None:
    assert read_id(str(QuizId(quiz, number, does))) == QuizId(quiz, number, does)


@given(st.text())
def test_what_is_no_id_of_ours_is_none(text: str) -> None:
    found = read_id(text)
    assert found is None or text.startswith("quiz:")
