"""The sandbox's clock is moved: the bot that is a process of its own lives by it, too."""

from datetime import timedelta

from bot.sandbox.server import Sandbox
from tests.journeys.people import Person
from tests.journeys.running import until


async def test_what_is_due_tomorrow_comes_when_the_clock_is_moved_there(bot_process: Sandbox) -> None:
    ana, now = Person("ana", bot_process), bot_process.clock.now()
    await ana.command("daily set", hour=9, zone="UTC", holds="fact")
    nine = now.replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1 if now.hour >= 9 else 0)
    await bot_process.faults.apply("clock", {"to": (nine + timedelta(minutes=1)).isoformat()})
    await until(bot_process, lambda: "Fact of the day" in ana.sees()[-1].text)
    assert [message.is_private for message in ana.sees()] == [True, False]
