"""What stands in a poster is shown as it is, whatever signs it holds; people and moments are drawn."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.card import Choice
from bot.cards.poster import (
    Beside,
    Heading,
    Key,
    Keys,
    Kind,
    Lines,
    Menu,
    Option,
    Pick,
    Picker,
    Poster,
    Small,
    Source,
    Turn,
)
from bot.cards.said import Instant, Moment, Person, Place, Rank, Strong
from cogs.ui.posters import markdown, poster_layout
from cogs.ui.quiz_ids import QuizId, read_id

NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def test_people_moments_and_strong_words_are_drawn() -> None:
    line = ("First: ", Person(7), ", ", Strong("at once"), " ", Moment(NOON))
    assert markdown(line) == "First: <@7>, **at once** <t:1795694400:R>"


def test_whoever_is_forgotten_has_no_name() -> None:
    assert markdown((Person(-7), " +100")) == "… +100"


def test_channels_roles_and_days_are_drawn() -> None:
    assert markdown((Place(8), " ", Rank(9), " ", Instant(NOON))) == "<#8> <@&9> <t:1795694400:f>"


@pytest.mark.parametrize(
    ("kind", "type_", "default"), [("channel", 8, "channel"), ("role", 6, "role"), ("person", 5, "user")]
)
def test_what_a_server_has_is_picked_from_discord_s_own_list(kind: str, type_: int, default: str) -> None:
    poster = Poster((Picker(Kind(kind), "Which?", "setup:x", (5, 6), least=0, most=2),))
    ((row,),) = (container["components"] for container in poster_layout(poster).to_components())
    (select,) = row["components"]
    assert (select["type"], select["custom_id"], select["placeholder"]) == (type_, "setup:x", "Which?")
    assert (select["min_values"], select["max_values"]) == (0, 2)
    assert [(each["id"], each["type"]) for each in select["default_values"]] == [(5, default), (6, default)]


def test_a_menu_of_words_and_a_line_with_a_button() -> None:
    options = (Option("English", "en", is_chosen=True), Option("Español", "es", "note"))
    poster = Poster(
        (Menu("Language", "setup:y", options), Beside((Person(7), " x"), Turn("Out", "setup:z", is_main=True)))
    )
    ((row, section),) = (container["components"] for container in poster_layout(poster).to_components())
    (select,) = row["components"]
    assert [(each["label"], each["value"], each["default"]) for each in select["options"]] == [
        ("English", "en", True),
        ("Español", "es", False),
    ]
    assert section["components"][0]["content"] == "<@7> x"
    assert (section["accessory"]["custom_id"], section["accessory"]["style"]) == ("setup:z", 1)


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
