"""The card of a question that is over: the right answer, why, and how the room did."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.cards.card import Choice
from bot.cards.poster import Block, Heading, Key, Keys, Lines, Poster, Small, Source
from bot.cards.quiz_appeals import accepted_lines, appeal_keys
from bot.cards.quiz_question import title_of
from bot.cards.quiz_tongues import tongue_keys
from bot.cards.quiz_words import LETTERS, look_ups, right_words, seconds
from bot.cards.said import Moment, Person, Said, Strong, joined, said
from bot.cards.voice import Voice
from bot.quiz.events import USUAL_PACE, Mark
from bot.quiz.game import Game, Round
from bot.quiz.standings import first_right, standings, votes
from knowledge.library import Library
from knowledge.questions.asked import AskedKind

# Of a full room the best are named; the others see theirs at the end.
MOST_GAINS = 5
MOST_LEADING = 3
MOST_LOOK_UPS = 4


def reveal_poster(game: Game, library: Library, voice: Voice) -> Poster:
    """The last question that was asked, which was closed or skipped."""
    round_ = game.rounds[-1]
    asked = round_.asked
    blocks = [
        Small(title_of(game, round_.number, library, voice)),
        Heading((voice.read(asked.ask),)),
        Lines(tuple(_answers(round_, voice))),
        Lines(((voice.read(asked.why),),)),
        Source(voice.say("card.source", source=asked.source, date=voice.date(asked.as_of)), asked.source),
        *_outcome(game, round_, voice),
        *_break(game, voice),
    ]
    about = tuple(
        replace(choice, label=voice.say("quiz.reveal.look-up", name=choice.label))
        for choice in look_ups(asked.about, library, voice)[:MOST_LOOK_UPS]
    )
    keys: tuple[Choice | Key, ...] = (*about, *appeal_keys(game, round_, voice))
    row = (Keys(keys),) if keys else ()
    return Poster((*blocks, *row, *tongue_keys(asked, game.quiz, round_.number, voice)))


def _answers(round_: Round, voice: Voice) -> Iterator[Said]:
    """Every option with how many chose it, the right ones said to be so; of a typed question, what was right."""
    asked, counts = round_.asked, votes(round_)
    if asked.kind is AskedKind.TYPED:
        yield (Strong(voice.say("quiz.reveal.right-answer", answer=right_words(asked, voice))),)
        yield from accepted_lines(round_, voice)
        return
    for place, option in enumerate(asked.options):
        text = voice.read(option.text)
        named = text if asked.kind is AskedKind.TRUE_FALSE else f"{LETTERS[place]} {text}"
        shown = Strong(voice.say("quiz.reveal.right-answer", answer=named)) if option.is_right else named
        chosen = said(voice, "quiz.reveal.chosen-by", count=counts[place]) if counts[place] else ()
        yield (shown, *((" · ", *chosen) if chosen else ()))
    yield from accepted_lines(round_, voice)


def _outcome(game: Game, round_: Round, voice: Voice) -> Iterator[Block]:
    if round_.is_skipped:
        yield Lines((said(voice, "quiz.reveal.skipped"),))
    elif round_.is_void:
        yield Lines((said(voice, "appeal.is-void"),))
    elif not round_.given:
        yield Lines((said(voice, "quiz.reveal.nobody"),))
    else:
        yield Lines((*_gains(game, round_, voice), *_leading(game, voice)))


def _break(game: Game, voice: Voice) -> Iterator[Block]:
    part = game.break_before
    if part is not None:
        yield Lines((said(voice, "panel.break-now", title=Strong(part.title), moment=Moment(game.due)),))


def _gains(game: Game, round_: Round, voice: Voice) -> Iterator[Said]:
    first, right = first_right(round_), sum(mark.is_right for mark in round_.marks)
    counts = said(voice, "quiz.reveal.right", right=right, count=len(round_.given))
    if first is None or _tells_too_much(game, round_, first):
        yield counts
    else:
        took = seconds(first.took_ms, voice)
        yield (*counts, " · ", *said(voice, "quiz.reveal.first", person=Person(first.person), seconds=took))
    gains = sorted((mark for mark in round_.marks if mark.points), key=lambda mark: (-mark.points, mark.took_ms))
    if gains:
        yield (Strong(voice.say("quiz.reveal.gains")), " ", *_named(gains, voice))


def _tells_too_much(game: Game, round_: Round, mark: Mark) -> bool:
    """Whether the time of an answer would tell that somebody has more of it than others; that is theirs to tell."""
    has_more = round_.given[mark.person].pace > USUAL_PACE
    return has_more and mark.took_ms > game.opened.settings.seconds * 1000


def _named(gains: Sequence[Mark], voice: Voice) -> Said:
    named = tuple(_gain(mark, voice) for mark in gains[:MOST_GAINS])
    more = len(gains) - len(named)
    return joined(" · ", (*named, said(voice, "quiz.reveal.more", count=more)) if more else named)


def _gain(mark: Mark, voice: Voice) -> Said:
    key = "quiz.reveal.gain-in-a-row" if mark.bonus else "quiz.reveal.gain"
    return said(voice, key, person=Person(mark.person), points=mark.points, streak=mark.streak)


def _leading(game: Game, voice: Voice) -> Iterator[Said]:
    best = [standing for standing in standings(game.marks())[:MOST_LEADING] if standing.points]
    places = tuple(
        said(voice, "quiz.reveal.place", rank=each.rank, person=Person(each.person), points=each.points)
        for each in best
    )
    if places:
        yield (Strong(voice.say("quiz.reveal.leading")), " ", *joined(" · ", places))
