"""The whole bot in the sandbox, three people, and Discord's own description looking over their shoulders."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.books import Books
from bot.quiz_wiring import Quizzes, build_quizzes
from bot.sandbox.gateway.limits import Pace
from bot.sandbox.server import Sandbox, SandboxOptions
from bot.settings import Settings
from bot.texts import Texts, read_texts
from bot.wiring import Study, build_study
from cogs.ui.pressable import PressableTexts
from knowledge.pack_reader import SHIPPED_PACKS, pack_folders
from tests.discord_spec.checking import SpecCheck
from tests.discord_spec.document import DESCRIPTION
from tests.discord_spec.watch import Watch
from tests.journeys.people import Person
from tests.journeys.running import as_process, in_process

# docs, interactions/application-commands.mdx: a subcommand is 1, a group of them 2, and options are more.
SUB_COMMAND_GROUP = 2


def pytest_report_header() -> str:
    is_there = "held against" if DESCRIPTION.is_file() else "NOT held against (it is not there)"
    return f"journeys: every exchange is {is_there} Discord's description, {DESCRIPTION}"


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails a test at its end if Discord would have done, or taken, anything otherwise."""
    watching = Watch(SpecCheck.load())
    yield watching
    if watching.problems:
        pytest.fail("\n".join(["Discord's description says otherwise:", *map(str, dict.fromkeys(watching.problems))]))


@pytest.fixture
async def sandbox(watch: Watch) -> AsyncIterator[Sandbox]:
    # A bot that starts again need not wait for the identify limit: that is the gateway's own test.
    async with Sandbox.started(SandboxOptions(pace=Pace(identify_every_s=0))) as sandbox:
        sandbox.observe(watch)
        yield sandbox


@pytest.fixture(scope="session")
def study() -> Study:
    return build_study(Settings(packs=tuple(pack_folders(SHIPPED_PACKS)), language="en", cache=None))


@pytest.fixture(scope="session")
def texts() -> Texts:
    return read_texts()


@pytest.fixture
def say(texts: Texts) -> Callable[..., str]:
    """What the bot says to a person, by its key: `say(person, "lookup.nothing")`; commands in it can be pressed."""

    def say(person: Person, key: str, **values: object) -> str:
        typed = [command for command in person.sandbox.world.commands if command.body.get("type", 1) == 1]
        ids = {name: command.id for command in typed for name in whole_names(command.body)}
        return PressableTexts(texts, lambda: ids).say(person.language, key, **values)

    return say


def whole_names(body: Mapping[str, Any]) -> Iterator[str]:
    """The names of what can be used in a registered command: of itself, or of those of its group."""
    groups = [option for option in body.get("options") or () if option["type"] <= SUB_COMMAND_GROUP]
    if not groups:
        yield body["name"]
    for option in groups:
        yield from (f"{body['name']} {name}" for name in whole_names(option))


@pytest.fixture(scope="session")
def made_quizzes(study: Study) -> Quizzes:
    return build_quizzes(study.library, Books())


@pytest.fixture
def quizzes(made_quizzes: Quizzes) -> Quizzes:
    """What quizzes need, without a database: looking things up has to work without. Books wait on one test's loop."""
    return replace(made_quizzes, books=Books())


@pytest.fixture
async def bot(sandbox: Sandbox, study: Study, texts: Texts, quizzes: Quizzes) -> AsyncIterator[Sandbox]:
    """The sandbox with the bot connected, in this process."""
    async with in_process(sandbox, study, texts, quizzes):
        yield sandbox


@pytest.fixture
async def bot_process(watch: Watch, tmp_path: Path) -> AsyncIterator[Sandbox]:
    """A sandbox with the bot as a process of its own."""
    async with as_process(tmp_path / "cache", lambda sandbox: sandbox.observe(watch)) as sandbox:
        yield sandbox


@pytest.fixture(params=["ana", "luis"])
def reader(request: pytest.FixtureRequest, bot: Sandbox) -> Person:
    """Each test twice: somebody who reads English, and somebody who reads Spanish."""
    return Person(request.param, bot)


@pytest.fixture
def ana(bot: Sandbox) -> Person:
    """The organiser, in English."""
    return Person("ana", bot)


@pytest.fixture
def luis(bot: Sandbox) -> Person:
    """A member, in Spanish."""
    return Person("luis", bot)


@pytest.fixture
def mia(bot: Sandbox) -> Person:
    """Another member, in English."""
    return Person("mia", bot)
