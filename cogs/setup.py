"""Setting a server up: /setup, /settings, /block."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TypeVar

import discord
from discord import app_commands

from bot.alarm import Alarm
from bot.books import Books
from bot.cards.setup import SETUP
from bot.cards.setup_settings import OWN_LANGUAGE, SETTINGS
from bot.errors import StudyError
from bot.quiz.ports import Clock, JournalDownError
from bot.server_choices import Servers
from bot.servers.choices import Setting
from cogs.ui.places import BY_SERVERS, IN_SERVERS
from cogs.ui.presses import Presses
from cogs.ui.readers import Readers
from cogs.ui.replies import Replies
from cogs.ui.ringing import Ringing
from cogs.ui.sent import chosen_in, fields_of
from cogs.ui.server_desk import ServerDesk, Somebody

# How often changes that are older than a year are looked for.
BETWEEN_CLEANINGS = timedelta(days=1)
_MANAGERS = discord.Permissions(manage_guild=True)
_PAGE_DIGITS = 4
CommandT = TypeVar("CommandT")


def for_managers(command: CommandT) -> CommandT:
    """In servers, and at first only shown to whoever manages them."""
    in_contexts = app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    installed = app_commands.allowed_installs(guilds=True, users=False)
    return installed(in_contexts(app_commands.default_permissions(_MANAGERS)(command)))


class Setup(Ringing):
    """Who does not manage the server does not see these commands, unless the server wants that; and we check anyway.

    Whoever adds the bot finds /setup. A server that it joins is not told anything uninvited.
    """

    settings = app_commands.Group(
        name="settings",
        description="-",
        allowed_contexts=IN_SERVERS,
        allowed_installs=BY_SERVERS,
        default_permissions=_MANAGERS,
    )

    def __init__(
        self,
        servers: Servers,
        books: Books,
        clock: Clock,
        readers: Readers,
        replies: Replies,
        registered: Callable[[], Mapping[str, int]],
        random: Random,
    ) -> None:
        super().__init__(Alarm("Reading what servers have chosen", clock, self._read, random))
        self._servers = servers
        self._books = books
        self._clock = clock
        self._desk = ServerDesk(servers, readers, replies, registered)
        self._clean_at = datetime.min.replace(tzinfo=UTC)

    def answer_presses(self, presses: Presses) -> None:
        """What is pressed in a walk or on settings is ours."""
        presses.answer(SETUP, self._press_walk)
        presses.answer(SETTINGS, self._press_settings)

    # --- commands --------------------------------------------------------------------------------------------------

    @app_commands.command(description="-")
    @for_managers
    async def setup(self, interaction: discord.Interaction) -> None:
        await self._desk.walk(interaction, 0, takes_place=False)

    @settings.command(description="-")
    async def show(self, interaction: discord.Interaction) -> None:
        await self._desk.settings(interaction, takes_place=False)

    @settings.command(description="-")
    async def history(self, interaction: discord.Interaction) -> None:
        await self._desk.history(interaction, 0, takes_place=False)

    @settings.command(description="-")
    async def blocked(self, interaction: discord.Interaction) -> None:
        await self._desk.blocked(interaction, 0, takes_place=False)

    @app_commands.command(description="-")
    @for_managers
    async def block(self, interaction: discord.Interaction, person: discord.User) -> None:
        await self._desk.block(interaction, Somebody.of(person))

    @app_commands.command(description="-")
    @for_managers
    async def unblock(self, interaction: discord.Interaction, person: discord.User) -> None:
        was_blocked = await self._desk.unblock(interaction, person.id)
        await self._desk.say_unblocked(interaction, person.id, was_blocked=was_blocked)

    # --- presses ---------------------------------------------------------------------------------------------------

    async def _press_walk(self, interaction: discord.Interaction, custom_id: str) -> None:
        """Another step, or a choice and then the next step."""
        match custom_id.split(":"):
            case [_, "go", number] if _is_page(number):
                step = int(number)
            case [_, "pick", number, setting, *value] if _is_page(number) and setting in set(Setting):
                step = int(number) + 1
                await self._desk.choose(interaction, Setting(setting), value[0] if value else _picked(interaction))
            case _:
                raise StudyError("mistake.gone")
        await self._desk.walk(interaction, step, takes_place=True)

    async def _press_settings(self, interaction: discord.Interaction, custom_id: str) -> None:
        match custom_id.split(":"):
            case [_, "show"]:
                await self._desk.settings(interaction, takes_place=True)
            case [_, "history", page] if _is_page(page):
                await self._desk.history(interaction, int(page), takes_place=True)
            case [_, "blocked", page] if _is_page(page):
                await self._desk.blocked(interaction, int(page), takes_place=True)
            case [_, "pick", setting] if setting in set(Setting):
                picked = _picked(interaction)
                await self._desk.choose(interaction, Setting(setting), "" if picked == OWN_LANGUAGE else picked)
                await self._desk.settings(interaction, takes_place=True)
            case [_, "block"]:
                await self._desk.block(interaction, Somebody.picked(fields_of(interaction), _picked(interaction)))
            case [_, "unblock", person, page] if person.isdecimal() and _is_page(page):
                await self._desk.unblock(interaction, int(person))
                await self._desk.blocked(interaction, int(page), takes_place=True)
            case _:
                raise StudyError("mistake.gone")

    # --- life ------------------------------------------------------------------------------------------------------

    async def cog_load(self) -> None:
        """Before anybody can ask: with the database open, what was chosen holds from the first moment on."""
        if self._books.is_open.is_set():
            with suppress(JournalDownError):
                await self._servers.read()

    async def _read(self) -> datetime:
        """What is stored, once a minute; and once a day away with what is old."""
        await self._books.is_open.wait()
        await self._servers.read()
        now = self._clock.now()
        if now >= self._clean_at:
            await self._servers.forget_old(now)
            self._clean_at = now + BETWEEN_CLEANINGS
        return self._clean_at


def _picked(interaction: discord.Interaction) -> str:
    """What was chosen in a list, as a choice is stored."""
    return " ".join(chosen_in(interaction))


def _is_page(text: str) -> bool:
    return text.isdecimal() and len(text) <= _PAGE_DIGITS
