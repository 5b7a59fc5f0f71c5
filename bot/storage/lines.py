"""Entries of a quiz's log -> the rows that are stored for them."""

from collections.abc import Iterable, Sequence

from bot.quiz.events import Answered, Closed, Ended, Entry, Event, HostChanged, Mark, Opened, QuestionAsked, to_json
from bot.quiz.game import Game
from bot.storage.periods import to_ms
from bot.storage.storing import Append
from bot.storage.totals import MarkRow


def append_of(game: Game, entries: Sequence[Entry], epoch: int) -> Append:
    """`entries`, which made `game` what it is, and what follows from them."""
    events = [entry.event for entry in entries]
    return Append(
        game.quiz,
        epoch,
        entries[0].sequence,
        [(entry.quiz, entry.sequence, to_json(entry).decode()) for entry in entries],
        people=[(person, game.quiz) for event in events for person in people_in(event)],
        asked=[_asked(game, event) for event in events if isinstance(event, QuestionAsked)],
        marks=[row for event in events if isinstance(event, Closed) for row in mark_rows(game, event)],
    )


def people_in(event: Event) -> Iterable[int]:
    """Everybody whom `event` names."""
    match event:
        case Answered(person=person):
            return (person,)
        case Opened(host=host):
            return (host,)
        case Closed(marks=marks):
            return [mark.person for mark in marks]
        case HostChanged(by=by, host=host):
            return (by, host)
        case Ended(by=by):
            return () if by is None else (by,)
        case _:
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
