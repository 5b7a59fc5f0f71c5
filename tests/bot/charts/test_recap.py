"""The picture of an evening: what is true is drawn, everything is readable, and nothing runs over the edge."""

from io import BytesIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageColor

from bot.charts.paper import ACCENT, INK, PANEL, TRACK
from bot.charts.recap import AMBER, Bar, Lane, RecapChart, draw_recap
from tests.bot.charts.test_progress import contrast, is_clean

ACCENT_RGB, AMBER_RGB, TRACK_RGB = (ImageColor.getrgb(ink) for ink in (ACCENT, AMBER, TRACK))


def chart(*bars: Bar, lanes: tuple[Lane, ...] = ()) -> RecapChart:
    return RecapChart("Question by question", bars or (Bar("1", 0.5),), "The way", lanes)


def drawn(picture: RecapChart) -> Image.Image:
    image = Image.open(BytesIO(draw_recap(picture)))
    assert (image.format, image.mode) == ("PNG", "RGB")
    return image


def highest(image: Image.Image, ink: tuple[int, ...], left: float, right: float) -> int | None:
    """The first row with that ink between two shares of the width."""
    pixels = np.asarray(image)[:, int(image.width * left) : int(image.width * right)]
    rows = np.flatnonzero((pixels == ink).all(axis=2).any(axis=1))
    return int(rows[0]) if rows.size else None


@pytest.mark.parametrize(("ink", "least"), [(AMBER, 4.5), (ACCENT, 4.5), (INK, 7), (TRACK, 1.3)])
def test_inks_are_readable_on_the_panel(ink: str, least: float) -> None:
    assert contrast(ink, PANEL) >= least


def test_a_bar_is_the_higher_the_more_were_right() -> None:
    image = drawn(chart(Bar("1", 1.0), Bar("2", 0.5), Bar("3", 0.0), Bar("4", None)))
    heights = [highest(image, ACCENT_RGB, place / 4, (place + 1) / 4) for place in range(4)]
    assert heights[0] is not None
    assert heights[1] is not None
    assert heights[0] < heights[1]
    assert heights[2:] == [None, None]
    assert all(highest(image, TRACK_RGB, place / 4, (place + 1) / 4) is not None for place in (1, 2, 3))


def test_the_hardest_has_a_flag_that_is_seen_without_colours() -> None:
    plain, flagged = (drawn(chart(Bar("1", 0.5), Bar("2", 0.5, is_hardest))) for is_hardest in (False, True))
    assert highest(plain, AMBER_RGB, 0, 1) is None
    flag, bar = highest(flagged, AMBER_RGB, 0.5, 1), highest(flagged, TRACK_RGB, 0.5, 1)
    assert flag is not None
    assert bar is not None
    assert flag < bar
    assert highest(flagged, AMBER_RGB, 0, 0.5) is None


def test_whoever_earned_more_ends_higher() -> None:
    lanes = (Lane("1. 3000", (1000, 3000)), Lane("2. 2000", (1000, 2000)), Lane("3. 500", (0, 500)))
    image = drawn(chart(lanes=lanes))
    middle = image.height // 2
    lower = image.crop((0, middle, image.width, image.height))
    ends = [highest(lower, ImageColor.getrgb(ink), 0.74, 0.76) for ink in (ACCENT, INK, AMBER)]
    assert None not in ends
    assert ends == sorted(ends, key=lambda end: end or 0)


def test_without_points_there_is_no_race() -> None:
    assert drawn(chart()).height < drawn(chart(lanes=(Lane("1. 5", (5,)),))).height


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=60)
BARS = st.lists(
    st.builds(Bar, WORDS.map(lambda words: words[:3]), st.none() | st.floats(0, 1), st.booleans()),
    min_size=1,
    max_size=50,
)
LANES = st.integers(1, 50).flatmap(
    lambda count: st.lists(
        st.builds(Lane, WORDS, st.lists(st.integers(0, 75_000), min_size=count, max_size=count).map(tuple)), max_size=5
    )
)


@settings(max_examples=8, deadline=None)
@given(bars=BARS, lanes=LANES)
def test_nothing_runs_over_the_edge(bars: list[Bar], lanes: list[Lane]) -> None:
    assert is_clean(drawn(chart(*bars, lanes=tuple(lanes))))
