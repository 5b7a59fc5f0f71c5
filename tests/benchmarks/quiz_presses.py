"""Measure a press on a quiz, with its scoring and storing, against an empty discord.py `View`, both bots as processes.

Run by `python -m tests.benchmarks.quizzes`.
"""

import sqlite3
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.load import COMPONENT, LoadServer
from tests.benchmarks.processes import EMPTY, STUDYHALL, Process, running
from tests.discord_spec import examples

# Short rounds in turn: what else the machine does meanwhile is then the same for both.
ROUNDS = 45
PRESSES = 300
# Each of them presses once a round: nobody is so fast that they are asked to wait.
ROOM = PRESSES
CROWD = 500
CROWD_SECONDS = 1.0

BUTTON, COMMAND = 2, 2
SUB_COMMAND, STRING, INTEGER = 1, 3, 4
# Calm: everybody may press again and again, and each press is stored. It is extended to last as long as all rounds.
START = [
    {"name": "questions", "type": INTEGER, "value": 1},
    {"name": "seconds", "type": INTEGER, "value": 120},
    {"name": "mode", "type": STRING, "value": "calm"},
    {"name": "kind", "type": STRING, "value": "one"},
]
EXTEND = [{"name": "seconds", "type": INTEGER, "value": 120}]
EXTENSIONS = 3


def _command(*options: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"type": COMMAND, "data": {"name": "quiz", "options": options}}


STARTING = {
    "ours": [
        _command({"name": "start", "type": SUB_COMMAND, "options": START}),
        *[_command({"name": "extend", "type": SUB_COMMAND, "options": EXTEND})] * EXTENSIONS,
    ],
    "peer": [_command()],
}


async def shares(database: Path) -> tuple[Sequence[float], Sequence[float]]:
    """Presses answered in a second of the process's time, round by round: of our bot, and of the empty view's."""
    async with LoadServer.started() as server, _both(server, database) as sides:
        asked = [await _quiz(server, side.token) for side in sides]
        for side, presses in zip(sides, asked, strict=True):
            await _per_second(server, side, presses)  # not counted: what is made once is made now
        rounds = [
            [await _per_second(server, side, presses) for side, presses in zip(sides, asked, strict=True)]
            for _ in range(ROUNDS)
        ]
    assert stored(database) == PRESSES * (ROUNDS + 1)
    ours, peers = zip(*rounds, strict=True)
    return ours, peers


async def crowd(database: Path) -> tuple[Sequence[float], Sequence[float]]:
    """How long each of `CROWD` people who press within a second waits for an answer: of our bot, and of the view's."""
    async with LoadServer.started() as server, _both(server, database) as sides:
        waited = []
        for side in sides:
            presses = _presses(await _quiz(server, side.token), CROWD, people=CROWD)
            waited.append(await server.answers_to_crowd(side.token, presses, CROWD_SECONDS))
    assert stored(database) == CROWD
    ours, peers = waited
    return ours, peers


def ratio(ours: Sequence[float], peers: Sequence[float]) -> float:
    return median(our / peer for our, peer in zip(ours, peers, strict=True))


def stored(database: Path) -> int:
    """How many answers are in the journals."""
    with closing(sqlite3.connect(database)) as connection:
        answers = "SELECT count(*) FROM entries WHERE json_extract(line, '$.event.event') = 'answered'"
        count: int = connection.execute(answers).fetchone()[0]
        return count


@asynccontextmanager
async def _both(server: LoadServer, database: Path) -> AsyncIterator[Sequence[Process]]:
    kept = {"DATABASE_URL": f"sqlite:///{database}", "STUDYHALL_CACHE": str(database.parent / "cache")}
    async with (
        running(sys.executable, STUDYHALL, server.environment("ours") | kept) as ours,
        running(sys.executable, EMPTY, server.environment("peer")) as peer,
    ):
        sides = (Process("ours", ours), Process("peer", peer))
        for side in sides:
            await server.until_here(side.token)
        yield sides


async def _quiz(server: LoadServer, token: str) -> Mapping[str, Any]:
    """The message under which there is something to press, as long as it takes."""
    first, *later = STARTING[token]
    await server.answers(token, [first])
    message = await server.posted(token)
    await server.answers(token, later)
    return message


async def _per_second(server: LoadServer, side: Process, message: Mapping[str, Any]) -> float:
    before = side.cpu_seconds()
    answered = await server.answers(side.token, _presses(message, PRESSES, people=ROOM))
    return answered / (side.cpu_seconds() - before)


def _presses(message: Mapping[str, Any], count: int, *, people: int) -> Sequence[Mapping[str, Any]]:
    """Everybody in turn, each pressing the next button each time."""
    keys = _keys(message)
    persons = [examples.member(user=examples.user(id=str(40_000 + n)), permissions="3072") for n in range(people)]
    pressed = zip(cycle(persons), cycle([key for key in keys for _ in persons]), strict=False)
    return [
        {
            "type": COMPONENT,
            "data": {"custom_id": key, "component_type": BUTTON, "id": 3},
            "message": message,
            "member": person,
        }
        for person, key in islice(pressed, count)
    ]


def _keys(message: Mapping[str, Any]) -> Sequence[str]:
    """The custom ids of what answers: the first four buttons."""
    return [part["custom_id"] for part in _parts(message["components"]) if part["type"] == BUTTON][:4]


def _parts(components: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    return [
        part
        for component in components
        for part in (component, *_parts(component.get("components", ())), *_accessory(component))
    ]


def _accessory(component: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return [component["accessory"]] if "accessory" in component else []
