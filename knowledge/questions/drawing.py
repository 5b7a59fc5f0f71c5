"""Which question comes next: concepts in turn, domains by their weight in the exam, forms by their share."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from random import Random

from knowledge.questions.asked import Asked
from knowledge.questions.drafts import Draft, Form

# How often each form is taken where a concept has them all. An author's question beats one that is made; the kinds of
# the exam (one of four, several) beat those that are there for the fun of it.
SHARES = {
    Form.AUTHORED_ONE: 12,
    Form.AUTHORED_SEVERAL: 4,
    Form.AUTHORED_TRUE_FALSE: 3,
    Form.AUTHORED_TYPED: 3,
    Form.DESCRIBES: 3,
    Form.PICK: 3,
    Form.MATCHES: 1,
    Form.VALUE: 3,
    Form.SHARE: 1,
    Form.BELONG: 1,
    Form.STATEMENT: 1,
    Form.NAMED: 1,
    Form.CLUES: 3,
}


class Drawing:
    """One draw of `count` questions, pool by pool. `weights` are those of the exam's domains."""

    def __init__(self, random: Random, count: int, weights: Mapping[str, int]) -> None:
        self._random = random
        self._count = count
        self._weights = weights
        self._drawn: list[tuple[int, Asked]] = []
        self._turns = Counter[str]()
        self._facts = Counter[str]()

    def draw(self, pool: Iterable[Draft]) -> None:
        """Take from `pool` what is still missing, as far as it goes."""
        left: dict[tuple[str, ...], dict[str, Draft]] = defaultdict(dict)
        for draft in pool:
            left[draft.concepts][draft.id] = draft
        while left and len(self._drawn) < self._count:
            draft = self._next(left)
            del left[draft.concepts][draft.id]
            if not left[draft.concepts]:
                del left[draft.concepts]
            asked = draft.asked(self._random)
            if asked is not None:
                self._keep(asked)

    def questions(self) -> tuple[Asked, ...]:
        """What was drawn. Within a turn the order is chance, or the weightiest domain would always come first."""
        mixed = self._random.sample(self._drawn, len(self._drawn))
        return tuple(asked for _, asked in sorted(mixed, key=lambda drawn: drawn[0]))

    def _keep(self, asked: Asked) -> None:
        self._drawn.append((self._turn(asked.about), asked))
        self._turns.update(asked.about)
        self._facts[asked.fact] += 1

    def _turn(self, concepts: Iterable[str]) -> int:
        """How often one of these concepts has been asked for already."""
        return max(self._turns[concept] for concept in concepts)

    def _next(self, left: Mapping[tuple[str, ...], Mapping[str, Draft]]) -> Draft:
        """One of a concept whose turn it is, on a fact that has not been asked for yet if there is one."""
        turns = {concepts: self._turn(concepts) for concepts in left}
        now = min(turns.values())
        due = [concepts for concepts, turn in turns.items() if turn == now]
        first = self._concept({concepts[0]: next(iter(left[concepts].values())) for concepts in due})
        drafts = [draft for concepts in due if concepts[0] == first for draft in left[concepts].values()]
        fresh = min(self._facts[draft.fact.id] for draft in drafts)
        forms: dict[Form, list[Draft]] = defaultdict(list)
        for draft in drafts:
            if self._facts[draft.fact.id] == fresh:
                forms[draft.form].append(draft)
        (form,) = self._random.choices(list(forms), [SHARES[form] for form in forms])
        return self._random.choice(forms[form])

    def _concept(self, due: Mapping[str, Draft]) -> str:
        """One of the concepts that are due, whose domain is drawn by its weight."""
        domains: dict[str, list[str]] = defaultdict(list)
        for concept, draft in due.items():
            domains[draft.about[0].domain].append(concept)
        (domain,) = self._random.choices(list(domains), [self._weights[domain] for domain in domains])
        return self._random.choice(domains[domain])
