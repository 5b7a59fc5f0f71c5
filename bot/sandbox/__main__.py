"""`python -m bot.sandbox`."""

import argparse
import asyncio
import logging
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

from bot.sandbox.server import Sandbox
from bot.sandbox.serving import DEFAULT_PORT, CannotServe, ServingOptions, serve

ENDED = 0
CANNOT_SERVE = 1
LARGEST_PORT = 65_535
MOST_SHARDS = 100
# A shorter one would be blotted out of every line that the bot writes.
SHORTEST_TOKEN = 8

DESCRIPTION = (
    "A stand-in for Discord on this machine, with a page that looks like a chat. No account, no token, no network."
)
HOW_TO_ATTACH = """\
attach any bot
  Put it behind --, and it is started with DISCORD_TOKEN, DISCORD_API and DISCORD_GATEWAY in its environment:
    python -m bot.sandbox -- python my_bot.py
  Or start it yourself, with any token. REST: http://127.0.0.1:PORT/api/v10, gateway: ws://127.0.0.1:PORT/gateway.

  discord.py (before the client is made):
    discord.http.Route.BASE = os.environ["DISCORD_API"]
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["DISCORD_GATEWAY"])
  discord.js:
    new Client({ intents, rest: { api: process.env.DISCORD_API.replace("/v10", "") } })

what can be made to go wrong, and what tests can ask for: bot/sandbox/README.md
"""


def main(argv: Sequence[str], environment: Mapping[str, str], out: TextIO, err: TextIO) -> int:
    """Serve until Ctrl-C or SIGTERM; the exit code. A wrong use ends the program with 2, as argparse does."""
    options, command = parsed(argv)

    def say(line: str) -> None:
        err.write(f"[bot] {line}\n")
        err.flush()

    def tell(sandbox: Sandbox) -> None:
        out.write(welcome(sandbox, is_alone=not command))
        out.flush()

    try:
        asyncio.run(serve(options, command, environment, say=say, tell=tell))
    except CannotServe as fault:
        err.write(f"{fault}\n")
        return CANNOT_SERVE
    except KeyboardInterrupt:  # where Ctrl-C is no signal to the loop; everything has ended by now
        pass
    return ENDED


def welcome(sandbox: Sandbox, *, is_alone: bool) -> str:
    """Where it is, and without a bot, how one is attached."""
    lines = [f"The sandbox is open: {sandbox.url}"]
    if is_alone:
        lines += [
            "Attach a bot with any token; --help says how.",
            f"  REST     {sandbox.api}",
            f"  gateway  {sandbox.gateway_url}",
        ]
    return "\n".join([*lines, "Ctrl-C ends it.", ""])


def parsed(argv: Sequence[str]) -> tuple[ServingOptions, list[str]]:
    """The options, and the command behind `--`."""
    own, command = _split(argv)
    given = _parser().parse_args(own)
    return ServingOptions(given.port, given.keep, given.token, given.shards, given.name, given.clock_variable), command


def _split(argv: Sequence[str]) -> tuple[list[str], list[str]]:
    words = list(argv)
    if "--" not in words:
        return words, []
    place = words.index("--")
    return words[:place], words[place + 1 :]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot.sandbox",
        usage="%(prog)s [options] [-- COMMAND ...]",
        description=DESCRIPTION,
        epilog=HOW_TO_ATTACH,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--port", type=_port, default=DEFAULT_PORT, metavar="N", help="(8080); 0 is any free one")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="keep what happens in this file, and go on from it")
    parser.add_argument("--token", type=_token, help="take this token only; without, any")
    parser.add_argument("--shards", type=_shards, default=1, metavar="N", help="how many a bot is advised to have (1)")
    parser.add_argument(
        "--clock-variable", metavar="NAME", help="a bot that reads in NAME by how many seconds its clock is ahead"
    )
    parser.add_argument("--name", type=_name, default="Bot", help="what the bot is called (Bot)")
    return parser


def _number(text: str, least: int, most: int) -> int:
    if not text.isdecimal() or not least <= int(text) <= most:
        raise argparse.ArgumentTypeError(f"a number from {least} to {most} is needed, not {text!r}")
    return int(text)


def _port(text: str) -> int:
    return _number(text, 0, LARGEST_PORT)


def _shards(text: str) -> int:
    return _number(text, 1, MOST_SHARDS)


def _token(text: str) -> str:
    if len(text) < SHORTEST_TOKEN or not text.isascii() or not text.isprintable() or " " in text:
        raise argparse.ArgumentTypeError(f"a token has at least {SHORTEST_TOKEN} ASCII characters and no spaces")
    return text


def _name(text: str) -> str:
    # Docs, resources/user.mdx "Usernames and Nicknames".
    if not 1 <= len(text.strip()) <= 32:
        raise argparse.ArgumentTypeError("a name has 1 to 32 characters")
    return text.strip()


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    sys.exit(main(sys.argv[1:], os.environ, sys.stdout, sys.stderr))
