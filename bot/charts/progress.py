"""The picture of somebody's progress: accuracy over time, and strength in each part of the exam."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.charts.paper import (
    ACCENT,
    BOLD,
    MARGIN,
    PANEL,
    SHADE,
    SOFT_INK,
    TRACK,
    WIDTH,
    Lettering,
    Paper,
    Spot,
    fitted,
    width_of,
)

HEADING, LABEL, SMALL = Lettering(17, BOLD), Lettering(15), Lettering(13.5, ink=SOFT_INK)
RESULT, NO_RESULT = Lettering(15, BOLD), Lettering(15, ink=SOFT_INK)
HEADING_HEIGHT = 36
GAP = 24
BAR_HEIGHT, BAR_ROW, BAR_SPACE = 9, 44, 11
LEFT, RIGHT = MARGIN, WIDTH - MARGIN
# The accuracy scale stands left of the graph.
GRAPH_LEFT, GRAPH_RIGHT = LEFT + 50, RIGHT - 22
# What the last moment is called may stand above the highest line.
HEADROOM, GRAPH_HEIGHT, DAYS_HEIGHT = 16, 120, 28
SPACE_BETWEEN_DAYS = 14
SHARE_WITH_ROOM_UNDER_IT = 0.3


@dataclass(frozen=True, slots=True)
class Moment:
    """`share` of the answers around `day` were right; `told` is that in words, `name` the day."""

    day: date
    share: float
    name: str
    told: str


@dataclass(frozen=True, slots=True)
class Strength:
    """`share` of the answers in one part of the exam were right; `told` is that in words. No answers: no share."""

    name: str
    told: str
    share: float | None


@dataclass(frozen=True, slots=True)
class ProgressChart:
    """All that stands in the picture, in the reader's language. `scale` names none, half and all of the answers.

    Fewer than two moments are no line, and are left out; so is a part without strengths.
    """

    over_time: str
    scale: tuple[str, str, str]
    moments: tuple[Moment, ...]
    by_domain: str
    strengths: tuple[Strength, ...]


def draw_progress(chart: ProgressChart) -> bytes:
    """The picture as a PNG file. Takes some hundredths of a second, so not on the loop's own thread."""
    has_line, has_bars = len(chart.moments) > 1, bool(chart.strengths)
    line_height = (HEADING_HEIGHT + HEADROOM + GRAPH_HEIGHT + DAYS_HEIGHT) * has_line
    bars_height = (HEADING_HEIGHT + BAR_ROW * len(chart.strengths) - BAR_SPACE) * has_bars
    paper = Paper(2 * MARGIN + line_height + GAP * (has_line and has_bars) + bars_height)
    if has_line:
        _line_part(paper, MARGIN, chart)
    if has_bars:
        _bars_part(paper, MARGIN + line_height + GAP * has_line, chart)
    return paper.png()


# --- accuracy over time ----------------------------------------------------------------------------------------------


def _line_part(paper: Paper, top: float, chart: ProgressChart) -> None:
    _heading(paper, top, chart.over_time)
    top += HEADING_HEIGHT + HEADROOM
    spots = _spots(chart.moments, top)
    floor = top + GRAPH_HEIGHT
    paper.shape([(spots[0][0], floor), *spots, (spots[-1][0], floor)], SHADE)
    _scale(paper, top, chart.scale)
    paper.line(spots, ACCENT, 3)
    for spot in spots:
        paper.dot(spot, PANEL, 7)
        paper.dot(spot, ACCENT, 5)
    _days(paper, floor + DAYS_HEIGHT - 8, chart.moments, spots)
    _tell(paper, chart.moments[-2:], spots[-1])


def _scale(paper: Paper, top: float, names: Sequence[str]) -> None:
    for number, name in enumerate(names):
        height = top + GRAPH_HEIGHT * (1 - number / (len(names) - 1))
        paper.line([(GRAPH_LEFT - 6, height), (RIGHT, height)], TRACK, 1)
        paper.text((GRAPH_LEFT - 14, height), name, SMALL, "rm")


def _spots(moments: Sequence[Moment], top: float) -> list[Spot]:
    """Where the moments are: days keep their distance, though nobody may have played on some."""
    first, last = moments[0].day, moments[-1].day
    width, days = GRAPH_RIGHT - GRAPH_LEFT - 12, (last - first).days
    return [
        (GRAPH_LEFT + 12 + width * (moment.day - first).days / days, top + GRAPH_HEIGHT * (1 - moment.share))
        for moment in moments
    ]


def _days(paper: Paper, height: float, moments: Sequence[Moment], spots: Sequence[Spot]) -> None:
    """The names of the last day, the first, and those between that have room."""
    taken: list[tuple[float, float]] = []
    for number in (len(moments) - 1, *range(len(moments) - 1)):
        name, at = moments[number].name, spots[number][0]
        half = width_of(name, SMALL) / 2
        at = min(at, RIGHT - half)
        start, end = at - half - SPACE_BETWEEN_DAYS, at + half + SPACE_BETWEEN_DAYS
        if all(end <= other_start or start >= other_end for other_start, other_end in taken):
            taken.append((at - half, at + half))
            paper.text((at, height), name, SMALL, "ms")


def _tell(paper: Paper, moments: Sequence[Moment], spot: Spot) -> None:
    """What the last moment is: under its dot where the line comes from above and there is room, else over it."""
    before, last = moments
    is_under = before.share > last.share > SHARE_WITH_ROOM_UNDER_IT
    half = width_of(last.told, RESULT) / 2
    paper.text((min(spot[0], RIGHT - half), spot[1] + (26 if is_under else -13)), last.told, RESULT, "ms")


# --- strength in each part of the exam -------------------------------------------------------------------------------


def _bars_part(paper: Paper, top: float, chart: ProgressChart) -> None:
    _heading(paper, top, chart.by_domain)
    for number, strength in enumerate(chart.strengths):
        _strength(paper, top + HEADING_HEIGHT + BAR_ROW * number, strength)


def _strength(paper: Paper, top: float, strength: Strength) -> None:
    told = LABEL if strength.share is not None else NO_RESULT
    name = fitted(strength.name, LABEL, RIGHT - LEFT - width_of(strength.told, told) - 16)
    paper.text((LEFT, top + 14), name, LABEL)
    paper.text((RIGHT, top + 14), strength.told, told, "rs")
    top += 23
    paper.bar((LEFT, top), (RIGHT, top + BAR_HEIGHT), TRACK, BAR_HEIGHT / 2)
    if strength.share:
        end = max(LEFT + (RIGHT - LEFT) * strength.share, LEFT + BAR_HEIGHT)
        paper.bar((LEFT, top), (end, top + BAR_HEIGHT), ACCENT, BAR_HEIGHT / 2)


def _heading(paper: Paper, top: float, words: str) -> None:
    paper.text((LEFT, top + HEADING.size), fitted(words, HEADING, RIGHT - LEFT), HEADING)
