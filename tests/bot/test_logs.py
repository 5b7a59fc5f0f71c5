"""What an operator reads: in UTC, with what goes wrong, and without the token."""

import io
import logging
import re

from bot.logs import logs_to
from bot.secret import Secret


def test_the_token_is_struck_out_wherever_it_stands() -> None:
    stream = io.StringIO()
    log = logging.getLogger("bot.somewhere")
    with logs_to(stream, Secret("very.secret-token")):
        log.info("Bot %s %r", "very.secret-token", {"Authorization": "Bot very.secret-token"})
        log.error("It failed", exc_info=ValueError("very.secret-token"))
    text = stream.getvalue()
    assert "very.secret-token" not in text
    assert text.count("[the token]") == 3
    assert "ValueError: [the token]" in text


def test_a_word_that_is_the_token_of_a_stand_in_stays() -> None:
    stream = io.StringIO()
    with logs_to(stream, Secret("sandbox")):
        logging.getLogger("bot.sandbox").info("Hello")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ INFO bot\.sandbox: Hello\n", stream.getvalue())


def test_the_library_is_calm_and_says_nothing_that_we_say() -> None:
    stream = io.StringIO()
    gateway = logging.getLogger("discord.gateway")
    with logs_to(stream, Secret("")):
        gateway.info("Shard ID %s has connected to Gateway.", 0)
        gateway.warning("Shard ID %s has stopped responding to the gateway. Closing and restarting.", 0)
        gateway.warning("Can't keep up, shard ID %s websocket is %.1fs behind.", 0, 12)
    gateway.warning("afterwards")
    assert [line.partition(": ")[2] for line in stream.getvalue().splitlines()] == [
        "Can't keep up, shard ID 0 websocket is 12.0s behind."
    ]


def test_who_was_typing_when_suggestions_failed_is_not_told() -> None:
    stream = io.StringIO()
    with logs_to(stream, Secret("")):
        said = "Ignoring exception in autocomplete for %r (Guild: %s, User: %s)"
        logging.getLogger("discord.app_commands.tree").error(said, "what", 71, 72, exc_info=ValueError("no"))
    assert "discord.app_commands.tree: Suggestions for /what failed." in stream.getvalue()
    assert "ValueError: no" in stream.getvalue()
    assert not re.search(r"7[12]\b", stream.getvalue())
