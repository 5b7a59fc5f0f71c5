"""The daily posts in the database: `bot.daily.ports.Book`, and what was shown before."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, delete, func, or_, select, text, true, update

from bot.daily.daily import NOBODY, Content, Daily, Kind, Post, PostState, Sent, Standing, State, Told, Why
from bot.daily.schedule import Schedule
from bot.daily.weekdays import from_bits, to_bits
from bot.storage.database import Database
from bot.storage.journal import Shards
from bot.storage.periods import from_ms, to_ms
from bot.storage.scoring import add_asked
from bot.storage.tables.dailies import dailies, daily_keepers, daily_posts
from knowledge.questions.asked import Asked

# A server's shard is what is left of its id without its last 22 bits (docs, events/gateway.mdx, "Sharding").
_SHARD_PART = 2**22
_ALL_SHARDS = Shards()

_later = daily_posts.alias("later")
_LAST_DAY = (
    select(func.max(_later.c.day)).where(_later.c.channel == dailies.c.channel).correlate(dailies).scalar_subquery()
)
POST = [column.label(f"post_{column.name}") for column in daily_posts.c]


def _standings(*where: Any) -> Select[Any]:  # noqa: ANN401 - as SQLAlchemy takes them
    last = and_(daily_posts.c.channel == dailies.c.channel, daily_posts.c.day == _LAST_DAY)
    keeper = daily_keepers.c.channel == dailies.c.channel
    tables = dailies.outerjoin(daily_keepers, keeper).outerjoin(daily_posts, last)
    return select(dailies, daily_keepers.c.person, *POST).select_from(tables).where(*where)


_ONE = _standings(dailies.c.channel == bindparam("channel"))
_OF_GUILD = _standings(dailies.c.guild == bindparam("guild")).order_by(dailies.c.channel)
_BUSY = or_(dailies.c.state == State.ON, dailies.c.told == Told.DUE)

_KEEP = text(
    "INSERT INTO dailies (channel, guild, hour, minute, zone, weekdays, category, language, kind, role, is_forum,"
    " state, told, since_ms) VALUES (:channel, :guild, :hour, :minute, :zone, :weekdays, :category, :language, :kind,"
    " :role, :is_forum, :state, :told, :since_ms)"
    " ON CONFLICT (channel) DO UPDATE SET guild = excluded.guild, hour = excluded.hour, minute = excluded.minute,"
    " zone = excluded.zone, weekdays = excluded.weekdays, category = excluded.category, language = excluded.language,"
    " kind = excluded.kind, role = excluded.role, is_forum = excluded.is_forum, state = excluded.state,"
    " told = excluded.told, since_ms = excluded.since_ms"
)
_KEEPER = text(
    "INSERT INTO daily_keepers (person, channel, guild, at_ms) VALUES (:person, :channel, :guild, :at_ms)"
    " ON CONFLICT (channel) DO UPDATE SET person = excluded.person, at_ms = excluded.at_ms"
)
_CLAIM = text(
    "INSERT INTO daily_posts (channel, day, guild, state, why, fact, round, question_id, question, message, claimed_ms,"
    " taken_ms, owner, posted_ms) VALUES (:channel, :day, :guild, :state, :why, :fact, :round, :question_id, :question,"
    " 0, :claimed_ms, :taken_ms, :owner, 0) ON CONFLICT DO NOTHING RETURNING day"
)
_SKIP = text(
    "INSERT INTO daily_posts (channel, day, guild, state, why, fact, round, question_id, question, message, claimed_ms,"
    " taken_ms, owner, posted_ms)"
    " VALUES (:channel, :day, :guild, 'skipped', :why, '', 0, '', '', 0, :now_ms, :now_ms, 0, 0)"
    " ON CONFLICT (channel, day) DO UPDATE SET state = excluded.state, why = excluded.why"
    " WHERE daily_posts.state = 'claimed'"
)
_THIS_POST = (daily_posts.c.channel == bindparam("of"), daily_posts.c.day == bindparam("on"))
# What may be in the channel all the same was said, and can be answered.
_UNSAID = (
    update(daily_posts)
    .where(*_THIS_POST, daily_posts.c.state == PostState.SKIPPED, daily_posts.c.why != Why.UNSURE)
    .values(fact="", round=0, question_id="", question="")
)
_THIS_CLAIM = (*_THIS_POST, daily_posts.c.state == PostState.CLAIMED)


class DailyBook:
    """Everything raises `JournalDownError` when it is not possible."""

    def __init__(self, database: Database, shards: Shards = _ALL_SHARDS) -> None:
        self._database = database
        self._shards = shards

    # --- what was chosen ---------------------------------------------------------------------------------------------

    async def keep(self, daily: Daily, now: datetime) -> None:
        """This is the daily post of its channel from now on, and its person keeps it."""
        row = _row_of(daily)
        keeper = {"person": daily.person, "channel": daily.channel, "guild": daily.guild, "at_ms": to_ms(now)}
        async with self._database.writing() as connection:
            await connection.execute(_KEEP, row)
            if daily.person != NOBODY:
                await connection.execute(_KEEPER, keeper)

    async def drop(self, channel: int) -> bool:
        """There is none in that channel any more; what was shown there is still known. False if there was none."""
        async with self._database.writing() as connection:
            await connection.execute(delete(daily_keepers).where(daily_keepers.c.channel == channel))
            gone = delete(dailies).where(dailies.c.channel == channel).returning(dailies.c.channel)
            return bool((await connection.execute(gone)).all())

    async def pause(self, channel: int) -> bool:
        """Nothing is posted until it is resumed; False if it is not on."""
        return await self._changed(channel, dailies.c.state == State.ON, state=State.PAUSED)

    async def resume(self, channel: int, now: datetime) -> bool:
        """From now on it is posted again, and what was due before is not; False if it is on."""
        values = {"state": State.ON, "told": Told.NOTHING, "since_ms": to_ms(now)}
        return await self._changed(channel, dailies.c.state != State.ON, **values)

    async def stop(self, channel: int, state: State) -> None:
        """See `Book`."""
        await self._changed(channel, dailies.c.state == State.ON, state=state, told=Told.DUE)

    async def has_told(self, channel: int, told: Told) -> None:
        """See `Book`."""
        await self._changed(channel, dailies.c.told == Told.DUE, told=told)

    async def _changed(self, channel: int, where: Any, **values: Any) -> bool:  # noqa: ANN401 - as SQLAlchemy takes them
        change = update(dailies).where(dailies.c.channel == channel, where).values(**values)
        async with self._database.writing() as connection:
            return bool((await connection.execute(change.returning(dailies.c.channel))).all())

    # --- how it stands -----------------------------------------------------------------------------------------------

    async def standings(self) -> Sequence[Standing]:
        """See `Book`."""
        shard = dailies.c.guild // _SHARD_PART % self._shards.count
        ours = shard.in_(list(self._shards.ids)) if self._shards.count > 1 else true()
        rows = await self._database.rows(_standings(_BUSY, ours))
        return tuple(map(_standing, rows))

    async def standing(self, channel: int) -> Standing | None:
        """See `Book`."""
        rows = await self._database.rows(_ONE, {"channel": channel})
        return _standing(rows[0]) if rows else None

    async def of_guild(self, guild: int) -> Sequence[Standing]:
        """All of one server."""
        return tuple(map(_standing, await self._database.rows(_OF_GUILD, {"guild": guild})))

    async def among(self, channels: Collection[int]) -> Sequence[int]:
        """Those of `channels` that have one."""
        found = select(dailies.c.channel).where(dailies.c.channel.in_(list(channels)))
        return tuple(row.channel for row in await self._database.rows(found))

    async def skipped(self, channel: int, since: date, count: int) -> Sequence[Post]:
        """The last posts of a channel that were skipped since that day, the latest first."""
        of_channel = (daily_posts.c.channel == channel, daily_posts.c.day >= day_number(since))
        found = select(*POST).where(*of_channel, daily_posts.c.state == PostState.SKIPPED)
        rows = await self._database.rows(found.order_by(daily_posts.c.day.desc()).limit(count))
        return tuple(map(post_of, rows))

    # --- posts -------------------------------------------------------------------------------------------------------

    async def claim(self, post: Post) -> bool:
        """See `Book`."""
        question = post.content.question
        row = {
            "channel": post.channel,
            "day": day_number(post.day),
            "guild": post.guild,
            "state": post.state,
            "why": post.why,
            "fact": post.content.fact,
            "round": post.content.round,
            "question_id": "" if question is None else question.id,
            "question": "" if question is None else question.as_json(),
            "claimed_ms": to_ms(post.claimed_at),
            "taken_ms": to_ms(post.taken_at),
            "owner": post.owner,
        }
        async with self._database.writing() as connection:
            return bool((await connection.execute(_CLAIM, row)).all())

    async def retake(self, post: Post, owner: int, now: datetime) -> bool:
        """See `Book`."""
        as_read = (daily_posts.c.owner == post.owner, daily_posts.c.taken_ms == to_ms(post.taken_at))
        taking = update(daily_posts).where(*_THIS_CLAIM, *as_read).values(owner=owner, taken_ms=to_ms(now))
        async with self._database.writing() as connection:
            return bool((await connection.execute(taking.returning(daily_posts.c.day), _key(post))).all())

    async def sent(self, post: Post, sent: Sent) -> None:
        """See `Book`. A question that is in the channel was asked: a quiz will rather ask another."""
        values = {"state": PostState.SENT, "message": sent.message, "posted_ms": to_ms(sent.at)}
        async with self._database.writing() as connection:
            # Even if it was given up meanwhile: it is there.
            await connection.execute(update(daily_posts).where(*_THIS_POST).values(**values), _key(post))
            if post.content.question is not None:
                await add_asked(connection, [(post.guild, post.content.question.id, to_ms(sent.at))])

    async def skip(self, daily: Daily, day: date, why: Why, now: datetime) -> None:
        """See `Book`."""
        row = {"channel": daily.channel, "day": day_number(day), "guild": daily.guild, "why": why, "now_ms": to_ms(now)}
        async with self._database.writing() as connection:
            await connection.execute(_SKIP, row)
            await connection.execute(_UNSAID, {"of": row["channel"], "on": row["day"]})


def day_number(day: date) -> int:
    """A day as it is stored: year, month, day."""
    return day.year * 10_000 + day.month * 100 + day.day


def day_of_number(number: int) -> date:
    """The day that was stored."""
    year, rest = divmod(number, 10_000)
    return date(year, rest // 100, rest % 100)


def _key(post: Post) -> Mapping[str, int]:
    return {"of": post.channel, "on": day_number(post.day)}


def _row_of(daily: Daily) -> Mapping[str, object]:
    schedule = asdict(daily.schedule) | {"weekdays": to_bits(daily.schedule.weekdays)}
    names = ("channel", "guild", "category", "language", "kind", "role", "is_forum", "state", "told")
    return {**schedule, **{name: getattr(daily, name) for name in names}, "since_ms": to_ms(daily.since)}


def _standing(row: Row[Any]) -> Standing:
    return Standing(_daily(row), None if row.post_day is None else post_of(row))


def _daily(row: Row[Any]) -> Daily:
    return Daily(
        channel=row.channel,
        guild=row.guild,
        schedule=Schedule(row.hour, row.minute, row.zone, from_bits(row.weekdays)),
        language=row.language,
        since=from_ms(row.since_ms),
        kind=Kind(row.kind),
        category=row.category,
        role=row.role,
        is_forum=row.is_forum,
        person=row.person or NOBODY,
        state=State(row.state),
        told=Told(row.told),
    )


def post_of(row: Row[Any]) -> Post:
    question = Asked.from_json(row.post_question) if row.post_question else None
    return Post(
        channel=row.post_channel,
        day=day_of_number(row.post_day),
        guild=row.post_guild,
        content=Content(row.post_fact, row.post_round, question),
        state=PostState(row.post_state),
        why=Why(row.post_why),
        claimed_at=from_ms(row.post_claimed_ms),
        taken_at=from_ms(row.post_taken_ms),
        owner=row.post_owner,
        message=row.post_message,
        posted_at=from_ms(row.post_posted_ms) if row.post_posted_ms else None,
    )
