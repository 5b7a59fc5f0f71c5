"""What is answered to a daily question: each answer is final, earns its mark at once, and is sealed for all others."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.daily.daily import Post
from bot.quiz.scoring import FULL_MARK

# The next post closes a question; a post that comes once a week is the one that comes latest.
OPEN_AT_MOST = timedelta(days=8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Somebody chose the option at `place`. `press` is the interaction's id, and `at` the moment in that id."""

    person: int
    channel: int
    day: date
    place: int
    press: int
    at: datetime


class Refusal(StrEnum):
    """Why an answer does not count. The value is the last part of its sentence's key."""

    CLOSED = "closed"
    UNKNOWN = "unknown"
    NOT_STORED = "not-stored"


@dataclass(frozen=True, slots=True)
class Taken:
    """The answer that counts, to the question of `post`. `is_new`: it was given just now, and not before."""

    post: Post
    place: int
    is_new: bool

    @property
    def is_right(self) -> bool:
        question = self.post.content.question
        return question is not None and question.options[self.place].is_right

    @property
    def points(self) -> int:
        return FULL_MARK if self.is_right else 0


@dataclass(frozen=True, slots=True)
class Reveal:
    """A question that is over: how many chose each of its options, by their places."""

    post: Post
    chosen: Mapping[int, int] = field(default_factory=dict)

    @property
    def answers(self) -> int:
        return sum(self.chosen.values())

    @property
    def right(self) -> int:
        question = self.post.content.question
        options = () if question is None else question.options
        return sum(self.chosen.get(place, 0) for place, option in enumerate(options) if option.is_right)


def is_open(post: Post, closed_at: datetime | None, at: datetime) -> bool:
    """Whether an answer of that moment is in time; `closed_at` is when the next post came."""
    return (closed_at is None or at < closed_at) and at - post.claimed_at < OPEN_AT_MOST
