"""Commands that serve Discord."""

import asyncio
import importlib.metadata
import logging
import tomllib
from dataclasses import asdict
from pathlib import Path
from random import Random

from bot.books import Books
from bot.cards.sync import change_lines
from bot.clock import put_ahead
from bot.commands.call import BROKEN, FOUND, NOT_FOUND, Call, no_words
from bot.discord_client.client import AddCogs, StudyClient
from bot.discord_client.faults import Unreachable
from bot.discord_client.pauses import pauses
from bot.discord_client.serving import fastest_loop, register, serve, until_stopped
from bot.errors import StudyError
from bot.incidents import log_incident
from bot.logs import logs_to
from bot.quiz.fair_clock import FairClock
from bot.quiz_wiring import Quizzes, build_quizzes
from bot.secret import Secret
from bot.wiring import Study, build_study
from cogs import Parts, add_cogs
from knowledge.library import Library
from knowledge.problems import PackProblems

_log = logging.getLogger(__name__)

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def run(call: Call) -> int:
    """Serve Discord until told to stop."""
    no_words(call)
    token = call.settings.discord.needed_token()
    random = Random()  # noqa: S311 - pauses and codes for a log, nothing secret
    with logs_to(call.stderr, token), asyncio.Runner(loop_factory=fastest_loop()) as runner:
        try:
            runner.run(until_stopped(_serving(call, token, random)))
        except (StudyError, PackProblems):
            raise
        except Exception as fault:  # noqa: BLE001 - the log has it whole, and whoever starts us may do so again
            log_incident(_log, "the bot fell over", fault, random)
            return BROKEN
    return FOUND


def sync(call: Call) -> int:
    """Register the commands, if they differ from what Discord has, and say what has changed."""
    no_words(call)
    token = call.settings.discord.needed_token()
    random = Random()  # noqa: S311 - nothing here is left to chance
    study = build_study(call.settings)
    give_cogs = cogs_giver(call, study, commands_only(), random)
    try:
        changes = asyncio.run(register(call.settings.discord, token, give_cogs, random))
    except Unreachable as fault:
        call.errors.line(call.voice.say("sync.failed", reason=str(fault)))
        return NOT_FOUND
    if call.options.json:
        call.screen.json(asdict(changes))
    else:
        call.screen.lines(change_lines(asdict(changes), call.voice))
    return FOUND


async def _serving(call: Call, token: Secret, random: Random) -> None:
    # Before connecting, so that reading packs keeps nobody waiting.
    study = build_study(call.settings)

    def tell(fault: StudyError) -> None:
        _log.warning("%s", call.voice.say(fault.key, **fault.values))

    async with Books.kept(call.settings.database, pauses(random), tell) as books:
        quizzes = build_quizzes(study.library, books, FairClock(put_ahead(call.settings.clock_ahead)))
        await serve(call.settings.discord, token, cogs_giver(call, study, quizzes, random), random)


def cogs_giver(call: Call, study: Study, quizzes: Quizzes, random: Random) -> AddCogs:
    """Gives a client all cogs, made of these parts."""

    async def give(client: StudyClient) -> None:
        parts = Parts(
            study, quizzes, call.voice.texts, call.settings.language, random, version(), lambda: client.command_ids
        )
        await add_cogs(client, parts)

    return give


def commands_only() -> Quizzes:
    """For whoever only names the commands: questions of all packs would take a second to prepare."""
    return build_quizzes(Library(()), Books())


def version() -> str:
    """The version that is installed, or that of the checkout we run from, as in a container."""
    try:
        return importlib.metadata.version("studyhall")
    except importlib.metadata.PackageNotFoundError:
        return str(tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["version"])
