"""The log: the same after storing and reading, in any order, with lines that came twice or never belonged."""

import json
from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    entries_after,
    from_json,
    to_json,
)
from bot.quiz.game import fold
from knowledge.questions.asked import AskedKind
from knowledge.questions.typed_answers import Judgement
from tests.bot.quiz.fakes import ANA, CHANNEL, GUILD, HOST, LUIS, NOON, after, question, settings

OPENED = Opened(
    at=NOON,
    guild=GUILD,
    channel=CHANNEL,
    host=HOST,
    settings=settings(),
    questions=(question("q1"), question("q2", kind=AskedKind.TYPED), question("q3", clues=2)),
    seed=7,
)
EVENTS: tuple[Event, ...] = (
    OPENED,
    QuestionAsked(at=after(1), number=1, message=9, bell_at=after(21)),
    Answered(at=after(2), number=1, person=ANA, answer=Chosen((0, 2)), press=5),
    Paused(at=after(3), by=HOST, order=6),
    Resumed(at=after(4), by=HOST, order=7, due=after(22)),
    BellMoved(at=after(4), by=HOST, order=8, due=after(30)),
    Closed(at=after(32), number=1, marks=(Mark(1, ANA, 900, 0, True, 1, 1000),)),
    QuestionAsked(at=after(40), number=2, message=10, bell_at=after(60)),
    Answered(at=after(41), number=2, person=LUIS, answer=Typed("lambda"), press=9, judgement=Judgement.RIGHT),
    Away(at=after(42)),
    CameBack(at=after(50), since=after(42), due=after(68)),
    Skipped(at=after(51), by=HOST, order=10, number=2),
    HostChanged(at=after(52), by=HOST, order=11, host=ANA),
    Regraded(
        at=after(53), by=ANA, order=12, number=1, verdict=Verdict.ACCEPT, answer=Chosen((2,)), accepted=(Chosen((2,)),)
    ),
    Joined(at=after(53), by=LUIS, order=13, team=1),
    Kicked(at=after(53), by=ANA, order=14, person=LUIS),
    QuestionAsked(at=after(60), number=3, message=11, bell_at=after(80)),
    Answered(at=after(61), number=3, person=ANA, answer=Chosen((0,)), press=20, pace=150),
    BellRang(at=after(81), number=3),
    Jumped(at=after(82), by=ANA, order=15, number=3),
    Ended(at=after(53), reason=EndReason.STOPPED, by=ANA),
)
LOG = entries_after(700, 0, EVENTS)


@pytest.mark.parametrize("entry", LOG, ids=lambda entry: type(entry.event).__name__)
def test_a_line_is_the_same_after_it_was_stored(entry: Entry) -> None:
    assert from_json(to_json(entry)) == entry


def test_a_line_says_what_it_is_and_in_which_version() -> None:
    assert json.loads(to_json(LOG[2])) == {
        "quiz": 700,
        "sequence": 3,
        "event": {
            "event": "answered",
            "at": "2026-11-26T19:00:02Z",
            "number": 1,
            "person": ANA,
            "answer": {"how": "chosen", "options": [0, 2]},
            "press": 5,
        },
        "version": 1,
    }


def test_a_line_from_before_nights_is_read() -> None:
    line = json.loads(to_json(LOG[0]))
    for name in ("parts", "break_seconds"):
        del line["event"]["settings"][name]
    assert line["event"].keys() == {"event", "at", "guild", "channel", "host", "settings", "questions", "seed"}
    assert from_json(json.dumps(line)) == LOG[0]


@pytest.mark.parametrize(("old", "new"), [(b'"version":1', b'"version":2'), (b"away", b"gone-fishing")])
def test_what_this_bot_cannot_have_written_is_refused(old: bytes, new: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        from_json(to_json(LOG[9]).replace(old, new))


@given(st.lists(st.sampled_from(LOG[1:])).flatmap(lambda more: st.permutations([*LOG, *more])))
def test_a_log_in_any_order_with_lines_twice_is_the_same_quiz(log: Sequence[Entry]) -> None:
    assert fold(log) == fold(LOG)


@given(st.lists(st.sampled_from(EVENTS), max_size=30))
def test_any_events_after_a_beginning_are_some_quiz(events: Sequence[Event]) -> None:
    game = fold(entries_after(700, 0, [OPENED, *events]))
    assert game is not None
    assert game.sequence == len(events) + 1


def test_a_press_that_is_known_or_older_changes_nothing() -> None:
    game = fold(LOG[:3])
    assert game is not None
    for press in (5, 4):
        again = Answered(at=after(9), number=1, person=ANA, answer=Chosen((1,)), press=press)
        later = fold(entries_after(700, 3, [again]), game)
        assert later is not None
        assert later.rounds == game.rounds


def test_lines_of_another_quiz_change_nothing() -> None:
    game = fold(LOG)
    assert fold(entries_after(701, len(LOG), EVENTS[1:3]), game) == game


def test_nothing_is_a_quiz_before_it_was_opened() -> None:
    assert fold([]) is None
    assert fold(LOG[1:]) is None
