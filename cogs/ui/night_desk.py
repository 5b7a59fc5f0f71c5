"""What is pressed around planned nights: joining, leaving, and what their hosts may do."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeAlias, TypeVar

import discord
import msgspec

from bot.cards.night_list import list_poster, which_poster
from bot.cards.night_lobby import lobby_poster
from bot.cards.night_plan import FORMS, cancel_poster, organise_poster
from bot.cards.night_words import wall_words
from bot.cards.poster import Poster
from bot.cards.quiz_words import refusal_words
from bot.cards.voice import Voice
from bot.errors import StudyError
from bot.nights.night import Night, Reason, State
from bot.nights.plan import Teams
from bot.nights.team_drawing import balanced
from bot.nights.wall_times import wall_of
from bot.quiz.commands import JoinTeam, Refusal
from bot.quiz.game import Game
from cogs.ui.night_parts import NightParts
from cogs.ui.night_planning import NightPlanning, NightWish
from cogs.ui.night_tending import NightTending
from cogs.ui.posters import poster_layout
from cogs.ui.quiz_desk import moment
from cogs.ui.sent import chosen_in
from knowledge.normalising import normalise

T = TypeVar("T")
_Work: TypeAlias = Callable[[discord.Interaction, int, str], Awaitable[None]]
"""What is done for a press on a night's number; the last is what more the button says."""


@dataclass(frozen=True, slots=True)
class NightDesk:
    """Raises `StudyError` for what whoever presses can put right."""

    parts: NightParts
    planning: NightPlanning
    tending: NightTending

    async def press(self, interaction: discord.Interaction, custom_id: str) -> None:
        """Somebody pressed a button of ours, chose in a menu, or sent a form."""
        _, number, does, *more = [*custom_id.split(":"), ""]
        if does == "which":
            await self.press(interaction, next(iter(chosen_in(interaction)), "::"))
        elif number.isdecimal() and (work := self._work(does)) is not None:
            await work(interaction, int(number), more[0])

    def _work(self, does: str) -> _Work | None:
        if does in FORMS:
            return lambda interaction, number, _: self.planning.form(interaction, number, does)
        if does.removeprefix("set-") in FORMS:
            which = does.removeprefix("set-")
            return lambda interaction, number, _: self.planning.fill_in(interaction, number, which)
        works: Mapping[str, _Work] = {
            "plan": lambda interaction, number, _: self.planning.save(interaction, number),
            "save": lambda interaction, number, _: self.planning.save(interaction, number),
            "join": self._join,
            "team": self._join,
            "draw": self._join,
            "leave": self._leave,
            "read": self._read,
            "show": self._read,
            "organise": self._organise,
            "start": self._start,
            "change": self._change,
            "cancel": self._cancel,
            "cancel-sure": self._cancel_surely,
            "follow": self._follow,
            "event-back": self._event_back,
            "event-again": self._event_again,
            "list": self._list,
        }
        return works.get(does)

    # --- who comes -------------------------------------------------------------------------------------------------

    async def _join(self, interaction: discord.Interaction, number: int, team: str) -> None:
        """Before it begins they come; once it runs they play for a team."""
        night = await self._night(interaction, number)
        place = int(team) if team.isdecimal() and int(team) < len(night.plan.team_names) else None
        if night.state is State.STARTED:
            await self._join_late(interaction, night, place)
            return
        person, now = interaction.user.id, self.parts.clock.now()
        if not await self.planning.in_time(interaction, self.parts.book.join(number, person, place, now)):
            raise StudyError("night.said.not-open")
        self.tending.wake()
        if place is None:
            await self._whisper(interaction, "night.said.joined")
        else:
            await self._whisper(interaction, "night.said.joined-team", team=night.plan.team_names[place])

    async def _join_late(self, interaction: discord.Interaction, night: Night, place: int | None) -> None:
        host = self.parts.starting.host
        game = host.game(night.night)
        if game is None or night.plan.teams is Teams.NONE:
            raise StudyError("night.said.begun")
        person = interaction.user.id
        if place is None and person not in game.opened.members:
            place = balanced(game.members, [person], len(game.opened.teams), self.parts.starting.random)[person]
        place = game.members.get(person, 0) if place is None else place
        join = JoinTeam(order=interaction.id, at=moment(interaction), person=person, team=place)
        outcome = await self.planning.in_time(interaction, host.submit(game.quiz, join))
        voice = self._voice(interaction)
        words = refusal_words(outcome, voice) if isinstance(outcome, Refusal) else _in_team(outcome, person, voice)
        await self.planning.replies.whisper(interaction, words)

    async def _leave(self, interaction: discord.Interaction, number: int, _: str) -> None:
        night = await self._night(interaction, number)
        was_in = any(one.person == interaction.user.id for one in night.people)
        if not night.is_open or not await self._stored(interaction, self.parts.book.leave(number, interaction.user.id)):
            raise StudyError("night.said.not-open")
        self.tending.wake()
        await self._whisper(interaction, "night.said.left" if was_in else "night.said.was-not")

    async def _read(self, interaction: discord.Interaction, number: int, language: str) -> None:
        """The lobby for one reader alone, in their language or in one that they chose."""
        night = await self._night(interaction, number)
        voice = self.parts.readers.speaking(language) if language else self._voice(interaction)
        others = self.parts.readers.others(voice)
        await self._answer(interaction, lobby_poster(night, self.parts.library, voice, others))

    # --- its host --------------------------------------------------------------------------------------------------

    async def _organise(self, interaction: discord.Interaction, number: int, _: str) -> None:
        night = await self._led(interaction, number)
        await self._answer(interaction, organise_poster(night, self._voice(interaction)))

    async def _start(self, interaction: discord.Interaction, number: int, _: str) -> None:
        night = await self._led(interaction, number)
        if night.state is State.PAUSED:
            raise StudyError("night.said.no-place")
        if not await self._stored(interaction, self.parts.book.begin_early(number, self.parts.clock.now())):
            raise StudyError("night.said.not-open")
        self.tending.wake()
        await self._whisper(interaction, "night.said.starting")

    async def _change(self, interaction: discord.Interaction, number: int, _: str) -> None:
        night = await self._led(interaction, number)
        await self.planning.change(interaction, night, NightWish(), takes_place=False)

    async def _cancel(self, interaction: discord.Interaction, number: int, _: str) -> None:
        night = await self._led(interaction, number)
        await self._answer(interaction, cancel_poster(night, self._voice(interaction)))

    async def _cancel_surely(self, interaction: discord.Interaction, number: int, _: str) -> None:
        await self._led(interaction, number)
        if not await self._stored(interaction, self.parts.book.cancel(number, Reason.HOST)):
            raise StudyError("night.said.not-open")
        self.tending.wake()
        await self._whisper(interaction, "night.said.cancelled")

    async def _follow(self, interaction: discord.Interaction, number: int, at: str) -> None:
        """The server's event was moved, and the night shall be, too."""
        night = await self._led(interaction, number)
        if not at.isdecimal():
            return
        wall = wall_of(datetime.fromtimestamp(int(at), UTC), night.plan.zone)
        plan = msgspec.structs.replace(night.plan, wall=wall)
        self.planning.check(plan, self.planning.asker(interaction, plan.zone))
        followed = replace(night, night=0, plan=plan)
        if not await self._stored(interaction, self.parts.book.apply(followed, night, is_moved=True)):
            raise StudyError("night.said.not-open")
        self.tending.wake()
        await self._whisper(interaction, "night.event.followed")

    async def _event_back(self, interaction: discord.Interaction, number: int, _: str) -> None:
        await self._led(interaction, number)
        await self._stored(interaction, self.parts.book.event_back(number))
        self.tending.wake()
        await self._whisper(interaction, "night.event.back")

    async def _event_again(self, interaction: discord.Interaction, number: int, which: str) -> None:
        await self._led(interaction, number)
        await self._stored(interaction, self.parts.book.event_again(number, int(which) if which.isdecimal() else 0))
        self.tending.wake()
        await self._whisper(interaction, "night.event.again")

    # --- commands --------------------------------------------------------------------------------------------------

    async def show_list(self, interaction: discord.Interaction) -> None:
        """The nights of this server."""
        await self._show_list(interaction, 0, takes_place=False)

    async def _list(self, interaction: discord.Interaction, _: int, page: str) -> None:
        await self._show_list(interaction, int(page) if page.isdecimal() else 0, takes_place=True)

    async def _show_list(self, interaction: discord.Interaction, page: int, *, takes_place: bool) -> None:
        nights = await self._stored(interaction, self.parts.book.coming(interaction.guild_id or 0))
        await self._answer(interaction, list_poster(nights, page, self._voice(interaction)), takes_place=takes_place)

    async def about_one(self, interaction: discord.Interaction, wanted: str | None, does: str) -> Night | None:
        """The night that is meant; if it may be one of several, they are asked which, and `does` is done by a press."""
        coming = await self._stored(interaction, self.parts.book.coming(interaction.guild_id or 0))
        nights = [night for night in coming if night.is_open]
        if not nights:
            raise StudyError("night.said.none")
        found = nights if wanted is None else _meant(nights, wanted)
        if not found:
            raise StudyError("night.said.no-such")
        if len(found) == 1:
            return found[0]
        voice = self._voice(interaction)
        labels = [label_of(night, voice) for night in found]
        await self._answer(interaction, which_poster(found, does, labels, voice))
        return None

    async def do(self, interaction: discord.Interaction, wanted: str | None, does: str) -> None:
        """What a command does to a night: as if its button had been pressed."""
        night = await self.about_one(interaction, wanted, does)
        if night is not None and (work := self._work(does)) is not None:
            await work(interaction, night.night, "")

    async def edit(self, interaction: discord.Interaction, wanted: str | None, wish: NightWish) -> None:
        """Change a night."""
        night = await self.about_one(interaction, wanted, "change")
        if night is None:
            return
        self._check_leads(interaction, night)
        await self.planning.change(interaction, night, wish, takes_place=False)

    # --- shared ----------------------------------------------------------------------------------------------------

    async def _night(self, interaction: discord.Interaction, number: int) -> Night:
        night = await self._stored(interaction, self.parts.book.night(number))
        if night is None:
            raise StudyError("night.said.not-open")
        return night

    async def _led(self, interaction: discord.Interaction, number: int) -> Night:
        """The night, if it is still to come and theirs to lead."""
        night = await self._night(interaction, number)
        self._check_leads(interaction, night)
        if night.state is State.STARTED:
            raise StudyError("night.said.running")
        if not night.is_open:
            raise StudyError("night.said.not-open")
        return night

    def _check_leads(self, interaction: discord.Interaction, night: Night) -> None:
        if not self.planning.may_lead(interaction, night):
            raise StudyError("night.said.not-host")

    def _stored(self, interaction: discord.Interaction, work: Awaitable[T]) -> Awaitable[T]:
        return self.planning.in_time(interaction, work)

    def _voice(self, interaction: discord.Interaction) -> Voice:
        return self.parts.readers.voice(interaction, is_private=True)

    async def _whisper(self, interaction: discord.Interaction, key: str, **values: str) -> None:
        await self.planning.replies.whisper(interaction, self._voice(interaction).say(key, **values))

    async def _answer(self, interaction: discord.Interaction, poster: Poster, *, takes_place: bool = False) -> None:
        layout = poster_layout(poster)
        await self.planning.replies.show(interaction, layout, is_private=True, takes_place=takes_place)


def label_of(night: Night, voice: Voice) -> str:
    """A night in plain words, where Discord shows no moments."""
    return f"{night.plan.title} · {wall_words(night.plan.wall, voice)}"


def _meant(nights: Sequence[Night], wanted: str) -> Sequence[Night]:
    """By its number, which a suggestion writes, or by its title."""
    by_number = [night for night in nights if str(night.night) == wanted.strip()]
    return by_number or [night for night in nights if normalise(wanted) in normalise(night.plan.title)]


def _in_team(game: Game, person: int, voice: Voice) -> str:
    return voice.say("night.said.in-team", team=game.opened.teams[game.members[person]])
