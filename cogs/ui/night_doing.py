"""Does what is due for a night. Each step is claimed before it is done, and noted after."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.cards.night_lobby import lobby_poster
from bot.cards.night_news import (
    MENTIONED_AT_ONCE,
    ask_poster,
    cancelled_poster,
    event_gone_poster,
    event_words,
    leave_id,
    moved_poster,
    paused_line,
    reminder_poster,
)
from bot.cards.night_words import night_id
from bot.cards.poster import Lines, Poster
from bot.cards.said import Person
from bot.nights.night import Night, Reason, State
from bot.nights.schedule import Step, Task
from cogs.ui.layouts import Layout
from cogs.ui.night_beginning import NightBeginning
from cogs.ui.night_parts import NightParts
from cogs.ui.night_stage import PlaceGoneError, Post
from cogs.ui.posters import poster_layout

log = logging.getLogger(__name__)

# So that fifty people who join at once are one edit, or a few.
BETWEEN_EDITS = timedelta(seconds=4)

_Once: TypeAlias = Callable[[Night, Task, datetime | None], Awaitable[int]]
"""Does a step that is claimed, and tells what came of it. The moment: when it may have been done before."""
_Again: TypeAlias = Callable[[Night, Task], Awaitable[datetime | None]]
"""Does a step that may be done again; until when to wait, or None to go on."""


class NightDoing:
    """Raises `JournalDownError`, `PlaceGoneError` and what discord.py raises."""

    def __init__(self, parts: NightParts) -> None:
        self._parts = parts
        self._stage = parts.stage
        self._beginning = NightBeginning(parts)
        self.shows_from: dict[int, datetime] = {}
        """When a lobby may be edited again, by its night."""
        self._once: Mapping[Step, _Once] = {
            Step.LOBBY: self._lobby,
            Step.EVENT: self._event,
            Step.MOVED: self._tell_all,
            Step.DAY: self._tell_all,
            Step.SOON: self._tell_all,
            Step.ASK: self._ask,
            Step.OPENING: self._beginning.opening,
            Step.BEGIN_EVENT: self._begin_event,
            Step.END_EVENT: self._end_event,
            Step.SAY_PAUSED: self._say_paused,
            Step.SAY_CANCELLED: self._say_cancelled,
        }
        self._again: Mapping[Step, _Again] = {
            Step.UPDATE_EVENT: self._update_event,
            Step.START: self._beginning.start,
            Step.CANCEL: self._cancel,
            Step.LOOK: self._beginning.look,
            Step.SHOW: self._show,
            Step.CLOSE: self._close,
        }

    async def do(self, night: Night, task: Task) -> datetime | None:
        """Do it. Until when to wait then, or None: go on with what is due now."""
        if not task.key:
            return await self._again[task.step](night, task)
        return await self._parts.claimed(night, task.key, lambda tried: self._once[task.step](night, task, tried))

    # --- lobby and event -------------------------------------------------------------------------------------------

    async def _lobby(self, night: Night, _: Task, tried: datetime | None) -> int:
        mark = night_id(night.night, "organise")
        message = await self._stage.post(
            night, night.channel, Post(night.lobby_key, self.lobby_layout(night), (), tried, mark)
        )
        if tried is None:
            await self._parts.steps.shows(night)
        if night.lobbies > 1:
            await self._parts.steps.event_shows(night.night, 0)  # it names the lobby
        self.shows_from[night.night] = self._parts.clock.now() + BETWEEN_EDITS
        return message

    def lobby_layout(self, night: Night) -> Layout:
        """The lobby as it is to be seen."""
        voice = self._parts.voice(night)
        return poster_layout(lobby_poster(night, self._parts.library, voice, self._parts.readers.others(voice)))

    async def _show(self, night: Night, _: Task) -> datetime | None:
        self.shows_from[night.night] = self._parts.clock.now() + BETWEEN_EDITS
        is_there = night.lobby is None or await self._stage.edit(
            night, night.channel, night.lobby, self.lobby_layout(night)
        )
        if not is_there and night.is_open:
            await self._parts.steps.lobby_is_gone(night.night, night.lobbies)
        else:
            await self._parts.steps.shows(night)
        return None

    async def _event(self, night: Night, _: Task, tried: datetime | None) -> int:
        about = event_words(night, self._parts.library, self._parts.voice(night))
        event = await self._stage.make_event(night, about, may_be_there=tried is not None)
        await self._parts.steps.event_shows(night.night, night.revision)
        return event

    async def _update_event(self, night: Night, _: Task) -> datetime | None:
        about = event_words(night, self._parts.library, self._parts.voice(night))
        if night.event and not await self._stage.update_event(night, night.event, about):
            await self.event_is_gone(night)
        await self._parts.steps.event_shows(night.night, night.revision)
        return None

    async def event_is_gone(self, night: Night) -> None:
        """Somebody deleted it: the night goes on without, and its host is told so, with a button to make it again."""
        await self._parts.steps.done(night, night.event_key, 0, self._parts.clock.now())
        await self.tell_host(night, f"event-gone.{night.events}", event_gone_poster(night, self._parts.voice(night)))

    async def _begin_event(self, night: Night, _: Task, __: datetime | None) -> int:
        await self._stage.begin_event(night, night.event or 0)
        return 0

    async def _end_event(self, night: Night, _: Task, __: datetime | None) -> int:
        await self._stage.end_event(night, night.event or 0, has_been=night.state is State.OVER)
        return 0

    # --- reminders and questions -----------------------------------------------------------------------------------

    async def _tell_all(self, night: Night, task: Task, tried: datetime | None) -> int:
        """Everybody who comes is mentioned, in as many messages as it takes."""
        voice, last = self._parts.voice(night), 0
        for number, people in enumerate(_chunks(night)):
            said_in = f"{task.key}-{number}"
            if task.step is Step.MOVED:
                poster = moved_poster(night, people, said_in, voice)
            else:
                poster = reminder_poster(night, task.step, people, said_in, voice)
            post = Post(said_in, poster_layout(poster), people, tried, leave_id(night, said_in))
            last = await self._stage.post(night, night.channel, post)
        return last

    async def _ask(self, night: Night, task: Task, tried: datetime | None) -> int:
        layout = poster_layout(ask_poster(night, self._parts.voice(night)))
        people = (night.host,) if night.host is not None else ()
        return await self._stage.post(night, night.channel, Post(task.key, layout, people, tried))

    async def tell_host(self, night: Night, key: str, poster: Poster) -> None:
        """Tell its host alone; if they take no direct messages, where it takes place. Once for each key."""

        async def tell(tried: datetime | None) -> int:
            layout = poster_layout(poster)
            if night.host is None:
                return await self._stage.post(night, night.channel, Post(key, layout, (), tried))
            if await self._stage.direct(night, night.host, key, layout):
                return 0
            named = Poster((Lines(((Person(night.host),),)), *poster.blocks))
            return await self._stage.post(night, night.channel, Post(key, poster_layout(named), (night.host,), tried))

        try:
            await self._parts.claimed(night, key, tell)
        except PlaceGoneError:
            log.info("The host of night %s could not be told.", night.night)

    # --- what comes to nothing -------------------------------------------------------------------------------------

    async def _cancel(self, night: Night, task: Task) -> datetime | None:
        await self._parts.book.cancel(night.night, task.reason or Reason.MISSED)
        return None

    async def _say_paused(self, night: Night, _: Task, __: datetime | None) -> int:
        """It has no channel in which to be told: so only directly."""
        layout = poster_layout(Poster((Lines((paused_line(night, self._parts.voice(night)),)),)))
        if night.host is not None:
            await self._stage.direct(night, night.host, f"paused.{night.revision}", layout)
        return 0

    async def _say_cancelled(self, night: Night, task: Task, tried: datetime | None) -> int:
        """To those who wanted to come; and to the host, unless it was theirs to know."""
        voice, last = self._parts.voice(night), 0
        for number, people in enumerate(_chunks(night) or [()] if night.reason is not Reason.HOST else _chunks(night)):
            layout = poster_layout(cancelled_poster(night, people, voice))
            last = await self._beginning.say(night, Post(f"{task.key}-{number}", layout, people, tried))
        if night.host is not None and night.reason is not Reason.HOST:
            layout = poster_layout(cancelled_poster(night, (), voice))
            await self._stage.direct(night, night.host, task.key, layout)
        return last

    async def _close(self, night: Night, _: Task) -> datetime | None:
        if night.state is State.CANCELLED and (wait := await self._beginning.call_off(night)) is not None:
            return wait
        self.shows_from.pop(night.night, None)
        await self._parts.steps.close(night.night)
        return None


def _chunks(night: Night) -> list[Sequence[int]]:
    people = [one.person for one in night.people]
    return [people[start : start + MENTIONED_AT_ONCE] for start in range(0, len(people), MENTIONED_AT_ONCE)]
