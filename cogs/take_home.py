"""Quizzes to take home: /takehome start, list, end and results, and the presses of whoever takes one."""

from random import Random

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.alarm import Alarm
from bot.cards.take_home import END, KEEP, TAKE_HOME
from bot.quiz_wiring import Quizzes
from bot.take_home import FEWEST_QUESTIONS, LONGEST_TITLE, MOST_QUESTIONS
from bot.wiring import Study
from cogs.ui.completing import Completing
from cogs.ui.doors import Doors
from cogs.ui.places import BY_SERVERS, IN_SERVERS
from cogs.ui.presses import Presses
from cogs.ui.readers import Readers
from cogs.ui.replies import Replies
from cogs.ui.ringing import Ringing
from cogs.ui.take_home_asking import TakeHomeAsking
from cogs.ui.take_home_desk import TakeHomeDesk
from cogs.ui.take_home_form import read_wanted
from cogs.ui.take_home_presses import TakeHomePresses
from cogs.ui.take_home_setting import TakeHomeSetting, TakeHomeWish
from cogs.ui.take_home_telling import TakeHomeTelling


class TakeHomes(Ringing):
    """Announces, closes and tells take-homes for as long as its client lives."""

    takehome = app_commands.Group(
        name="takehome", description="-", allowed_contexts=IN_SERVERS, allowed_installs=BY_SERVERS
    )

    def __init__(
        self,
        client: discord.Client,
        study: Study,
        quizzes: Quizzes,
        readers: Readers,
        replies: Replies,
        doors: Doors,
        random: Random,
    ) -> None:
        desk = TakeHomeDesk(study.library, quizzes.books, quizzes.clock, quizzes.judge, readers, replies)
        telling = TakeHomeTelling(client, desk)
        self._alarm = Alarm("Telling of take-homes", quizzes.clock, telling.tell_due, random)
        super().__init__(self._alarm)
        self._setting = TakeHomeSetting(desk, telling, quizzes.maker, doors, random, self._alarm.wake)
        self._asking = TakeHomeAsking(desk, telling, doors, self._alarm.wake)
        self._presses = TakeHomePresses(desk)
        self._completing = Completing(
            study.asking, study.library, lambda interaction: readers.voice(interaction, is_private=True)
        )

    def answer_presses(self, presses: Presses) -> None:
        """What is pressed on the messages of take-homes is ours."""
        presses.answer(TAKE_HOME, self._press)

    async def _press(self, interaction: discord.Interaction, custom_id: str) -> None:
        wanted = read_wanted(custom_id)
        if wanted is None:
            return
        if wanted.does in {END, KEEP}:
            await self._asking.press(interaction, wanted.take_home, wanted.does)
        else:
            await self._presses.press(interaction, wanted)

    # --- commands ----------------------------------------------------------------------------------------------------

    @takehome.command(description="-")
    async def start(
        self,
        interaction: discord.Interaction,
        until: app_commands.Range[str, 1, 100],
        category: app_commands.Range[str, 1, 200] | None = None,
        questions: app_commands.Range[int, FEWEST_QUESTIONS, MOST_QUESTIONS] = 10,
        title: app_commands.Range[str, 1, LONGEST_TITLE] | None = None,
        zone: app_commands.Range[str, 1, 100] | None = None,
    ) -> None:
        await self._setting.set(interaction, TakeHomeWish(until, category, questions, title, zone))

    @takehome.command(name="list", description="-")
    async def list_(self, interaction: discord.Interaction) -> None:
        await self._asking.show_all(interaction)

    @takehome.command(description="-")
    async def end(self, interaction: discord.Interaction, quiz: app_commands.Range[str, 1, 100] | None = None) -> None:
        await self._asking.ask_to_end(interaction, quiz)

    @takehome.command(description="-")
    async def results(
        self,
        interaction: discord.Interaction,
        quiz: app_commands.Range[str, 1, 100] | None = None,
        private: bool = False,
    ) -> None:
        await self._asking.results(interaction, quiz, is_private=private)

    # --- while something is typed ------------------------------------------------------------------------------------

    @start.autocomplete("until")
    async def complete_until(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        return await self._setting.offer_until(interaction, typed)

    @start.autocomplete("category")
    async def complete_category(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        return self._completing.several_categories(interaction, typed)

    @start.autocomplete("zone")
    async def complete_zone(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        return await self._setting.offer_zone(interaction, typed)

    @end.autocomplete("quiz")
    async def complete_open(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        return await self._asking.offer(interaction, typed, is_open=True)

    @results.autocomplete("quiz")
    async def complete_closed(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        return await self._asking.offer(interaction, typed, is_open=False)

    # --- what has come back -------------------------------------------------------------------------------------------

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Something of its take-homes may have been due while we were away."""
        del guild
        self._alarm.wake()
