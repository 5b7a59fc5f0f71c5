"""The whole of it: the page's files, and what a page is told."""

import json

import aiohttp
import pytest
import yarl

from bot.sandbox.server import Sandbox, SandboxOptions
from bot.sandbox.world import town
from bot.sandbox.world.things import Overwrite
from tests.bot.sandbox.room import ANA, ANAS_DM, GENERAL, Bot, Human, Page

EVERYBODY = ["ana", "luis", "mia", "kai", "noa", "sam"]

# --- the page --------------------------------------------------------------------------------------------------------


async def test_the_page_is_served_and_loads_nothing_from_outside(
    sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    async with session.get(sandbox.url) as response:
        assert (response.status, response.content_type) == (200, "text/html")
        assert response.headers["Content-Security-Policy"].startswith("default-src 'self'; ")
    async with session.get(f"{sandbox.url}/main.js") as response:
        assert (response.status, response.content_type) == (200, "text/javascript")


@pytest.mark.parametrize("path", ["/nothing.js", "/../server.py", "/%2e%2e/server.py", "/styles"])
async def test_nothing_but_the_page_is_served(sandbox: Sandbox, session: aiohttp.ClientSession, path: str) -> None:
    async with session.get(yarl.URL(sandbox.url + path, encoded=True)) as response:
        assert response.status == 404


@pytest.mark.parametrize(("origin", "status"), [("http://evil.example", 403), ("null", 403), ("", 200)])
async def test_only_our_own_page_may_act_as_a_person(
    sandbox: Sandbox, session: aiohttp.ClientSession, origin: str, status: int
) -> None:
    headers = {"Origin": origin or sandbox.url}
    async with session.get(f"{sandbox.url}/sandbox/ana/state", headers=headers) as response:
        assert response.status == status
    async with session.post(f"{sandbox.url}/sandbox/faults/clear", json={}, headers=headers) as response:
        assert response.status == status


async def test_pictures_for_those_without(sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
    async with session.get(f"{sandbox.url}/cdn/embed/avatars/3.png") as response:
        assert (response.status, response.content_type) == (200, "image/png")


async def test_an_upload_never_runs_as_a_page(session: aiohttp.ClientSession, ana: Human) -> None:
    said = await ana.say("", files=[("a.html", b"<script>alert(1)</script>", "text/html")])
    async with session.get(said.json["attachments"][0]["url"]) as response:
        assert response.headers["Content-Disposition"] == "attachment"
        assert response.headers["X-Content-Type-Options"] == "nosniff"


# --- what a person sees ----------------------------------------------------------------------------------------------


async def test_the_state_is_all_that_a_person_sees(sandbox: Sandbox, luis: Human) -> None:
    sandbox.world.overwrite(town.QUIZ, Overwrite(town.GUILD, 0, deny=1 << 10))
    state = await luis.state()
    assert (state["me"]["key"], [person["key"] for person in state["people"]]) == ("luis", EVERYBODY)
    names = [channel.get("name") for channel in state["channels"]]
    assert names == ["Study", "general", "resources", "announcements", "daily", None]
    assert [member["user"]["username"] for member in state["guild"]["members"]] == [*EVERYBODY, "Bot"]
    assert (state["bot"]["is_connected"], state["guild"]["members"][-1]["is_online"]) == (False, False)
    assert state["channels"][-1]["recipients"][0]["username"] == "Bot"
    assert int(state["channels"][1]["my_permissions"]) & 1 << 11


async def test_what_is_private_is_told_to_one(sandbox: Sandbox, bot: Bot, luis_sees: Page, ana_sees: Page) -> None:
    await bot.say({"content": "Psst, Ana"}, ANAS_DM)
    sandbox.world.overwrite(town.GENERAL, Overwrite(town.LUIS, 1, deny=1 << 10))
    await bot.say({"content": "Without Luis"})
    await bot.say({"content": "With Luis"}, str(town.QUIZ))
    assert (await luis_sees.until("message"))["message"]["content"] == "With Luis"
    heard = [(await ana_sees.until("message"))["message"]["content"] for _ in range(3)]
    assert heard == ["Psst, Ana", "Without Luis", "With Luis"]


async def test_however_much_changes_at_once_the_state_is_told_once(bot: Bot, ana: Human, ana_sees: Page) -> None:
    await bot.register(*({"name": f"command{number}", "description": "x"} for number in range(20)))
    await ana.say("Enough")
    await ana_sees.until("message")
    assert [event["type"] for event in ana_sees.told] == ["state", "state", "message"]


async def test_others_see_who_is_writing(ana: Human, luis_sees: Page) -> None:
    await ana.post("/typing", {"channel_id": GENERAL})
    assert (await luis_sees.until("typing"))["user_id"] == ANA


async def test_the_clock_is_told(sandbox: Sandbox, ana_sees: Page) -> None:
    sandbox.clock.move(seconds=60)
    assert (await ana_sees.until("clock"))["clock"]["offset_ms"] == 60_000


async def test_a_fault_is_told_and_ended(sandbox: Sandbox, session: aiohttp.ClientSession, ana_sees: Page) -> None:
    fault = {"status": 500, "times": 2}
    async with session.post(f"{sandbox.url}/sandbox/faults/error", json=fault) as response:
        assert response.status == 200
    assert (await ana_sees.until("status"))["faults"][0]["times"] == 2
    async with session.post(f"{sandbox.url}/sandbox/faults/clear") as response:
        assert (await response.json())["faults"] == []


@pytest.mark.parametrize(("name", "status"), [("no-such-fault", 404), ("error", 400)])
async def test_a_fault_that_makes_no_sense(
    sandbox: Sandbox, session: aiohttp.ClientSession, name: str, status: int
) -> None:
    async with session.post(f"{sandbox.url}/sandbox/faults/{name}", json={"status": "x"}) as response:
        assert (response.status, bool((await response.json())["message"])) == (status, True)


async def test_the_town_goes_on_from_what_was_kept(bot: Bot, sandbox: Sandbox) -> None:
    message = await bot.say({"content": "Remember"})
    kept = json.loads(json.dumps(sandbox.world.as_json()))
    async with Sandbox.started(SandboxOptions(kept=kept)) as later, aiohttp.ClientSession() as session:
        assert [found["id"] for found in await Human("ana", later, session).messages()] == [message["id"]]
