"""What an operator reads while the bot runs: one line an event, in UTC, and never the token."""

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

from bot.secret import Secret

_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"
# A token as short as this is that of a stand-in, is no secret, and may be a word of any sentence.
_SHORTEST_SECRET = 8
# They tell at INFO how they work; an operator wants to know only what does not.
_TALKATIVE = ("discord", "alembic")
# What discord.py says when a connection is lost. We say that ourselves, once (`discord_client.connection_log`).
_TOLD_ALREADY = ("Shard ID %s has stopped responding", "An error occurred while stopping the gateway")
# What it says where suggestions failed names who was typing. Nobody is named in a log (PRIVACY.md).
_NAMES_SOMEBODY = "Ignoring exception in autocomplete"


@contextmanager
def logs_to(stream: TextIO, secret: Secret) -> Iterator[None]:
    """Write the logs of the whole program to `stream` while this lasts."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_Discreet(secret))
    handler.addFilter(_is_news)
    handler.addFilter(_name_nobody)
    levels = {logging.getLogger(): logging.INFO, **dict.fromkeys(map(logging.getLogger, _TALKATIVE), logging.WARNING)}
    before = {logger: logger.level for logger in levels}
    logging.getLogger().addHandler(handler)
    _set(levels)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
        _set(before)


def _set(levels: Mapping[logging.Logger, int]) -> None:
    for logger, level in levels.items():
        logger.setLevel(level)


class _Discreet(logging.Formatter):
    """Strikes the token out of the finished text, tracebacks and all, wherever it may have come from."""

    def __init__(self, secret: Secret) -> None:
        super().__init__(_LINE, _MOMENT)
        self._secret = secret
        self.converter = time.gmtime

    def format(self, record: logging.LogRecord) -> str:
        text, token = super().format(record), self._secret.reveal()
        return text if len(token) < _SHORTEST_SECRET else text.replace(token, "[the token]")


def _is_news(record: logging.LogRecord) -> bool:
    return not (record.name == "discord.gateway" and str(record.msg).startswith(_TOLD_ALREADY))


def _name_nobody(record: logging.LogRecord) -> bool:
    if str(record.msg).startswith(_NAMES_SOMEBODY) and isinstance(record.args, tuple):
        record.msg, record.args = "Suggestions for /%s failed.", record.args[:1]
    return True
