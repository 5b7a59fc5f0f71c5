"""A second, simpler way from presses to points, to hold the first against.

It knows nothing of rules or folding: it remembers who was told that their answer counts, and works the points out of
the log by walking through it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from math import floor

from bot.quiz.commands import Press
from bot.quiz.events import (
    Answer,
    Answered,
    Away,
    BellMoved,
    CameBack,
    Chosen,
    Closed,
    Entry,
    Jumped,
    Kicked,
    Mode,
    Opened,
    Paused,
    QuestionAsked,
    Regraded,
    Resumed,
    Skipped,
)
from knowledge.normalising import name_key
from knowledge.questions.asked import Asked
from knowledge.questions.typed_answers import Judgement

_NEVER = datetime.max.replace(tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class Fault(StrEnum):
    """What can be wrong with a log."""

    LOST = "lost"
    MISLED = "misled"
    OUT_OF_TIME = "out-of-time"
    INVENTED = "invented"
    COUNTED_TWICE = "counted-twice"
    WRONG_POINTS = "wrong-points"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as the oracle has it."""

    fault: Fault
    number: int
    person: int
    expected: int = 0
    found: int = 0


class Oracle:
    """Told of every press, before it is sent and when it was acknowledged."""

    def __init__(self) -> None:
        self._sent: dict[int, Press] = {}
        self._acknowledged: dict[tuple[int, int], Press] = {}
        self._misled: list[Difference] = []

    def sent(self, press: Press) -> None:
        """`press` is on its way; whether it counts is open until it is answered, and if it never is, for ever."""
        self._sent[press.press] = press

    def acknowledged(self, press: Press) -> None:
        """The person was told that `press` counts."""
        key = (press.number, press.person)
        known = self._acknowledged.get(key)
        if known is None or known.press <= press.press:
            self._acknowledged[key] = press
        else:
            self._misled.append(Difference(Fault.MISLED, *key, known.press, press.press))

    def differences(self, log: Sequence[Entry]) -> tuple[Difference, ...]:
        """All that is wrong in the log of a quiz."""
        counted = self._counted(log)
        return (
            *self._misled,
            *self._lost(log, counted),
            *self._invented(log),
            *_out_of_time(log),
            *_answered_when_kicked(log),
            *_wrong_marks(log, counted),
        )

    def _counted(self, log: Sequence[Entry]) -> dict[tuple[int, int], Press]:
        """The press that counts of each person for each question: of those in the log, the newest."""
        counted: dict[tuple[int, int], Press] = {}
        for event in _answers(log):
            press = self._sent.get(event.press)
            known = counted.get((event.number, event.person))
            if press is not None and (known is None or known.press < press.press):
                counted[event.number, event.person] = press
        return counted

    def _lost(self, log: Sequence[Entry], counted: dict[tuple[int, int], Press]) -> Iterable[Difference]:
        skipped = {entry.event.number for entry in log if isinstance(entry.event, Skipped)}
        for key, press in self._acknowledged.items():
            found = counted.get(key)
            if key[0] not in skipped and (found is None or found.press < press.press):
                yield Difference(Fault.LOST, *key, press.press, 0 if found is None else found.press)

    def _invented(self, log: Sequence[Entry]) -> Iterable[Difference]:
        for event in _answers(log):
            press = self._sent.get(event.press)
            if press is None or (press.person, press.number, press.answer) != (
                event.person,
                event.number,
                event.answer,
            ):
                yield Difference(Fault.INVENTED, event.number, event.person, 0, event.press)


def _answers(log: Iterable[Entry]) -> Iterable[Answered]:
    return (entry.event for entry in log if isinstance(entry.event, Answered))


def _out_of_time(log: Sequence[Entry]) -> Iterable[Difference]:
    """Answers that were taken to a question that was not the open one, after their bell, or in a pause."""
    seconds = next(entry.event.settings.seconds for entry in log if isinstance(entry.event, Opened))
    number, bell, is_final, stopped = 0, datetime.min.replace(tzinfo=UTC), False, _NEVER
    for event in (entry.event for entry in log):
        match event:
            case QuestionAsked():
                number, bell, is_final, stopped = event.number, event.bell_at, False, _NEVER
            case Resumed() | CameBack():
                bell, stopped = event.due, _NEVER
            case BellMoved():
                bell, is_final = event.due, event.is_final
            case Paused() | Away():
                stopped = min(stopped, event.at)
            case Closed() | Skipped() | Jumped():
                number = 0
            case Answered():
                more = timedelta() if is_final else timedelta(seconds=seconds) * (event.pace - 100) / 100
                if event.number != number or event.at > min(bell + more, stopped):
                    yield Difference(Fault.OUT_OF_TIME, event.number, event.person, number)
            case _:
                pass


def _answered_when_kicked(log: Sequence[Entry]) -> Iterable[Difference]:
    """Answers that were taken from somebody who plays no more."""
    kicked: set[int] = set()
    for event in (entry.event for entry in log):
        if isinstance(event, Kicked):
            kicked.add(event.person)
        elif isinstance(event, Answered) and event.person in kicked:
            yield Difference(Fault.INVENTED, event.number, event.person, 0, event.press)


def _wrong_marks(log: Sequence[Entry], counted: dict[tuple[int, int], Press]) -> Iterable[Difference]:
    """The marks as they are in the end, against all answers and the last word on each question."""
    opened = next(entry.event for entry in log if isinstance(entry.event, Opened))
    answers = {event.press: event for event in _answers(log)}
    kicked = {entry.event.person for entry in log if isinstance(entry.event, Kicked)}
    rulings = {entry.event.number: entry.event for entry in log if isinstance(entry.event, Regraded)}
    streaks: dict[int, int] = {}
    yield from _counted_twice(log)
    for number, found in _marks_in_the_end(log).items():
        asked, ruling = opened.questions[number - 1], rulings.get(number)
        if ruling is not None and ruling.is_void:
            yield from _compared(number, found, {})
            continue
        accepted = opened.accepted.get(number, ()) if ruling is None else ruling.accepted
        presses = {person: press for (of, person), press in counted.items() if of == number and person not in kicked}
        shares = {person: _share(asked, answers[press.press], accepted) for person, press in presses.items()}
        streaks = {person: streaks.get(person, 0) + 1 for person, share in shares.items() if share == 1}
        expected = {
            person: _points(
                opened,
                asked,
                shares[person],
                Fraction(_on_clock(log, number, press.at) // _MILLISECOND * 100, answers[press.press].pace),
                streaks.get(person, 0),
            )
            for person, press in presses.items()
        }
        yield from _compared(number, found, expected)


def _counted_twice(log: Sequence[Entry]) -> Iterable[Difference]:
    for event in (entry.event for entry in log):
        if isinstance(event, Closed | Regraded):
            times = Counter((mark.number, mark.person) for mark in event.marks)
            yield from (Difference(Fault.COUNTED_TWICE, *key) for key, count in times.items() if count > 1)


def _marks_in_the_end(log: Sequence[Entry]) -> dict[int, dict[int, int]]:
    """The points of each person for each closed question, in the order in which they were closed."""
    points: dict[int, dict[int, int]] = {}
    for event in (entry.event for entry in log):
        match event:
            case Closed():
                points[event.number] = {mark.person: mark.points for mark in event.marks}
            case Kicked():
                for earned in points.values():
                    earned.pop(event.person, None)
            case Regraded():
                if event.is_void:
                    points[event.number] = {}
                for mark in event.marks:
                    points[mark.number][mark.person] = mark.points
            case _:
                pass
    return points


def _compared(number: int, found: dict[int, int], expected: dict[int, int]) -> Iterable[Difference]:
    for person in sorted(found.keys() | expected.keys()):
        if found.get(person) != expected.get(person):
            yield Difference(Fault.WRONG_POINTS, number, person, expected.get(person, 0), found.get(person, 0))


def _share(asked: Asked, answered: Answered, accepted: Sequence[Answer]) -> Fraction:
    if not isinstance(answered.answer, Chosen):
        words = [each.text for each in accepted if not isinstance(each, Chosen)]
        return Fraction(answered.judgement is Judgement.RIGHT or name_key(answered.answer.text) in words)
    chosen = set(answered.answer.options)
    if any(chosen == set(each.options) for each in accepted if isinstance(each, Chosen)):
        return Fraction(1)
    right = {place for place, option in enumerate(asked.options) if option.is_right}
    return Fraction(max(0, len(chosen & right) - len(chosen - right)), len(right))


def _points(opened: Opened, asked: Asked, share: Fraction, on_clock: Fraction, streak: int) -> int:
    used = min(on_clock / (opened.settings.seconds * 1000), Fraction(1))
    if len(asked.clues) > 1:
        steps = len(asked.clues)
        used = Fraction(min(floor(used * steps), steps - 1), steps - 1)
    worth = Fraction(1) if opened.settings.mode is Mode.CALM else 1 - used / 2
    bonus = min(500, 100 * max(0, streak - 1)) if opened.settings.has_streaks else 0
    return floor(1000 * share * worth + Fraction(1, 2)) + bonus


def _on_clock(log: Sequence[Entry], number: int, moment: datetime) -> timedelta:
    """How long people could answer question `number` before `moment`."""
    events = [entry.event for entry in log]
    start = next(i for i, event in enumerate(events) if isinstance(event, QuestionAsked) and event.number == number)
    total, running_since, is_paused = timedelta(), events[start].at, False
    for event in events[start + 1 :]:
        match event:
            case Closed():
                break
            case Paused() | Away() if not is_paused:
                total += _between(running_since, event.at, moment)
                is_paused, running_since = isinstance(event, Paused), datetime.max.replace(tzinfo=UTC)
            case CameBack() if not is_paused:
                total += _between(running_since, event.since, moment)
                running_since = event.at
            case Resumed():
                is_paused, running_since = False, event.at
            case _:
                pass
    return total + _between(running_since, moment, moment)


def _between(start: datetime, end: datetime, moment: datetime) -> timedelta:
    return max(min(end, moment) - start, timedelta())
