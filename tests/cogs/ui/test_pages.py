"""Whatever is on a card: every page is one that Discord takes, and nothing on the card is lost."""

import re

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.card import Card, Choice, Choices, Paragraph, Points, Table, Terms
from bot.cards.comparison import comparison_card
from bot.cards.lookup import concept_card
from bot.cards.voice import Voice
from bot.texts import read_texts
from cogs.ui.layouts import Layout, layout_of
from cogs.ui.pages import pages_of
from cogs.ui.pieces import Reading, shortened
from knowledge.library import Library

TEXTS = read_texts()


def drawn(card: Card, language: str = "en") -> list[Layout]:
    voice = Voice(TEXTS, language)
    return [layout_of(page) for page in pages_of(card, Reading(voice.say))]


def told(layouts: list[Layout]) -> str:
    return "\n".join(
        item.content
        for layout in layouts
        for item in layout.walk_children()
        if isinstance(item, discord.ui.TextDisplay)
    )


def assert_discord_takes(layout: Layout) -> None:
    texts = [item.content for item in layout.walk_children() if isinstance(item, discord.ui.TextDisplay)]
    pressed = [item for item in layout.walk_children() if isinstance(item, discord.ui.Button)]
    menus = [item for item in layout.walk_children() if isinstance(item, discord.ui.Select)]
    ids = [*(button.custom_id for button in pressed), *(menu.custom_id for menu in menus)]
    assert layout.total_children_count <= 40
    assert all(texts)
    assert sum(map(len, texts)) <= 4000
    assert sum(len(text.encode()) + 12 for text in texts) <= 10_170
    assert len(ids) == len(set(ids))
    assert all(0 < len(button.label or "") <= 80 for button in pressed)
    for menu in menus:
        values = [option.value for option in menu.options]
        assert 0 < len(values) == len(set(values)) <= 25
        assert all(len(option.label) <= 100 and len(option.description or "") <= 100 for option in menu.options)


WORDS = st.one_of(st.text(max_size=60), st.text(alphabet="añ*_<@🎲 .", max_size=6000), st.just("word " * 900))
IDS = st.lists(st.from_regex(r"[a-z]{1,40}", fullmatch=True), min_size=1, max_size=4).map(tuple)
CHOICE = st.builds(Choice, WORDS.filter(str.strip), st.sampled_from(["what", "compare"]), st.just(""), WORDS, IDS)
BLOCKS = st.one_of(
    st.builds(Paragraph, WORDS.filter(str.strip)),
    st.builds(Points, WORDS, st.lists(WORDS.filter(str.strip), max_size=30).map(tuple)),
    st.builds(Terms, WORDS, st.lists(st.tuples(WORDS, WORDS), max_size=8).map(tuple)),
    st.builds(Table, WORDS, st.just(("", "a", "b")), st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=8).map(tuple)),
    st.builds(Choices, WORDS, st.lists(CHOICE, max_size=60).map(tuple), st.booleans()),
)
CARDS = st.builds(
    Card,
    title=st.text(max_size=80).filter(str.strip),
    blocks=st.lists(BLOCKS, max_size=6).map(tuple),
    subtitle=st.text(max_size=80).filter(str.strip),
    footer=st.text(max_size=200),
    command=st.sampled_from(["", "what"]),
    about=IDS,
)


@given(CARDS)
def test_every_page_of_every_card_is_one_that_discord_takes(card: Card) -> None:
    for layout in drawn(card):
        assert_discord_takes(layout)


@pytest.mark.parametrize("language", TEXTS.languages)
def test_every_card_of_the_packs_is_told_whole(library: Library, language: str) -> None:
    voice = Voice(TEXTS, language)
    for concept in library.concepts:
        card = concept_card(concept, library, voice)
        layouts = drawn(card, language)
        for layout in layouts:
            assert_discord_takes(layout)
        words = re.sub(r"\\(.)", r"\1", told(layouts))
        points = [item for block in card.blocks if isinstance(block, Points) for item in block.items]
        assert [item for item in points if item not in words] == []
        assert [source for source in card.sources if source not in words] == []


def test_every_comparison_of_the_packs_is_one_that_discord_takes(library: Library) -> None:
    voice = Voice(TEXTS, "es")
    for one in library.concepts:
        for layout in drawn(comparison_card((one, *library.concepts[:3]), library, voice)):
            assert_discord_takes(layout)


def test_a_long_list_shows_its_first_few_and_the_others_wait() -> None:
    card = Card("T", (Points("Facts", tuple(f"fact {n}" for n in range(9))),), command="what", about=("t",))
    first, second = drawn(card)
    assert [f"fact {n}" in told([first]) for n in range(9)] == [True] * 4 + [False] * 5
    assert [f"fact {n}" in told([second]) for n in range(9)] == [False] * 4 + [True] * 5
    labels = [item.label for item in first.walk_children() if isinstance(item, discord.ui.Button)]
    assert labels == ["More (2 of 2)"]


def test_a_text_too_long_for_a_message_is_cut_at_a_sentence_and_goes_on() -> None:
    sentences = [f"This is sentence {n} of a long story." for n in range(200)]
    layouts = drawn(Card("T", (Paragraph(" ".join(sentences)),), command="what", about=("t",)))
    assert len(layouts) > 1
    assert [sentence for sentence in sentences if sentence not in told(layouts)] == []


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("One. Two.", 9, "One. Two."),
        ("One and two. Three and four.", 18, "One and two."),
        ("One. Two and three.", 12, "One. Two…"),
        ("No sentence ends here at all", 12, "No sentence…"),
        ("Unbreakablelongword", 10, "Unbreakab…"),
    ],
)
def test_shortening(text: str, limit: int, short: str) -> None:
    assert shortened(text, limit) == short
    assert len(short) <= limit
