"""Every command has its words in every language, and every word its command."""

import re
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from bot.books import Books
from bot.discord_client.client import StudyClient
from bot.quiz_wiring import build_quizzes
from bot.settings import DiscordSettings
from bot.texts import read_texts
from bot.wiring import Study
from cogs import Parts, add_cogs
from knowledge.asking import Asking
from knowledge.library import Library

TEXTS = read_texts()
# docs, interactions/application-commands.mdx
NAME = re.compile(r"[-_'\w]{1,32}")
LONGEST_ABOUT = 100
ENGLISH, SPANISH = ("en-GB", "en-US"), ("es-ES", "es-419")


@pytest.fixture
async def payloads(library: Library, asking: Asking) -> list[dict[str, Any]]:
    """The commands as Discord is told of them."""
    study, quizzes = Study(library, asking), build_quizzes(library, Books())
    parts = Parts(study, quizzes, TEXTS, "en", Random(0), "1", dict)
    bot = StudyClient(DiscordSettings(), lambda client: add_cogs(client, parts), random=Random(0))
    await bot.take_cogs()
    translator = bot.tree.translator
    assert translator is not None
    return [await command.get_translated_payload(bot.tree, translator) for command in bot.tree.get_commands()]


def parts(payload: dict[str, Any], key: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The command and everything in it, each with its key in the locales."""
    yield key, payload
    for option in payload.get("options", ()):
        yield from parts(option, f"{key}.{option['name']}")


def everything(payloads: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    chat, message = 1, 3
    slash = [part for each in payloads if each["type"] == chat for part in parts(each, f"command.{each['name']}")]
    return slash + [("command.explain", each) for each in payloads if each["type"] == message]


async def test_all_words_are_used_and_all_are_there(payloads: list[dict[str, Any]]) -> None:
    wanted = {f"{key}.name" for key, _ in everything(payloads)}
    wanted |= {f"{key}.about" for key, part in everything(payloads) if part.get("description")}
    assert wanted == {key for key in TEXTS.keys("en") if key.startswith("command.")}


async def test_the_default_words_are_the_english_ones(payloads: list[dict[str, Any]]) -> None:
    for key, part in everything(payloads):
        assert part["name"] == TEXTS.say("en", f"{key}.name")
        if part.get("description"):
            assert part["description"] == TEXTS.say("en", f"{key}.about")


async def test_every_language_has_its_words_under_each_of_discords_locales(payloads: list[dict[str, Any]]) -> None:
    for key, part in everything(payloads):
        expected = dict.fromkeys(ENGLISH, TEXTS.say("en", f"{key}.name"))
        expected |= dict.fromkeys(SPANISH, TEXTS.say("es", f"{key}.name"))
        assert part["name_localizations"] == expected
        if part.get("description"):
            told = dict.fromkeys(ENGLISH, TEXTS.say("en", f"{key}.about"))
            assert part["description_localizations"] == told | dict.fromkeys(SPANISH, TEXTS.say("es", f"{key}.about"))


async def test_discord_takes_the_names_and_descriptions(payloads: list[dict[str, Any]]) -> None:
    for _, part in everything(payloads):
        is_slash = part.get("description") is not None
        for name in part["name_localizations"].values():
            assert len(name) <= 32
            assert not is_slash or (NAME.fullmatch(name) and name == name.lower())
        for about in part.get("description_localizations", {}).values():
            assert 0 < len(about) <= LONGEST_ABOUT


async def test_no_two_commands_or_options_share_a_name(payloads: list[dict[str, Any]]) -> None:
    for siblings in (payloads, *(payload.get("options", []) for payload in payloads)):
        for locale in (*ENGLISH, *SPANISH):
            names = [each["name_localizations"][locale] for each in siblings]
            assert len(names) == len(set(names))


async def test_look_ups_work_everywhere_and_quizzes_in_servers(payloads: list[dict[str, Any]]) -> None:
    places = {each["name"]: (tuple(each["contexts"]), tuple(each["integration_types"])) for each in payloads}
    for name in (
        "quiz",
        "regrade",
        "leaderboard",
        "setup",
        "settings",
        "block",
        "unblock",
        "daily",
        "recap",
        "season",
        "takehome",
    ):
        assert places.pop(name) == ((0,), (0,))
    assert places.pop("score") == places.pop("progress") == ((0, 1), (0,))
    assert set(places.values()) == {((0, 1, 2), (0, 1))}


async def test_every_choice_has_its_words_in_every_language(payloads: list[dict[str, Any]]) -> None:
    offered = {
        f"{key.replace('command', 'choice', 1)}.{choice['value']}": choice
        for key, part in everything(payloads)
        for choice in part.get("choices", ())
    }
    assert set(offered) == {key for key in TEXTS.keys("en") if key.startswith("choice.")}
    for key, choice in offered.items():
        assert choice["name"] == TEXTS.say("en", key)
        assert choice["name_localizations"]["es-ES"] == TEXTS.say("es", key)
