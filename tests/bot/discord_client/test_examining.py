"""The doctor finds what is amiss with Discord, and says what is well."""

from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from discord import Permissions

from bot.discord_client.examining import examine
from bot.findings import Finding, Verdict, fine, problem, warning
from bot.secret import Secret
from bot.settings import DiscordSettings

from .conftest import APPLICATION, TOKEN, StandIn

MAY_ALL = Permissions(view_channel=True, send_messages=True)
COMMANDS = [{"name": "what", "type": 1, "description": "Look up", "integration_types": [0, 1]}]


def real_time() -> datetime:
    return datetime.now(UTC)


def moved(seconds: float) -> Callable[[], datetime]:
    return lambda: real_time() + timedelta(seconds=seconds)


async def found(discord: StandIn, now: Callable[[], datetime] = real_time) -> list[Finding]:
    return await examine(discord.settings, Secret(TOKEN), COMMANDS, now)


@pytest.fixture
def well(discord: StandIn) -> StandIn:
    """Discord, with everything as it should be."""
    discord.commands = [{**COMMANDS[0], "id": "100"}]
    discord.answers["/users/@me/guilds"] = [{"id": "1", "name": "Night school", "permissions": str(MAY_ALL.value)}]
    discord.answers["/guilds/1/members/10"] = {"roles": []}
    discord.answers["/guilds/1/channels"] = [channel("general"), {"id": "9", "type": 2, "name": "Voice"}]
    return discord


def channel(name: str, **denied: bool) -> dict[str, Any]:
    overwrite = {"type": 0, "id": "1", "allow": "0", "deny": str(Permissions(**denied).value)}
    return {"id": "8", "type": 0, "name": name, "permission_overwrites": [overwrite]}


async def test_where_all_is_well_it_says_so(well: StandIn) -> None:
    assert await found(well) == [
        fine("doctor.token", name="Studyhall"),
        fine("doctor.clock"),
        fine("doctor.application", name="Studyhall"),
        fine("doctor.commands", count=1),
        fine("doctor.gateway", shards=1),
        fine("doctor.server", server="Night school", channels=1),
    ]


async def amiss(discord: StandIn, now: Callable[[], datetime] = real_time) -> list[Finding]:
    return [finding for finding in await found(discord, now) if finding.verdict is not Verdict.OK]


async def test_a_wrong_token_is_all_that_can_be_found(well: StandIn) -> None:
    well.refusals["/users/@me"] = deque([401])
    assert await found(well) == [problem("running.wrong-token")]


async def test_without_a_network_it_says_so() -> None:
    settings = DiscordSettings(api="http://127.0.0.1:1/api/v10")
    (finding,) = await examine(settings, Secret(TOKEN), None, real_time)
    assert (finding.key, finding.values["address"]) == ("doctor.unreachable", "http://127.0.0.1:1/api/v10")


@pytest.mark.parametrize(
    ("seconds", "wanted"),
    [
        (0, []),
        (-5, [warning("doctor.clock-behind", seconds=5)]),
        (5, [warning("doctor.clock-ahead", seconds=5)]),
        (-60, [problem("doctor.clock-behind", seconds=60)]),
    ],
)
async def test_a_clock_that_is_wrong(well: StandIn, seconds: float, wanted: list[Finding]) -> None:
    found = await amiss(well, moved(seconds))
    assert [finding.key for finding in found] == [finding.key for finding in wanted]
    assert [finding.verdict for finding in found] == [finding.verdict for finding in wanted]
    for finding in found:
        assert abs(int(finding.values["seconds"]) - abs(seconds)) <= 1


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        ({"interactions_endpoint_url": "https://x.y"}, problem("doctor.endpoint", url="https://x.y")),
        ({"bot_require_code_grant": True}, problem("doctor.code-grant")),
        ({"integration_types_config": {"1": {}}}, problem("doctor.no-server-install")),
        ({"integration_types_config": {"0": {}}}, warning("doctor.no-user-install")),
    ],
)
async def test_an_application_that_is_not_set_up(well: StandIn, settings: dict[str, Any], wanted: Finding) -> None:
    both: dict[str, Any] = {"integration_types_config": {"0": {}, "1": {}}}
    well.answers["/applications/@me"] = {**APPLICATION, **both, **settings}
    assert await amiss(well) == [wanted]


async def test_other_commands_than_ours(well: StandIn) -> None:
    well.commands.append({"id": "101", "name": "old", "type": 1, "description": "x"})
    assert await amiss(well) == [warning("doctor.commands-differ", names="/old")]


async def test_sessions_that_run_out(well: StandIn) -> None:
    well.session_starts = 50
    assert await amiss(well) == [warning("doctor.few-sessions", count=50, total=1000, hours=1)]
    well.session_starts = 0
    assert await amiss(well) == [problem("doctor.no-sessions", total=1000, hours=1)]


async def test_a_gateway_that_is_not_there(well: StandIn) -> None:
    well.greetings.append(502)
    (finding,) = await amiss(well)
    assert (finding.key, finding.values["address"]) == ("doctor.no-gateway", well.gateway)


async def test_no_servers_come_with_an_invitation(well: StandIn) -> None:
    well.answers["/users/@me/guilds"] = []
    invite = (
        "https://discord.com/oauth2/authorize?client_id=20&scope=bot+applications.commands&permissions=17901423791104"
    )
    assert await amiss(well) == [warning("doctor.no-servers", invite=invite)]


async def test_what_is_missing_in_channels_is_told_by_permission(well: StandIn) -> None:
    well.answers["/guilds/1/channels"] = [
        channel("general"),
        channel("secret", view_channel=True),
        *(channel(f"rules-{number}", send_messages=True) for number in range(7)),
        channel("plain", attach_files=True),
    ]
    rules = "#rules-0, #rules-1, #rules-2, #rules-3, #rules-4 +2"
    assert await amiss(well) == [
        warning("doctor.cannot-see", server="Night school", channels="#secret"),
        warning("doctor.cannot-write", server="Night school", channels=rules),
    ]


async def test_only_the_first_twenty_servers_are_looked_at(well: StandIn) -> None:
    well.answers["/users/@me/guilds"] *= 21
    findings = await found(well)
    assert [finding.key for finding in findings].count("doctor.server") == 20
    assert findings[-1] == fine("doctor.more-servers", shown=20)


@pytest.mark.parametrize(
    "path", ["/applications/20/commands", "/gateway/bot", "/users/@me/guilds", "/guilds/1/channels"]
)
async def test_what_discord_refuses_leaves_the_rest_to_be_found(well: StandIn, path: str) -> None:
    well.refusals[path] = deque([403])
    (finding,) = await amiss(well)
    assert (finding.key, finding.values["status"]) == ("doctor.refused", 403)
    assert str(finding.values["path"]).startswith(path)
