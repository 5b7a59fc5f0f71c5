"""Words that name something as a whole: exactly, with a slip, or by a part of the name."""

from knowledge.answers import MOST_SUGGESTIONS, Answer, Nothing
from knowledge.languages import Vocabulary
from knowledge.names import ELSEWHERE, LONGEST_ACRONYM, LONGEST_NAME_IN_WORDS, Names, Slip
from knowledge.outcomes import Outcomes
from knowledge.query import Query
from knowledge.searching import EVIDENCE_AT_LEAST, SearchIndex
from knowledge.spelling import acronym_slip_cost

# A slip costs a share of the name's letters (spelling.py). All true slips of the fitting half cost at most 0.167
# ("ñambda"), all other words at least 0.20, except for words of four letters.
SLIP_FOUND_AT_MOST = 0.17
SLIP_ASKED_AT_MOST = 0.25
# Of two names whose costs are this near to each other, either may be meant ("elastic container servistry").
SLIP_CLEAR_BY = 0.05
# However long the name, more letters than this make another name of it (registry, service).
MOST_LETTERS_OFF = 3.0
# One letter of three: of an acronym that is always a question.
ACRONYM_ASKED_AT_MOST = 0.34
# A contraction keeps at least this share of the letters (rt53: 0.57), and four of them.
CONTRACTION_FOUND_AT_LEAST = 0.55
SHORTEST_CONTRACTION = 4
# A part of a name names it if it is at least half of it and no other name has it ("container registry").
PART_FOUND_AT_LEAST = 0.5


class Naming:
    """The rules for names, in the order in which they are tried."""

    def __init__(self, names: Names, search: SearchIndex, vocabulary: Vocabulary, outcomes: Outcomes) -> None:
        self._names = names
        self._search = search
        self._vocabulary = vocabulary
        self._outcomes = outcomes
        self._rules = (
            self._exact,
            self._enumerated,
            self._everyday,
            self._short_forms,
            self._shortened,
            self._acronym,
            self._slip,
            self._contracted,
            self._part,
        )

    def answer(self, query: Query) -> Answer | None:
        """What the query names, or None if it is no name."""
        for rule in self._rules:
            answer = rule(query)
            if answer is not None:
                return answer
        return None

    def nearly(self, query: Query) -> Answer | None:
        """A question about slips too wide to be sure of; None if there are none."""
        near = [slip.owner for slip in self._slips(query) if slip.cost <= SLIP_ASKED_AT_MOST]
        return self._outcomes.ask(near) if near and ELSEWHERE not in near else None

    def _exact(self, query: Query) -> Answer | None:
        """The words are a name, with or without the filler around it."""
        for words in (query.words, query.content):
            owner = self._names.owner(words) if words else None
            if owner is not None:
                return self._outcomes.found([owner])
        return None if query.content else Nothing()

    def _enumerated(self, query: Query) -> Answer | None:
        """Nothing but names: two to four of them are a comparison."""
        mentions = self._names.mentions(query.content)
        if not mentions or sum(mention.end - mention.start for mention in mentions) < len(query.content):
            return None
        if any(self._names.is_denied(mention, query.words) for mention in self._names.mentions(query.words)):
            return None
        return self._outcomes.found(dict.fromkeys(mention.owner for mention in mentions))

    def _everyday(self, query: Query) -> Answer | None:
        """An everyday word alone is no slip of a name, however near ("eco", "match")."""
        is_everyday = len(query.content) == 1 and query.content[0] in self._vocabulary.everyday
        return Nothing(query.content) if is_everyday else None

    def _acronym(self, query: Query) -> Answer | None:
        """A short word one slip from acronyms is asked for, never guessed."""
        word = query.content[0]
        if len(query.content) > 1 or len(word) > LONGEST_ACRONYM or self._is_a_word(query):
            return None
        slips = sorted((acronym_slip_cost(word, name), owner) for name, owner in self._names.acronyms())
        near = dict.fromkeys(owner for cost, owner in slips if cost <= ACRONYM_ASKED_AT_MOST)
        return self._outcomes.ask(near) if near else None

    def _slip(self, query: Query) -> Answer | None:
        """The whole text is nearly a name, and nearer to it than to any other, and no word of its own."""
        if self._names.is_another_number(query.words):
            return Nothing(query.content)
        slips = [] if self._is_a_word(query) else self._slips(query)
        if not slips or slips[0].cost > SLIP_FOUND_AT_MOST:
            return None
        near = [slip.owner for slip in slips if slip.cost <= slips[0].cost + SLIP_CLEAR_BY]
        if len(set(near)) > 1 and ELSEWHERE not in near:
            return self._outcomes.ask(near)
        return self._outcomes.found([slips[0].owner])

    def _slips(self, query: Query) -> list[Slip]:
        """Names that the text may be a slip of, unless they are so short that a slip makes another word."""
        texts = {" ".join(words) for words in (query.words, query.content) if len(words) <= LONGEST_NAME_IN_WORDS}
        best: dict[str, Slip] = {}
        for slip in (slip for text in texts for slip in self._names.slips(text)):
            letters = len(slip.name.replace(" ", ""))
            is_long_enough = letters > LONGEST_ACRONYM and slip.cost * letters <= MOST_LETTERS_OFF
            if is_long_enough and (slip.owner not in best or slip.cost < best[slip.owner].cost):
                best[slip.owner] = slip
        return sorted(best.values(), key=lambda slip: slip.cost)

    def _short_forms(self, query: Query) -> Answer | None:
        """Some words are usual short forms: with the long ones in their place it is a name ("app lb")."""
        for words in (query.words, query.content):
            long = [word for short in words for word in self._vocabulary.short_forms.get(short, (short,))]
            owner = self._names.owner(long) if len(long) <= LONGEST_NAME_IN_WORDS else None
            if owner is not None:
                return self._outcomes.found([owner])
        return None

    def _shortened(self, query: Query) -> Answer | None:
        """Every word cut short, or without its vowels: found if only one name is meant, asked if it may be a few.

        One word that packs use for itself ("cloud") is no name cut short, but it may be meant as one.
        """
        owners = dict.fromkeys(
            owner for words in (query.words, query.content) for owner in self._names.shortened(words)
        )
        if not owners or len(owners) > MOST_SUGGESTIONS:
            return None
        if self._is_a_word(query) or len(owners) > 1:
            return self._outcomes.ask(owners)
        return self._outcomes.found(owners)

    def _contracted(self, query: Query) -> Answer | None:
        """One word that drops letters of a name from its middle: lsail, cwatch, rt53."""
        word = query.content[0]
        if len(query.content) > 1 or len(word) < SHORTEST_CONTRACTION or self._is_a_word(query):
            return None
        shares = self._names.contracted(word)
        if len(shares) == 1 and max(shares.values()) >= CONTRACTION_FOUND_AT_LEAST:
            return self._outcomes.found(shares)
        return None

    def _part(self, query: Query) -> Answer | None:
        """The words of a name in another order, or some of them: found if they are most of one only, else asked."""
        if len(query.content) > LONGEST_NAME_IN_WORDS:
            return None
        shares = self._names.containing(query.corrected)
        whole = [owner for owner, share in shares.items() if share == 1]
        if len(whole) == 1:
            return self._outcomes.found(whole)
        is_most_of_one = len(shares) == 1 and max(shares.values()) >= PART_FOUND_AT_LEAST
        if is_most_of_one and self._search.evidence(query.content) >= EVIDENCE_AT_LEAST:
            return self._outcomes.found(shares)
        if len(shares) > 1 and len(query.words) > 1:
            return self._outcomes.ask(sorted(shares, key=lambda owner: -shares[owner]))
        return None

    def _is_a_word(self, query: Query) -> bool:
        """One word that packs use for itself: no slip and no short form of a name, though it may be near to one."""
        return len(query.content) == 1 and self._search.says(query.content[0])
