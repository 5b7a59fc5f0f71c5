"""Measure the whole bot against an empty discord.py command, both as processes of their own, and say what it misses.

Run it from the project's folder: `python -m tests.benchmarks.discord_bot [PYTHON]`. It takes two to three minutes.
PYTHON is an interpreter with the optional extra `fast`; with it everything is measured there, too.

What counts is the processor time of the bot's process: an answer that takes half of it leaves room for twice as many.
"""

import asyncio
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from bot.sandbox.server import Sandbox
from knowledge.concepts import Concept
from knowledge.pack_reader import SHIPPED_PACKS, pack_folders, read_packs
from tests.benchmarks.load import MOST_SECONDS, LoadServer
from tests.benchmarks.name_corpus import exact, one_typo, typed_prefix
from tests.benchmarks.pack_copies import write_copies
from tests.benchmarks.packs import TODAY
from tests.benchmarks.processes import EMPTY, STUDYHALL, Process, running
from tests.discord_spec import examples

SEED = 20261127
STARTS = 5
# Short rounds in turn: what else the machine does meanwhile is then the same for both.
ROUNDS = 45
ANSWERS = 300
COMPLETIONS = 400
SLIPS = 60
NAMES = 5_000

READY_SECONDS = 3.0
SMALLEST_SHARE_OF_ANSWERS = 0.70
SMALLEST_SHARE_OF_COMPLETIONS = 0.45

COMMAND, AUTOCOMPLETE = 2, 4
FIRST_PERSON = 50_000


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table. `peer` is empty where there is none."""

    what: str
    ours: str
    peer: str
    ratio: str
    goal: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class Course:
    """What is asked of both bots, a part in each round. `goal` is the share of the peer's rate to reach, if any."""

    what: str
    packs: Path
    asked: Sequence[Mapping[str, Any]]
    goal: float | None


async def main(fast: str | None = None) -> int:
    interpreters = {"": sys.executable} | ({"fast: ": fast} if fast else {})
    results: list[Result] = []
    with TemporaryDirectory() as folder:
        courses = _courses(Path(folder))
        for name, python in interpreters.items():
            results += [await _starting(name, python, Path(folder))]
            results += [await _answering(name, python, course, Path(folder)) for course in courses]
    _print_table(results)
    return 0 if all(result.is_met for result in results) else 1


# --- what is asked -------------------------------------------------------------------------------------------------


def _courses(folder: Path) -> Sequence[Course]:
    random = Random(SEED)
    (shipped,) = pack_folders(SHIPPED_PACKS)
    many = folder / "many"
    concepts = read_packs([shipped], today=TODAY)[0].concepts
    names, shown = _names(concepts), sorted({name for concept in concepts for name in concept.name.values()})
    write_copies(shipped, -(-NAMES // len(names)), many)
    all_names = _names(read_packs([many], today=TODAY)[0].concepts)
    print(f"{len(names)} names in the shipped pack, {len(all_names)} in its copies")
    return (
        # Whoever picks what autocomplete offers sends a name as it is written; that is how nearly everybody asks.
        Course("/what, a name", shipped, _asked(COMMAND, shown, exact, ANSWERS, random), SMALLEST_SHARE_OF_ANSWERS),
        Course("/what, a name with a slip", shipped, _asked(COMMAND, names, one_typo, SLIPS, random), None),
        Course(
            f"autocomplete, {len(all_names)} names",
            many,
            _asked(AUTOCOMPLETE, all_names, typed_prefix, COMPLETIONS, random),
            SMALLEST_SHARE_OF_COMPLETIONS,
        ),
    )


def _names(concepts: Iterable[Concept]) -> list[str]:
    return sorted({name for concept in concepts for name in (*concept.name.values(), *concept.aliases)})


def _asked(
    kind: int, names: Sequence[str], typing: Callable[[str, Random], str], count: int, random: Random
) -> Sequence[Mapping[str, Any]]:
    """Each by somebody else: nobody asks a thousand times a second, and whoever does is told to wait."""
    texts = (typing(random.choice(names), random) or "a" for _ in range(count * (ROUNDS + 1)))
    focused = {"focused": True} if kind == AUTOCOMPLETE else {}
    return [
        {
            "type": kind,
            "data": {"options": [{"name": "concept", "type": 3, "value": text, **focused}]},
            "member": examples.member(user=examples.user(id=str(FIRST_PERSON + number)), permissions="3072"),
        }
        for number, text in enumerate(texts)
    ]


# --- measuring -----------------------------------------------------------------------------------------------------


async def _starting(name: str, python: str, folder: Path) -> Result:
    """From the start of the process until the gateway has said READY, each time without a cache of packs."""
    seconds = [await _seconds_to_ready(python, folder / f"start{name}{number}") for number in range(STARTS)]
    took = median(seconds)
    return Result(f"{name}start to ready", f"{took:.2f} s", "", "", f"{READY_SECONDS:.0f} s", took <= READY_SECONDS)


async def _seconds_to_ready(python: str, cache: Path) -> float:
    async with Sandbox.started() as sandbox:
        environment = {
            "DISCORD_TOKEN": "benchmark",
            "DISCORD_API": sandbox.api,
            "DISCORD_GATEWAY": sandbox.gateway_url,
            "STUDYHALL_CACHE": str(cache),
            "DATABASE_URL": f"sqlite:///{cache}.db",
        }
        person = next(iter(sandbox.world.people))
        with sandbox.events.listening(person) as ear:
            start = time.perf_counter()
            async with running(python, STUDYHALL, environment), asyncio.timeout(MOST_SECONDS):
                while not sandbox.gateway.is_connected:
                    await ear.get()
                return time.perf_counter() - start


async def _answering(name: str, python: str, course: Course, folder: Path) -> Result:
    async with LoadServer.started() as server:
        packs = {
            "STUDYHALL_PACKS": str(course.packs),
            "STUDYHALL_CACHE": str(folder / "cache"),
            "DATABASE_URL": f"sqlite:///{folder / 'studyhall.db'}",
        }
        async with (
            running(python, STUDYHALL, server.environment("ours") | packs) as ours,
            running(python, EMPTY, server.environment("peer")) as peer,
        ):
            sides = (Process("ours", ours), Process("peer", peer))
            for side in sides:
                await server.until_here(side.token)
                await _per_second(server, side, course, ROUNDS)  # not counted: what is made once is made now
            rounds = [[await _per_second(server, side, course, number) for side in sides] for number in range(ROUNDS)]
    our_rates, their_rates = zip(*rounds, strict=True)
    ratio = median(our / their for our, their in rounds)
    return Result(
        f"{name}{course.what}",
        f"{median(our_rates):.0f}/s",
        f"{median(their_rates):.0f}/s",
        f"{ratio:.2f}",
        "" if course.goal is None else f"{course.goal:.2f}",
        course.goal is None or ratio >= course.goal,
    )


async def _per_second(server: LoadServer, side: Process, course: Course, number: int) -> float:
    """Answers in a second of the process's time."""
    before = side.cpu_seconds()
    answered = await server.answers(side.token, course.asked[number :: ROUNDS + 1])
    return answered / (side.cpu_seconds() - before)


def _print_table(results: Sequence[Result]) -> None:
    print(f"{'what':<31} | {'ours':>7} | {'empty command':>13} | {'ratio':>5} | {'goal':>4} | verdict")
    for result in results:
        verdict = "met" if result.is_met else "MISSED"
        sides = f"{result.what:<31} | {result.ours:>7} | {result.peer:>13}"
        print(f"{sides} | {result.ratio:>5} | {result.goal:>4} | {verdict}")
    print("/s: answers in a second of the bot's processor time")


if __name__ == "__main__":
    sys.exit(asyncio.run(main(*sys.argv[1:2])))
