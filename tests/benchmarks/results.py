"""What benchmarks print: a line for each thing that was measured, and whether its goal is met."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """`ratio` is the median of the rounds' own. A row without a goal is there to be known; not every one has a peer."""

    what: str
    ours: str
    peer: str = ""
    ratio: str = ""
    goal: str = ""
    is_met: bool = True


def told(results: Sequence[Result], widths: Sequence[int]) -> int:
    """Print them in columns of these widths; 1 if a goal is missed, else 0."""
    form = " | ".join([f"{{:<{widths[0]}}}", *(f"{{:>{width}}}" for width in widths[1:]), "{}"])
    print(form.format("what", "ours", "peer", "ratio", "goal", "verdict"))
    for result in results:
        verdict = "" if not result.goal else "met" if result.is_met else "MISSED"
        print(form.format(result.what, result.ours, result.peer, result.ratio, result.goal, verdict))
    return 0 if all(result.is_met for result in results) else 1
