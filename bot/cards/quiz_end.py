"""The cards at the end of a quiz: the recap for all, and for each person how they did."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.cards.card import Block as CardBlock
from bot.cards.card import Card, Choice, Choices, Paragraph, Points
from bot.cards.lookup import compare_with
from bot.cards.poster import Block, Drawing, Heading, Key, Keys, Lines, Poster, Small
from bot.cards.quiz_words import answer_words, known, look_ups, right_words
from bot.cards.recap import hardest_block, teams_block
from bot.cards.said import Instant, Person, Said, Strong, said
from bot.cards.voice import Voice
from bot.evening import questions
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
# Whoever had more wrong than that has enough to read, and a message no room.
MOST_EXPLAINED = 12
LONGEST_QUESTION = 80


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two concepts of which the second was taken for the first."""

    concepts: tuple[Concept, Concept]
    times: int


def end_poster(game: Game, library: Library, voice: Voice) -> Poster:
    """How it ended, the podium, a way to one's own result, the picture, what was hardest and what was mixed up."""
    title = game.opened.title
    is_over = said(voice, "quiz.end.night", title=title) if title else said(voice, "quiz.end.title")
    return _poster(is_over, game, library, voice)


def recap_poster(game: Game, library: Library, voice: Voice) -> Poster:
    """The same at a later time."""
    return _poster(said(voice, "recap.held", moment=Instant(game.opened.at)), game, library, voice)


def _poster(title: Said, game: Game, library: Library, voice: Voice) -> Poster:
    blocks = (
        Heading(title),
        *_reason(game, voice),
        *teams_block(game, voice),
        *_podium(game, voice),
        Drawing(),
        *hardest_block(game, voice),
        *mixed_up_blocks(game, library, voice),
    )
    return Poster(blocks)


def _reason(game: Game, voice: Voice) -> Iterator[Block]:
    """Nothing needs saying about a quiz that came to its end."""
    if game.end is not None and game.end is not EndReason.FINISHED:
        yield Lines((said(voice, f"quiz.end.{game.end}"),))


def podium_lines(placed: Sequence[Standing], voice: Voice) -> tuple[Said, ...]:
    """The best three, with whoever shares their places."""
    return tuple(_place(standing, voice) for standing in placed if standing.rank <= PODIUM)[:MOST_NAMED]


def _podium(game: Game, voice: Voice) -> Iterator[Block]:
    placed = standings(game.marks())
    if not placed:
        yield Lines((said(voice, "quiz.end.nobody"),))
        return
    yield Lines(podium_lines(placed, voice))
    asked = len(questions(game))
    yield Small(said(voice, "quiz.end.players", players=len(placed), questions=asked))
    yield Keys((Key(voice.say("quiz.end.result"), game.quiz, 0, RESULT, is_main=True),))


def _place(standing: Standing, voice: Voice) -> Said:
    """One place of the podium. Who is forgotten has a number that is nobody's (`bot.storage.nobody`)."""
    person = Person(standing.person) if standing.person >= 0 else voice.say("recap.somebody")
    rank = Strong(f"{standing.rank}.")
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


def mixed_up_blocks(game: Game, library: Library, voice: Voice) -> Iterator[Block]:
    """What was taken for another most often, each to be compared."""
    pairs = _pairs(game, library)
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
    """What was right in one line; what was not, with what would have been, as far as a phone has room for it."""
    person, closed = result.standing.person, [round_ for round_ in game.rounds if round_.counts]
    yield Paragraph(
        voice.say("quiz.result.right", right=result.standing.right, asked=result.asked, streak=result.best_streak)
    )
    right = [str(round_.number) for round_ in closed if _is_right(round_, person)]
    if right:
        yield Paragraph(voice.say("quiz.result.numbers", numbers=", ".join(right)))
    review = look_ups(result.review, library, voice)
    if review:
        yield Choices(voice.say("quiz.result.review"), review)
    lines = [_question_line(round_, person, voice) for round_ in closed if not _is_right(round_, person)]
    if lines:
        more = [voice.say("quiz.result.more", count=len(lines) - MOST_EXPLAINED)] * (len(lines) > MOST_EXPLAINED)
        yield Points(voice.say("quiz.result.not-right"), (*lines[:MOST_EXPLAINED], *more))


def _is_right(round_: Round, person: int) -> bool:
    return any(mark.is_right for mark in round_.marks if mark.person == person)


def _question_line(round_: Round, person: int, voice: Voice) -> str:
    """One question that was not wholly right: what was answered, what it earned, and what was right."""
    ask, right = _short(voice.read(round_.asked.ask)), right_words(round_.asked, voice)
    given = round_.given.get(person)
    if given is None:
        return voice.say("quiz.result.missed", number=round_.number, ask=ask, right=right)
    answer = answer_words(round_.asked, given.answer, voice, has_letter=False)
    points = sum(mark.points for mark in round_.marks if mark.person == person)
    key = "quiz.result.was-partly-right" if points else "quiz.result.was-wrong"
    return voice.say(key, number=round_.number, ask=ask, points=points, answer=answer, right=right)


def _short(ask: str) -> str:
    return ask if len(ask) <= LONGEST_QUESTION else f"{ask[: LONGEST_QUESTION - 1].rstrip()}…"
