"""What is told of an evening beside the podium: its picture, the same in words, its hardest question, its teams."""

from collections.abc import Collection, Iterator

from bot.cards.poster import Block, Lines
from bot.cards.quiz_words import right_words
from bot.cards.said import Said, Strong, said
from bot.cards.scores_words import accuracy, amount
from bot.cards.voice import Voice
from bot.charts.recap import Bar, Lane, RecapChart
from bot.evening import Went, hardest, questions, runs
from bot.quiz.game import Game
from bot.quiz.standings import TeamStanding, team_standings
from bot.storage.scores import Score

# As many as the picture has room and inks for; they are the podium.
LANES = 3
FEWEST_DRAWN = 2
LONGEST_QUESTION = 140
# A room has fewer; whoever has more reads the first.
MOST_TEAMS = 10


def recap_chart(game: Game, voice: Voice, hidden: Collection[int] = ()) -> RecapChart | None:
    """The picture; None if nobody answered anything, or for a single question, of which words say as much.

    Whoever is `hidden` is in no lane of it.
    """
    went, most = questions(game), hardest(game)
    if len(went) < FEWEST_DRAWN or not any(each.answered for each in went):
        return None
    bars = tuple(Bar(str(each.round.number), each.share, is_hardest=each == most) for each in went)
    lanes = tuple(
        Lane(voice.say("recap.lane", rank=run.standing.rank, points=amount(run.standing.points)), run.points)
        for run in runs(game, LANES, hidden)
    )
    return RecapChart(voice.say("recap.by-question"), bars, voice.say("recap.race"), lanes)


def recap_in_words(game: Game, voice: Voice, hidden: Collection[int] = ()) -> str:
    """What the picture shows."""
    most = hardest(game)
    told = ", ".join(
        voice.say("recap.part", number=each.round.number, told=_told(each, voice)) for each in questions(game)
    )
    sentences = [voice.say("recap.sentence", heading=voice.say("recap.by-question"), told=told)]
    if most is not None:
        number = str(most.round.number)
        sentences.insert(0, voice.say("recap.sentence", heading=voice.say("recap.hardest"), told=number))
    lanes = ", ".join(
        voice.say("recap.lane-in-words", rank=run.standing.rank, points=amount(run.standing.points))
        for run in runs(game, LANES, hidden)
    )
    if lanes:
        sentences.insert(0, voice.say("recap.sentence", heading=voice.say("recap.race"), told=lanes))
    return " ".join(sentences)


def _told(went: Went, voice: Voice) -> str:
    if not went.answered:
        return voice.say("recap.no-answers")
    return accuracy(Score(0, went.right, went.answered), voice)


def hardest_block(game: Game, voice: Voice) -> Iterator[Block]:
    """The hardest question with its answer; nothing if all were right."""
    most = hardest(game)
    if most is None:
        return
    asked = most.round.asked
    ask = voice.read(asked.ask)
    ask = ask if len(ask) <= LONGEST_QUESTION else f"{ask[: LONGEST_QUESTION - 1].rstrip()}…"
    right = said(
        voice, "recap.hardest-right", right=most.right, answered=most.answered, answer=Strong(right_words(asked, voice))
    )
    head = Strong(voice.say("recap.hardest"))
    yield Lines(((head,), said(voice, "recap.question", number=most.round.number, ask=ask), right))


def teams_block(game: Game, voice: Voice) -> Iterator[Block]:
    """The teams, if there were any."""
    placed = team_standings(game)[:MOST_TEAMS]
    if placed:
        yield Lines(((Strong(voice.say("recap.teams")),), *(_team(standing, voice) for standing in placed)))


def _team(standing: TeamStanding, voice: Voice) -> Said:
    rank, name = Strong(f"{standing.rank}."), Strong(standing.name)
    return said(voice, "recap.team", rank=rank, team=name, points=amount(standing.points), players=standing.players)
