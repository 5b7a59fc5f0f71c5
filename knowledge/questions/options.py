"""The answers to choose among: which ones stand together, and what they look like."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from random import Random
from typing import TypeVar

from knowledge.concepts import Concept, Wording
from knowledge.names import names_of
from knowledge.normalising import normalise
from knowledge.questions.asked import Option
from knowledge.questions.phrases import Phrases

T = TypeVar("T")

# The right one of four, and five to choose several from: what the exam asks.
WRONG_OF_FOUR = 3
OPTIONS_OF_SEVERAL = 5
# Longer or shorter by more than this factor, an option stands out, whatever it says.
LENGTHS_APART_AT_MOST = 2.0


def names_as_options(right: Iterable[Concept], wrong: Iterable[Concept]) -> tuple[Option, ...]:
    """The names of concepts to choose among."""
    return (
        *(Option(concept.name, is_right=True, concept=concept.id) for concept in right),
        *(Option(concept.name, is_right=False, concept=concept.id) for concept in wrong),
    )


def true_or_false(phrases: Phrases, languages: Iterable[str], *, is_true: bool) -> tuple[Option, ...]:
    """True, then false."""
    codes = tuple(languages)
    return (
        Option(phrases.say("is_true", codes), is_right=is_true),
        Option(phrases.say("is_false", codes), is_right=not is_true),
    )


def every_name(concept: Concept) -> Iterator[Wording]:
    """All that a concept is called; first what is shown for it."""
    yield concept.name
    for name in dict.fromkeys(names_of(concept)):
        if name not in concept.name.values():
            yield dict.fromkeys(concept.name, name)


def first_of(candidates: Iterable[T], count: int, *, where: Callable[[T], bool]) -> tuple[T, ...] | None:
    """The first `count` that pass; None if there are not so many."""
    chosen = tuple(islice(filter(where, candidates), count))
    return chosen if len(chosen) == count else None


def of_like_length(random: Random, right: Wording, candidates: Sequence[Option]) -> tuple[Option, ...] | None:
    """Three of the candidates, the earlier the better, so that the right answer has each rank by length as often.

    None if there are not so many about as long.
    """
    size = _size(right)
    like = [option for option in candidates if _is_like(_size(option.text), size)]
    longer = [option for option in like if _size(option.text) > size]
    wanted = longer[: random.randint(0, WRONG_OF_FOUR)]
    others = [option for option in like if option not in longer]
    chosen = (*wanted, *others, *longer[len(wanted) :])[:WRONG_OF_FOUR]
    return chosen if len(chosen) == WRONG_OF_FOUR else None


def distinct(options: Iterable[Option], besides: Wording) -> Iterator[Option]:
    """Those that say something else than all before them and `besides`, in every language."""
    seen = {(code, normalise(text)) for code, text in besides.items()}
    for option in options:
        said = {(code, normalise(text)) for code, text in option.text.items()}
        if not said & seen:
            seen |= said
            yield option


def _size(text: Wording) -> float:
    return sum(map(len, text.values())) / len(text)


def _is_like(one: float, other: float) -> bool:
    return max(one, other) <= LENGTHS_APART_AT_MOST * min(one, other)
