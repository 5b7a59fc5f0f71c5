"""A take-home quiz: the same questions for everybody, each at their own pace, until a moment. Pure rules."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

import msgspec
from msgspec.structs import replace

from bot.quiz.events import Answer, EndReason, Mark, Mode, Opened, Settings, Typed
from bot.quiz.game import Game, Given, Phase, Round, Stretch
from bot.quiz.marking import fits
from bot.quiz.rules import Judge
from bot.quiz.scoring import marks
from knowledge.questions.asked import Asked
from knowledge.questions.typed_answers import Judgement

FEWEST_QUESTIONS, MOST_QUESTIONS = 1, 50
LONGEST_TITLE = 80
# Whoever sets one wants people to take it; and what is open for a season is forgotten.
SHORTEST_OPEN, LONGEST_OPEN = timedelta(minutes=5), timedelta(days=60)
# Presses made before the end arrive after it (docs, interactions/receiving-and-responding.mdx: 3 s to be answered).
GRACE = timedelta(seconds=3)


class Refusal(StrEnum):
    """Why an answer was not taken. The value is the last part of its sentence's key."""

    CLOSED = "closed"
    NOT_YET = "not-yet"
    NOT_AN_ANSWER = "not-an-answer"
    ALREADY_ANSWERED = "already-answered"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """One quiz to take home with `count` questions, without them; `id` is that of the interaction that wanted it.
    `message` announces it.
    """

    id: int
    guild: int
    channel: int
    title: str
    language: str
    count: int
    opened_at: datetime
    closes_at: datetime
    message: int | None = None
    is_closed: bool = False

    def takes_answers(self, at: datetime) -> bool:
        """Whether what was pressed at `at` can count."""
        return not self.is_closed and at <= self.closes_at


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeHome(Brief):
    """The whole of it. `accepted` has, by a question's number, what the server accepts beside what is right."""

    questions: tuple[Asked, ...]
    accepted: Mapping[int, tuple[Answer, ...]] = field(default_factory=dict)


class Taken(msgspec.Struct, frozen=True, omit_defaults=True):
    """An answer that counts. `judgement` is of typed words, at that time."""

    answer: Answer
    press: int
    judgement: Judgement | None = None


Sheet: TypeAlias = Mapping[int, Taken]
"""What one person has answered, by the question's number from 1."""


def next_number(take_home: TakeHome, sheet: Sheet) -> int | None:
    """The first question that is not answered yet."""
    return next((number for number in range(1, take_home.count + 1) if number not in sheet), None)


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody answers question `number`. `press` is the interaction's id, and `at` the moment in that id."""

    press: int
    at: datetime
    person: int
    number: int
    answer: Answer


def decide(take_home: TakeHome, sheet: Sheet, attempt: Attempt, judge: Judge) -> Taken | Refusal:
    """The answer as it counts, or why it does not. The first one counts: what was right is told at once."""
    if attempt.number in sheet:
        return Refusal.ALREADY_ANSWERED
    if not take_home.takes_answers(attempt.at):
        return Refusal.CLOSED
    if attempt.number != next_number(take_home, sheet):
        return Refusal.NOT_YET
    asked = take_home.questions[attempt.number - 1]
    if not fits(asked, attempt.answer):
        return Refusal.NOT_AN_ANSWER
    typed = attempt.answer.text if isinstance(attempt.answer, Typed) else None
    return Taken(attempt.answer, attempt.press, None if typed is None else judge(typed, asked))


def game_of(take_home: TakeHome, sheets: Mapping[int, Sheet]) -> Game:
    """The take-home as a calm quiz in which everybody answered at once: so it is marked, ranked and told as one.

    Nobody's time is taken. Questions that nobody answered are in it, too.
    """
    settings = Settings(Mode.CALM, 1, take_home.language)
    opened = Opened(
        at=take_home.opened_at,
        guild=take_home.guild,
        channel=take_home.channel,
        host=0,
        settings=settings,
        questions=take_home.questions,
        seed=0,
    )
    game = Game(
        quiz=take_home.id,
        sequence=0,
        opened=opened,
        host=0,
        phase=Phase.ENDED,
        due=take_home.closes_at,
        last_at=take_home.closes_at,
        rounds=tuple(_round(take_home, number, sheets) for number in range(1, take_home.count + 1)),
        end=EndReason.FINISHED,
    )
    earned: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks(game):
        earned[mark.number].append(mark)
    rounds = (replace(round_, marks=tuple(earned[round_.number])) for round_ in game.rounds)
    return replace(game, rounds=tuple(rounds))


def _round(take_home: TakeHome, number: int, sheets: Mapping[int, Sheet]) -> Round:
    given = {
        person: Given(taken.answer, taken.press, 0, taken.judgement)
        for person, sheet in sorted(sheets.items())
        if (taken := sheet.get(number)) is not None
    }
    asked, whole = take_home.questions[number - 1], (Stretch(take_home.opened_at, take_home.closes_at),)
    return Round(number, asked, 0, whole, given, is_closed=True, accepted=take_home.accepted.get(number, ()))


class _Question(msgspec.Struct, frozen=True, omit_defaults=True):
    """As it is stored."""

    asked: Asked
    accepted: tuple[Answer, ...] = ()


_questions = msgspec.json.Decoder(tuple[_Question, ...])
_taken = msgspec.json.Decoder(Taken)


def questions_json(questions: Iterable[Asked], accepted: Mapping[int, tuple[Answer, ...]]) -> str:
    """The questions, and what is accepted, as they are stored."""
    numbered = enumerate(questions, 1)
    return msgspec.json.encode([_Question(asked, accepted.get(number, ())) for number, asked in numbered]).decode()


def questions_of(text: str) -> tuple[tuple[Asked, ...], Mapping[int, tuple[Answer, ...]]]:
    """What `questions_json` wrote. Raises `msgspec.DecodeError` for anything else."""
    stored = _questions.decode(text)
    accepted = {number: question.accepted for number, question in enumerate(stored, 1) if question.accepted}
    return tuple(question.asked for question in stored), accepted


def taken_json(taken: Taken) -> str:
    """The answer as it is stored."""
    return msgspec.json.encode(taken).decode()


def taken_of(line: str) -> Taken:
    """What `taken_json` wrote. Raises `msgspec.DecodeError` for anything else."""
    return _taken.decode(line)


def sheets_of(rows: Iterable[tuple[int, int, str]]) -> dict[int, dict[int, Taken]]:
    """Rows of person, number and line -> everybody's sheet."""
    sheets: dict[int, dict[int, Taken]] = {}
    for person, number, line in rows:
        sheets.setdefault(person, {})[number] = taken_of(line)
    return sheets
