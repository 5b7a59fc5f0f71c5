"""Questions with several right answers: which concepts share a value, or belong to a category."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from random import Random

from knowledge.concepts import Category, Concept, Difficulty, Fact, Wording
from knowledge.questions.asked import LONGEST_WHY
from knowledge.questions.drafts import Body, Draft, Form, Write
from knowledge.questions.options import OPTIONS_OF_SEVERAL, first_of, names_as_options
from knowledge.questions.sayings import said
from knowledge.questions.workshop import Workshop

# Of five options; with four right ones only one would be left to find.
RIGHT_OF_SEVERAL = (2, 3)


class Sharing:
    """Drafts about what several concepts have in common."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def drafts(self) -> Iterator[Draft]:
        for aspect in self._workshop.library.aspects:
            for sharers in self._sharers(aspect):
                yield from self._sharing(aspect, sharers)
        for category in self._workshop.library.categories.values():
            yield from self._belonging(category)

    def _sharers(self, aspect: str) -> Iterator[list[Concept]]:
        """The concepts with the same value, for each value."""
        sharers: dict[tuple[tuple[str, str], ...], list[Concept]] = defaultdict(list)
        for concept, _ in self._workshop.concepts():
            if aspect in concept.aspects:
                sharers[said(concept.aspects[aspect].text)].append(concept)
        yield from sharers.values()

    def _sharing(self, aspect: str, sharers: Sequence[Concept]) -> Iterator[Draft]:
        name = self._workshop.library.aspects[aspect].name
        for right in _windows(sharers):
            value = right[0].aspects[aspect].text
            if any(self._workshop.mentions.gives_away(value, concept) for concept in right):
                continue
            facts = [self._workshop.library.fact(concept.aspects[aspect].fact) for concept in right]
            ask = self._say(f"match_{len(right)}", right, aspect=name, value=value)
            write = self._several(ask, right, facts, self._lacks(aspect, right))
            yield _draft(Form.SHARE, aspect, right, facts[0], Difficulty.MEDIUM, ask, write)

    def _belonging(self, category: Category) -> Iterator[Draft]:
        members = [concept for concept, _ in self._workshop.concepts() if concept.category == category.id]
        for right in _windows(members):
            if not any(self._workshop.mentions.gives_away(category.name, concept) for concept in right):
                facts = [concept.what for concept in right]
                ask = self._say(f"belong_{len(right)}", right, category=category.name)
                write = self._several(ask, right, facts, self._is_out_of(category, members))
                yield _draft(Form.BELONG, category.id, right, facts[0], Difficulty.EASY, ask, write)

    def _is_out_of(self, category: Category, members: Sequence[Concept]) -> Callable[[Concept], bool]:
        """Whether a concept has nothing to do with any member, and nothing that is said of it recalls the category."""
        stems = frozenset[str]().union(*map(self._workshop.sayings.stems, category.name.values()))

        def is_out(other: Concept) -> bool:
            texts = (other.what.text, *(value.text for value in other.aspects.values()))
            said_of_it = (self._workshop.sayings.stems(words) for text in texts for words in text.values())
            return not any(stems & words for words in said_of_it) and not any(self._is_kin(other, of) for of in members)

        return is_out

    def _several(
        self, ask: Wording, right: Sequence[Concept], facts: Sequence[Fact], is_wrong: Callable[[Concept], bool]
    ) -> Write:
        why = self._why(right, facts, ask)

        def write(random: Random) -> Body | None:
            candidates = self._workshop.neighbours.shuffled(random, random.choice(right).id)
            wrong = first_of(candidates, OPTIONS_OF_SEVERAL - len(right), where=is_wrong)
            return None if wrong is None else Body(ask, names_as_options(right, wrong), why=why)

        return write

    def _lacks(self, aspect: str, right: Sequence[Concept]) -> Callable[[Concept], bool]:
        """Whether a concept may stand beside all of them, and certainly has another value than theirs."""
        value = right[0].aspects[aspect].text
        named = self._workshop.mentions.of(value)
        return lambda other: (
            other.id not in named
            and self._workshop.sayings.differ(aspect, right[0], other)
            and not self._workshop.sayings.is_said_by(value, other)
            and all(self._workshop.neighbours.may_stand_beside(concept.id, other.id) for concept in right)
        )

    def _is_kin(self, other: Concept, member: Concept) -> bool:
        """Whether `other` could be counted into the category of `member`: it has to do with it, or is like it."""
        neighbours = self._workshop.neighbours
        return (
            not neighbours.may_stand_beside(member.id, other.id)
            or neighbours.are_near(member, other)
            or any(
                said(value.text) == said(member.aspects[aspect].text)
                for aspect, value in other.aspects.items()
                if aspect in member.aspects
            )
        )

    def _why(self, right: Sequence[Concept], facts: Sequence[Fact], languages: Wording) -> Wording | None:
        """What proves each of them, as long as there is room for it all."""
        why = {
            code: " ".join(
                f"{concept.name[code]}: {fact.text[code]}" for concept, fact in zip(right, facts, strict=True)
            )
            for code in languages
        }
        return why if max(map(len, why.values())) <= LONGEST_WHY else None

    def _say(self, key: str, concepts: Sequence[Concept], **parts: Wording) -> Wording:
        """In the languages that all of them have, and templates."""
        languages = frozenset.intersection(*(frozenset(concept.name) for concept in concepts))
        return self._workshop.phrases.say(key, languages & self._workshop.phrases.languages, **parts)


def _windows(concepts: Sequence[Concept]) -> Iterator[tuple[Concept, ...]]:
    """Each concept with the one or two after it, around the end: enough for every concept, and not all that there are.

    What stands together in a pack belongs together, so these are also the likely ones.
    """
    for size in RIGHT_OF_SEVERAL:
        turns = len(concepts) if len(concepts) > size else int(len(concepts) == size)
        for start in range(turns):
            yield tuple((*concepts, *concepts)[start : start + size])


def _draft(  # noqa: PLR0913, PLR0917 - what a draft consists of
    form: Form, key: str, right: tuple[Concept, ...], fact: Fact, difficulty: Difficulty, ask: Wording, write: Write
) -> Draft:
    names = "+".join(concept.id for concept in right)
    return Draft(f"{form}/{key}/{names}", form, right, difficulty, fact, frozenset(ask), write)
