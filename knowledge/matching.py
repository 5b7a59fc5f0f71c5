"""What somebody typed -> found, did you mean, or nothing. A wrong card is worse than a question back.

One pipeline: an exact name or alias; a name within a sentence; a slip of a name; a part of a name; a question in plain
words. The thresholds were chosen on `tests/evaluation/fitting.yaml` and measured on `held_out.yaml`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.answers import MOST_COMPARED, MOST_SUGGESTIONS, Answer, DidYouMean, Found, Nothing
from knowledge.concepts import Concept
from knowledge.languages import Vocabulary
from knowledge.library import Library
from knowledge.names import ELSEWHERE, LONGEST_NAME_IN_WORDS, Mention, Names, Slip
from knowledge.normalising import VENDORS, normalise
from knowledge.searching import Hit, SearchIndex
from knowledge.spelling import acronym_slip_cost

# Nobody asks for one thing in more words; what is longer is a pasted text, and finding something in it is chance.
LONGEST_QUESTION_IN_WORDS = 60
# A slip costs a share of the name's letters (spelling.py). All true slips of the fitting half cost at most 0.16, all
# other words at least 0.20, except for words of four letters.
SLIP_FOUND_AT_MOST = 0.17
SLIP_ASKED_AT_MOST = 0.25
# Two names this near to what was typed are both meant as well as the other ("elastic container servicery").
SLIP_CLEAR_BY = 0.05
# However long the name, more letters than this make another name of it (registry, service).
MOST_LETTERS_OFF = 3.0
# An acronym has no letters to spare: one letter off is always a question, and of two letters (s4) another name.
SHORTEST_ACRONYM_WITH_SLIPS = 3
ACRONYM_LENGTH = 4
ACRONYM_ASKED_AT_MOST = 0.34
# A part of a name names it if it is at least half of it and no other name has it ("container registry").
PART_FOUND_AT_LEAST = 0.5
# "store data" (0.7) fits everything that stores; "object storage" (0.9) is one thing.
EVIDENCE_AT_LEAST = 0.8
# Scores of searching.py. Lower ones are right less often than wrong, and a question is cheaper than a wrong card.
SEARCH_FOUND_AT_LEAST = 0.45
SEARCH_ASKED_AT_LEAST = 0.34
# Of two answers nearer to each other than this, the first is right in only two of three cases.
SEARCH_CLEAR_BY = 0.04
# A suggestion is worth its button from this share of the best score on.
SUGGESTED_SHARE = 0.6
# A negation reaches over this many words ("without having to manage ec2").
DENIAL_REACH = 4
# "for my ec2", "para mi maquina ec2": so far before a name stands what makes it a name on the way.
TOWARDS_REACH = 3
# A rare name in a sentence adds this much to the score of its concept.
MENTION_BONUS = 0.10
# With nothing clear, what is named is what is meant, if its score is at least this share of the best.
NAMED_SHARE = 0.75
# The words besides a name describe another thing from this score on ("the disk that my ec2 keeps": EBS).
DESCRIBED_AT_LEAST = 0.45


class Finder:
    """Answers what somebody typed from a library. Never changes; may serve many at once."""

    def __init__(self, library: Library, vocabulary: Vocabulary) -> None:
        self._library = library
        self._vocabulary = vocabulary
        self._names = Names(library, vocabulary)
        self._search = SearchIndex(library, vocabulary)

    def what(self, query: str) -> Answer:
        """The concept that `query` names or describes, or the two to four that it clearly asks to compare."""
        typed = self._typed(query)
        if typed is None:
            return Nothing()
        return self._name(typed) or self._plain_words(typed)

    def name(self, query: str) -> Answer:
        """What `query` names as a whole. Plain words about a concept are not a name of it and find nothing."""
        typed = self._typed(query)
        return (typed and self._name(typed)) or Nothing()

    def exactly(self, words: Sequence[str]) -> Concept | None:
        """The concept whose name these words are."""
        owner = self._names.owner(words) if words else None
        return self._library.concept(owner) if owner else None

    def mentions(self, words: Sequence[str]) -> list[Mention]:
        """The exact names within a sentence, from left to right."""
        return self._names.mentions(words)

    def content(self, words: Sequence[str]) -> list[str]:
        """The words that carry the subject."""
        return [word for word in words if self._vocabulary.is_content(word) and word not in VENDORS]

    def complete(self, beginning: str, limit: int) -> list[Concept]:
        """The concepts that `beginning` may become: exact, prefix, word prefix, then slips; one row each.

        Before anything but a vendor's name is typed, that is all of them in the order of the packs.
        """
        if normalise(beginning) in {"", *VENDORS}:
            return list(self._library.concepts[:limit])
        return [self._library.concept(owner) for owner in self._names.complete(beginning, limit)]

    def _typed(self, query: str) -> "_Typed | None":
        words = normalise(query).split()
        if not words or len(words) > LONGEST_QUESTION_IN_WORDS:
            return None
        corrected = [self._search.corrected(word) for word in words]
        return _Typed(tuple(words), tuple(self.content(words)), tuple(corrected))

    # --- names -----------------------------------------------------------------------------------------------------

    def _name(self, typed: "_Typed") -> Answer | None:
        for rule in (self._exact, self._enumerated, self._acronym, self._slip, self._part):
            answer = rule(typed)
            if answer is not None:
                return answer
        return None

    def _exact(self, typed: "_Typed") -> Answer | None:
        """The words are a name, with or without the filler around it."""
        for words in (typed.words, typed.content):
            owner = self._names.owner(words) if words else None
            if owner is not None:
                return self._found([owner])
        return None if typed.content else Nothing()

    def _enumerated(self, typed: "_Typed") -> Answer | None:
        """Nothing but names: two to four of them are a comparison."""
        mentions = self._names.mentions(typed.content)
        if not mentions or sum(mention.end - mention.start for mention in mentions) < len(typed.content):
            return None
        return self._found(dict.fromkeys(mention.owner for mention in mentions))

    def _acronym(self, typed: "_Typed") -> Answer | None:
        """A short word one slip from acronyms is asked for, never guessed; an everyday word is no slip."""
        if len(typed.content) > 1 or len(typed.content[0]) > ACRONYM_LENGTH:
            return None
        word = typed.content[0]
        if word in self._vocabulary.everyday:
            return Nothing((word,))
        acronyms = self._names.short_names(SHORTEST_ACRONYM_WITH_SLIPS, ACRONYM_LENGTH)
        slips = sorted((acronym_slip_cost(word, name), owner) for name, owner in acronyms)
        near = dict.fromkeys(owner for cost, owner in slips if cost <= ACRONYM_ASKED_AT_MOST)
        return self._ask(near) if near else None

    def _slip(self, typed: "_Typed") -> Answer | None:
        """The whole text is nearly a name, and nearer to it than to any other."""
        slips = self._slips(typed)
        if not slips or slips[0].cost > SLIP_FOUND_AT_MOST:
            return None
        near = [slip.owner for slip in slips if slip.cost <= slips[0].cost + SLIP_CLEAR_BY]
        if len(set(near)) > 1 and ELSEWHERE not in near:
            return self._ask(near)
        return self._found([slips[0].owner])

    def _slips(self, typed: "_Typed") -> list[Slip]:
        """Names that the text may be a slip of, unless they are so short that a slip makes another word."""
        texts = {" ".join(words) for words in (typed.words, typed.content) if len(words) <= LONGEST_NAME_IN_WORDS}
        best: dict[str, Slip] = {}
        for slip in (slip for text in texts for slip in self._names.slips(text)):
            letters = len(slip.name.replace(" ", ""))
            is_long_enough = letters > ACRONYM_LENGTH and slip.cost * letters <= MOST_LETTERS_OFF
            if is_long_enough and (slip.owner not in best or slip.cost < best[slip.owner].cost):
                best[slip.owner] = slip
        return sorted(best.values(), key=lambda slip: slip.cost)

    def _part(self, typed: "_Typed") -> Answer | None:
        """The words of a name in another order, or some of them: found if they are most of one only, else asked."""
        if len(typed.content) > LONGEST_NAME_IN_WORDS:
            return None
        shares = self._names.containing(typed.corrected)
        whole = [owner for owner, share in shares.items() if share == 1]
        if len(whole) == 1:
            return self._found(whole)
        is_most_of_one = len(shares) == 1 and max(shares.values()) >= PART_FOUND_AT_LEAST
        if is_most_of_one and self._evidence(typed) >= EVIDENCE_AT_LEAST:
            return self._found(shares)
        if len(shares) > 1 and len(typed.words) > 1:
            return self._ask(sorted(shares, key=lambda owner: -shares[owner]))
        return None

    # --- plain words -----------------------------------------------------------------------------------------------

    def _plain_words(self, typed: "_Typed") -> Answer:
        """A sentence: the concept that it is about or describes best, unless that is elsewhere."""
        mentions = [mention for mention in self._names.mentions(typed.corrected) if self._is_telling(mention, typed)]
        denied = {mention.owner for mention in mentions if self._is_denied(mention, typed)} - {ELSEWHERE}
        named = {mention.owner for mention in mentions} - denied
        if ELSEWHERE in named:
            return self._ask(named) if named > {ELSEWHERE} else Nothing(typed.content)
        is_about = len(named) == 1 and not self._is_on_the_way(typed, mentions)
        if is_about and self._says_no_more(typed, mentions):
            return self._found(named)
        hits = self._hits(typed, mentions, named, denied)
        answer = self._decided(hits, self._evidence(typed))
        if is_about and not isinstance(answer, Found) and self._could_be(named, hits):
            return self._found(named)
        return answer or self._nearly(typed) or Nothing(typed.content)

    def _is_telling(self, mention: Mention, typed: "_Typed") -> bool:
        """One plain word that our packs use is no name of something elsewhere in a sentence ("backup", "config")."""
        words = typed.words[mention.start : mention.end]
        return mention.owner != ELSEWHERE or len(words) > 1 or not self._search.knows(words[0])

    def _is_denied(self, mention: Mention, typed: "_Typed") -> bool:
        """`without ec2`, `the one that is not kubernetes`: named as what it is not."""
        before = typed.words[max(mention.start - DENIAL_REACH, 0) : mention.start]
        return any(word in self._vocabulary.negations for word in before)

    def _is_on_the_way(self, typed: "_Typed", mentions: Sequence[Mention]) -> bool:
        """The names are not what is asked for: `where do the images of ecs live`, `a disk for my ec2`."""
        before = {
            word for mention in mentions for word in typed.words[max(mention.start - TOWARDS_REACH, 0) : mention.start]
        }
        return bool(self._vocabulary.seeking & set(typed.words) or self._vocabulary.towards & before)

    def _says_no_more(self, typed: "_Typed", mentions: Sequence[Mention]) -> bool:
        """The words besides the name describe nothing by themselves: chatter, or a question about what is named."""
        named = {place for mention in mentions for place in range(mention.start, mention.end)}
        rest = [word for place, word in enumerate(typed.words) if place not in named and word in typed.content]
        hits = self._search.search(rest) if rest else []
        return not hits or hits[0].is_by_chance or hits[0].score < DESCRIBED_AT_LEAST

    def _could_be(self, named: set[str], hits: Sequence[Hit]) -> bool:
        """What is named is not much less likely than the best."""
        scores = [hit.score for hit in hits if hit.concept is not None and hit.concept.id in named]
        return not hits or any(score >= NAMED_SHARE * hits[0].score for score in scores)

    def _hits(self, typed: "_Typed", mentions: Sequence[Mention], named: set[str], denied: set[str]) -> list[Hit]:
        """What the words describe, without what they deny; what they name comes first among equals."""
        is_on_the_way = self._is_on_the_way(typed, mentions)
        bonus: dict[str, float] = {}
        for mention in mentions:
            if mention.owner in named and not is_on_the_way:
                rarity = max(map(self._search.rarity, typed.words[mention.start : mention.end]))
                bonus[mention.owner] = MENTION_BONUS * rarity
        hits = [
            hit if hit.concept is None else replace(hit, score=hit.score + bonus.get(hit.concept.id, 0.0))
            for hit in self._search.search(typed.content)
            if hit.concept is None or hit.concept.id not in denied
        ]
        return sorted(hits, key=lambda hit: -hit.score)

    def _evidence(self, typed: "_Typed") -> float:
        """How much the words that packs know say together: each from 0 (everywhere) to 1 (in one place)."""
        return sum(
            self._search.rarity(word) for word in {*typed.content} if self._search.knows(self._search.corrected(word))
        )

    def _decided(self, hits: Sequence[Hit], evidence: float) -> Answer | None:
        """The best hit if it is good and clearly the best; else a question among the best; None if none is good."""
        if not hits or hits[0].score < SEARCH_ASKED_AT_LEAST or hits[0].is_by_chance or hits[0].concept is None:
            return None
        is_clear = len(hits) == 1 or hits[0].score - hits[1].score >= SEARCH_CLEAR_BY
        if hits[0].score >= SEARCH_FOUND_AT_LEAST and is_clear and evidence >= EVIDENCE_AT_LEAST:
            return Found((hits[0].concept,))
        concepts = [hit.concept for hit in hits if hit.concept and hit.score >= SUGGESTED_SHARE * hits[0].score]
        return DidYouMean(tuple(concepts[:MOST_SUGGESTIONS]))

    def _nearly(self, typed: "_Typed") -> Answer | None:
        """A slip too wide to be sure of."""
        near = [slip.owner for slip in self._slips(typed) if slip.cost <= SLIP_ASKED_AT_MOST]
        return self._ask(near) if near and ELSEWHERE not in near else None

    # --- outcomes --------------------------------------------------------------------------------------------------

    def _found(self, owners: Iterable[str]) -> Answer:
        owners = list(owners)
        if ELSEWHERE in owners:
            known = [owner for owner in owners if owner != ELSEWHERE]
            return self._ask(known) if known else Nothing()
        concepts = self._concepts(owners)
        return Found(concepts) if len(concepts) <= MOST_COMPARED else DidYouMean(concepts[:MOST_SUGGESTIONS])

    def _ask(self, owners: Iterable[str]) -> Answer:
        return DidYouMean(self._concepts(owners)[:MOST_SUGGESTIONS])

    def _concepts(self, owners: Iterable[str]) -> tuple[Concept, ...]:
        return tuple(self._library.concept(owner) for owner in dict.fromkeys(owners) if owner != ELSEWHERE)


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed, in its normal form: all words, those that carry the subject, all with slips corrected."""

    words: tuple[str, ...]
    content: tuple[str, ...]
    corrected: tuple[str, ...]
