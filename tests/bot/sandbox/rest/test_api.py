"""Around every call: who may ask, what is no JSON, and what the sandbox does not have."""

import aiohttp
import pytest

from bot.sandbox.server import Sandbox, SandboxOptions
from tests.bot.sandbox.room import ANA, GENERAL, GUILD, Bot, Caller, Human, Page

AGENT = {"User-Agent": "DiscordBot (test, 1)"}


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "token"}, {"Authorization": "Bearer token"}, {"Authorization": "Bot "}]
)
async def test_without_a_bots_token_nothing_is_said(
    sandbox: Sandbox, session: aiohttp.ClientSession, headers: dict[str, str]
) -> None:
    reply = await Caller(sandbox.api, session, AGENT | headers).call("GET", "/users/@me")
    assert (reply.status, reply.json) == (401, {"message": "401: Unauthorized", "code": 0})


async def test_a_fixed_token_is_the_only_one(session: aiohttp.ClientSession) -> None:
    async with Sandbox.started(SandboxOptions(token="right")) as sandbox:  # noqa: S106 - a word, no secret
        answers = [
            await Caller(sandbox.api, session, AGENT | {"Authorization": f"Bot {token}"}).call("GET", "/users/@me")
            for token in ("right", "wrong")
        ]
    assert [answer.status for answer in answers] == [200, 401]


async def test_a_bot_says_who_it_is(sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
    reply = await Caller(sandbox.api, session, {"Authorization": "Bot token"}).call("GET", "/users/@me")
    assert reply.refusal == (403, 40333)


async def test_json_is_exactly_json(bot: Bot) -> None:
    # With a charset behind it discord.py takes the answer for text.
    reply = await bot.call("GET", "/users/@me")
    assert reply.headers["Content-Type"] == "application/json"


async def test_the_date_is_the_sandboxs(sandbox: Sandbox, bot: Bot) -> None:
    sandbox.clock.move(seconds=10 * 365 * 24 * 3600)
    reply = await bot.call("GET", "/users/@me")
    assert reply.headers["Date"][:25] == sandbox.clock.http_date()[:25]


async def test_what_is_no_json_is_refused(sandbox: Sandbox, bot: Bot, session: aiohttp.ClientSession) -> None:
    headers = AGENT | {"Authorization": "Bot token", "Content-Type": "application/json"}
    path = f"{sandbox.api}/channels/{GENERAL}/messages"
    async with session.post(path, data=b"{", headers=headers) as response:
        assert (response.status, (await response.json())["code"]) == (400, 50109)
    assert bot.exchanges[-1].status == 400


@pytest.mark.parametrize("body", [[], "text", 5])
async def test_a_body_is_an_object(bot: Bot, body: object) -> None:
    assert (await bot.call("POST", "/users/@me/channels", body)).refusal == (400, 50035)


async def test_what_the_sandbox_does_not_have_is_said_loudly(
    sandbox: Sandbox, bot: Bot, ana_sees: Page, caplog: pytest.LogCaptureFixture
) -> None:
    reply = await bot.call("GET", f"/guilds/{GUILD}/voice-states/@me")
    await bot.call("GET", f"/guilds/{GUILD}/voice-states/@me")
    asked = f"GET /api/v10/guilds/{GUILD}/voice-states/@me"
    assert (reply.status, reply.json) == (404, {"message": "404: Not Found", "code": 0})
    assert f"does not have {asked}" in caplog.text
    assert sandbox.status()["unsupported"] == [asked]
    assert (await ana_sees.until("status"))["unsupported"] == [asked]


async def test_another_method_is_not_there_either(bot: Bot) -> None:
    assert (await bot.call("PUT", "/users/@me")).refusal == (404, 0)


@pytest.mark.parametrize("number", ["x", "-1", "99999999999999999999999"])
async def test_an_id_is_a_snowflake(bot: Bot, number: str) -> None:
    assert (await bot.call("GET", f"/channels/{number}")).refusal == (400, 50035)


async def test_whoever_observes_is_told_what_was_asked_and_answered(bot: Bot) -> None:
    message = await bot.say({"content": "Hello"}, files=[("a.txt", b"Hi", "text/plain")])
    exchange = bot.exchanges[-1]
    assert (exchange.method, exchange.path_template, exchange.path) == (
        "POST",
        "/channels/{channel_id}/messages",
        f"/channels/{GENERAL}/messages",
    )
    assert (exchange.request_json, exchange.status, exchange.response_json) == ({"content": "Hello"}, 200, message)
    assert [(file.key, file.filename, file.content) for file in exchange.files] == [(0, "a.txt", b"Hi")]


async def test_a_bot_finds_itself(bot: Bot) -> None:
    me, application = await bot.get("/users/@me"), await bot.get("/oauth2/applications/@me")
    assert (me["id"], me["username"], me["bot"]) == (application["id"], application["name"], True)
    assert await bot.get("/applications/@me") == application


async def test_a_bot_is_told_where_the_gateway_is(sandbox: Sandbox, bot: Bot) -> None:
    found = await bot.get("/gateway/bot")
    assert (found["url"], found["shards"]) == (sandbox.gateway_url, 1)
    assert (await bot.get("/gateway"))["url"] == sandbox.gateway_url


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 1), (f"?before={GUILD}", 0), (f"?after={GUILD}", 0), (f"?before={int(GUILD) + 1}", 1), ("?after=1", 1)],
)
async def test_the_servers_of_the_bot(bot: Bot, query: str, count: int) -> None:
    assert len(await bot.get(f"/users/@me/guilds{query}")) == count


@pytest.mark.parametrize("query", ["?limit=0", "?limit=201", "?limit=many"])
async def test_at_most_two_hundred_servers(bot: Bot, query: str) -> None:
    assert (await bot.call("GET", f"/users/@me/guilds{query}")).refusal == (400, 50035)


async def test_the_server_is_counted_on_request(bot: Bot) -> None:
    assert (await bot.get(f"/guilds/{GUILD}?with_counts=true"))["approximate_member_count"] == 8
    assert "approximate_member_count" not in await bot.get(f"/guilds/{GUILD}")


async def test_direct_messages_open_once(bot: Bot, ana: Human) -> None:
    first = await bot.post("/users/@me/channels", {"recipient_id": ANA})
    second = await bot.post("/users/@me/channels", {"recipient_id": int(ANA)})
    assert first == second
    assert first["id"] in [channel["id"] for channel in (await ana.state())["channels"]]


@pytest.mark.parametrize(
    ("recipient", "refusal"), [("5", (400, 50035)), (str(1_200_000_000_000_000_100), (400, 50007))]
)
async def test_not_everybody_takes_direct_messages(bot: Bot, recipient: str, refusal: tuple[int, int]) -> None:
    assert (await bot.call("POST", "/users/@me/channels", {"recipient_id": recipient})).refusal == refusal


async def test_a_server_that_the_bot_left_is_closed_to_it(bot: Bot) -> None:
    assert (await bot.call("DELETE", f"/users/@me/guilds/{GUILD}")).status == 204
    assert await bot.get("/users/@me/guilds") == []
    assert (await bot.call("GET", f"/guilds/{GUILD}")).refusal == (403, 50001)
    assert (await bot.call("GET", f"/channels/{GENERAL}")).refusal == (403, 50001)
    assert bot.events("GUILD_DELETE") == [{"id": GUILD}]
