"""Each word of a query votes for the concepts that use it: multinomial naive Bayes over the passages.

After Manning, Raghavan and Schütze, "Introduction to Information Retrieval" (2008), section 13.2.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.passages import Passage

# Added to every count, so that a word which a concept never uses speaks against it but does not rule it out.
SMOOTHING = 0.6


class Votes:
    """For every stem, how strongly it speaks for each owner. Never changes."""

    def __init__(self, passages: Sequence[Passage], owners: int) -> None:
        stems = sorted({stem for passage in passages for stem in passage.stems})
        self._place = {stem: place for place, stem in enumerate(stems)}
        counts = np.zeros((len(stems), owners))
        sizes = np.full(owners, SMOOTHING)
        for passage in passages:
            sizes[passage.owner] += passage.weight
            for stem in passage.stems:
                counts[self._place[stem], passage.owner] += passage.weight
        self._log_likelihood = np.log((counts + SMOOTHING) / (counts.sum(axis=0) + SMOOTHING * max(len(stems), 1)))
        self._log_prior = np.log(sizes / sizes.sum())

    def shares(self, rarity: Mapping[str, float]) -> NDArray[np.float64]:
        """The probability of each owner, given stems with their rarity; the rare ones count more.

        The stems of a query are not independent of each other, so together they weigh as one vector of length 1.
        """
        known = {self._place[stem]: weight for stem, weight in rarity.items() if stem in self._place}
        if not known:
            return np.zeros_like(self._log_prior)
        weights = np.array(list(known.values()))
        evidence = self._log_prior + (weights / np.linalg.norm(weights)) @ self._log_likelihood[list(known)]
        likelihood = np.exp(evidence - evidence.max())
        return np.asarray(likelihood / likelihood.sum())
