"""Whether everything is ready: settings and packs here, the rest with Discord."""

import asyncio
from collections.abc import Sequence
from random import Random
from typing import Any

from bot.cards.doctor import finding_lines, findings_json
from bot.clock import now
from bot.commands.call import FOUND, NOT_FOUND, Call, no_words
from bot.commands.serving import cogs_giver, commands_only
from bot.discord_client.client import StudyClient
from bot.discord_client.examining import examine
from bot.discord_client.registration import payload
from bot.errors import StudyError
from bot.findings import Finding, Verdict, fine, problem
from bot.settings import NoToken, Settings
from bot.storage.address import Address
from bot.storage.looking import Age, Configured, configured, look
from bot.wiring import Study, build_study
from knowledge.problems import PackProblems


def doctor(call: Call) -> int:
    """Show every finding; 0 if none of them is a problem."""
    no_words(call)
    findings, study = _here(call.settings)
    found, chosen = asyncio.run(_database(call.settings))
    findings += found
    token = call.settings.discord.token
    if isinstance(token, NoToken):
        findings.append(problem(token.key, variable=token.variable, path=token.path, reason=token.reason))
    else:
        findings += asyncio.run(_with_discord(call, study, chosen))
    if call.options.json:
        call.screen.json(findings_json(findings, call.voice))
    else:
        call.screen.lines(finding_lines(findings, call.voice))
    return NOT_FOUND if any(finding.verdict is Verdict.PROBLEM for finding in findings) else FOUND


def _here(settings: Settings) -> tuple[list[Finding], Study | None]:
    """What can be known without Discord. The settings are in order, or no command would begin."""
    found = [fine("doctor.settings")]
    try:
        study = build_study(settings)
    except PackProblems as fault:
        return [*found, problem("doctor.packs-broken", count=len(fault.problems))], None
    concepts, packs = len(study.library.concepts), len(study.library.packs)
    return [*found, fine("doctor.packs", packs=packs, concepts=concepts)], study


async def _database(settings: Settings) -> tuple[list[Finding], Sequence[Configured]]:
    """Whether it can be used, and what was chosen in it. Nothing is made or brought up to date: that is a start's."""
    place = Address(settings.database).shown
    try:
        age = await look(settings.database)
        chosen = await configured(settings.database) if age is Age.CURRENT else ()
    except StudyError as fault:
        return [problem(fault.key, **fault.values)], ()
    return [fine(f"doctor.database.{age}", place=place)], chosen


async def _with_discord(call: Call, study: Study | None, chosen: Sequence[Configured]) -> list[Finding]:
    discord = call.settings.discord
    commands = None if study is None else await _commands(call, study)
    return await examine(discord, discord.needed_token(), commands, now, chosen)


async def _commands(call: Call, study: Study) -> list[dict[str, Any]]:
    random = Random()  # noqa: S311 - nothing here is left to chance
    quizzes = commands_only()
    client = StudyClient(call.settings.discord, cogs_giver(call, study, quizzes, random), random=random)
    await client.take_cogs()
    return await payload(client)
