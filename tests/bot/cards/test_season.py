"""What is said of seasons."""

from datetime import UTC, datetime, timedelta

from bot.cards.poster import Beside, Keys, Poster, Turn
from bot.cards.scores_board import Ranking, Shown, Time, board_poster, read_shown
from bot.cards.season import final_poster, list_poster, question_poster
from bot.cards.voice import Voice
from bot.quiz.standings import Standing
from bot.storage.seasons import Season
from knowledge.library import Library
from tests.bot.cards.test_take_home import labels, lines, part, told
from tests.bot.quiz.fakes import ANA, LUIS, MIA

BEGAN = datetime(2026, 9, 1, 12, tzinfo=UTC)
RUNNING = Season(3, 500, "Autumn", BEGAN)
OVER = Season(2, 500, "Summer", BEGAN - timedelta(days=62), BEGAN)
BEST = (Standing(1, ANA, 12_000, 12, 14), Standing(1, LUIS, 12_000, 12, 12), Standing(3, MIA, 0, 0, 2))


def test_the_final_board_has_a_podium(english: Voice) -> None:
    poster = final_poster(OVER, (*BEST, Standing(4, 14, 0, 0, 1))[:3], 3, english)
    assert told(poster) == [
        "The season Summer is over",
        "1 July 2026 to 1 September 2026",
        "1. Ana · 12\u202f000 points · right: 12",
        "1. Luis · 12\u202f000 points · right: 12",
        "3. Mia · 0 points · right: 0",
        "People: 3",
    ]
    assert labels(poster) == ["Board"]


def test_a_season_without_answers_is_over_kindly(spanish: Voice) -> None:
    assert told(final_poster(OVER, (), 0, spanish))[2] == "Nadie ganó puntos en ella."


def rows(poster: Poster) -> list[str]:
    return ["".join(map(part, block.said)) for block in poster.blocks if isinstance(block, Beside)]


def test_the_list_names_who_is_in_front_and_who_won(english: Voice) -> None:
    poster = list_poster([(RUNNING, BEST[:1]), (OVER, BEST)], english)
    assert rows(poster) == [
        "Autumn · since 1 September 2026 · In front: Ana · 12\u202f000 points",
        "Summer · 1 July 2026 to 1 September 2026 · Won by Ana, Luis · 12\u202f000 points",
    ]
    assert lines(list_poster([], english).blocks[1])[0].startswith("There has been no season")
    assert len(rows(list_poster([(RUNNING, ())] * 11, english))) == 10


def test_ending_is_asked_for_twice(english: Voice) -> None:
    (keys,) = [block for block in question_poster(RUNNING, english).blocks if isinstance(block, Keys)]
    assert [(item.label, item.to) for item in keys.items if isinstance(item, Turn)] == [
        ("End it", "season:end:3"),
        ("Let it run", "season:keep:3"),
    ]


def test_a_board_of_a_season_keeps_to_it_while_it_is_turned(english: Voice, school: Library) -> None:
    shown = Shown(Time.SEASON, season=2)
    assert read_shown(str(shown)) == shown
    ranking = Ranking(BEST, has_more=True, reader=ANA, own=BEST[0], answered=14, season=OVER)
    poster = board_poster(shown, ranking, BEGAN.date(), school, english)
    assert told(poster)[:2] == ["Leaderboard: Summer", "by points · 1 July 2026 to 1 September 2026 (UTC)"]
    items = [item for block in poster.blocks if isinstance(block, Keys) for item in block.items]
    turns = {item.label: item.to for item in items if isinstance(item, Turn)}
    assert turns["Next 10"] == "board:season:points::1:2"
    assert turns["All time"] == "board:all:points::0"
    assert turns["This season"] == "board:season:points::0:2"
