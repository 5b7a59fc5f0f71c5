"""Pictures: what is true is drawn, everything is readable, and nothing runs over the edge."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageColor, ImageFont

from bot.charts.paper import (
    ACCENT,
    BOLD,
    FONTS,
    INK,
    MEDIUM,
    PANEL,
    SHADE,
    SOFT_INK,
    TRACK,
    Lettering,
    fitted,
    width_of,
)
from bot.charts.progress import Moment, ProgressChart, Strength, draw_progress
from bot.texts import read_texts
from knowledge.library import Library

DAY = date(2026, 10, 2)
MARGIN_PIXELS, SHORTEST_PIXELS = 50, 22
PANEL_RGB = ImageColor.getrgb(PANEL)
STRENGTHS = (Strength("Networking", "50 % of 8", 0.5), Strength("Billing", "no answers", None))


def moment(day: int, share: float) -> Moment:
    return Moment(DAY + timedelta(day), share, f"{day}", f"{share:.0%}")


def chart(moments: tuple[Moment, ...] = (), strengths: tuple[Strength, ...] = STRENGTHS) -> ProgressChart:
    return ProgressChart("Over time", ("0 %", "50 %", "100 %"), moments, "By domain", strengths)


def drawn(picture: ProgressChart) -> Image.Image:
    image = Image.open(BytesIO(draw_progress(picture)))
    assert (image.format, image.mode) == ("PNG", "RGB")
    return image


def is_clean(image: Image.Image) -> bool:
    """Whether the rim, half of the margin, has nothing on it."""
    rim, (width, height) = 24, image.size
    strips = (
        (0, 0, width, rim),
        (0, height - rim, width, height),
        (0, 0, rim, height),
        (width - rim, 0, width, height),
    )
    return all({colour for _, colour in image.crop(strip).getcolors() or ()} == {PANEL_RGB} for strip in strips)


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [part / 255 for part in ImageColor.getrgb(colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def letters(font: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / font, 20, layout_engine=ImageFont.Layout.BASIC)


def is_drawable(font: ImageFont.FreeTypeFont, letter: str) -> bool:
    return letter.isspace() or bytes(font.getmask(letter)) != bytes(font.getmask("\uffff"))


@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        (INK, PANEL, 7),
        (INK, SHADE, 7),
        (SOFT_INK, PANEL, 4.5),
        (ACCENT, PANEL, 3),
        (ACCENT, TRACK, 3),
        (ACCENT, SHADE, 3),
    ],
)
def test_inks_are_as_readable_as_wcag_asks(ink: str, ground: str, least: float) -> None:
    assert contrast(ink, ground) >= least


@pytest.mark.parametrize("font", [MEDIUM, BOLD])
def test_the_fonts_have_every_letter_that_we_and_the_packs_write(font: str, library: Library) -> None:
    texts = read_texts()
    keys = [key for key in texts.keys("en") if key.startswith(("scores.", "progress."))]
    words = [texts.keys(language)[key] for language in texts.languages for key in keys]
    words += [name for domain in library.domains.values() for name in domain.name.values()]
    opened = letters(font)
    assert [letter for letter in sorted(set("".join(words))) if not is_drawable(opened, letter)] == []


@pytest.mark.parametrize("share", [0.0, 0.01, 0.25, 0.5, 1.0])
def test_a_bar_is_as_long_as_its_share(share: float) -> None:
    image = drawn(chart(strengths=(Strength("Networking", "told", share),)))
    accent = ImageColor.getrgb(ACCENT)
    lengths = [sum(image.getpixel((x, y)) == accent for x in range(image.width)) for y in range(image.height)]
    whole = image.width - 2 * MARGIN_PIXELS
    assert max(lengths) == pytest.approx(max(share * whole, SHORTEST_PIXELS if share else 0), abs=3)


def test_the_line_rises_where_somebody_got_better() -> None:
    image = drawn(chart((moment(0, 0.0), moment(7, 1.0)), ()))
    accent = ImageColor.getrgb(ACCENT)
    heights = [next(y for y in range(image.height) if image.getpixel((x, y)) == accent) for x in range(300, 800)]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] > heights[-1] + 150


def test_what_there_is_nothing_to_show_of_takes_no_room() -> None:
    both, line, bars, one_moment = (
        drawn(picture).height
        for picture in (
            chart((moment(0, 0.2), moment(1, 0.4))),
            chart((moment(0, 0.2), moment(1, 0.4)), ()),
            chart(),
            chart((moment(0, 0.2),)),
        )
    )
    assert both > line > 0
    assert both > bars == one_moment


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=80)
SHARES = st.floats(0, 1)
MOMENTS = st.lists(
    st.builds(
        Moment,
        st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        SHARES,
        st.text("0123456789 ab", max_size=8),
        st.just("100 %"),
    ),
    max_size=40,
    unique_by=lambda moment: moment.day,
).map(lambda moments: tuple(sorted(moments, key=lambda moment: moment.day)))


@settings(max_examples=25, deadline=None)
@given(MOMENTS, st.lists(st.builds(Strength, WORDS, st.just("100 % of 9 999"), st.none() | SHARES), max_size=6), WORDS)
def test_nothing_runs_over_the_edge(moments: tuple[Moment, ...], strengths: list[Strength], heading: str) -> None:
    picture = ProgressChart(heading, ("0 %", "50 %", "100 %"), moments, heading, tuple(strengths))
    assert is_clean(drawn(picture))


def test_words_that_are_too_wide_end_in_an_ellipsis() -> None:
    assert fitted("Networking", Lettering(15), 500) == "Networking"
    short = fitted("Networking and content delivery", Lettering(15), 100)
    assert short.endswith("…")
    assert width_of(short, Lettering(15)) <= 100
