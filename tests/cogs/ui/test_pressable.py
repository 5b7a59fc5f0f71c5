"""A command that a sentence names can be pressed, in every language, as soon as Discord knows it."""

import re
from collections.abc import Mapping

import pytest

from bot.texts import Texts, read_texts
from cogs.ui.markdown import plain
from cogs.ui.pressable import PressableTexts

TEXTS = read_texts()
# Of the length that Discord gives out.
IDS = {"quiz": 1200000000000000001, "accessibility": 1200000000000000002}


def test_a_named_command_becomes_its_mention() -> None:
    pressable = PressableTexts(TEXTS, lambda: IDS)
    mention = f"</quiz start:{IDS['quiz']}>"
    assert pressable.say("en", "quiz.start.none-here") == f"There is no quiz in this channel. {mention} begins one."
    assert mention in pressable.say("es", "quiz.start.none-here")
    assert mention in pressable.keys("es")["scores.begin"]


def test_until_discord_has_told_the_ids_it_is_words() -> None:
    ids: dict[str, int] = {}
    pressable = PressableTexts(TEXTS, lambda: ids)
    assert pressable.say("en", "quiz.start.none-here") == TEXTS.say("en", "quiz.start.none-here")
    ids |= IDS
    assert "</quiz start:" in pressable.say("en", "quiz.start.none-here")


@pytest.mark.parametrize("language", read_texts().languages)
def test_nothing_else_changes_and_everything_is_filled_in(language: str) -> None:
    pressable, ids = PressableTexts(TEXTS, lambda: _every_id(TEXTS)), _every_id(TEXTS)
    changed = {key: text for key, text in pressable.keys(language).items() if text != TEXTS.keys(language)[key]}
    mentions = {found for text in changed.values() for found in re.findall(r"</([^:<>]+):(\d+)>", text)}
    assert mentions
    for name, number in mentions:
        assert number == str(ids[name.split()[0]])
        assert f"command.{name.replace(' ', '.')}.about" in TEXTS.keys(language)
    assert not [key for key in changed if key.startswith(("command.", "choice.", "button."))]


def test_what_is_drawn_can_be_pressed_and_what_somebody_typed_cannot() -> None:
    sentence = PressableTexts(TEXTS, lambda: IDS).say("en", "quiz.start.none-here")
    assert f"</quiz start:{IDS['quiz']}>" in plain(sentence)
    assert plain("</gone:4> <@1>") == r"\</gone:4\> \<\@1\>"


def _every_id(texts: Texts) -> Mapping[str, int]:
    roots = {key.split(".")[1] for key in texts.keys("en") if key.startswith("command.")}
    return {root: 1200000000000000000 + place for place, root in enumerate(sorted(roots))}
