"""An organiser has the server's data deleted, and a server that the bot has left is erased after a month."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.sandbox.server import Sandbox
from bot.sandbox.world.things import Member, Role
from bot.sandbox.world.town import GUILD, LUIS
from bot.storage.database import Database
from bot.storage.erasing import KEPT_FOR
from bot.storage.privacy import PrivacyBook
from bot.storage.scores import Board, ScoreBook
from bot.storage.tables.privacy import erasures
from bot.storage.verifying import verify
from tests.journeys.people import PATIENCE_SECONDS, Answer, Person
from tests.journeys.quiz.night import Night

Say = Callable[..., str]
NAME = "Study group"


async def is_noted(database: Database) -> bool:
    return bool(await database.rows(select(erasures)))


async def is_erased(database: Database) -> bool:
    return (await PrivacyBook(database).of_server(GUILD)).rows == {}


class Heard(logging.Handler):
    """Wakes whoever waits whenever the bot logs something."""

    def __init__(self) -> None:
        super().__init__()
        self._something = asyncio.Event()

    def emit(self, _: logging.LogRecord) -> None:
        self._something.set()

    async def until(self, is_so: Callable[[Database], Awaitable[bool]], database: Database) -> None:
        """Until something is so that the bot does by itself, and tells nobody else of."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not await is_so(database):
                await self._something.wait()
                self._something.clear()


@pytest.fixture
def heard(caplog: pytest.LogCaptureFixture) -> Iterator[Heard]:
    heard = Heard()
    caplog.set_level(logging.INFO)
    logging.getLogger().addHandler(heard)
    yield heard
    logging.getLogger().removeHandler(heard)


async def types(person: Person, name: str, say: Say) -> Answer:
    shown = await person.command("privacy server")
    form = await shown.open_form(person, say(person, "privacy.server.button"))
    return await person.submit(form, name)


# --- an organiser --------------------------------------------------------------------------------------------------


async def test_an_organiser_sees_and_deletes_what_is_stored_of_the_server(
    played: Database, night: Night, ana: Person, say: Say
) -> None:
    await ana.command("accessibility", time="150")
    shown = await ana.command("privacy server")
    assert shown.is_private
    assert shown.title == say(ana, "privacy.server.title", server=NAME)
    counted = say(ana, "privacy.count", what=say(ana, "privacy.server.quizzes"), count="**2**")
    assert counted in shown.unescaped
    wrong = await types(ana, "Study", say)
    assert wrong.unescaped == say(ana, "privacy.server.wrong")
    assert (await ScoreBook(played).place(Board(GUILD), LUIS)) is not None
    # A phone writes a capital where it likes.
    done = await types(ana, " study GROUP", say)
    assert done.text.startswith("Done.")
    assert "</setup:" in done.text
    assert await is_erased(played)
    assert (await verify(played)).differences == []
    assert say(ana, "privacy.server.nothing") in (await ana.command("privacy server")).unescaped
    assert say(ana, "privacy.table.paces") in (await ana.command("privacy data")).unescaped
    del night


async def test_what_the_server_has_chosen_holds_no_more(played: Database, night: Night, ana: Person, say: Say) -> None:
    await ana.command("block", person=str(LUIS))
    luis = night.person("luis")
    assert (await luis.command("what", concept="lambda")).unescaped == say(luis, "doors.blocked")
    # Whoever is kept out still has a say in what is stored of them.
    assert (await luis.command("privacy data")).title == say(luis, "privacy.about.title")
    await types(ana, NAME, say)
    assert (await luis.command("what", concept="lambda")).title == "AWS Lambda"
    assert await is_erased(played)


async def test_only_organisers_may_and_only_in_the_server(
    played: Database, luis: Person, mia: Person, say: Say
) -> None:
    assert (await luis.command("privacy server")).unescaped == say(luis, "privacy.server.organisers")
    assert (await mia.in_private().command("privacy server")).unescaped == say(mia, "privacy.server.nowhere")
    assert not await is_erased(played)


async def test_not_in_the_middle_of_a_quiz(played: Database, night: Night, ana: Person, say: Say) -> None:
    await night.starts(ana, questions=2)
    refused = await types(ana, NAME, say)
    assert refused.text.startswith("A quiz is going on in this server.")
    assert "</quiz stop:" in refused.text
    assert not await is_erased(played)
    await ana.command("quiz stop")
    await night.passes(30)
    assert (await types(ana, NAME, say)).text.startswith("Done.")


# --- a server that is left -----------------------------------------------------------------------------------------


def removed(sandbox: Sandbox) -> tuple[Member, list[Role]]:
    """The bot is removed; what it takes for it to return."""
    world = sandbox.world
    member = world.members[world.bot.id]
    roles = [role for role in world.roles if role.bot_id == world.bot.id]
    world.remove_bot()
    return member, roles


def returns(sandbox: Sandbox, member: Member, roles: list[Role]) -> None:
    sandbox.world.roles.load(roles)
    sandbox.world.members.load([member])


async def test_a_server_that_was_left_is_erased_after_thirty_days(played: Database, night: Night, heard: Heard) -> None:
    removed(night.sandbox)
    await heard.until(is_noted, played)
    night.clock.move_to(night.clock.now() + KEPT_FOR - timedelta(minutes=2))
    await night.bot_stops()
    await night.bot_starts()
    assert not await is_erased(played)
    night.clock.move_to(night.clock.now() + timedelta(minutes=3))
    await heard.until(is_erased, played)


async def test_returning_before_that_finds_everything(
    played: Database, night: Night, luis: Person, heard: Heard
) -> None:
    before = await PrivacyBook(played).of_server(GUILD)
    back = removed(night.sandbox)
    await heard.until(is_noted, played)
    await night.bot_stops()
    night.clock.move_to(night.clock.now() + KEPT_FOR - timedelta(days=1))
    returns(night.sandbox, *back)
    await night.bot_starts()
    await heard.until(is_not_noted, played)
    night.clock.move_to(night.clock.now() + timedelta(days=2))
    assert night.named(luis) in (await night.person("mia").command("leaderboard")).text
    assert await PrivacyBook(played).of_server(GUILD) == before


async def is_not_noted(database: Database) -> bool:
    return not await is_noted(database)


async def test_a_server_that_was_left_while_the_bot_was_away_is_found_at_its_start(
    played: Database, night: Night, heard: Heard
) -> None:
    await night.bot_stops()
    removed(night.sandbox)
    await night.bot_starts()
    await heard.until(is_noted, played)


async def test_an_outage_of_discord_is_not_leaving(played: Database, night: Night, mia: Person, heard: Heard) -> None:
    world, gateway = night.sandbox.world, night.sandbox.gateway
    gateway.dispatch("GUILD_DELETE", {"id": str(GUILD), "unavailable": True}, guild_id=GUILD)
    assert (await mia.command("what", concept="lambda")).title == "AWS Lambda"
    await night.bot_stops()
    await night.bot_starts()
    assert not await is_noted(played)
    # What is left, and found again while the bot runs.
    back = removed(night.sandbox)
    await heard.until(is_noted, played)
    world.roles.load(back[1])
    world.members.put(back[0])
    await heard.until(is_not_noted, played)


async def test_a_lost_connection_is_not_leaving(played: Database, night: Night, mia: Person) -> None:
    await night.sandbox.faults.apply("drop")
    assert (await mia.command("what", concept="lambda")).title == "AWS Lambda"
    assert not await is_noted(played)
