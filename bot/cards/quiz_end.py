"""The cards at the end of a quiz: the podium for all, and for each person how they did."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.cards.card import Block as CardBlock
from bot.cards.card import Card, Choice, Choices, Paragraph, Points
from bot.cards.lookup import compare_with
from bot.cards.poster import Block, Heading, Key, Keys, Lines, Poster, Small
from bot.cards.quiz_words import answer_words, known, look_ups, right_words
from bot.cards.said import Person, Said, Strong, said
from bot.cards.voice import Voice
from bot.quiz.events import EndReason
from bot.quiz.game import Game, Round
from bot.quiz.standings import PersonalResult, Standing, mixed_up, result_of, standings
from knowledge.concepts import Concept
from knowledge.library import Library

RESULT = "result"
# Three places, and those who share them; in a large room the others find theirs by the button.
PODIUM = 3
MOST_NAMED = 10
MOST_MIXED_UP = 3
# In a list of fifty questions each has one line of a phone or two.
LONGEST_QUESTION = 60


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two concepts of which the second was taken for the first."""

    concepts: tuple[Concept, Concept]
    times: int


def end_poster(game: Game, library: Library, voice: Voice) -> Poster:
    """How it ended, the podium, what the group mixed up, and a way to one's own result."""
    placed, pairs = standings(game.marks()), _pairs(game, library)
    blocks = (
        Heading(said(voice, "quiz.end.title")),
        *_reason(game, voice),
        *_podium(game, placed, voice),
        *_mixed_up(pairs, voice),
    )
    return Poster(blocks)


def _reason(game: Game, voice: Voice) -> Iterator[Block]:
    """Nothing needs saying about a quiz that came to its end."""
    if game.end is not None and game.end is not EndReason.FINISHED:
        yield Lines((said(voice, f"quiz.end.{game.end}"),))


def _podium(game: Game, placed: Sequence[Standing], voice: Voice) -> Iterator[Block]:
    if not placed:
        yield Lines((said(voice, "quiz.end.nobody"),))
        return
    shown = [standing for standing in placed if standing.rank <= PODIUM][:MOST_NAMED]
    yield Lines(tuple(_place(standing, voice) for standing in shown))
    asked = sum(round_.is_closed for round_ in game.rounds)
    yield Small(said(voice, "quiz.end.players", players=len(placed), questions=asked))
    yield Keys((Key(voice.say("quiz.end.result"), game.quiz, 0, RESULT, is_main=True),))


def _place(standing: Standing, voice: Voice) -> Said:
    rank, person = Strong(f"{standing.rank}."), Person(standing.person)
    return said(voice, "quiz.end.place", rank=rank, person=person, points=standing.points, right=standing.right)


def _pairs(game: Game, library: Library) -> list[_Pair]:
    """What was mixed up and can be compared, each two things once whichever was taken for the other."""
    times: dict[tuple[str, str], int] = {}
    for mixed in mixed_up(game):
        pair = (mixed.chosen, mixed.right) if (mixed.chosen, mixed.right) in times else (mixed.right, mixed.chosen)
        times[pair] = times.get(pair, 0) + mixed.times
    most = sorted(times.items(), key=lambda pair: -pair[1])
    concepts = ((known(ids, library), count) for ids, count in most)
    return [_Pair((both[0], both[1]), count) for both, count in concepts if len(both) == 2][:MOST_MIXED_UP]


def _compare(pair: _Pair, voice: Voice) -> Choice:
    one, other = pair.concepts
    key = "quiz.end.pair" if pair.times == 1 else "quiz.end.pair-often"
    label = voice.say(key, one=voice.name(one), other=voice.name(other), times=pair.times)
    return replace(compare_with((one,), other, voice), label=label)


def _mixed_up(pairs: Sequence[_Pair], voice: Voice) -> Iterator[Block]:
    if pairs:
        yield Lines(((Strong(voice.say("quiz.end.mixed-up")),),))
        yield Keys(tuple(_compare(pair, voice) for pair in pairs))


# --- for one person --------------------------------------------------------------------------------------------------


def result_card(game: Game, person: int, library: Library, voice: Voice) -> Card:
    """How one person did, what to read again, and question by question."""
    result = result_of(game, person)
    if result is None:
        return Card(voice.say("quiz.result.title"), (Paragraph(voice.say("quiz.result.none")),))
    standing, players = result.standing, len(standings(game.marks()))
    subtitle = voice.say("quiz.result.place", rank=standing.rank, players=players, points=standing.points)
    return Card(voice.say("quiz.result.title"), tuple(_result_blocks(game, result, library, voice)), subtitle)


def _result_blocks(game: Game, result: PersonalResult, library: Library, voice: Voice) -> Iterator[CardBlock]:
    right, best = result.standing.right, result.best_streak
    yield Paragraph(voice.say("quiz.result.right", right=right, asked=result.asked, streak=best))
    review = look_ups(result.review, library, voice)
    if review:
        yield Choices(voice.say("quiz.result.review"), review)
    person = result.standing.person
    lines = tuple(_question_line(round_, person, voice) for round_ in game.rounds if round_.is_closed)
    yield Points(voice.say("quiz.result.questions"), lines)


def _question_line(round_: Round, person: int, voice: Voice) -> str:
    """One question: its points, or what was answered and what was right."""
    ask, given = _short(voice.read(round_.asked.ask)), round_.given.get(person)
    mark = next((mark for mark in round_.marks if mark.person == person), None)
    right = right_words(round_.asked, voice)
    if mark is None or given is None:
        return voice.say("quiz.result.missed", number=round_.number, ask=ask, right=right)
    if mark.is_right:
        return voice.say("quiz.result.was-right", number=round_.number, ask=ask, points=mark.points)
    answer = answer_words(round_.asked, given.answer, voice, has_letter=False)
    key = "quiz.result.was-partly-right" if mark.points else "quiz.result.was-wrong"
    return voice.say(key, number=round_.number, ask=ask, points=mark.points, answer=answer, right=right)


def _short(ask: str) -> str:
    return ask if len(ask) <= LONGEST_QUESTION else f"{ask[: LONGEST_QUESTION - 1].rstrip()}…"
