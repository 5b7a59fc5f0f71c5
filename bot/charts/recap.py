"""The picture of an evening: how each question went, and how the best came to their points.

Nobody is named in it: the places are those of the podium beside it, and a picture can be shown to anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import dist

from bot.charts.paper import (
    ACCENT,
    BOLD,
    INK,
    MARGIN,
    SOFT_INK,
    TRACK,
    WIDTH,
    Lettering,
    Paper,
    Spot,
    fitted,
    width_of,
)

AMBER = "#f2b84b"

HEADING, SMALL, RESULT = Lettering(17, BOLD), Lettering(13.5, ink=SOFT_INK), Lettering(15, BOLD)
HEADING_HEIGHT = 36
GAP = 26
LEFT, RIGHT = MARGIN, WIDTH - MARGIN
BARS_HEIGHT, NUMBERS_HEIGHT, FLAG_HEIGHT = 92, 24, 12
WIDEST_BAR, SPACE_BETWEEN_BARS = 30, 0.35
SPACE_BETWEEN_NUMBERS = 8
RACE_HEIGHT, RACE_FOOT = 128, 14
# Beside the end of a line stand its place and points.
SPACE_FOR_RESULTS = 92
LEAST_BETWEEN_RESULTS = 19
# The first is the widest; the third is dashed, so that ink is not all that tells them apart.
INKS, WIDTHS = (ACCENT, INK, AMBER), (4, 2.5, 2.5)
DASHED, DASH, DASH_GAP, SHORTEST_DASH = 2, 8.0, 6.0, 0.2


@dataclass(frozen=True, slots=True)
class Bar:
    """`share` of those who answered the question were right; None if nobody answered."""

    name: str
    share: float | None
    is_hardest: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """One of the best: `told` is the place and the points in words, `points` what they had after each question."""

    told: str
    points: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RecapChart:
    """All that stands in the picture, in the channel's language. At most three lanes."""

    by_question: str
    bars: tuple[Bar, ...]
    race: str
    lanes: tuple[Lane, ...]


def draw_recap(chart: RecapChart) -> bytes:
    """The picture as a PNG file. Takes some hundredths of a second, so not on the loop's own thread."""
    bars_height = HEADING_HEIGHT + FLAG_HEIGHT + BARS_HEIGHT + NUMBERS_HEIGHT
    race_height = (GAP + HEADING_HEIGHT + RACE_HEIGHT + RACE_FOOT) * bool(chart.lanes)
    paper = Paper(2 * MARGIN + bars_height + race_height)
    _heading(paper, MARGIN, chart.by_question)
    _bars(paper, MARGIN + HEADING_HEIGHT + FLAG_HEIGHT, chart.bars)
    if chart.lanes:
        top = MARGIN + bars_height + GAP
        _heading(paper, top, chart.race)
        _race(paper, top + HEADING_HEIGHT, chart.lanes[: len(INKS)])
    return paper.png()


# --- question by question --------------------------------------------------------------------------------------------


def _bars(paper: Paper, top: float, bars: Sequence[Bar]) -> None:
    step = (RIGHT - LEFT) / len(bars)
    width = min(step * (1 - SPACE_BETWEEN_BARS), WIDEST_BAR)
    for number, bar in enumerate(bars):
        _bar(paper, LEFT + step * (number + 0.5), top, width, bar)
    _numbers(paper, top + BARS_HEIGHT + NUMBERS_HEIGHT - 6, step, bars)


def _bar(paper: Paper, middle: float, top: float, width: float, bar: Bar) -> None:
    left, right, floor = middle - width / 2, middle + width / 2, top + BARS_HEIGHT
    rounding = min(width / 2, 4)
    paper.bar((left, top), (right, floor), TRACK, rounding)
    if bar.share:
        paper.bar((left, min(floor - BARS_HEIGHT * bar.share, floor - 2 * rounding)), (right, floor), ACCENT, rounding)
    if bar.is_hardest:
        # A flag over it, besides its own ink: that is seen without colours as well.
        paper.shape([(middle - 6, top - 13), (middle + 6, top - 13), (middle, top - 4)], AMBER)


def _numbers(paper: Paper, height: float, step: float, bars: Sequence[Bar]) -> None:
    """The hardest, the first, the last, and the others as far as there is room."""
    order = sorted(
        range(len(bars)), key=lambda place: (not bars[place].is_hardest, place % (len(bars) - 1 or 1), place)
    )
    taken: list[tuple[float, float]] = []
    for place in order:
        half = width_of(bars[place].name, SMALL) / 2 + SPACE_BETWEEN_NUMBERS / 2
        middle = LEFT + step * (place + 0.5)
        if all(middle + half <= start or middle - half >= end for start, end in taken):
            taken.append((middle - half, middle + half))
            ink = AMBER if bars[place].is_hardest else SOFT_INK
            paper.text((middle, height), bars[place].name, Lettering(SMALL.size, ink=ink), "ms")


# --- how the best came to their points -------------------------------------------------------------------------------


def _race(paper: Paper, top: float, lanes: Sequence[Lane]) -> None:
    most = max(max(lane.points) for lane in lanes) or 1
    floor, end = top + RACE_HEIGHT, RIGHT - SPACE_FOR_RESULTS
    paper.line([(LEFT, floor), (end, floor)], TRACK, 1)
    # The first is drawn last: where lines lie on each other, it is the one to be seen.
    for place in reversed(range(len(lanes))):
        spots = _spots(lanes[place].points, most, floor, end)
        _line(paper, spots, place)
        paper.dot(spots[-1], INKS[place], 5)
    heights = _spread([_spots(lane.points, most, floor, end)[-1][1] for lane in lanes], floor)
    for place, (lane, height) in enumerate(zip(lanes, heights, strict=True)):
        words = fitted(lane.told, RESULT, SPACE_FOR_RESULTS - 12)
        paper.text((end + 12, height), words, Lettering(RESULT.size, BOLD, INKS[place]), "lm")


def _spots(points: Sequence[int], most: int, floor: float, end: float) -> list[Spot]:
    """From nothing at the start to all of it at the end."""
    step = (end - LEFT) / len(points)
    return [(LEFT + step * number, floor - RACE_HEIGHT * earned / most) for number, earned in enumerate((0, *points))]


def _line(paper: Paper, spots: Sequence[Spot], place: int) -> None:
    if place != DASHED:
        paper.line(spots, INKS[place], WIDTHS[place])
        return
    for start, end in _dashes(spots):
        paper.line([start, end], INKS[place], WIDTHS[place])


def _dashes(spots: Sequence[Spot]) -> Sequence[tuple[Spot, Spot]]:
    """The pieces of a dashed line; its rhythm goes on around corners."""
    dashes: list[tuple[Spot, Spot]] = []
    beat = 0.0
    for start, end in pairwise(spots):
        long, at = dist(start, end), 0.0
        while at < long:
            is_drawn = beat < DASH
            until = min(at + max((DASH if is_drawn else DASH + DASH_GAP) - beat, SHORTEST_DASH), long)
            if is_drawn:
                dashes.append((_between(start, end, at / long), _between(start, end, until / long)))
            beat = (beat + until - at) % (DASH + DASH_GAP)
            at = until
    return dashes


def _between(start: Spot, end: Spot, share: float) -> Spot:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _spread(heights: Sequence[float], floor: float) -> list[float]:
    """Heights that keep a distance, in the order of places: what is equal or near stands under the better one."""
    spread: list[float] = []
    for height in heights:
        spread.append(max(height, spread[-1] + LEAST_BETWEEN_RESULTS) if spread else height)
    over = max(spread[-1] - floor, 0)
    return [height - over for height in spread]


def _heading(paper: Paper, top: float, words: str) -> None:
    paper.text((LEFT, top + HEADING.size), fitted(words, HEADING, RIGHT - LEFT), HEADING)
