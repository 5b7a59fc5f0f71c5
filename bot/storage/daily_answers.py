"""Answers to daily questions, each stored with its mark; and what was shown and got wrong before."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, text, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.daily.answering import Answer, Refusal, Reveal, Taken, is_open
from bot.daily.choosing import ASKED_LATELY, MIXED_UP_LATELY, History
from bot.daily.daily import Daily, Post, PostState
from bot.storage.dailies import POST, day_number, post_of
from bot.storage.database import Database
from bot.storage.periods import from_ms, to_ms
from bot.storage.scores import ScoreBook
from bot.storage.scoring import add_marks
from bot.storage.tables.dailies import dailies, daily_answers, daily_posts
from bot.storage.tables.quizzes import marks, quizzes
from bot.storage.totals import MarkRow

# The same concept is not shown again a few days later: only the latest ones matter.
_LATEST = 10

_OF_CHANNEL = daily_posts.c.channel == bindparam("channel")
_ONE = select(*POST).where(_OF_CHANNEL, daily_posts.c.day == bindparam("day"))
_CLOSED = select(func.min(daily_posts.c.posted_ms)).where(
    _OF_CHANNEL, daily_posts.c.day > bindparam("day"), daily_posts.c.state == PostState.SENT
)
_BEFORE = (
    select(*POST)
    .where(_OF_CHANNEL, daily_posts.c.day < bindparam("day"), daily_posts.c.state == PostState.SENT)
    .order_by(daily_posts.c.day.desc())
    .limit(1)
)
_CHOSEN = (
    select(daily_answers.c.place, func.count().label("times"))
    .where(daily_answers.c.channel == bindparam("channel"), daily_answers.c.day == bindparam("day"))
    .group_by(daily_answers.c.place)
)
_ADD = text(
    "INSERT INTO daily_answers (person, channel, day, guild, place, press, at_ms)"
    " VALUES (:person, :channel, :day, :guild, :place, :press, :at_ms) ON CONFLICT DO NOTHING RETURNING person"
)
_OWN = select(daily_answers.c.place).where(
    daily_answers.c.person == bindparam("person"),
    daily_answers.c.channel == bindparam("channel"),
    daily_answers.c.day == bindparam("day"),
)

_ROUNDS = (
    select(daily_posts.c.fact, func.max(daily_posts.c.round).label("last"))
    .where(_OF_CHANNEL, daily_posts.c.fact != "")
    .group_by(daily_posts.c.fact)
)
_LATEST_FACTS = (
    select(daily_posts.c.fact)
    .where(_OF_CHANNEL, daily_posts.c.fact != "")
    .order_by(daily_posts.c.day.desc())
    .limit(_LATEST)
)
_QUESTIONS = (
    select(daily_posts.c.question_id).where(_OF_CHANNEL, daily_posts.c.question_id != "").order_by(daily_posts.c.day)
)
# The marks of one server are found by its quizzes and its daily posts, for which there are indexes.
_OF_GUILD = union_all(
    select(quizzes.c.quiz).where(quizzes.c.guild == bindparam("guild")),
    select(dailies.c.channel).where(dailies.c.guild == bindparam("guild")),
)
_WRONG = (
    select(marks.c.concepts, func.count())
    .where(marks.c.quiz.in_(_OF_GUILD), ~marks.c.is_right, marks.c.at_ms >= bindparam("since_ms"))
    .group_by(marks.c.concepts)
)


class DailyAnswers:
    """`bot.daily.choosing.Memory`, too. Everything raises `JournalDownError` when it is not possible."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def answer(self, answer: Answer) -> Taken | Refusal:
        """Store an answer and its mark, both or neither. The first one counts, whoever gives another."""
        values = {"channel": answer.channel, "day": day_number(answer.day), "person": answer.person}
        async with self._database.writing() as connection:
            post = await _post(connection, values)
            if post is None or not _fits(post, answer):
                return Refusal.UNKNOWN
            earlier = (await connection.execute(_OWN, values)).scalar_one_or_none()
            if earlier is not None:
                return Taken(post, earlier, is_new=False)
            closed_ms = (await connection.execute(_CLOSED, values)).scalar_one()
            if not is_open(post, from_ms(closed_ms) if closed_ms else None, answer.at):
                return Refusal.CLOSED
            return await _added(connection, post, answer, values)

    async def given(self, person: int, channel: int, day: int) -> Taken | None:
        """What somebody has answered."""
        values = {"person": person, "channel": channel, "day": day}
        own, found = await self._database.rows(_OWN, values), await self._database.rows(_ONE, values)
        return Taken(post_of(found[0]), own[0].place, is_new=False) if own and found else None

    async def reveal(self, post: Post) -> Reveal | None:
        """The question of the post before that one, if it had one."""
        found = await self._database.rows(_BEFORE, {"channel": post.channel, "day": day_number(post.day)})
        if not found or not found[0].post_question:
            return None
        return await self.told(post_of(found[0]))

    async def told(self, post: Post) -> Reveal:
        """How a question was answered so far."""
        rows = await self._database.rows(_CHOSEN, {"channel": post.channel, "day": day_number(post.day)})
        return Reveal(post, {row.place: row.times for row in rows})

    async def post(self, channel: int, day: int) -> Post | None:
        """That of one day."""
        found = await self._database.rows(_ONE, {"channel": channel, "day": day})
        return post_of(found[0]) if found else None

    async def history(self, daily: Daily, now: datetime) -> History:
        """See `Memory`."""
        of = {"channel": daily.channel}
        latest = [row.fact for row in await self._database.rows(_LATEST_FACTS, of)]
        wrong = await self._database.rows(_WRONG, {"guild": daily.guild, "since_ms": to_ms(now - MIXED_UP_LATELY)})
        return History(
            rounds={row.fact: row.last for row in await self._database.rows(_ROUNDS, of)},
            concepts=[fact.partition("/")[0] for fact in reversed(latest)],
            questions=[row.question_id for row in await self._database.rows(_QUESTIONS, of)],
            asked=await ScoreBook(self._database).seen(daily.guild, now - ASKED_LATELY),
            wrong=_by_concept(wrong),
        )


async def _post(connection: AsyncConnection, values: dict[str, int]) -> Post | None:
    found = (await connection.execute(_ONE, values)).one_or_none()
    return None if found is None else post_of(found)


def _fits(post: Post, answer: Answer) -> bool:
    question = post.content.question
    return question is not None and answer.place < len(question.options)


async def _added(connection: AsyncConnection, post: Post, answer: Answer, values: dict[str, int]) -> Taken:
    row = {**values, "guild": post.guild, "place": answer.place, "press": answer.press, "at_ms": to_ms(answer.at)}
    if not (await connection.execute(_ADD, row)).all():
        # Somebody has pressed twice, and another process was faster.
        return Taken(post, (await connection.execute(_OWN, values)).scalar_one(), is_new=False)
    taken = Taken(post, answer.place, is_new=True)
    await add_marks(connection, [mark_of(taken, answer.person, answer.at)])
    return taken


def mark_of(taken: Taken, person: int, at: datetime) -> MarkRow:
    """The mark of an answer: that of the quiz `channel`, number `day`, which no quiz has for its id."""
    post, question = taken.post, taken.post.content.question
    if question is None:
        raise ValueError("An answer to no question has no mark.")
    return MarkRow(
        quiz=post.channel,
        number=day_number(post.day),
        person=person,
        guild=post.guild,
        points=taken.points,
        bonus=0,
        is_right=taken.is_right,
        streak=int(taken.is_right),
        took_ms=max(to_ms(at) - to_ms(post.claimed_at), 0),
        question=question.id,
        category=question.category,
        domain=question.domain,
        concepts=" ".join(question.about),
        at_ms=to_ms(at),
    )


def _by_concept(rows: Sequence[Any]) -> dict[str, int]:
    wrong: dict[str, int] = {}
    for concepts, count in rows:
        for concept in concepts.split():
            wrong[concept] = wrong.get(concept, 0) + count
    return wrong
