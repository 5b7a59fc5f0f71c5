"""The questions of a quiz, drawn from all that could be asked."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from random import Random

from knowledge.concepts import Difficulty
from knowledge.languages import Vocabulary
from knowledge.library import Library
from knowledge.questions.asked import Asked, AskedKind, Option
from knowledge.questions.authored import authored
from knowledge.questions.by_aspect import ByAspect
from knowledge.questions.describing import Describing
from knowledge.questions.drafts import Draft
from knowledge.questions.drawing import Drawing
from knowledge.questions.options import WRONG_OF_FOUR
from knowledge.questions.phrases import Phrases
from knowledge.questions.sharing import Sharing
from knowledge.questions.workshop import open_workshop

_PLACES = WRONG_OF_FOUR + 1
# With exactly as many right answers at each place, whoever counts knows the last ones.
_SPARE_ROUNDS = 2


class QuestionMaker:
    """Makes questions from one library. Never changes; new packs make a new one."""

    def __init__(self, library: Library, vocabulary: Vocabulary, phrases: Phrases) -> None:
        workshop = open_workshop(library, vocabulary, phrases)
        # No domain is without a chance, whatever its weight.
        self._weights = {domain.id: max(domain.weight, 1) for domain in library.domains.values()}
        self._drafts = (
            *authored(workshop),
            *Describing(workshop).drafts(),
            *ByAspect(workshop).drafts(),
            *Sharing(workshop).drafts(),
        )

    def make(  # noqa: PLR0913 - each is one choice of whoever starts a quiz
        self,
        random: Random,
        count: int,
        *,
        categories: Collection[str] = (),
        kinds: Collection[AskedKind] = (),
        difficulties: Collection[Difficulty] = (),
        languages: Collection[str] = (),
        seen: Collection[str] = (),
    ) -> tuple[Asked, ...]:
        """At most `count` questions, fewer if there are no more; the same ones for the same `random` and choices.

        An empty choice means any. Each question is there in all of `languages`. Those of the ids `seen` come only when
        no others are left; if `seen` is a sequence, oldest first. No concept is asked for twice while another is left
        that was not.
        """
        fitting = [
            draft
            for draft in self._drafts
            if (not categories or draft.about[0].category in categories)
            and (not kinds or draft.kind in kinds)
            and (not difficulties or draft.difficulty in difficulties)
            and draft.languages.issuperset(languages)
        ]
        drawing = Drawing(random, count, self._weights)
        for pool in _pools(fitting, seen):
            drawing.draw(pool)
        return tuple(_arranged(drawing.questions(), random))


def _pools(drafts: Sequence[Draft], seen: Collection[str]) -> Iterator[list[Draft]]:
    """What was not seen, then the rest: one by one if `seen` has an order, by the last time that each was seen."""
    known = frozenset(seen)
    yield [draft for draft in drafts if draft.id not in known]
    again = {draft.id: draft for draft in drafts if draft.id in known}
    if isinstance(seen, Sequence):
        for draft_id in reversed(dict.fromkeys(reversed(seen))):
            if draft_id in again:
                yield [again[draft_id]]
    else:
        yield list(again.values())


def _arranged(questions: Sequence[Asked], random: Random) -> Iterator[Asked]:
    """The options in the order in which they are shown, the right ones at each place about as often."""
    rounds = len(questions) // _PLACES + _SPARE_ROUNDS
    places = iter(random.sample(list(range(_PLACES)) * rounds, len(questions)))
    for asked, place in zip(questions, places, strict=True):
        if asked.kind in {AskedKind.ONE, AskedKind.CLUES}:
            yield replace(asked, options=_with_right_at(place, asked.options, random))
        elif asked.kind is AskedKind.SEVERAL:
            yield replace(asked, options=tuple(random.sample(asked.options, len(asked.options))))
        else:
            yield asked


def _with_right_at(place: int, options: Sequence[Option], random: Random) -> tuple[Option, ...]:
    right = [option for option in options if option.is_right]
    wrong = [option for option in options if not option.is_right]
    shuffled = random.sample(wrong, len(wrong))
    return (*shuffled[:place], *right, *shuffled[place:])
