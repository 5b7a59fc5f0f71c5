"""Polls, as they are asked for and given back (docs, resources/poll.mdx)."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from bot.sandbox.rules.drafts import Json
from bot.sandbox.rules.shapes import EMOJI_NAME_LIMIT, Problem, Shape, Snowflake, length

QUESTION_LIMIT = 300
ANSWER_LIMIT = 55  # the spec says 300, the docs 55
ANSWERS_LIMIT = 10
HOURS_LIMIT = 32 * 24
DEFAULT_HOURS = 24


class PollEmojiShape(Shape):
    """An emoji by id, or one of Unicode by name."""

    id: Snowflake | None = None
    name: Annotated[str, length(0, EMOJI_NAME_LIMIT)] | None = None

    def problems(self) -> Iterator[Problem]:
        if self.id is None and not self.name:
            yield Problem((), "POLL_EMOJI_INVALID", "Invalid emoji")


class QuestionShape(Shape):
    """Only text is supported."""

    text: Annotated[str, length(1, QUESTION_LIMIT)]


class AnswerMediaShape(Shape):
    text: Annotated[str, length(1, ANSWER_LIMIT)]
    emoji: PollEmojiShape | None = None


class AnswerShape(Shape):
    poll_media: AnswerMediaShape


class PollShape(Shape):
    question: QuestionShape
    answers: Annotated[list[AnswerShape], length(1, ANSWERS_LIMIT)]
    duration: Annotated[int, Field(ge=1, le=HOURS_LIMIT)] = DEFAULT_HOURS  # whole hours
    allow_multiselect: bool = False
    layout_type: Literal[1] = 1


def given_back(poll: PollShape) -> Json:
    """As in an answer, but for `expiry` and `results`, which need a clock and votes; with `duration` in hours."""
    asked: Json = poll.model_dump(exclude_none=True)
    for number, answer in enumerate(asked["answers"], 1):
        answer["answer_id"] = number
    return asked
