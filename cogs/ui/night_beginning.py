"""The beginning of a planned night: its thread, its place, its quiz; and whether that is over."""

from datetime import datetime, timedelta

from bot.cards.night_news import MENTIONED_AT_ONCE, Opening, busy_line, opening_poster
from bot.cards.night_words import names
from bot.cards.poster import Lines, Poster
from bot.nights.night import Night, Reason
from bot.nights.schedule import LOOKS_AGAIN, LOOKS_FOR_ROOM, MOST_LATE, Step, Task, begins_at, busy_key, stamped
from bot.quiz.commands import Refusal
from bot.quiz.game import Game
from cogs.ui.night_parts import A_MOMENT, NightParts
from cogs.ui.night_stage import PlaceGoneError, Post
from cogs.ui.night_starting import members_of
from cogs.ui.posters import poster_layout

# Less than that nobody calls late.
LATE_FROM = timedelta(minutes=2)


class NightBeginning:
    """Raises what `NightDoing` does."""

    def __init__(self, parts: NightParts) -> None:
        self._parts = parts
        self._stage = parts.stage

    async def start(self, night: Night, _: Task) -> datetime | None:
        """Its thread, then its quiz. Until when to wait, if that cannot be yet."""
        now, starting = self._parts.clock.now(), self._parts.starting
        if not starting.is_there.is_set():
            return now + A_MOMENT
        if starting.game(night) is None:
            if night.plan.has_thread and "thread" not in night.done and night.lobby is not None:
                lobby = night.lobby
                return await self._parts.claimed(night, "thread", lambda _: self._stage.thread(night, lobby))
            await self._check_place(night)
            if starting.is_busy(night):
                return await self._wait_for_room(night)
            outcome = await starting.start(night, self._parts.voice(night), now)
            if outcome is None:
                await self._parts.book.cancel(night.night, Reason.NO_QUESTIONS)
                return None
            if not isinstance(outcome, Game) and not await self._has_begun(night, outcome):
                return now + A_MOMENT if outcome is not Refusal.CHANNEL_BUSY else await self._wait_for_room(night)
        await self._parts.steps.started(night.night)
        return None

    async def _has_begun(self, night: Night, refusal: Refusal) -> bool:
        """A channel is taken for a night that has begun before, too."""
        return refusal is Refusal.CHANNEL_BUSY and await self._parts.starting.was_started(night)

    async def _check_place(self, night: Night) -> None:
        """A quiz that could not write would end at once, and the night with it. Raises `PlaceGoneError`."""
        may_write = self._stage.may_write(night.guild, night.place)
        if may_write is None:
            await self._stage.check(night.place)
        elif not may_write:
            raise PlaceGoneError

    async def _wait_for_room(self, night: Night) -> datetime:
        """Say once that another quiz is in its place."""
        until = begins_at(night) + MOST_LATE
        line = busy_line(night, until, self._parts.voice(night))

        async def tell(tried: datetime | None) -> int:
            layout = poster_layout(Poster((Lines((line,)),)))
            return await self._stage.post(night, night.place, Post(busy_key(night), layout, (), tried))

        if busy_key(night) not in night.done:
            await self._parts.claimed(night, busy_key(night), tell)
        return self._parts.clock.now() + LOOKS_FOR_ROOM

    async def opening(self, night: Night, task: Task, tried: datetime | None) -> int:
        """That it begins, to everybody who comes; whoever is mentioned in a thread is in it."""
        game = self._parts.starting.game(night)
        members = members_of(night) if game is None else game.opened.members
        first_at = None if game is None or game.rounds else game.opened.at
        late = self._parts.clock.now() - begins_at(night)
        waited = busy_key(night) in night.done or stamped(Step.ASK, begins_at(night)) in night.done
        is_late = late >= LATE_FROM and not waited
        opening = Opening(night, members, first_at, late if is_late else None)
        layout = poster_layout(opening_poster(opening, self._parts.library, self._parts.voice(night)))
        people = [one.person for one in night.people]
        message = await self.say(night, Post(task.key, layout, people[:MENTIONED_AT_ONCE], tried))
        for start in range(MENTIONED_AT_ONCE, len(people), MENTIONED_AT_ONCE):
            more = people[start : start + MENTIONED_AT_ONCE]
            line = names(more, self._parts.voice(night), len(more))
            await self.say(night, Post(f"{task.key}-{start}", poster_layout(Poster((Lines((line,)),))), more, tried))
        return message

    async def call_off(self, night: Night) -> datetime | None:
        """Somebody called it off just when its quiz began: that ends, too. Until when to wait, if it cannot yet."""
        now = self._parts.clock.now()
        return None if await self._parts.starting.stop(night, now) else now + A_MOMENT

    async def look(self, night: Night, _: Task) -> datetime | None:
        """Whether its quiz is over."""
        starting = self._parts.starting
        if starting.is_there.is_set() and starting.game(night) is None:
            await self._parts.steps.over(night.night)
            return None
        return self._parts.clock.now() + LOOKS_AGAIN

    async def say(self, night: Night, post: Post) -> int:
        """Where it takes place; if there is no place any more, nothing is said."""
        try:
            return await self._stage.post(night, night.place, post)
        except PlaceGoneError:
            return 0
