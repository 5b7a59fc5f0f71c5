"""What is said of seasons: that one begins, whether it shall end, its final board, and all that there were."""

from collections.abc import Iterator, Sequence

from bot.cards.poster import Beside, Block, Heading, Keys, Lines, Poster, Small, Turn
from bot.cards.said import Person, Said, Strong, said
from bot.cards.scores_board import Shown, Time
from bot.cards.scores_words import amount
from bot.cards.voice import Voice
from bot.quiz.standings import Standing
from bot.storage.seasons import Season

# The first word of what is pressed (cogs/ui/presses.py), and what may follow it.
SEASON = "season"
END, KEEP = "end", "keep"
# Ten are read on a phone; the whole of it is a press away.
ROWS = 10
PODIUM = 3
# Each takes three of a message's 40 components.
MOST_LISTED = 10
# Who shares the first place with more than two others is on the board.
MOST_WINNERS = 3


def started_poster(season: Season, person: int, voice: Voice) -> Poster:
    """For all: it begins, and what counts."""
    title = said(voice, "season.started", person=Person(person), title=Strong(season.title))
    return Poster((Heading(title), Lines((said(voice, "season.started-how"),)), _ways(season, voice)))


def question_poster(season: Season, voice: Voice) -> Poster:
    """Whether it shall end: that cannot be taken back."""
    keys = (
        Turn(voice.say("season.end-it"), f"{SEASON}:{END}:{season.id}", is_main=True),
        Turn(voice.say("season.keep-it"), f"{SEASON}:{KEEP}:{season.id}"),
    )
    return Poster((Lines((said(voice, "season.sure", title=Strong(season.title)),)), Keys(keys)))


def final_poster(season: Season, best: Sequence[Standing], people: int, voice: Voice) -> Poster:
    """For all, when it is over: the podium, the next ones, and ways to the rest."""
    return Poster(
        (
            Heading(said(voice, "season.over", title=Strong(season.title))),
            Small(_span(season, voice)),
            *_places(best, people, voice),
            _ways(season, voice),
        )
    )


def list_poster(seasons: Sequence[tuple[Season, Sequence[Standing]]], voice: Voice) -> Poster:
    """The latest ones with their winners, each with its board."""
    if not seasons:
        return Poster((Heading(said(voice, "season.list")), Lines((said(voice, "season.none-yet"),))))
    rows = (Beside(_row(season, best, voice), _board(season, voice)) for season, best in seasons[:MOST_LISTED])
    more = [Small(said(voice, "season.more"))] if len(seasons) > MOST_LISTED else []
    return Poster((Heading(said(voice, "season.list")), *rows, *more))


def _places(best: Sequence[Standing], people: int, voice: Voice) -> Iterator[Block]:
    if not best:
        yield Lines((said(voice, "season.nobody"),))
        return
    yield Lines(tuple(_place(standing, voice) for standing in best if standing.rank <= PODIUM))
    others = tuple(_place(standing, voice) for standing in best if standing.rank > PODIUM)
    if others:
        yield Lines(others)
    yield Small(said(voice, "season.people", people=people))


def _place(standing: Standing, voice: Voice) -> Said:
    rank, person, points = Strong(f"{standing.rank}."), Person(standing.person), amount(standing.points)
    return said(voice, "season.place", rank=rank, person=person, points=points, right=standing.right)


def _row(season: Season, best: Sequence[Standing], voice: Voice) -> Said:
    title, line = Strong(season.title), _span(season, voice)
    winners = [standing.person for standing in best if standing.rank == 1][:MOST_WINNERS]
    if not winners:
        return (title, " · ", *line)
    key = "season.leads" if season.ended_at is None else "season.won"
    points = amount(best[0].points)
    return (title, " · ", *line, " · ", *said(voice, key, person=_all(winners), points=points))


def _all(people: Sequence[int]) -> Said:
    """All of them, with commas between."""
    parts: list[str | Person] = []
    for person in people:
        parts += [", ", Person(person)] if parts else [Person(person)]
    return tuple(parts)


def _span(season: Season, voice: Voice) -> Said:
    return (span_words(season, voice),)


def span_words(season: Season, voice: Voice) -> str:
    """Its first and last day, in UTC as all days of scores."""
    first = voice.date(season.started_at.date())
    if season.ended_at is None:
        return voice.say("season.since", first=first)
    return voice.say("season.span", first=first, last=voice.date(season.ended_at.date()))


def _ways(season: Season, voice: Voice) -> Keys:
    return Keys((_board(season, voice),))


def _board(season: Season, voice: Voice) -> Turn:
    return Turn(voice.say("season.board"), str(Shown(Time.SEASON, season=season.id)))
