"""What storing many answers at once consists of, step by step; a writer takes the steps in one transaction.

There is one of these for both databases, so that they cannot differ: it yields a statement with its rows and is sent
what that returned.
"""

from collections.abc import Generator, Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias

from bot.quiz.ports import JournalDownError, NotOursError
from bot.storage.statements import (
    ADD_ACCEPTED,
    ADD_ASKED,
    ADD_CORRECTIONS,
    ADD_HEIGHTS,
    ADD_LINES,
    ADD_MARKS,
    ADD_PEOPLE,
    ADD_TOTALS,
    DROP_ACCEPTED,
    DROP_MARKS,
    DROP_TOTALS,
    SEASONS,
    STATES,
    Rows,
    Statement,
)
from bot.storage.totals import MarkRow, SeasonSpan, Sum, TotalKey, less, moved, sums


class Append(NamedTuple):
    """The next lines of one quiz's log, by the process `epoch`, and what follows from them; rows as in their tables.

    A quiz that is over and released is nobody's, and so is an append to it (None). The marks that are `gone` are so
    before `marks` are added: a question was marked again, or somebody was taken out.
    """

    quiz: int
    epoch: int | None
    first: int
    lines: Sequence[tuple[int, int, str]]
    people: Sequence[tuple[int, int]] = ()
    asked: Sequence[tuple[int, str, int]] = ()
    marks: Sequence[MarkRow] = ()
    gone: Sequence[tuple[int, int, int]] = ()
    corrections: Sequence[tuple[int, int, int]] = ()
    accepted: Sequence[tuple[int, str, str]] = ()
    taken_back: Sequence[tuple[int, str, str]] = ()

    @property
    def is_only_lines(self) -> bool:
        """Whether nothing else follows."""
        return not (self.asked or self.marks or self.gone or self.corrections)


Refused: TypeAlias = NotOursError | JournalDownError
Steps: TypeAlias = Generator[tuple[Statement, Rows], Rows, Sequence[Refused | None]]
"""Ends with the fate of each append: None for one that is stored as soon as the transaction is."""


def steps(appends: Sequence[Append]) -> Steps:
    """Store all of `appends` that may be."""
    quizzes = sorted({append.quiz for append in appends})
    states = yield STATES, [(quiz,) for quiz in quizzes]
    fates = fates_of(appends, states)
    taken = [append for append, refused in zip(appends, fates, strict=True) if refused is None]
    yield ADD_LINES, [line for append in taken for line in append.lines]
    yield ADD_PEOPLE, sorted({row for append in taken for row in append.people})
    yield ADD_ASKED, _latest(row for append in taken for row in append.asked)
    if not any(append.gone or append.corrections for append in taken):
        yield from score([mark for append in taken for mark in append.marks])
        return fates
    for append in taken:
        yield from _mark_again(append)
    return fates


def _mark_again(append: Append) -> Generator[tuple[Statement, Rows], Rows, None]:
    yield from score(append.marks, append.gone)
    yield ADD_CORRECTIONS, append.corrections
    yield DROP_ACCEPTED, append.taken_back
    yield ADD_ACCEPTED, append.accepted


def fates_of(appends: Iterable[Append], states: Rows) -> list[Refused | None]:
    """Who owns its quiz, and goes on where the log ends, by the rows of `STATES`."""
    owners = {quiz: owner for quiz, owner, _ in states}
    last = {quiz: sequence or 0 for quiz, _, sequence in states}
    fates: list[Refused | None] = []
    for append in appends:
        if append.quiz not in owners or owners[append.quiz] != append.epoch:
            fates.append(NotOursError())
        elif append.first != last[append.quiz] + 1:
            fates.append(JournalDownError("the log has other lines than its quiz knows"))
        else:
            last[append.quiz] += len(append.lines)
            fates.append(None)
    return fates


def _latest(rows: Iterable[tuple[int, str, int]]) -> Rows:
    """One row a question: PostgreSQL takes each row of a table but once in a statement."""
    latest: dict[tuple[int, str], int] = {}
    for guild, question, at_ms in rows:
        latest[guild, question] = max(at_ms, latest.get((guild, question), at_ms))
    return [(*key, at_ms) for key, at_ms in sorted(latest.items())]


def score(
    marks: Sequence[MarkRow], gone: Sequence[tuple[int, int, int]] = ()
) -> Generator[tuple[Statement, Rows], Rows, None]:
    """Each mark counts once, however often its question is closed; those that are `gone` count no more."""
    if not marks and not gone:
        return
    dropped = [MarkRow._make(row) for row in (yield DROP_MARKS, sorted(gone))] if gone else []
    seasons = [SeasonSpan._make(row) for row in (yield SEASONS, _since([*marks, *dropped]))]
    new = {tuple(key) for key in (yield ADD_MARKS, sorted(marks))}
    added = sums((mark for mark in marks if (mark.quiz, mark.number, mark.person) in new), seasons)
    if dropped:
        added = less(added, sums(dropped, seasons))
    now = yield ADD_TOTALS, [(*key, *more) for key, more in added.items()]
    heights = moved(added, {TotalKey._make(row[:4]): Sum._make(row[4:]) for row in now})
    yield ADD_HEIGHTS, [(*key, people) for key, people in heights.items()]
    if dropped:
        yield DROP_TOTALS, list(added)


def _since(marks: Iterable[MarkRow]) -> Rows:
    """Each server with the moment of its first mark."""
    since: dict[int, int] = {}
    for mark in marks:
        since[mark.guild] = min(mark.at_ms, since.get(mark.guild, mark.at_ms))
    return sorted(since.items())


def columns(rows: Rows, width: int) -> Sequence[Sequence[Any]]:
    """Rows as PostgreSQL's arrays want them, which have to be there even if there are no rows."""
    return list(zip(*rows, strict=True)) or [()] * width
