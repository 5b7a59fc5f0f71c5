"""Two to four concepts side by side: the aspects that differ first, then those that agree, then when to pick which."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.concepts import Aspect, AspectValue, Concept, Fact
from knowledge.library import Library
from knowledge.normalising import normalise

# One language is enough to tell whether two values agree: authors keep the others in step.
_DECIDING_LANGUAGE = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One aspect, with a value for each concept in order; None where the pack says nothing."""

    aspect: Aspect
    values: tuple[AspectValue | None, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`verdict` is what an author says of exactly these concepts. Rows that only one concept has are left out."""

    concepts: tuple[Concept, ...]
    verdict: Fact | None
    differing: tuple[Row, ...]
    agreeing: tuple[Row, ...]


def compare(concepts: Sequence[Concept], library: Library) -> Comparison:
    """Compare `concepts` in the order given. Aspects that an author put first come first, then the pack's order."""
    authored = library.authored_comparison(concepts)
    order = [*(authored.first if authored else ()), *library.aspects]
    rows = [_row(library.aspects[aspect], concepts) for aspect in dict.fromkeys(order)]
    shared = [row for row in rows if sum(value is not None for value in row.values) > 1]
    return Comparison(
        concepts=tuple(concepts),
        verdict=authored.verdict if authored else None,
        differing=tuple(row for row in shared if not _agrees(row)),
        agreeing=tuple(row for row in shared if _agrees(row)),
    )


def _row(aspect: Aspect, concepts: Sequence[Concept]) -> Row:
    return Row(aspect, tuple(concept.aspects.get(aspect.id) for concept in concepts))


def _agrees(row: Row) -> bool:
    """All concepts have the aspect, and with the same words."""
    texts = {normalise(list(value.text.values())[_DECIDING_LANGUAGE]) if value else None for value in row.values}
    return len(texts) == 1
