"""A command that a sentence names can be pressed, in every language, as soon as Discord knows it."""

import re

import pytest

from bot.texts import read_texts
from cogs.ui.markdown import plain
from cogs.ui.pressable import PressableTexts

TEXTS = read_texts()
# Of the length that Discord gives out.
IDS = {"quiz start": 1200000000000000001, "privacy data": 1200000000000000002}


def test_a_named_command_becomes_its_mention() -> None:
    pressable = PressableTexts(TEXTS, lambda: IDS)
    mention = f"</quiz start:{IDS['quiz start']}>"
    assert pressable.say("en", "quiz.start.none-here") == f"There is no quiz in this channel. {mention} begins one."
    assert mention in pressable.say("es", "quiz.start.none-here")
    assert mention in pressable.keys("es")["scores.begin"]


def test_until_discord_has_told_the_ids_it_is_words() -> None:
    ids: dict[str, int] = {}
    pressable = PressableTexts(TEXTS, lambda: ids)
    assert pressable.say("en", "quiz.start.none-here") == TEXTS.say("en", "quiz.start.none-here")
    ids |= IDS
    assert "</quiz start:" in pressable.say("en", "quiz.start.none-here")


@pytest.mark.parametrize("language", TEXTS.languages)
def test_nothing_else_changes_and_a_group_is_no_command(language: str) -> None:
    pressable = PressableTexts(TEXTS, lambda: IDS)
    changed = {key for key, text in pressable.keys(language).items() if text != TEXTS.keys(language)[key]}
    mentions = set(re.findall(r"</[^>]*>", " ".join(pressable.keys(language).values())))
    assert mentions == {f"</{name}:{number}>" for name, number in IDS.items()}
    assert {"scores.begin", "quiz.start.none-here", "about.stored"} <= changed
    assert not [key for key in changed if key.startswith(("command.", "choice.", "button.", "privacy.readme."))]
    assert "/privacy" in pressable.keys(language)["doors.blocked"]


def test_what_is_drawn_can_be_pressed_and_what_somebody_typed_cannot() -> None:
    sentence = PressableTexts(TEXTS, lambda: IDS).say("en", "quiz.start.none-here")
    assert f"</quiz start:{IDS['quiz start']}>" in plain(sentence)
    assert plain("</gone:4> <@1>") == r"\</gone:4\> \<\@1\>"
