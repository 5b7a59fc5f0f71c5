"""Take-homes, recaps and seasons at their largest: Discord takes them."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

from bot.cards.poster import Poster
from bot.cards.quiz_end import recap_poster
from bot.cards.season import final_poster, list_poster, started_poster
from bot.cards.take_home import Reader, done_poster, late_poster, question_poster, reveal_poster
from bot.cards.take_home_news import Listed, Outcome, announcement, result_poster
from bot.cards.take_home_news import list_poster as take_homes
from bot.cards.voice import Voice
from bot.quiz.events import Chosen, Typed
from bot.quiz.standings import Standing
from bot.storage.seasons import LONGEST_TITLE as LONGEST_SEASON
from bot.storage.seasons import Season
from bot.take_home import LONGEST_TITLE, Brief, Sheet, TakeHome, Taken, game_of
from bot.texts import read_texts
from cogs.ui.pictures import Picture
from cogs.ui.posters import poster_layout
from knowledge.languages import Vocabulary
from knowledge.library import Library
from knowledge.questions.asked import Asked, AskedKind
from knowledge.questions.phrases import read_phrases
from knowledge.questions.question_maker import QuestionMaker
from knowledge.questions.typed_answers import LONGEST_TYPED, Judgement
from tests.cogs.ui.test_pages import assert_discord_takes

TEXTS = read_texts()
NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
# As long as Discord's ids get in the next ten years, and titles of signs that mean something to it.
FIRST = 2_000_000_000_000_000_000
PEOPLE = range(FIRST, FIRST + 12)
SIGNS = "*_<@~|`# ñ" * 20
PICTURE = Picture("recap", b"png", "words")


@pytest.fixture(params=TEXTS.languages)
def voice(request: pytest.FixtureRequest) -> Voice:
    return Voice(TEXTS, request.param)


@pytest.fixture(scope="session")
def everything(library: Library, vocabulary: Vocabulary) -> tuple[Asked, ...]:
    """All that can be asked, each with one draw of wrong answers."""
    return QuestionMaker(library, vocabulary, read_phrases()).make(Random(7), 10_000)


def draw(poster: Poster) -> None:
    assert_discord_takes(poster_layout(poster, PICTURE))


def take_home(questions: tuple[Asked, ...]) -> TakeHome:
    return TakeHome(**brief(FIRST), questions=questions, count=len(questions))


def brief(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "guild": FIRST,
        "channel": FIRST,
        "title": SIGNS[:LONGEST_TITLE],
        "language": "en",
        "opened_at": NOON,
        "closes_at": NOON + timedelta(days=2),
    }


def wrong(asked: Asked) -> Taken:
    """The longest answer that is not right."""
    if asked.kind is AskedKind.TYPED:
        return Taken(Typed("*" * LONGEST_TYPED), FIRST, Judgement.NOTHING_LIKE_IT)
    places = [place for place, option in enumerate(asked.options) if not option.is_right]
    return Taken(Chosen(tuple(places[: len(asked.right)])), FIRST)


def sheet_of(it: TakeHome) -> Sheet:
    return {number: wrong(asked) for number, asked in enumerate(it.questions, 1)}


def test_every_question_can_be_taken_home(everything: tuple[Asked, ...], library: Library, voice: Voice) -> None:
    """Half of them in one language and half in the other: the quiz's own layouts are held against all of both."""
    reader = Reader(FIRST, voice, voice)
    for asked in everything[TEXTS.languages.index(voice.language) :: 2]:
        it = take_home((asked,))
        draw(question_poster(it, 1, library, reader))
        draw(reveal_poster(it, 1, sheet_of(it), library, reader))


def test_a_whole_one_and_all_that_is_said_of_it(everything: tuple[Asked, ...], library: Library, voice: Voice) -> None:
    it, reader = take_home(everything[:50]), Reader(FIRST, voice, voice)
    sheets: Mapping[int, Sheet] = dict.fromkeys(PEOPLE, sheet_of(it))
    game = game_of(it, sheets)
    for poster in (
        announcement(it, voice),
        done_poster(it, sheets[FIRST], library, reader),
        late_poster(it, sheets[FIRST], reader),
        result_poster(Outcome(it, game, len(PEOPLE)), library, voice),
        recap_poster(game, library, voice),
        take_homes([Listed(it, 50, is_open=False)], voice),
    ):
        draw(poster)


def test_ten_are_listed_at_once(voice: Voice) -> None:
    listed = [Listed(Brief(**brief(FIRST + n), count=50), n, is_open=n < 5) for n in range(25)]
    draw(take_homes(listed, voice))


def test_seasons_at_their_largest(voice: Voice) -> None:
    seasons = [Season(10**9 + n, FIRST, SIGNS[:LONGEST_SEASON], NOON, NOON + timedelta(days=90)) for n in range(11)]
    best = [Standing(1, person, 10**12, 10**9, 10**9) for person in PEOPLE][:10]
    draw(started_poster(seasons[0], FIRST, voice))
    draw(final_poster(seasons[0], best, 10**6, voice))
    draw(list_poster([(season, best) for season in seasons], voice))
