"""The card of two to four concepts side by side."""

from collections.abc import Iterator
from functools import partial, reduce

from bot.cards.card import Block, Card, Paragraph, Points, Table, Terms
from bot.cards.voice import Voice
from knowledge.comparing import Comparison, Row, compare
from knowledge.concepts import Concept, Fact
from knowledge.library import Library


def comparison_card(concepts: tuple[Concept, ...], library: Library, voice: Voice) -> Card:
    """The verdict, what differs, what is the same, and when to pick which."""
    comparison = compare(concepts, library)
    footer, sources = voice.footer(_facts(comparison, library))
    return Card(
        title=reduce(partial(_versus, voice), map(voice.name, concepts)),
        blocks=tuple(_blocks(comparison, voice)),
        footer=footer,
        sources=sources,
        command="compare",
        about=tuple(concept.id for concept in concepts),
    )


def _versus(voice: Voice, one: str, other: str) -> str:
    return voice.say("comparison.versus", one=one, other=other)


def _blocks(comparison: Comparison, voice: Voice) -> Iterator[Block]:
    if comparison.verdict is not None:
        yield Paragraph(voice.read(comparison.verdict.text))
    else:
        yield Terms("", tuple((voice.name(concept), voice.summary(concept)) for concept in comparison.concepts))
    if comparison.differing:
        yield _differing(comparison, voice)
    if comparison.agreeing:
        heading = "comparison.same-both" if len(comparison.concepts) == 2 else "comparison.same-all"
        yield Points(voice.say(heading), tuple(_shared(row, voice) for row in comparison.agreeing))
    picks = tuple(
        voice.say("comparison.pick", name=voice.name(concept), when=voice.read(concept.pick_when))
        for concept in comparison.concepts
        if concept.pick_when is not None
    )
    if picks:
        yield Points(voice.say("comparison.picks"), picks)


def _differing(comparison: Comparison, voice: Voice) -> Table:
    unknown = voice.say("comparison.unknown")
    return Table(
        heading=voice.say("comparison.differs"),
        columns=("", *(voice.name(concept) for concept in comparison.concepts)),
        rows=tuple(
            (voice.read(row.aspect.name), *(voice.read(value.text) if value else unknown for value in row.values))
            for row in comparison.differing
        ),
    )


def _shared(row: Row, voice: Voice) -> str:
    value = next(voice.read(value.text) for value in row.values if value)
    return voice.say("comparison.shared", aspect=voice.read(row.aspect.name), value=value)


def _facts(comparison: Comparison, library: Library) -> Iterator[Fact]:
    """Everything that the card rests on."""
    if comparison.verdict is not None:
        yield comparison.verdict
    else:
        yield from (concept.what for concept in comparison.concepts)
    for row in (*comparison.differing, *comparison.agreeing):
        yield from (library.fact(value.fact) for value in row.values if value)
