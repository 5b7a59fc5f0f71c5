"""The card for whatever somebody asked: what was found, what may have been meant, or what to try instead."""

from collections.abc import Iterator

from bot.cards.card import Block, Card, Choice, Choices, Paragraph, Points
from bot.cards.comparison import comparison_card
from bot.cards.voice import Voice, echo
from knowledge.answers import Answer, DidYouMean, Found
from knowledge.concepts import Concept, Fact
from knowledge.library import Library

EXAMPLES = 3


def answer_card(answer: Answer, query: str, library: Library, voice: Voice) -> Card:
    """What to say to `query`, whichever of the three outcomes it has."""
    match answer:
        case Found(concepts):
            return known_card(concepts, library, voice)
        case DidYouMean(known=known) if known:
            return _half_known_card(answer, library, voice)
        case DidYouMean(suggestions):
            return did_you_mean_card(suggestions, query, voice)
        case _:
            return nothing_card(query, library, voice)


def concept_card(concept: Concept, library: Library, voice: Voice) -> Card:
    """Everything that the packs say of one concept."""
    facts = (concept.what, *concept.facts)
    footer, sources = voice.footer(facts)
    category = voice.read(library.categories[concept.category].name)
    names = [voice.read(concept.long_name)] if concept.long_name is not None else []
    return Card(
        title=voice.name(concept),
        subtitle=" · ".join([*names, category]),
        blocks=tuple(_concept_blocks(concept, library, voice)),
        footer=footer,
        sources=sources,
        command="what",
        about=(concept.id,),
    )


def did_you_mean_card(suggestions: tuple[Concept, ...], query: str, voice: Voice) -> Card:
    """A question back: which of these?"""
    choices = tuple(look_up(concept, voice, note=voice.summary(concept)) for concept in suggestions)
    return Card(
        voice.say("lookup.which"),
        (Choices(voice.say("lookup.which-of", query=echo(query)), choices, is_question=True),),
    )


def nothing_card(query: str, library: Library, voice: Voice) -> Card:
    """Not here, and what to try."""
    examples = tuple(look_up(concept, voice) for concept in _examples(library))
    everything = Choice(voice.say("lookup.all-topics"), "topics", "")
    return Card(
        voice.say("lookup.nothing"),
        (
            Paragraph(voice.say("lookup.nothing-on", query=echo(query))),
            Choices(voice.say("lookup.try"), examples, is_question=True),
            Choices("", (everything,), is_question=True),
        ),
    )


def look_up(concept: Concept, voice: Voice, note: str = "") -> Choice:
    """The choice to look `concept` up."""
    return Choice(voice.name(concept), "what", voice.name(concept), note, (concept.id,))


def known_card(concepts: tuple[Concept, ...], library: Library, voice: Voice) -> Card:
    """The card of one concept, or the comparison of several."""
    if len(concepts) == 1:
        return concept_card(concepts[0], library, voice)
    return comparison_card(concepts, library, voice)


def _half_known_card(answer: DidYouMean, library: Library, voice: Voice) -> Card:
    """What was understood of a comparison, and a question for the rest of it, in place of the card's own choices."""
    card = known_card(answer.known, library, voice)
    names = ", ".join(voice.name(concept) for concept in answer.known)
    key = "lookup.unclear" if answer.unclear else "lookup.other-side"
    first = Paragraph(voice.say(key, query=echo(", ".join(answer.unclear)), name=names))
    choices = tuple(compare_with(answer.known, other, voice, voice.summary(other)) for other in answer.suggestions)
    last = (Choices(voice.say("lookup.compare-instead"), choices, is_question=True),) if choices else ()
    told = tuple(block for block in card.blocks if not isinstance(block, Choices))
    return Card(card.title, (first, *told, *last), card.subtitle, card.footer, card.sources, about=card.about)


def compare_with(known: tuple[Concept, ...], other: Concept, voice: Voice, note: str = "") -> Choice:
    """The choice to compare `known` with `other`, under the name of the latter."""
    concepts = (*known, other)
    query = " vs ".join(voice.name(concept) for concept in concepts)
    return Choice(voice.name(other), "compare", query, note, tuple(concept.id for concept in concepts))


def _concept_blocks(concept: Concept, library: Library, voice: Voice) -> Iterator[Block]:
    yield Paragraph(voice.read(concept.what.text))
    yield from _points("lookup.facts", [fact for fact in concept.facts if not fact.is_number], voice)
    yield from _points("lookup.numbers", [fact for fact in concept.facts if fact.is_number], voice)
    confused = tuple(
        compare_with((concept,), other, voice, voice.read(difference))
        for other, difference in library.confused_with(concept)
    )
    if confused:
        yield Choices(voice.say("lookup.confused"), confused)
    named = {choice.about[-1] for choice in confused}
    related = tuple(look_up(other, voice) for other in library.related(concept) if other.id not in named)
    if related:
        yield Choices(voice.say("lookup.related"), related)


def _points(heading: str, facts: list[Fact], voice: Voice) -> Iterator[Points]:
    if facts:
        yield Points(voice.say(heading), tuple(voice.read(fact.text) for fact in facts))


def _examples(library: Library) -> Iterator[Concept]:
    """The first concepts of the first categories: what a group begins with."""
    for category in list(library.categories)[:EXAMPLES]:
        yield from library.in_category(category)[:1]
