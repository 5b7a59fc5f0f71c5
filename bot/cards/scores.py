"""The card of somebody's score in a server."""

from collections.abc import Iterator, Mapping

from bot.cards.card import Block, Card, Paragraph, Points
from bot.cards.scores_words import accuracy, amount
from bot.cards.voice import Voice
from bot.storage.scores import Score, Summary
from knowledge.concepts import Category, Domain
from knowledge.library import Library


def score_card(name: str, found: tuple[Summary, int], library: Library, voice: Voice) -> Card:
    """Points, place among so many people, accuracy, days in a row; then each part of the exam, and each category."""
    return Card(
        voice.say("scores.title", name=name),
        tuple(_blocks(*found, library, voice)),
        subtitle=voice.say("scores.since-ever"),
        footer=voice.say("scores.days-by"),
    )


def no_score_card(name: str, voice: Voice, *, is_own: bool) -> Card:
    """Nothing was answered yet, and what to do about it."""
    words = voice.say("scores.nothing-of-you") if is_own else voice.say("scores.nothing-of", name=name)
    return Card(voice.say("scores.title", name=name), (Paragraph(words), Paragraph(voice.say("scores.begin"))))


def _blocks(summary: Summary, people: int, library: Library, voice: Voice) -> Iterator[Block]:
    standing = summary.standing
    total = Score(standing.points, standing.right, standing.answered)
    yield Points(
        "",
        (
            voice.say("scores.points", points=amount(total.points)),
            voice.say("scores.place", rank=amount(standing.rank), people=amount(people)),
            voice.say("scores.accuracy", percent=accuracy(total, voice), answers=amount(total.answered)),
            voice.say("scores.days", days=amount(summary.days)),
        ),
    )
    yield from _parts("scores.by-domain", summary.domains, library.domains, voice)
    yield from _parts("scores.by-category", summary.categories, library.categories, voice)


def _parts(
    heading: str, scores: Mapping[str, Score], named: Mapping[str, Category] | Mapping[str, Domain], voice: Voice
) -> Iterator[Points]:
    """Each part in the order of its pack. What no pack has any more cannot be named, and is left out."""
    lines = tuple(_part(voice.read(part.name), scores[id_], voice) for id_, part in named.items() if id_ in scores)
    if lines:
        yield Points(voice.say(heading), lines)


def _part(name: str, score: Score, voice: Voice) -> str:
    return voice.say(
        "scores.part",
        name=name,
        percent=accuracy(score, voice),
        answers=amount(score.answered),
        points=amount(score.points),
    )
