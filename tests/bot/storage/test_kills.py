"""kill -9, at any moment, any number of times: every answer that was acknowledged is there, and none twice."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from pathlib import Path
from random import Random

from bot.quiz.events import Answered, Closed
from bot.secret import Secret
from bot.storage.database import Database
from bot.storage.journal import StoredJournal
from bot.storage.verifying import verify

HOUSE = Path(__file__).parents[3]
WRITER = "tests.bot.storage.writing_process"
QUIZZES = 8
KILLS = 12
SECONDS = 60


async def writing(url: Secret) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", WRITER, url.reveal(), str(QUIZZES), cwd=HOUSE, stdout=PIPE, stderr=PIPE
    )


async def said_until_killed(process: Process, lines: int) -> list[tuple[int, ...]]:
    """Everything that was acknowledged before the kill, which comes after so many lines, or when all is played."""
    assert process.stdout is not None
    first = [line for _ in range(lines) if (line := await process.stdout.readline())]
    if process.returncode is None:
        process.kill()
    rest, errors = await process.communicate()
    assert errors == b""
    # A line that was cut off by the kill was not said.
    said = (b"".join(first) + rest).decode().split("\n")[:-1]
    return [tuple(int(word) for word in line.split()) for line in said]


async def test_nothing_that_was_acknowledged_is_lost_and_nothing_counts_twice(url: Secret) -> None:
    random = Random(7)
    acknowledged: list[tuple[int, ...]] = []
    async with asyncio.timeout(KILLS * SECONDS):
        for _ in range(KILLS):
            acknowledged += await said_until_killed(await writing(url), random.randint(1, 300))
    assert len(acknowledged) > KILLS * 50
    async with Database.opened(url) as database:
        journal = StoredJournal(database)
        assert await journal.claim() == list(range(1, QUIZZES + 1))
        stored: Counter[tuple[int, ...]] = Counter()
        for quiz in range(1, QUIZZES + 1):
            events = [entry.event for entry in await journal.read(quiz)]
            answers = [event for event in events if isinstance(event, Answered)]
            stored.update((quiz, answer.number, answer.person, answer.press) for answer in answers)
            closed = Counter(event.number for event in events if isinstance(event, Closed))
            assert set(closed.values()) <= {1}
        assert set(acknowledged) <= stored.keys()
        assert set(stored.values()) == {1}
        verified = await verify(database)
        assert verified.differences == []
        assert verified.marks > KILLS
