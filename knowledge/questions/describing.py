"""Questions from what is said of a concept: by one fact, by when to pick it, by its definition, by clues."""

from collections.abc import Callable, Iterator, Sequence
from random import Random

from knowledge.concepts import Concept, Difficulty, Fact, Wording
from knowledge.questions.asked import LONGEST_ASK, LONGEST_CLUE
from knowledge.questions.drafts import Body, Draft, Form, Write, always
from knowledge.questions.options import WRONG_OF_FOUR, every_name, first_of, names_as_options
from knowledge.questions.workshop import Workshop

FEWEST_CLUES = 3
MOST_CLUES = 4


class Describing:
    """Drafts whose answer is the name of the concept that is described."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._sayings = workshop.sayings
        self._say = workshop.phrases.say

    def drafts(self) -> Iterator[Draft]:
        for concept, languages in self._workshop.concepts():
            nameless = list(self._nameless(concept))
            yield from self._by_fact(concept, languages, nameless)
            yield from self._by_advice(concept, languages)
            yield from self._by_definition(concept, languages, nameless)
            yield from self._by_clues(concept, languages, nameless)

    def _by_fact(
        self, concept: Concept, languages: frozenset[str], nameless: Sequence[tuple[Fact, Wording]]
    ) -> Iterator[Draft]:
        for fact, text in nameless:
            ask = self._say("describes", languages, text=text)
            if _is_short(ask) and (fact is concept.what or self._sayings.is_telling(text)):
                difficulty = Difficulty.HARD if fact.is_number else Difficulty.MEDIUM
                write = self._one_of_four(concept, ask, [text], self._cannot_have(fact, concept))
                yield Draft(
                    f"{Form.DESCRIBES}/{fact.id}", Form.DESCRIBES, (concept,), difficulty, fact, languages, write
                )

    def _by_advice(self, concept: Concept, languages: frozenset[str]) -> Iterator[Draft]:
        advice = concept.pick_when
        if advice is None or self._workshop.mentions.gives_away(advice, concept):
            return
        ask = self._say("pick", languages, when=advice)
        write = self._one_of_four(concept, ask, [advice], lambda other: not self._sayings.is_said_by(advice, other))
        yield Draft(f"pick/{concept.id}", Form.PICK, (concept,), Difficulty.EASY, concept.what, languages, write)

    def _by_definition(
        self, concept: Concept, languages: frozenset[str], nameless: Sequence[tuple[Fact, Wording]]
    ) -> Iterator[Draft]:
        """Only where no other concept says the like: here no options help to tell what is meant."""
        others = [other for other in self._workshop.library.concepts if other is not concept]
        for fact, text in nameless[:1]:
            ask = self._say("named", languages, text=text)
            is_of_another = any(self._sayings.is_said_by(text, other) for other in others)
            if fact is concept.what and _is_short(ask) and not is_of_another:
                body = Body(ask, accept=tuple(every_name(concept)))
                about, level = (concept,), Difficulty.MEDIUM
                yield Draft(f"named/{concept.id}", Form.NAMED, about, level, fact, languages, always(body))

    def _by_clues(
        self, concept: Concept, languages: frozenset[str], nameless: Sequence[tuple[Fact, Wording]]
    ) -> Iterator[Draft]:
        clues = [(fact, text) for fact, text in nameless if max(map(len, text.values())) <= LONGEST_CLUE]
        # The vague ones first; what defines the concept says most.
        clues.sort(key=lambda clue: (clue[0] is concept.what, -self._sayings.vagueness(clue[1])))
        if len(clues) >= FEWEST_CLUES:
            write = self._clues(concept, self._say("clues", languages), clues)
            about, level = (concept,), Difficulty.MEDIUM
            yield Draft(f"clues/{concept.id}", Form.CLUES, about, level, concept.what, languages, write)

    def _clues(self, concept: Concept, ask: Wording, clues: Sequence[tuple[Fact, Wording]]) -> Write:
        """Some of the clues, in their order, and always the last: it must not fit a wrong answer."""

        def write(random: Random) -> Body | None:
            places = sorted(random.sample(range(len(clues) - 1), min(MOST_CLUES, len(clues)) - 1))
            shown = [*(clues[place] for place in places), clues[-1]]
            texts = [text for _, text in shown]
            body = self._one_of_four(concept, ask, texts, self._cannot_have(shown[-1][0], concept))(random)
            return body and Body(ask, body.options, clues=tuple(texts))

        return write

    def _one_of_four(
        self, concept: Concept, ask: Wording, texts: Sequence[Wording], is_wrong: Callable[[Concept], bool]
    ) -> Write:
        """Among three of its neighbours, none of which is named in `texts`."""
        named = frozenset[str]().union(*map(self._workshop.mentions.of, texts))

        def write(random: Random) -> Body | None:
            wrong = first_of(
                self._workshop.neighbours.shuffled(random, concept.id),
                WRONG_OF_FOUR,
                where=lambda other: other.id not in named and is_wrong(other),
            )
            return None if wrong is None else Body(ask, names_as_options([concept], wrong))

        return write

    def _cannot_have(self, fact: Fact, concept: Concept) -> Callable[[Concept], bool]:
        return lambda other: not self._sayings.may_fit(fact, concept, other)

    def _nameless(self, concept: Concept) -> Iterator[tuple[Fact, Wording]]:
        """What can be said of the concept without its name; if its definition can, that comes first."""
        for fact in (concept.what, *concept.facts):
            text = self._workshop.mentions.without_name(self._workshop.in_known_languages(fact.text), concept)
            if text is not None:
                yield fact, text


def _is_short(ask: Wording) -> bool:
    return max(map(len, ask.values())) <= LONGEST_ASK
