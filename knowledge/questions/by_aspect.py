"""Questions from the aspects by which concepts are compared: whose value is this, which value is right, is it so."""

from collections import Counter
from collections.abc import Iterator
from random import Random

from knowledge.concepts import AspectValue, Concept, Difficulty, Wording
from knowledge.questions.asked import Option
from knowledge.questions.drafts import Body, Draft, Form, Write
from knowledge.questions.options import (
    WRONG_OF_FOUR,
    distinct,
    first_of,
    names_as_options,
    of_like_length,
    true_or_false,
)
from knowledge.questions.sayings import said
from knowledge.questions.workshop import Workshop

# EC2 and Lightsail have five, and simple websites run on both.
EQUAL_ASPECTS_OF_TWINS = 3
FEWEST_WORDS = 2


class ByAspect:
    """Drafts about one aspect of one concept."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._say = workshop.phrases.say
        self._said = {
            (concept.id, aspect): said(value.text)
            for concept in workshop.library.concepts
            for aspect, value in concept.aspects.items()
        }
        self._holders = Counter((aspect, text) for (_, aspect), text in self._said.items())

    def drafts(self) -> Iterator[Draft]:
        for concept, languages in self._workshop.concepts():
            for aspect, value in concept.aspects.items():
                if not self._workshop.mentions.gives_away(value.text, concept):
                    yield from self._drafts(concept, aspect, value, languages)

    def _drafts(self, concept: Concept, aspect: str, value: AspectValue, languages: frozenset[str]) -> Iterator[Draft]:
        fact = self._workshop.library.fact(value.fact)
        name = self._workshop.library.aspects[aspect].name
        writes = {
            Form.MATCHES: self._whose(concept, aspect, self._say("matches", languages, aspect=name, value=value.text)),
            Form.VALUE: self._which(concept, aspect, self._say("value", languages, aspect=name, name=concept.name)),
        }
        if self._is_decidable(aspect, concept):
            writes[Form.STATEMENT] = self._is_it_so(concept, aspect, languages)
        for form, write in writes.items():
            yield Draft(f"{form}/{concept.id}/{aspect}", form, (concept,), Difficulty.MEDIUM, fact, languages, write)

    def _whose(self, concept: Concept, aspect: str, ask: Wording) -> Write:
        def write(random: Random) -> Body | None:
            wrong = first_of(
                self._workshop.neighbours.shuffled(random, concept.id),
                WRONG_OF_FOUR,
                where=lambda other: self._lacks(other, aspect, concept),
            )
            return None if wrong is None else Body(ask, names_as_options([concept], wrong))

        return write

    def _which(self, concept: Concept, aspect: str, ask: Wording) -> Write:
        value = concept.aspects[aspect].text

        def write(random: Random) -> Body | None:
            others = (
                Option(other.aspects[aspect].text, is_right=False, concept=other.id)
                for other in self._workshop.neighbours.shuffled(random, concept.id)
                if self._lacks(concept, aspect, other)
            )
            wrong = of_like_length(random, value, list(distinct(others, besides=value)))
            right = Option(value, is_right=True, concept=concept.id)
            return None if wrong is None else Body(ask, (right, *wrong))

        return write

    def _is_it_so(self, concept: Concept, aspect: str, languages: frozenset[str]) -> Write:
        """True as often as not. What is false is true of a neighbour, so that one can fall for it."""

        def write(random: Random) -> Body | None:
            other = first_of(
                self._workshop.neighbours.shuffled(random, concept.id),
                1,
                where=lambda other: (
                    self._workshop.neighbours.are_near(concept, other)
                    and self._lacks(concept, aspect, other)
                    and self._is_decidable(aspect, other)
                ),
            )
            if other is None:
                return None
            is_true = random.choice((True, False))
            value = (concept if is_true else other[0]).aspects[aspect].text
            name = self._workshop.library.aspects[aspect].name
            ask = self._say("statement", languages, name=concept.name, aspect=name, value=value)
            return Body(ask, true_or_false(self._workshop.phrases, languages, is_true=is_true))

        return write

    def _lacks(self, concept: Concept, aspect: str, other: Concept) -> bool:
        """Whether `concept` certainly has another value than `other`, and the value of `other` names neither."""
        return (
            self._workshop.sayings.differ(aspect, concept, other)
            and not self._workshop.sayings.is_said_by(other.aspects[aspect].text, concept)
            and not any(
                self._workshop.mentions.gives_away(other.aspects[aspect].text, each) for each in (concept, other)
            )
            and (self._is_decidable(aspect, other) or not self._are_twins(concept, other))
        )

    def _is_decidable(self, aspect: str, concept: Concept) -> bool:
        """Whether the value can be judged by itself, with nothing to choose from.

        It can where it has a number; or where it is one of the usual values, or defines the concept, in more than one
        word. What a concept is typically used for, as an author puts it, may be true of others too, and so may
        "automatic".
        """
        value = concept.aspects[aspect]
        has_number = any(map(str.isdigit, "".join(value.text.values())))
        is_a_word = any(len(self._workshop.sayings.stems(text)) < FEWEST_WORDS for text in value.text.values())
        is_usual = self._holders[aspect, self._said[concept.id, aspect]] > 1
        return has_number or (not is_a_word and (is_usual or value.fact == concept.what.id))

    def _are_twins(self, one: Concept, other: Concept) -> bool:
        """Whether they agree in so much that what an author says of one in their own words may hold for both."""
        shared = one.aspects.keys() & other.aspects.keys()
        equal = sum(self._said[one.id, aspect] == self._said[other.id, aspect] for aspect in shared)
        return equal >= EQUAL_ASPECTS_OF_TWINS
