"""A line of a log names nobody in the place of somebody, in every event that there is, and is otherwise as it was."""

from collections.abc import Sequence
from random import Random
from typing import get_args

import pytest
from msgspec.structs import replace

from bot.quiz.events import (
    Answered,
    Away,
    BellMoved,
    BellRang,
    CameBack,
    Chosen,
    Closed,
    Ended,
    EndReason,
    Entry,
    Event,
    HostChanged,
    Joined,
    Jumped,
    Kicked,
    Mark,
    Opened,
    Paused,
    QuestionAsked,
    Regraded,
    Resumed,
    Skipped,
    Typed,
    Verdict,
    from_json,
    to_json,
)
from bot.storage.lines import people_in
from bot.storage.nobody import accepted_in, new_nobody, without
from knowledge.questions.asked import AskedKind
from knowledge.questions.typed_answers import Judgement
from tests.bot.quiz.fakes import NOON, question, settings

SOMEBODY, OTHER, NOBODY = 1_200_000_000_000_000_201, 1_200_000_000_000_000_202, -77_000_000_077
MARKS = tuple(Mark(1, person, 1000, 0, is_right=True, streak=1, took_ms=5) for person in (SOMEBODY, OTHER))
ACCEPTED = Regraded(
    at=NOON,
    order=9,
    by=SOMEBODY,
    number=1,
    verdict=Verdict.ACCEPT,
    answer=Typed("x"),
    accepted=(Typed("x"),),
    marks=MARKS,
)

EVENTS: Sequence[Event] = (
    Opened(
        at=NOON,
        guild=1,
        channel=2,
        host=SOMEBODY,
        settings=settings(),
        questions=(question(), question("t", kind=AskedKind.TYPED)),
        seed=7,
        night=3,
        teams=("Red", "Blue"),
        members={SOMEBODY: 0, OTHER: 1},
        paces={SOMEBODY: 150},
        accepted={2: (Typed("lambdafunction"), Chosen((1,)))},
    ),
    QuestionAsked(at=NOON, number=1, message=5, bell_at=NOON),
    Answered(at=NOON, number=1, person=SOMEBODY, answer=Chosen((0,)), press=6, pace=150),
    Answered(at=NOON, number=1, person=OTHER, answer=Chosen((0,)), press=6),
    BellRang(at=NOON, number=1),
    Closed(at=NOON, number=1, marks=MARKS),
    Skipped(number=1, at=NOON, order=9, by=SOMEBODY),
    Paused(at=NOON, order=9, by=SOMEBODY),
    Resumed(due=NOON, at=NOON, order=9, by=SOMEBODY),
    BellMoved(due=NOON, at=NOON, order=9, by=SOMEBODY),
    Away(at=NOON),
    CameBack(at=NOON, since=NOON, due=NOON),
    HostChanged(host=SOMEBODY, at=NOON, order=9, by=OTHER),
    Jumped(number=2, at=NOON, order=9, by=SOMEBODY),
    Kicked(person=SOMEBODY, at=NOON, order=9, by=OTHER),
    Joined(team=1, at=NOON, order=9, by=SOMEBODY),
    ACCEPTED,
    Ended(at=NOON, reason=EndReason.STOPPED, by=SOMEBODY),
)


def line_of(event: Event) -> str:
    return to_json(Entry(quiz=4, sequence=1, event=event)).decode()


def test_every_kind_of_event_is_here() -> None:
    assert {type(event) for event in EVENTS} == set(get_args(Event))


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_whoever_is_named_is_nobody_and_all_else_is_as_it_was(event: Event) -> None:
    line = line_of(event)
    nobodys = without(line, SOMEBODY, NOBODY)
    assert str(SOMEBODY) not in nobodys
    named = set(people_in(from_json(nobodys).event))
    assert named == {NOBODY if person == SOMEBODY else person for person in people_in(event)}
    assert without(nobodys, NOBODY, SOMEBODY) == line
    assert without(line, OTHER + 1, NOBODY) == line


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_whoever_stands_in_a_line_is_known_to_be_in_that_quiz(event: Event) -> None:
    for person in (SOMEBODY, OTHER):
        assert (str(person) in line_of(event)) == (person in people_in(event))


def test_what_somebody_typed_is_gone_unless_the_server_has_accepted_it() -> None:
    judged = Judgement.NOTHING_LIKE_IT
    typed = Answered(at=NOON, number=2, person=SOMEBODY, answer=Typed("Lambda Function"), press=6, judgement=judged)
    line = line_of(typed)
    gone = from_json(without(line, SOMEBODY, NOBODY)).event
    assert isinstance(gone, Answered)
    assert (gone.answer, gone.judgement) == (Typed(""), judged)
    accepted = accepted_in(line_of(EVENTS[0]))
    assert accepted == {"lambdafunction"}
    kept = from_json(without(line, SOMEBODY, NOBODY, accepted)).event
    assert isinstance(kept, Answered)
    assert kept.answer == Typed("lambdafunction")
    ruling = from_json(without(line_of(replace(ACCEPTED, answer=Typed("Lambda Function!"))), SOMEBODY, NOBODY)).event
    assert isinstance(ruling, Regraded)
    assert ruling.answer == Typed("lambdafunction")
    # What another has typed is theirs.
    assert without(line, OTHER, NOBODY) == line


def test_nobody_is_somebody_else_each_time() -> None:
    random = Random(7)
    drawn = {new_nobody(random) for _ in range(1_000)}
    assert len(drawn) == 1_000
    assert max(drawn) < 0


def test_a_damaged_line_names_nobody_either() -> None:
    line = line_of(ACCEPTED)[:-20]
    damaged = without(line, SOMEBODY, NOBODY)
    assert damaged == line.replace(str(SOMEBODY), str(NOBODY))
    assert accepted_in(damaged) == frozenset()
