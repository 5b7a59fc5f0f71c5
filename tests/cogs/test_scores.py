"""Whoever plays, and however much: what is shown of it is something that Discord takes."""

from datetime import date

import discord
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.scores import score_card
from bot.cards.scores_board import By, Ranking, Shown, Time, board_poster
from bot.cards.scores_progress import Progress, progress_card, progress_in_words
from bot.cards.voice import Voice
from bot.quiz.standings import Standing
from bot.storage.scores import DayScore, Score, Summary
from bot.texts import read_texts
from cogs.ui.layouts import layout_of
from cogs.ui.markdown import plain
from cogs.ui.pages import pages_of
from cogs.ui.pictures import Picture
from cogs.ui.pieces import Reading
from cogs.ui.posters import poster_layout
from knowledge.library import Library
from tests.cogs.ui.test_pages import assert_discord_takes

VOICES = [Voice(read_texts(), language) for language in read_texts().languages]
SNOWFLAKES = st.integers(0, 2**63 - 1)
SCORES = st.integers(1, 10**9).flatmap(
    lambda answered: st.builds(Score, st.integers(0, 10**12), st.integers(0, answered), st.just(answered))
)
STANDINGS = st.builds(
    lambda rank, person, score: Standing(rank, person, score.points, score.right, score.answered),
    st.integers(1, 10**9),
    SNOWFLAKES,
    SCORES,
)
SHOWN = st.builds(
    Shown,
    st.sampled_from(Time),
    st.sampled_from(By),
    # As long as an id of a pack may be (knowledge/pack_format.py).
    st.sampled_from(["", "compute", "c" * 40]),
    st.integers(0, 9_999),
)
RANKINGS = st.builds(
    Ranking,
    st.lists(STANDINGS, max_size=10).map(tuple),
    st.booleans(),
    SNOWFLAKES,
    st.none() | STANDINGS,
    st.integers(0, 10**9),
)
DAYS = st.lists(
    st.builds(DayScore, st.dates(date(2015, 5, 13), date(2100, 1, 1)), SCORES),
    min_size=1,
    max_size=50,
    unique_by=lambda played: played.day,
).map(lambda days: sorted(days, key=lambda played: played.day))
# Discord's longest name, of signs that mean something to it.
NAMES = st.text("*_<@~|`# ñ", min_size=1, max_size=32).filter(str.strip)


@given(SHOWN, RANKINGS, st.sampled_from(VOICES), st.dates(date(2015, 1, 1), date(2100, 1, 1)))
def test_every_board(library: Library, shown: Shown, ranking: Ranking, voice: Voice, today: date) -> None:
    assert_discord_takes(poster_layout(board_poster(shown, ranking, today, library, voice)))


@given(STANDINGS, SCORES, NAMES, st.sampled_from(VOICES))
def test_every_score_is_whole(library: Library, standing: Standing, score: Score, name: str, voice: Voice) -> None:
    summary = Summary(standing, 10_000, dict.fromkeys(library.categories, score), dict.fromkeys(library.domains, score))
    (page,) = pages_of(score_card(name, (summary, 10**9), library, voice), Reading(voice.say))
    layout = layout_of(page)
    assert_discord_takes(layout)
    told = "\n".join(item.content for item in layout.walk_children() if isinstance(item, discord.ui.TextDisplay))
    names = [part.name for part in library.categories.values()] + [part.name for part in library.domains.values()]
    assert [voice.read(part) for part in names if plain(voice.read(part)) not in told] == []


@given(DAYS, SCORES, NAMES, st.sampled_from(VOICES))
def test_every_progress_with_its_picture(
    library: Library, days: list[DayScore], score: Score, name: str, voice: Voice
) -> None:
    progress = Progress(days, dict.fromkeys(library.domains, score))
    picture = Picture("progress", b"", progress_in_words(progress, library, voice))
    (page,) = pages_of(progress_card(name, progress, library, voice), Reading(voice.say))
    layout = layout_of(page, (), picture)
    assert_discord_takes(layout)
    (gallery,) = (item for item in layout.walk_children() if isinstance(item, discord.ui.MediaGallery))
    (shown,) = gallery.items
    file = picture.file()
    assert shown.media.url == f"attachment://{file.filename}"
    assert shown.description == file.description == picture.told
    assert 0 < len(picture.told) <= 1024
    # What matters most is what is not cut off.
    assert all(voice.read(domain.name) in picture.told for domain in library.domains.values())
