"""Entries of a quiz's log -> the rows that are stored for them."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from bot.quiz.accepting import key_of
from bot.quiz.events import (
    Answered,
    Closed,
    Entry,
    Event,
    HostChanged,
    Kicked,
    Mark,
    Opened,
    QuestionAsked,
    Regraded,
    Verdict,
    to_json,
)
from bot.quiz.game import Game
from bot.storage.periods import to_ms
from bot.storage.storing import Append
from bot.storage.totals import MarkRow

_MarkKey: TypeAlias = tuple[int, int, int]

_ON_AN_ANSWER = frozenset({Verdict.ACCEPT, Verdict.TAKE_BACK})


def append_of(game: Game, entries: Sequence[Entry], epoch: int | None) -> Append:
    """`entries`, which made `game` what it is, and what follows from them."""
    events = [entry.event for entry in entries]
    marks, gone = _marks_of(game, events)
    regraded = [event for event in events if isinstance(event, Regraded) and event.verdict in _ON_AN_ANSWER]
    rulings = {_ruled(game, event): event.verdict for event in regraded}  # the last one on each answer
    return Append(
        game.quiz,
        epoch,
        entries[0].sequence,
        [(entry.quiz, entry.sequence, to_json(entry).decode()) for entry in entries],
        people=[(person, game.quiz) for event in events for person in people_in(event)],
        asked=[_asked(game, event) for event in events if isinstance(event, QuestionAsked)],
        marks=marks,
        gone=gone,
        corrections=[
            (game.quiz, entry.sequence, game.opened.guild) for entry in entries if isinstance(entry.event, Regraded)
        ],
        accepted=[row for row, verdict in rulings.items() if verdict is Verdict.ACCEPT],
        taken_back=[row for row, verdict in rulings.items() if verdict is Verdict.TAKE_BACK],
    )


def _marks_of(game: Game, events: Iterable[Event]) -> tuple[list[MarkRow], list[_MarkKey]]:
    """The marks that are new, and those of before that are not there any more."""
    new: dict[_MarkKey, MarkRow] = {}
    gone: set[_MarkKey] = set()
    for event in events:
        for key in _gone_by(game, event):
            gone.add(key)
            new.pop(key, None)
        for row in _added_by(game, event):
            new[row.quiz, row.number, row.person] = row
    return list(new.values()), sorted(gone)


def _gone_by(game: Game, event: Event) -> Iterable[_MarkKey]:
    match event:
        case Kicked(person=person):
            return [(game.quiz, round_.number, person) for round_ in game.rounds if round_.is_closed]
        case Regraded():
            everybody = game.rounds[event.number - 1].given if event.is_void else ()
            voided = [(game.quiz, event.number, person) for person in everybody]
            return [*voided, *((game.quiz, mark.number, mark.person) for mark in event.marks)]
        case _:
            return ()


def _added_by(game: Game, event: Event) -> Iterable[MarkRow]:
    match event:
        case Closed():
            return mark_rows(game, event)
        case Regraded():
            moments = {round_.number: round_.closed_at for round_ in game.rounds if round_.closed_at is not None}
            return [mark_row(game, mark, to_ms(moments[mark.number])) for mark in event.marks]
        case _:
            return ()


def _ruled(game: Game, event: Regraded) -> tuple[int, str, str]:
    """A row of `accepted_answers`."""
    asked = game.opened.questions[event.number - 1]
    return game.opened.guild, asked.id, "" if event.answer is None else key_of(asked, event.answer)


def people_in(event: Event) -> Iterable[int]:
    """Everybody whom `event` names."""
    match event:
        case Answered(person=person):
            return (person,)
        case Opened(host=host, members=members, paces=paces):
            return (host, *members, *paces)
        case Closed(marks=marks) | Regraded(marks=marks):
            return [*(mark.person for mark in marks), *_by(event)]
        case HostChanged(by=by, host=person) | Kicked(by=by, person=person):
            return (by, person)
        case _:
            return _by(event)


def _by(event: Event) -> Iterable[int]:
    by = getattr(event, "by", None)
    return () if by is None else (by,)


def mark_rows(game: Game, closed: Closed) -> Iterable[MarkRow]:
    """The marks of a question that was closed, beside what they are about."""
    return (mark_row(game, mark, to_ms(closed.at)) for mark in closed.marks)


def mark_row(game: Game, mark: Mark, at_ms: int) -> MarkRow:
    """One mark beside what it is about, as stored."""
    question = game.opened.questions[mark.number - 1]
    return MarkRow(
        quiz=game.quiz,
        number=mark.number,
        person=mark.person,
        guild=game.opened.guild,
        points=mark.points,
        bonus=mark.bonus,
        is_right=mark.is_right,
        streak=mark.streak,
        took_ms=mark.took_ms,
        question=question.id,
        category=question.category,
        domain=question.domain,
        concepts=" ".join(question.about),
        at_ms=at_ms,
    )


def _asked(game: Game, event: QuestionAsked) -> tuple[int, str, int]:
    return game.opened.guild, game.opened.questions[event.number - 1].id, to_ms(event.at)
