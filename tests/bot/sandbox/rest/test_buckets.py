"""Rate limits as Discord's headers and answers say them, around routes that count."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer

from bot.sandbox.clock import SandboxClock
from bot.sandbox.limited import too_many
from bot.sandbox.rest.buckets import GENEROUS, MESSAGES, WEBHOOKS, Buckets, Limit, limit_of

SEND = "/api/v10/channels/{channel_id}/messages"
FOLLOW_UP = "/api/v10/webhooks/{webhook_id}/{webhook_token}"
CALL_BACK = "/api/v10/interactions/{interaction_id}/{interaction_token}/callback"
READ = "/api/v10/users/{user_id}"
START_MS = 1_700_000_000_000


class Bench:
    """A client to routes behind buckets, and the two clocks."""

    def __init__(self) -> None:
        self.monotonic = 50.0
        self.clock = SandboxClock(lambda: START_MS)
        self.buckets = Buckets(self.clock, lambda: self.monotonic)
        self.status = 200
        self.done = 0

    async def handle(self, _: web.Request) -> web.StreamResponse:
        self.done += 1
        return too_many(1, "shared") if self.status == 429 else web.Response(status=self.status)

    def application(self) -> web.Application:
        app = web.Application(middlewares=[self.buckets.limiting])
        for path in (SEND, FOLLOW_UP, CALL_BACK, READ, "/sandbox/status"):
            app.router.add_route("*", path, self.handle)
        return app


@asynccontextmanager
async def a_bench() -> AsyncIterator[tuple[Bench, TestClient[web.Request, web.Application]]]:
    bench = Bench()
    async with TestClient(TestServer(bench.application())) as client:
        yield bench, client


Client = TestClient[web.Request, web.Application]


async def send(client: Client, channel: str = "1") -> ClientResponse:
    return await client.post(SEND.format(channel_id=channel))


def follow_up(token: str) -> str:
    return FOLLOW_UP.format(webhook_id="9", webhook_token=token)


def limits(answer: ClientResponse) -> dict[str, str]:
    return {
        name: value for name, value in answer.headers.items() if name.startswith("X-RateLimit") and "Bucket" not in name
    }


@pytest.mark.parametrize(
    ("method", "template", "limit"),
    [
        ("POST", "/channels/{channel_id}/messages", MESSAGES),
        ("PATCH", "/channels/{channel_id}/messages/{message_id}", MESSAGES),
        ("GET", "/channels/{channel_id}/messages", GENEROUS),
        ("POST", "/webhooks/{webhook_id}/{webhook_token}", WEBHOOKS),
        ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", WEBHOOKS),
        ("POST", "/interactions/{interaction_id}/{interaction_token}/callback", GENEROUS),
        ("GET", "", GENEROUS),
    ],
)
def test_each_route_has_its_limit(method: str, template: str, limit: Limit) -> None:
    assert limit_of(method, template) == limit


async def test_each_answer_says_how_many_are_left_and_until_when() -> None:
    async with a_bench() as (bench, client):
        answer = await send(client)
        assert limits(answer) == {
            "X-RateLimit-Limit": "5",
            "X-RateLimit-Remaining": "4",
            "X-RateLimit-Reset": "1700000005.000",
            "X-RateLimit-Reset-After": "5.000",
        }
        bench.monotonic += 1.5
        assert limits(await send(client)) == {
            "X-RateLimit-Limit": "5",
            "X-RateLimit-Remaining": "3",
            "X-RateLimit-Reset": "1700000003.500",
            "X-RateLimit-Reset-After": "3.500",
        }


async def test_the_sixth_message_in_five_seconds_is_refused() -> None:
    async with a_bench() as (bench, client):
        for _ in range(5):
            assert (await send(client)).status == 200
        bench.monotonic += 1.25
        refused = await send(client)
        assert refused.status == 429
        assert refused.content_type == "application/json"
        assert await refused.json() == {"message": "You are being rate limited.", "retry_after": 3.75, "global": False}
        assert refused.headers["Retry-After"] == "4"
        assert "Via" in refused.headers
        assert limits(refused) == {
            "X-RateLimit-Scope": "user",
            "X-RateLimit-Limit": "5",
            "X-RateLimit-Remaining": "0",
            "X-RateLimit-Reset": "1700000003.750",
            "X-RateLimit-Reset-After": "3.750",
        }
        assert bench.done == 5
        bench.monotonic += 3.75
        assert (await send(client)).status == 200


async def test_channels_and_tokens_are_limited_apart_under_one_name() -> None:
    async with a_bench() as (_, client):
        answers = [await send(client, "1"), await send(client, "2")]
        assert [answer.headers["X-RateLimit-Remaining"] for answer in answers] == ["4", "4"]
        assert answers[0].headers["X-RateLimit-Bucket"] == answers[1].headers["X-RateLimit-Bucket"]
        other = await client.post(follow_up("x"))
        assert other.headers["X-RateLimit-Bucket"] != answers[0].headers["X-RateLimit-Bucket"]


async def test_a_token_has_five_followups_in_two_seconds() -> None:
    async with a_bench() as (bench, client):
        for token in ("x", "y"):
            assert [(await client.post(follow_up(token))).status for _ in range(6)] == [200] * 5 + [429]
        bench.monotonic += 2
        assert (await client.post(follow_up("x"))).status == 200


async def test_fifty_requests_a_second_are_the_most_of_all() -> None:
    async with a_bench() as (bench, client):
        for number in range(50):
            assert (await client.get(READ.format(user_id=number % 2))).status == 200
        refused = await send(client)
        assert refused.status == 429
        assert (await refused.json())["global"] is True
        assert refused.headers["X-RateLimit-Global"] == "true"
        assert refused.headers["X-RateLimit-Scope"] == "global"
        assert "Via" in refused.headers
        assert (await send_as(client, "Bot another")).status == 200
        bench.monotonic += 1
        assert (await send(client)).status == 200


async def send_as(client: Client, authorization: str) -> ClientResponse:
    return await client.post(SEND.format(channel_id="1"), headers={"Authorization": authorization})


async def test_answers_to_interactions_are_outside_of_the_fifty() -> None:
    async with a_bench() as (_, client):
        for number in range(60):
            assert (await client.post(f"/api/v10/interactions/{number}/t/callback")).status == 200
        assert (await send(client)).status == 200


async def test_a_jump_of_the_sandboxs_clock_lifts_no_limit() -> None:
    async with a_bench() as (bench, client):
        for _ in range(5):
            await send(client)
        bench.clock.move(seconds=86_400)
        refused = await send(client)
        assert refused.status == 429
        assert refused.headers["X-RateLimit-Reset"] == "1700086405.000"


@pytest.mark.parametrize(("status", "counted"), [(200, 0), (400, 0), (401, 3), (403, 3), (404, 0), (429, 0), (500, 0)])
async def test_invalid_requests_are_counted_for_ten_minutes(status: int, counted: int) -> None:
    async with a_bench() as (bench, client):
        bench.status = status
        for _ in range(3):
            await send(client)
        assert bench.buckets.invalid_requests() == {"count": counted, "limit": 10_000}
        bench.monotonic += 600
        assert bench.buckets.invalid_requests() == {"count": 0, "limit": 10_000}


async def test_our_own_refusals_are_counted_too() -> None:
    async with a_bench() as (bench, client):
        for _ in range(7):
            await send(client)
        assert bench.buckets.invalid_requests()["count"] == 2


async def test_the_page_has_no_limits() -> None:
    async with a_bench() as (_, client):
        answers = [await client.get("/sandbox/status") for _ in range(60)]
        assert {answer.status for answer in answers} == {200}
        assert limits(answers[0]) == {}


async def test_tests_may_choose_other_limits() -> None:
    bench = Bench()
    bench.buckets = Buckets(bench.clock, lambda: bench.monotonic, lambda _method, _template: Limit(1, 60.0))
    async with TestClient(TestServer(bench.application())) as client:
        assert [(await send(client)).status for _ in range(2)] == [200, 429]
