"""What is stored fits into one message, however much there is, in every language; forms know what they want."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from bot.cards.poster import Poster
from bot.cards.privacy import Commands, delete_poster, server_poster, stored_poster
from bot.cards.voice import Voice
from bot.storage.belonging import of_people, with_guild
from bot.storage.privacy import Stored
from bot.texts import read_texts
from cogs.ui.limits import BYTES_BESIDE_A_TEXT, MESSAGE_BYTES, MESSAGE_CHARACTERS, MODAL_LABEL, MODAL_TITLE
from cogs.ui.posters import poster_layout
from cogs.ui.privacy_forms import is_name, is_word, person_form, server_form

TEXTS = read_texts()
ALL_OF_SOMEBODY = Stored({table.name: 1_234_567 for table in of_people()}, 123)
ALL_OF_A_SERVER = Stored({table.name: 1_234_567 for table in with_guild()})
COMMANDS = Commands({"privacy": 2**63, "setup": 2**63, "quiz": 2**63})
LONGEST_NAME = "W" * 100


@pytest.fixture(params=TEXTS.languages)
def voice(request: pytest.FixtureRequest) -> Voice:
    return Voice(TEXTS, request.param)


def parts(components: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for part in components:
        yield part
        yield from parts(part.get("components", []))


def fits(poster: Poster) -> bool:
    components = list(parts(poster_layout(poster).to_components()))
    texts = [part["content"] for part in components if part["type"] == 10]
    octets = sum(len(text.encode()) + BYTES_BESIDE_A_TEXT for text in texts)
    return len(components) <= 40 and sum(map(len, texts)) <= MESSAGE_CHARACTERS and octets <= MESSAGE_BYTES


def test_all_that_there_can_be_fits_into_one_message(voice: Voice) -> None:
    channels = [2**63 + number for number in range(5)]
    stored = Stored({name: count for name, count in ALL_OF_SOMEBODY.rows.items() if name != "to_forget"}, 123)
    assert fits(stored_poster(stored, COMMANDS, voice, is_hidden=True))
    assert fits(delete_poster(stored, channels, COMMANDS, voice))
    assert fits(server_poster(LONGEST_NAME, ALL_OF_A_SERVER, voice))


def test_forms_are_as_discord_takes_them(voice: Voice) -> None:
    for form in (person_form(voice), server_form(LONGEST_NAME, voice)):
        shown = form.to_dict()
        assert len(shown["title"]) <= MODAL_TITLE
        label = shown["components"][1]
        assert len(label["label"]) <= MODAL_LABEL
        assert label["component"]["placeholder"] in {voice.say("privacy.delete.word"), LONGEST_NAME}
    # The word stands where it is typed, whole.
    assert voice.say("privacy.delete.word") in person_form(voice).to_dict()["components"][1]["label"]


@pytest.mark.parametrize(
    ("said", "is_it"),
    [("DELETE", True), (" borrar ", True), ("Delete", True), ("", False), ("DELETE IT", False), ("del", False)],
)
def test_the_word_is_taken_as_phones_write_it(said: str, is_it: bool, voice: Voice) -> None:  # noqa: FBT001 - a parameter
    assert is_word(said, voice) is is_it


@pytest.mark.parametrize(
    ("said", "name", "is_it"),
    [
        ("Study group", "Study group", True),
        ("study  GROUP ", "Study group", True),
        ("Los Pingüinos", "los pinguinos", True),
        ("Study", "Study group", False),
        ("", "🦊", False),
        ("🦊", "🦊", True),
        ("🐙", "🦊", False),
    ],
)
def test_the_name_is_taken_as_phones_write_it(said: str, name: str, is_it: bool) -> None:  # noqa: FBT001 - a parameter
    assert is_name(said, name) is is_it
