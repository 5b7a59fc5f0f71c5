"""The bot as a process of its own, killed by the system's own hand while a post is under way."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.sandbox.server import Sandbox
from tests.journeys.people import PATIENCE_SECONDS, Answer, Person
from tests.journeys.running import is_ready, until

SEND = "POST /channels/.*/messages$"


async def test_kill_9_in_the_middle_of_a_post(bot_process: Sandbox) -> None:
    ana, luis = (Person(key, bot_process) for key in ("ana", "luis"))
    now = datetime.fromtimestamp(bot_process.clock.now_ms() / 1000, UTC)
    due = now + timedelta(hours=2)
    kept = await ana.command("daily set", hour=due.hour, minute=due.minute, zone="UTC", holds="question")
    assert "UTC" in kept.text
    # Discord takes the post, and the bot is dead before it hears of it.
    await bot_process.faults.apply("delay", {"seconds": 60, "times": 1, "path": SEND})
    await bot_process.faults.apply("clock", {"to": (due + timedelta(minutes=1)).isoformat()})
    await until(bot_process, lambda: posts(ana))
    await bot_process.faults.apply("kill-bot")
    await moved(bot_process, due + timedelta(minutes=10))
    (post,) = posts(ana)
    assert (await post.pressed_by(luis, post.buttons[0])).is_private
    async with asyncio.timeout(PATIENCE_SECONDS):
        while "on its way" in (await ana.command("daily status")).text:
            pass  # it has claimed the post, and looks whether it is there
    assert len(posts(ana)) == 1


def posts(person: Person) -> list[Answer]:
    return [message for message in person.sees() if "Question of the day" in message.text and not message.is_private]


async def moved(sandbox: Sandbox, moment: datetime) -> None:
    """Discord and the bot are there; the bot is started again for that."""
    await sandbox.faults.apply("clock", {"to": moment.isoformat()})
    await until(sandbox, lambda: is_ready(sandbox))
