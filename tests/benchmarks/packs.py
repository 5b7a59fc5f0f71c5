"""Measure how packs are read against PyYAML's CSafeLoader on the same files, in turn, and say which goals it misses.

Run it from the project's folder: `python -m tests.benchmarks.packs`. It takes about a minute.

The peer is the bare call that most programs make, `yaml.load(text, Loader=CSafeLoader)`, with Python's collector as it
is: no checks, no lines, no packs. Ours is everything that has to happen before a card can be shown.
"""

import gc
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import yaml

from knowledge.pack_cache import PackCache
from knowledge.pack_reader import SHIPPED_PACKS, pack_folders, read_packs
from tests.benchmarks.pack_copies import write_copies

TODAY = date(2100, 1, 1)
ROUNDS = 3
# A load of the shipped packs is short, and the machine was seen to change speed by 1.6 within seconds.
SHORT_ROUNDS = 15
FACTS = 10_000
SHIPPED_SECONDS = 0.150
COLD_RATIO = 0.35
WARM_RATIO = 1 / 50


@dataclass(frozen=True, slots=True)
class Result:
    """Medians in seconds, and the ratio of each round's two sides; a goal that is a time has no peer."""

    what: str
    ours: float
    peer: float
    ratio: float
    goal: str
    is_met: bool


def main() -> int:
    with TemporaryDirectory() as folder:
        results = [*_shipped(Path(folder)), *_many(Path(folder))]
    _print_table(results)
    return 0 if all(result.is_met for result in results) else 1


def _shipped(folder: Path) -> Sequence[Result]:
    folders = pack_folders(SHIPPED_PACKS)
    texts = _texts(folders)
    cache = PackCache(folder / "shipped")
    read_packs(folders, today=TODAY, cache=cache)
    sides = (
        lambda: read_packs(folders, today=TODAY),
        lambda: read_packs(folders, today=TODAY, cache=cache),
        lambda: _bare(texts),
    )
    cold, warm, bare = zip(*(_timed(sides) for _ in range(SHORT_ROUNDS)), strict=True)
    return (
        _absolute("shipped packs, cold", cold, bare),
        _absolute("shipped packs, from the cache", warm, bare),
    )


def _many(folder: Path) -> Sequence[Result]:
    (source,) = pack_folders(SHIPPED_PACKS)
    packs = [folder / "many"]
    copies = -(-FACTS // sum(1 + len(concept.facts) for concept in read_packs([source], today=TODAY)[0].concepts))
    facts = write_copies(source, copies, packs[0])
    texts = _texts(packs)
    cache = PackCache(folder / "cache")
    read = read_packs(packs, today=TODAY, cache=cache)
    assert sum(1 + len(concept.facts) for concept in read[0].concepts) == facts
    del read
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(f"{facts} facts in {len(texts)} files, {size:.1f} MB")
    sides = (
        lambda: read_packs(packs, today=TODAY),
        lambda: read_packs(packs, today=TODAY, cache=cache),
        lambda: _bare(texts),
    )
    cold, warm, bare = zip(*(_timed(sides) for _ in range(ROUNDS)), strict=True)
    return (
        _against(f"{facts} facts, cold", cold, bare, COLD_RATIO),
        _against(f"{facts} facts, from the cache", warm, bare, WARM_RATIO),
        _noticing(packs, cache),
    )


def _bare(texts: Sequence[str]) -> object:
    return [yaml.load(text, Loader=yaml.CSafeLoader) for text in texts]


def _texts(folders: Sequence[Path]) -> Sequence[str]:
    return [path.read_text(encoding="utf-8") for folder in folders for path in sorted(folder.glob("*.yaml"))]


def _timed(sides: Sequence[Callable[[], object]]) -> tuple[float, ...]:
    """The seconds of each side, one after the other; what one leaves behind is gone before the next begins."""
    seconds = []
    for side in sides:
        gc.collect()
        start = perf_counter()
        result = side()
        seconds.append(perf_counter() - start)
        del result
    return tuple(seconds)


def _noticing(packs: Sequence[Path], cache: PackCache) -> Result:
    """Change one letter of one file, keeping its size and time."""
    path = packs[0] / "compute.yaml"
    before, times = path.read_bytes(), path.stat()
    path.write_bytes(before.replace(b"virtual", b"Virtual", 1))
    is_changed = path.read_bytes() != before and path.stat().st_size == times.st_size
    start = perf_counter()
    key = cache.key(packs)
    seconds = perf_counter() - start
    is_noticed = key is not None and cache.load(key) is None
    return Result("a changed letter is noticed", seconds, 0, 0, "yes", is_changed and is_noticed)


def _absolute(what: str, ours: Sequence[float], peer: Sequence[float]) -> Result:
    goal = f"{SHIPPED_SECONDS * 1000:.0f} ms"
    return Result(what, median(ours), median(peer), _ratio(ours, peer), goal, median(ours) <= SHIPPED_SECONDS)


def _against(what: str, ours: Sequence[float], peer: Sequence[float], goal: float) -> Result:
    ratio = _ratio(ours, peer)
    return Result(what, median(ours), median(peer), ratio, _shown(goal), ratio <= goal)


def _ratio(ours: Sequence[float], peer: Sequence[float]) -> float:
    return median(our / their for our, their in zip(ours, peer, strict=True))


def _shown(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio >= 0.1 else f"1/{1 / ratio:.0f}"


def _print_table(results: Sequence[Result]) -> None:
    print(f"{'what':<30} | {'ours':>9} | {'CSafeLoader':>11} | {'ratio':>5} | {'goal':>6} | verdict")
    for result in results:
        peer = f"{1000 * result.peer:.1f} ms" if result.peer else ""
        ratio = _shown(result.ratio) if result.peer else ""
        verdict = "met" if result.is_met else "MISSED"
        ours = f"{1000 * result.ours:.1f} ms"
        print(f"{result.what:<30} | {ours:>9} | {peer:>11} | {ratio:>5} | {result.goal:>6} | {verdict}")


if __name__ == "__main__":
    sys.exit(main())
