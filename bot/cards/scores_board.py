"""The poster of a leaderboard: a page of it, the reader's own row, and the ways to other boards."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.cards.poster import Block, Heading, Keys, Lines, Poster, Small, Turn
from bot.cards.said import Person, Said, Strong, said
from bot.cards.scores_words import accuracy, amount
from bot.cards.voice import Voice
from bot.quiz.standings import Standing
from bot.storage.periods import Span
from bot.storage.scores import Score
from bot.storage.seasons import Season
from knowledge.library import Library

ROWS = 10
# The first word of what is pressed (cogs/ui/presses.py).
BOARD = "board"
# No board is turned further; its address has room for so much.
MOST_PAGES = 10_000


class Time(StrEnum):
    """Which answers count: those of this day, week or month in UTC, of a season, or all."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    ALL = "all"


class By(StrEnum):
    """What the board is ordered by."""

    POINTS = "points"
    ACCURACY = "accuracy"


SPANS = {Time.TODAY: Span.DAY, Time.WEEK: Span.WEEK, Time.MONTH: Span.MONTH, Time.ALL: Span.ALL_TIME}
# Answers that somebody needs to be on a board by accuracy: a few lucky ones are not skill.
LEAST_ANSWERS = {Time.TODAY: 5, Time.WEEK: 10, Time.MONTH: 20, Time.SEASON: 20, Time.ALL: 20}


@dataclass(frozen=True, slots=True)
class Shown:
    """Which page (from 0) of which board. `category` is an id; none is all of them. So is `season`, if it is one of a
    season; 0 is the one that runs, or else the last one.
    """

    time: Time = Time.ALL
    by: By = By.POINTS
    category: str = ""
    page: int = 0
    season: int = 0

    def __str__(self) -> str:
        """What a button that leads here has in its custom_id."""
        season = f":{self.season}" if self.season else ""
        return f"{BOARD}:{self.time}:{self.by}:{self.category}:{self.page}{season}"

    @property
    def least(self) -> int:
        """How many answers somebody needs to be on this board."""
        return LEAST_ANSWERS[self.time] if self.by is By.ACCURACY else 1


@dataclass(frozen=True, slots=True)
class Ranking:
    """A page of a board. `own` is where `reader` stands; if they do not, `answered` is how much they have answered.

    `season` is the one that the board is of, or that there is to turn to. `is_discreet`: `reader` keeps off the boards,
    and all see this one, so that nothing is said of them.
    """

    rows: tuple[Standing, ...]
    has_more: bool
    reader: int
    own: Standing | None
    answered: int
    season: Season | None = None
    is_discreet: bool = False


def read_shown(custom_id: str) -> Shown | None:
    """What a button leads to; None if it is not one of ours."""
    match custom_id.split(":"):
        case [word, time, by, category, page, *rest] if word == BOARD and _is_page(page) and _is_season(rest):
            try:
                return Shown(Time(time), By(by), category, int(page), int(rest[0]) if rest else 0)
            except ValueError:
                return None
        case _:
            return None


def _is_page(written: str) -> bool:
    return written.isdecimal() and int(written) < MOST_PAGES


def _is_season(written: list[str]) -> bool:
    return not written or (len(written) == 1 and re.fullmatch(r"[1-9]\d*", written[0], re.ASCII) is not None)


def board_poster(shown: Shown, ranking: Ranking, today: date, library: Library, voice: Voice) -> Poster:
    """Ten rows, one's own, and what to press."""
    return Poster(
        (
            Heading(said(voice, f"board.title.{shown.time}", season=ranking.season.title if ranking.season else "")),
            Small((_about(shown, ranking, today, library, voice),)),
            *(_rows(shown, ranking, voice) if ranking.rows or shown.page else _nobody(shown, voice)),
            *_turns(shown, ranking, voice),
            Keys(tuple(_times(shown, ranking, voice))),
        )
    )


def _about(shown: Shown, ranking: Ranking, today: date, library: Library, voice: Voice) -> str:
    category = library.categories.get(shown.category)
    since = _since(shown, today, voice) if shown.time is not Time.SEASON else _since_season(ranking.season, voice)
    parts = [voice.say(f"board.by.{shown.by}"), *([voice.read(category.name)] if category else []), since]
    return " · ".join(filter(None, parts))


def _since(shown: Shown, today: date, voice: Voice) -> str:
    month = voice.say(f"date.month.{today.month}")
    return voice.say(
        f"board.since.{shown.time}",
        date=voice.date(_monday(today)),
        today=voice.date(today),
        month=month,
        year=today.year,
    )


def _since_season(season: Season | None, voice: Voice) -> str:
    """From its first day on, in UTC as all days here; up to its last one, if it is over."""
    if season is None:
        return ""
    first = voice.date(season.started_at.date())
    if season.ended_at is None:
        return voice.say("board.since.season", first=first)
    return voice.say("board.since.season-over", first=first, last=voice.date(season.ended_at.date()))


def _monday(today: date) -> date:
    return date.fromordinal(today.toordinal() - today.weekday())


def _rows(shown: Shown, ranking: Ranking, voice: Voice) -> Iterator[Block]:
    yield Lines(tuple(_row(standing, shown, voice) for standing in ranking.rows))
    if ranking.own is None and not ranking.is_discreet:
        yield Small(_missing(shown, ranking, voice))
    elif ranking.own is not None and ranking.own.person not in {standing.person for standing in ranking.rows}:
        yield Lines((_row(ranking.own, shown, voice),))
    if shown.by is By.ACCURACY:
        yield Small(said(voice, "board.least", least=shown.least))


def _row(standing: Standing, shown: Shown, voice: Voice) -> Said:
    score = Score(standing.points, standing.right, standing.answered)
    return said(
        voice,
        f"board.row.{shown.by}",
        rank=Strong(f"{standing.rank}."),
        person=Person(standing.person),
        points=amount(score.points),
        percent=accuracy(score, voice),
        answers=amount(score.answered),
    )


def _missing(shown: Shown, ranking: Ranking, voice: Voice) -> Said:
    """Why the reader is not on the board, and what it takes."""
    person = Person(ranking.reader)
    if shown.by is By.ACCURACY:
        return said(voice, "board.too-few", person=person, least=shown.least, answers=ranking.answered)
    return said(voice, "board.not-yet", person=person)


def _nobody(shown: Shown, voice: Voice) -> Iterator[Block]:
    key = "board.nobody" if shown.by is By.POINTS else "board.nobody-enough"
    yield Lines((said(voice, key, least=shown.least), said(voice, "scores.begin")))


def _turns(shown: Shown, ranking: Ranking, voice: Voice) -> Iterator[Block]:
    """Back, on, and the other order."""
    other = By.ACCURACY if shown.by is By.POINTS else By.POINTS
    turns = [Turn(voice.say(f"board.order.{other}"), str(replace(shown, by=other, page=0)))]
    if ranking.has_more:
        turns.insert(0, Turn(voice.say("board.next"), str(replace(shown, page=shown.page + 1))))
    if shown.page:
        turns.insert(0, Turn(voice.say("button.back"), str(replace(shown, page=shown.page - 1))))
    yield Keys(tuple(turns))


def _times(shown: Shown, ranking: Ranking, voice: Voice) -> Iterator[Turn]:
    """The same board of another time, of a season only where there has been one; the one that is shown rests."""
    for time in Time:
        label, is_here = voice.say(f"choice.leaderboard.period.{time}"), time is shown.time
        if is_here or time is not Time.SEASON or ranking.season is not None:
            # No two buttons of a message may lead to the same place, and "back" may lead to the first page.
            there = shown if is_here else replace(shown, time=time, page=0, season=0)
            yield Turn(label, str(there), is_resting=is_here)
