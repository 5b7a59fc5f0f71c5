"""The sandbox's clock is moved: the bot that is a process of its own lives by it, too."""

from bot.sandbox.server import Sandbox
from tests.journeys.people import Person
from tests.journeys.running import is_ready, until


async def test_moved_a_day_ahead_the_bot_comes_back_a_day_later(bot_process: Sandbox) -> None:
    assert bot_process.process is not None
    first = bot_process.process.as_json()["pid"]
    await bot_process.faults.apply("clock", {"seconds": 86_400})
    await until(bot_process, lambda: bot_process.process.as_json()["pid"] not in {None, first})  # type: ignore[union-attr]  # as above
    await until(bot_process, lambda: is_ready(bot_process))
    assert (await Person("luis", bot_process).command("what", concept="lambda")).title == "AWS Lambda"
