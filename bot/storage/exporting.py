"""Everything that is stored of somebody, as sheets of rows that a person and a program can read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import msgspec
from sqlalchemy import Column, Table, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.belonging import WISHES, of_people
from bot.storage.database import Database
from bot.storage.periods import from_ms, period_in_words
from bot.storage.tables.quizzes import entries, quiz_people

Cell: TypeAlias = str | int | bool | None

# Every other column of milliseconds is a moment.
_DURATIONS = frozenset({"took_ms"})
DONE = entries.name
"""The name of the sheet of what they did, from the logs of quizzes."""
DONE_COLUMNS = ("quiz", "sequence", "at", "event", "named_as", "number", "question", "answer", "judgement")

_MARKS = '%"event":"closed"%'
_LINES = (
    select(entries.c.quiz, entries.c.sequence, entries.c.line)
    .join_from(quiz_people, entries, quiz_people.c.quiz == entries.c.quiz)
    .where(
        quiz_people.c.person == bindparam("person"),
        entries.c.line.contains(bindparam("number")),
        # The bell names everybody who answered; what they earned is in the marks.
        entries.c.line.not_like(_MARKS),
    )
    .order_by(entries.c.quiz, entries.c.sequence)
)
_OPENING = select(entries.c.line).where(entries.c.quiz == bindparam("quiz"), entries.c.sequence == 1)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows under named columns; moments are ISO 8601 in UTC. `name` is that of the table they come from."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


async def everything_of(database: Database, person: int) -> Sequence[Sheet]:
    """All of it, as it is at one moment; of logs only what names them, and nothing of anybody else.

    Raises `JournalDownError`.
    """
    async with database.reading() as connection:
        sheets = [
            await _sheet(connection, table, column, person)
            for table, column in of_people().items()
            if table not in WISHES
        ]
        return [*sheets, Sheet(DONE, DONE_COLUMNS, await _done(connection, person))]


async def _sheet(connection: AsyncConnection, table: Table, column: Column[int], person: int) -> Sheet:
    found = select(table).where(column == person).order_by(*table.primary_key)
    columns = tuple(each.name for each in table.columns)
    rows = [
        tuple(_readable(name, value) for name, value in zip(columns, row, strict=True))
        for row in await connection.execute(found)
    ]
    return Sheet(table.name, tuple(name.removesuffix("_ms") if _is_moment(name) else name for name in columns), rows)


def _is_moment(column: str) -> bool:
    return column.endswith("_ms") and column not in _DURATIONS


def _readable(column: str, value: Any) -> Cell:  # noqa: ANN401 - whatever a column holds
    if value is not None and _is_moment(column):
        return from_ms(value).isoformat()
    cell: Cell = period_in_words(value) if column == "period" else value
    return cell


# --- logs ----------------------------------------------------------------------------------------------------------


async def _done(connection: AsyncConnection, person: int) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    quiz, opening = 0, _Opening()
    for line in (await connection.execute(_LINES, {"person": person, "number": str(person)})).all():
        if line.quiz != quiz:
            quiz = line.quiz
            opening = _Opening.of((await connection.execute(_OPENING, {"quiz": quiz})).scalar_one_or_none())
        event = _event(line.line)
        named = ", ".join(_named_as(event, person))
        if named:
            rows.append((quiz, line.sequence, *_told(event, named, opening)))
    return rows


def _event(line: str | None) -> Mapping[str, Any]:
    """What happened, by a line; nothing for one that is damaged or is not there."""
    try:
        event: Mapping[str, Any] = msgspec.json.decode(line or "")["event"]
    except (msgspec.DecodeError, KeyError, TypeError):
        return {}
    return event


@dataclass(frozen=True, slots=True)
class _Opening:
    """What a quiz asks, in which language."""

    language: str = ""
    questions: Sequence[Mapping[str, Any]] = ()

    @classmethod
    def of(cls, line: str | None) -> "_Opening":
        event = _event(line)
        return cls(event.get("settings", {}).get("language", ""), event.get("questions", ()))

    def asked(self, number: int | None) -> Mapping[str, Any] | None:
        return self.questions[number - 1] if number is not None and number <= len(self.questions) else None


def _named_as(event: Mapping[str, Any], person: int) -> Iterator[str]:
    """The fields in which they stand."""
    for field, value in event.items():
        is_among = isinstance(value, dict) and str(person) in value
        if is_among or (isinstance(value, int) and not isinstance(value, bool) and value == person):
            yield field


def _told(event: Mapping[str, Any], named: str, opening: _Opening) -> tuple[Cell, ...]:
    number, answer = event.get("number"), event.get("answer")
    asked = opening.asked(number)
    question = None if asked is None else _said(asked["ask"], opening.language)
    given = None if answer is None or asked is None else _answer(answer, asked, opening.language)
    return (event["at"], event["event"], named, number, question, given, event.get("judgement"))


def _answer(answer: Mapping[str, Any], asked: Mapping[str, Any], language: str) -> str:
    """What they typed, or the options that they chose."""
    if answer["how"] == "typed":
        return str(answer["text"])
    return " | ".join(_said(asked["options"][place]["text"], language) for place in answer["options"])


def _said(wording: Mapping[str, str], language: str) -> str:
    return wording.get(language) or next(iter(wording.values()))
