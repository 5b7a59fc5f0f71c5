"""What comes next: nothing again before everything, whatever becomes of the packs; and rather what is mixed up."""

from collections import Counter
from datetime import UTC, date, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.daily.choosing import History, LibraryChooser, next_fact, next_question
from bot.daily.daily import Content, Daily, Kind
from bot.daily.schedule import Schedule
from knowledge.concepts import Fact
from knowledge.languages import Vocabulary
from knowledge.library import Library
from knowledge.questions.asked import AskedKind
from knowledge.questions.phrases import read_phrases
from knowledge.questions.question_maker import QuestionMaker
from tests.bot.quiz.fakes import question

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
DAILY = Daily(channel=1, guild=2, schedule=Schedule(9, 0, "UTC"), language="en", since=NOON)


def facts(*names: str) -> list[Fact]:
    return [Fact(f"{name}/what", {"en": name}, "https://x.y", date(2026, 1, 1)) for name in names]


def shown(packs: list[list[Fact]], seed: int) -> list[str]:
    """What is shown day by day, while the packs are, day by day, these."""
    rounds: dict[str, int] = {}
    order: list[str] = []
    for pack in packs:
        fact, number = next_fact(pack, History(rounds), Random(seed + len(order)))
        if fact is not None:
            rounds[fact.id] = number
            order.append(fact.id)
    return order


@given(count=st.integers(1, 12), seed=st.integers(0, 99))
def test_nothing_comes_again_before_everything_has_come(count: int, seed: int) -> None:
    pack = facts(*(f"c{number}" for number in range(count)))
    order = shown([pack] * (3 * count), seed)
    for start in range(0, len(order), count):
        assert len(set(order[start : start + count])) == count


@given(old=st.integers(1, 8), new=st.integers(0, 8), days=st.integers(1, 20), seed=st.integers(0, 9))
def test_what_a_pack_adds_joins_the_round_and_begins_none_anew(old: int, new: int, days: int, seed: int) -> None:
    before = facts(*(f"c{number}" for number in range(old)))
    after = before + facts(*(f"n{number}" for number in range(new)))
    order = shown([before] * days + [after] * (3 * len(after)), seed)
    # A round that has just ended goes on if there is something that it did not have.
    in_this_round = set(order[days - days % old : days]) if days % old or not new else {fact.id for fact in before}
    missing = {fact.id for fact in after} - in_this_round
    assert set(order[days : days + len(missing)]) == missing
    rest = order[days + len(missing) :]
    for start in range(0, len(rest) - len(after), len(after)):
        assert len(set(rest[start : start + len(after)])) == len(after)


@given(old=st.integers(2, 8), lost=st.integers(1, 7), days=st.integers(0, 20), seed=st.integers(0, 9))
def test_what_a_pack_drops_is_not_waited_for(old: int, lost: int, days: int, seed: int) -> None:
    before = facts(*(f"c{number}" for number in range(old)))
    after = before[min(lost, old - 1) :]
    order = shown([before] * days + [after] * (2 * len(after)), seed)
    assert set(order[days:]) == {fact.id for fact in after}


def test_what_was_never_shown_comes_first() -> None:
    history = History(rounds={"a/what": 7, "b/what": 6})
    fact, number = next_fact(facts("a", "b", "new"), history, Random(1))
    assert (fact and fact.id, number) == ("new/what", 7)
    fact, number = next_fact(facts("a", "b"), history, Random(1))
    assert (fact and fact.id, number) == ("b/what", 7)
    assert next_fact([], history, Random(1)) == (None, 0)


def test_rather_what_the_group_mixes_up_and_not_the_same_three_days_running() -> None:
    pack = facts(*(f"c{number}" for number in range(40)))
    first = Counter(next_fact(pack, History(wrong={"c7": 3}), Random(seed))[0].id for seed in range(300))  # type: ignore[union-attr]  # there are facts
    assert 150 < first["c7/what"] < 250
    lately = History(wrong={"c7": 3}, concepts=["c7", "c1", "c2"])
    assert all(next_fact(pack, lately, Random(seed))[0] not in pack[7:8] for seed in range(50))


def test_a_question_is_rather_unseen_and_then_the_one_seen_longest_ago() -> None:
    drawn = [question("q1"), question("q2"), question("q3")]
    assert next_question(drawn, ["q1", "q3"], History(), "-", Random(1)) == drawn[1]
    assert next_question(drawn, ["q2", "q1", "q3"], History(), "-", Random(1)) == drawn[1]
    assert next_question([], [], History(), "-", Random(1)) is None


class Memory:
    """Remembers what a test says."""

    def __init__(self, history: History = History()) -> None:  # noqa: B008 - frozen
        self.told = history

    async def history(self, daily: Daily, now: datetime) -> History:
        del daily, now
        return self.told


@pytest.fixture(scope="module")
def maker(library: Library, vocabulary: Vocabulary) -> QuestionMaker:
    return QuestionMaker(library, vocabulary, read_phrases())


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", list(Kind))
async def test_a_post_holds_what_was_wanted_and_its_fact_gives_nothing_away(
    library: Library, maker: QuestionMaker, kind: Kind, language: str
) -> None:
    category = next(iter(library.categories))
    daily = Daily(
        channel=1, guild=2, schedule=DAILY.schedule, language=language, since=NOON, kind=kind, category=category
    )
    content = await LibraryChooser(library, maker, Memory(), Random(3)).choose(daily, NOON)
    assert (bool(content.fact), content.question is not None) == (kind.has_fact, kind.has_question)
    concept = content.fact.partition("/")[0]
    if content.fact:
        assert library.concept(concept).category == category
        assert content.round == 1
    if content.question is not None:
        assert content.question.category == category
        assert content.question.kind in {AskedKind.ONE, AskedKind.TRUE_FALSE}
        assert concept not in content.question.about
        assert language in content.question.ask


async def test_questions_that_were_asked_in_quizzes_come_after_all_others(
    library: Library, maker: QuestionMaker
) -> None:
    daily = Daily(channel=1, guild=2, schedule=DAILY.schedule, language="en", since=NOON, kind=Kind.QUESTION)
    first = await LibraryChooser(library, maker, Memory(), Random(3)).choose(daily, NOON)
    assert first.question is not None
    seen = Memory(History(asked=[first.question.id]))
    again = await LibraryChooser(library, maker, seen, Random(3)).choose(daily, NOON)
    assert again != first
    assert again != Content()
