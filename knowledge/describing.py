"""A sentence -> the concept that it is about, or that it describes best."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from knowledge.answers import MOST_SUGGESTIONS, Answer, DidYouMean, Found, Nothing
from knowledge.languages import Vocabulary
from knowledge.names import ELSEWHERE, Mention, Names
from knowledge.outcomes import Outcomes
from knowledge.query import Query
from knowledge.searching import EVIDENCE_AT_LEAST, Hit, SearchIndex

# Scores of searching.py. Lower ones are right less often than wrong, and a question is cheaper than a wrong card.
SEARCH_FOUND_AT_LEAST = 0.48
SEARCH_ASKED_AT_LEAST = 0.38
# So high a score needs no more evidence: "object storage" are two common words, but just these are said of one thing.
SEARCH_SURE_AT_LEAST = 0.75
# Of two answers nearer to each other than this, the first was right in four of ten cases of the fitting half.
SEARCH_CLEAR_BY = 0.06
# A suggestion is worth its button from this share of the best score on. An answer without such a rival needs no proof.
SUGGESTED_SHARE = 0.6
# "for my ec2", "para mi maquina ec2": so far before a name stands what makes it a name on the way.
TOWARDS_REACH = 3
# A rare name in a sentence adds this much to the score of its concept.
MENTION_BONUS = 0.10
# With nothing clear, what is named is what is meant, if its score is at least this share of the best.
NAMED_SHARE = 0.75
# The words besides a name describe another thing from this score on ("the hard disk my ec2 uses": EBS).
DESCRIBED_AT_LEAST = 0.45
# What is asked about a name ("how long can a lambda run", "fargate spot") may well describe others, too.
INQUIRED_AT_LEAST = 0.75
# So near before the name stands the word that asks.
INQUIRY_REACH = 3


class Describing:
    """Weighs what a sentence names against what its words describe."""

    def __init__(self, names: Names, search: SearchIndex, vocabulary: Vocabulary, outcomes: Outcomes) -> None:
        self._names = names
        self._search = search
        self._vocabulary = vocabulary
        self._outcomes = outcomes

    def answer(self, query: Query) -> Answer | None:
        """What the sentence is about or describes, Nothing if that is elsewhere, None if nobody can tell."""
        mentions = [mention for mention in self._names.mentions(query.corrected) if self._is_telling(mention, query)]
        denied = {mention.owner for mention in mentions if self._names.is_denied(mention, query.words)} - {ELSEWHERE}
        named = {mention.owner for mention in mentions} - denied
        if ELSEWHERE in named:
            return self._outcomes.ask(named) if named > {ELSEWHERE} else Nothing(query.content)
        is_on_the_way = self._is_on_the_way(query, mentions)
        is_about = len(named) == 1 and not is_on_the_way
        if is_about and self._says_no_more(query, mentions):
            return self._outcomes.found(named)
        hits = self._hits(query, denied, {} if is_on_the_way else self._bonuses(query, mentions, named))
        answer = self._decided(hits, query)
        if is_about and not isinstance(answer, Found) and self._could_be(named, hits):
            return self._outcomes.found(named)
        if isinstance(answer, DidYouMean):
            return self._outcomes.ask([*sorted(named), *(concept.id for concept in answer.suggestions)])
        return answer

    def _is_telling(self, mention: Mention, query: Query) -> bool:
        """One plain word that our packs use is no name of something elsewhere in a sentence ("backup", "config")."""
        words = query.words[mention.start : mention.end]
        return mention.owner != ELSEWHERE or len(words) > 1 or not self._search.knows(words[0])

    def _is_on_the_way(self, query: Query, mentions: Sequence[Mention]) -> bool:
        """The names are not what is asked for: `where do the images of ecs live`, `a disk for my ec2`."""
        return bool(
            self._vocabulary.seeking & set(query.words)
            or self._vocabulary.towards & _words_before(mentions, query, TOWARDS_REACH, apart=1)
        )

    def _says_no_more(self, query: Query, mentions: Sequence[Mention]) -> bool:
        """The words besides the name describe nothing by themselves: chatter, or a question about what is named."""
        named = {place for mention in mentions for place in range(mention.start, mention.end)}
        rest = [word for place, word in enumerate(query.words) if place not in named and word in query.content]
        hits = self._search.search(rest) if rest else []
        is_inquiry = self._vocabulary.inquiring & _words_before(mentions, query, INQUIRY_REACH)
        enough = INQUIRED_AT_LEAST if is_inquiry or len(rest) == 1 else DESCRIBED_AT_LEAST
        return not hits or hits[0].is_by_chance or hits[0].score < enough

    def _could_be(self, named: set[str], hits: Sequence[Hit]) -> bool:
        """What is named is not much less likely than the best."""
        scores = [hit.score for hit in hits if hit.concept is not None and hit.concept.id in named]
        return not hits or any(score >= NAMED_SHARE * hits[0].score for score in scores)

    def _bonuses(self, query: Query, mentions: Sequence[Mention], named: set[str]) -> dict[str, float]:
        """What being named adds to the score of each concept: the rarer the name, the more."""
        return {
            mention.owner: MENTION_BONUS * max(map(self._search.rarity, query.words[mention.start : mention.end]))
            for mention in mentions
            if mention.owner in named
        }

    def _hits(self, query: Query, denied: set[str], bonuses: Mapping[str, float]) -> list[Hit]:
        """What the words describe, without what they deny; what they name comes first among equals."""
        hits = [
            hit if hit.concept is None else replace(hit, score=hit.score + bonuses.get(hit.concept.id, 0.0))
            for hit in self._search.search(query.content)
            if hit.concept is None or hit.concept.id not in denied
        ]
        return sorted(hits, key=lambda hit: -hit.score)

    def _decided(self, hits: Sequence[Hit], query: Query) -> Answer | None:
        """The best hit if it is good and clearly the best; else a question among the best; None if none is good."""
        if not hits or hits[0].score < SEARCH_ASKED_AT_LEAST or hits[0].is_by_chance or hits[0].concept is None:
            return None
        concepts = [hit.concept for hit in hits if hit.concept and hit.score >= SUGGESTED_SHARE * hits[0].score]
        is_clear = len(hits) == 1 or hits[0].score - hits[1].score >= SEARCH_CLEAR_BY
        is_sure = hits[0].score >= SEARCH_SURE_AT_LEAST and len(query.content) > 1
        is_alone = len(concepts) == 1
        is_proven = is_sure or is_alone or self._search.evidence(query.content) >= EVIDENCE_AT_LEAST
        if is_clear and is_proven and hits[0].score >= SEARCH_FOUND_AT_LEAST:
            return Found((hits[0].concept,))
        return DidYouMean(tuple(concepts[:MOST_SUGGESTIONS]))


def _words_before(mentions: Sequence[Mention], query: Query, reach: int, *, apart: int = 0) -> set[str]:
    """The words up to `reach` before a name, but for the nearest: "for ec2" is about it, "for my ec2" is not."""
    return {
        word
        for mention in mentions
        for word in query.words[max(mention.start - reach, 0) : max(mention.start - apart, 0)]
    }
