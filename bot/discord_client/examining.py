"""Whether Discord and the bot are ready for each other: one check a question, each from what Discord answers."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from bot.discord_client.chosen import examine_chosen
from bot.discord_client.faults import Unreachable
from bot.discord_client.registration import changes
from bot.discord_client.rest import Reply, Rest
from bot.discord_client.servers import examine_servers
from bot.findings import Finding, fine, problem, warning
from bot.secret import Secret
from bot.settings import DiscordSettings
from bot.storage.looking import Configured

# Ids carry moments, and answers must come within three seconds of one: by then something is amiss.
_DRIFT_SECONDS = 2
# Later than this, everything that we believe to be in time is too late.
_MOST_DRIFT_SECONDS = 30
_GUILD_INSTALL, _USER_INSTALL = "0", "1"
# Fewer than one in ten sessions left today: the bot has been started in a loop.
_FEW_SESSIONS = 0.1
_HOUR_MS = 3_600_000


Commands: TypeAlias = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Visit:
    """What the checks look at.

    `commands` are those that we have, none if the packs cannot be read; `chosen` are channels that somebody has chosen.
    """

    rest: Rest
    discord: DiscordSettings
    commands: Commands | None
    me: Reply
    application: Reply
    chosen: Sequence[Configured] = ()


Check: TypeAlias = Callable[[Visit], Awaitable[Sequence[Finding]]]


async def examine(
    discord: DiscordSettings,
    token: Secret,
    commands: Commands | None,
    now: Callable[[], datetime],
    chosen: Sequence[Configured] = (),
) -> list[Finding]:
    """Everything that Discord can tell. Without an answer, or with a wrong token, no more than that."""
    async with Rest.opened(discord.api, token, now) as rest:
        try:
            me, application = await rest.get("/users/@me"), await rest.get("/applications/@me")
            for path, reply in (("/users/@me", me), ("/applications/@me", application)):
                if reply.status != 200:
                    return [_no_log_in(path, reply)]
            visit = Visit(rest, discord, commands, me, application, chosen)
            found = [fine("doctor.token", name=me.body["username"])]
            for check in CHECKS:
                found += await check(visit)
        except Unreachable as fault:
            return [problem("doctor.unreachable", address=discord.api, reason=str(fault))]
    return found


def _no_log_in(path: str, reply: Reply) -> Finding:
    if reply.status == 401:
        return problem("running.wrong-token")
    return problem("doctor.refused", path=path, status=reply.status)


def _refused(path: str, reply: Reply) -> Finding:
    """Discord answered something else than what was asked for."""
    return warning("doctor.refused", path=path, status=reply.status)


async def clock(visit: Visit) -> Sequence[Finding]:
    """How far our clock is from Discord's."""
    if visit.me.drift is None:
        return []
    seconds = round(abs(visit.me.drift.total_seconds()))
    if seconds < _DRIFT_SECONDS:
        return [fine("doctor.clock")]
    key = "doctor.clock-ahead" if visit.me.drift.total_seconds() > 0 else "doctor.clock-behind"
    return [(problem if seconds >= _MOST_DRIFT_SECONDS else warning)(key, seconds=seconds)]


async def application(visit: Visit) -> Sequence[Finding]:
    """Whether the application is set up in the portal as the bot needs it."""
    body = visit.application.body
    found = []
    if body.get("interactions_endpoint_url"):
        found.append(problem("doctor.endpoint", url=body["interactions_endpoint_url"]))
    if body.get("bot_require_code_grant"):
        found.append(problem("doctor.code-grant"))
    installs = body.get("integration_types_config") or {}
    if _GUILD_INSTALL not in installs:
        found.append(problem("doctor.no-server-install"))
    if _USER_INSTALL not in installs and _wants_user_install(visit.commands or ()):
        found.append(warning("doctor.no-user-install"))
    return found or [fine("doctor.application", name=body["name"])]


def _wants_user_install(commands: Commands) -> bool:
    return any(int(_USER_INSTALL) in (command.get("integration_types") or ()) for command in commands)


async def registered(visit: Visit) -> Sequence[Finding]:
    """Whether Discord has the commands that we have."""
    if visit.commands is None:
        return []
    path = f"/applications/{visit.application.body['id']}/commands"
    reply = await visit.rest.get(f"{path}?with_localizations=true")
    if reply.status != 200:
        return [_refused(path, reply)]
    differences = changes(visit.commands, reply.body)
    if differences:
        names = differences.added + differences.changed + differences.removed
        return [warning("doctor.commands-differ", names=", ".join(names))]
    return [fine("doctor.commands", count=len(visit.commands))]


async def gateway(visit: Visit) -> Sequence[Finding]:
    """Whether the gateway is there, and may be used."""
    reply = await visit.rest.get("/gateway/bot")
    if reply.status != 200:
        return [_refused("/gateway/bot", reply)]
    address = visit.discord.gateway or reply.body["url"]
    try:
        says_hello = await visit.rest.hello(address)
    except Unreachable as fault:
        return [problem("doctor.no-gateway", address=address, reason=str(fault))]
    if not says_hello:
        return [problem("doctor.strange-gateway", address=address)]
    return [fine("doctor.gateway", shards=reply.body["shards"]), *_sessions(reply.body["session_start_limit"])]


def _sessions(limit: Mapping[str, int]) -> Sequence[Finding]:
    hours = -(-limit["reset_after"] // _HOUR_MS)
    if limit["remaining"] == 0:
        return [problem("doctor.no-sessions", total=limit["total"], hours=hours)]
    if limit["remaining"] < limit["total"] * _FEW_SESSIONS:
        return [warning("doctor.few-sessions", count=limit["remaining"], total=limit["total"], hours=hours)]
    return []


async def servers(visit: Visit) -> Sequence[Finding]:
    """Where the bot is, and what it may do there."""
    return await examine_servers(visit.rest, visit.me.body["id"], visit.application.body["id"])


async def chosen(visit: Visit) -> Sequence[Finding]:
    """Whether it may do what it has to in the channels that were chosen."""
    return await examine_chosen(visit.rest, visit.me.body["id"], visit.chosen)


CHECKS: Sequence[Check] = (clock, application, registered, gateway, servers, chosen)
