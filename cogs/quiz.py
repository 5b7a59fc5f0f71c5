"""The timed quiz: /quiz start, stop, skip, pause, resume, extend and panel; /regrade; what goes on after a restart."""

import asyncio
import logging
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from random import Random

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.cards.quiz_host import PANEL_SECONDS
from bot.discord_client.pauses import pauses
from bot.incidents import log_incident
from bot.paces import Paces
from bot.quiz.commands import GiveUp, Refusal
from bot.quiz.events import EndReason
from bot.quiz.game import Game
from bot.quiz.host import Host
from bot.quiz.ports import JournalDownError, Ports
from bot.quiz_wiring import Quizzes
from bot.storage.appeals import AppealBook
from bot.wiring import Study
from cogs.ui.completing import Completing
from cogs.ui.doors import Doors
from cogs.ui.places import BY_SERVERS, IN_SERVERS
from cogs.ui.presses import Presses
from cogs.ui.quiz_appeal_posts import AppealPosts
from cogs.ui.quiz_appeals import QuizAppeals
from cogs.ui.quiz_desk import QuizDesk
from cogs.ui.quiz_games import QuizGames
from cogs.ui.quiz_ids import QUIZ
from cogs.ui.quiz_panel import QuizPanel
from cogs.ui.quiz_presses import QuizPresses
from cogs.ui.quiz_starting import QuizStarting, Wish
from cogs.ui.readers import Readers
from cogs.ui.replies import Replies
from cogs.ui.stage import DiscordStage

log = logging.getLogger(__name__)


# Whoever stops the bot waits five seconds at most, and answers may have taken three of them.
SECONDS_TO_CLOSE = 1.0


class Quiz(commands.Cog):
    """Runs the quizzes of this process for as long as its client lives."""

    quiz = app_commands.Group(name="quiz", description="-", allowed_contexts=IN_SERVERS, allowed_installs=BY_SERVERS)

    def __init__(
        self,
        client: commands.AutoShardedBot,
        study: Study,
        quizzes: Quizzes,
        readers: Readers,
        replies: Replies,
        doors: Doors,
        paces: Paces,
        random: Random,
    ) -> None:
        stage = DiscordStage(client, study.library, readers, quizzes.clock)
        self.clock = quizzes.clock
        self._books = quizzes.books
        self.host = Host(Ports(stage, quizzes.books, quizzes.clock, quizzes.judge, self._accepted, paces.of))
        self._paces = paces
        self._random = random
        self.is_there = asyncio.Event()
        self._recovering: asyncio.Task[None] | None = None
        self._desk = QuizDesk(self.host, readers, replies, doors, self.is_there)
        self._starting = QuizStarting(self._desk, study.library, quizzes, random)
        self.games = games = QuizGames(self.host, quizzes.books)
        self._posts = AppealPosts(client, quizzes.books, readers, quizzes.clock, random)
        self._appeals = QuizAppeals(self._desk, games, quizzes.books, self._posts)
        self._panel = QuizPanel(self._desk, games, self._appeals.waiting)
        self._presses = QuizPresses(self._desk, games, study.library, self._panel, self._appeals)
        self._completing = Completing(
            study.asking, study.library, lambda interaction: readers.voice(interaction, is_private=True)
        )

    def answer_presses(self, presses: Presses) -> None:
        """What is pressed on a quiz's messages is ours."""
        presses.answer(QUIZ, self._presses.press)

    # --- commands --------------------------------------------------------------------------------------------------

    @quiz.command(description="-")
    async def start(
        self,
        interaction: discord.Interaction,
        category: app_commands.Range[str, 1, 200] | None = None,
        questions: app_commands.Range[int, 1, 50] = 10,
        seconds: app_commands.Range[int, 5, 120] = 20,
        mode: str = "speed",
        kind: str | None = None,
        difficulty: str | None = None,
        language: str | None = None,
        streaks: bool = False,
    ) -> None:
        wish = Wish(category, questions, seconds, mode, kind, difficulty, language, streaks)
        await self._starting.start(interaction, wish)

    @quiz.command(description="-")
    async def stop(self, interaction: discord.Interaction) -> None:
        await self._order(interaction, "stop")

    @quiz.command(description="-")
    async def skip(self, interaction: discord.Interaction) -> None:
        await self._order(interaction, "skip")

    @quiz.command(description="-")
    async def pause(self, interaction: discord.Interaction) -> None:
        await self._order(interaction, "pause")

    @quiz.command(description="-")
    async def resume(self, interaction: discord.Interaction) -> None:
        await self._order(interaction, "resume")

    @quiz.command(description="-")
    async def extend(
        self, interaction: discord.Interaction, seconds: app_commands.Range[int, 5, 120] = PANEL_SECONDS
    ) -> None:
        await self._order(interaction, "extend", seconds)

    @quiz.command(description="-")
    async def panel(self, interaction: discord.Interaction) -> None:
        game = await self._here(interaction)
        if game is not None:
            await self._panel.bring(interaction, game)

    @app_commands.command(description="-")
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def regrade(self, interaction: discord.Interaction, question: app_commands.Range[str, 1, 100]) -> None:
        await self._appeals.bring(interaction, question)

    @regrade.autocomplete("question")
    async def complete_question(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        return await self._appeals.choices(interaction, typed)

    @start.autocomplete("category")
    async def complete_category(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        return self._completing.several_categories(interaction, typed)

    async def _order(self, interaction: discord.Interaction, what: str, seconds: int = PANEL_SECONDS) -> None:
        """About the quiz of the channel in which it was said."""
        game = await self._here(interaction)
        if game is not None:
            await self._desk.order(interaction, game.quiz, what, seconds=seconds)

    async def _here(self, interaction: discord.Interaction) -> Game | None:
        """The quiz of the channel; if there is none, they are told so."""
        is_back = await self._desk.back()
        game = self.host.in_channel(interaction.channel_id or 0)
        if game is None and is_back:
            await self._desk.say(interaction, "quiz.start.none-here")
        elif game is None:
            await self._desk.refuse(interaction, Refusal.COMING_BACK)
        return game

    # --- life ------------------------------------------------------------------------------------------------------

    @commands.Cog.listener()
    async def on_connect(self) -> None:
        """A shard is connected: presses arrive. The first time, quizzes from before the start go on."""
        if self._recovering is None:
            self._recovering = asyncio.create_task(self._recover())

    async def _accepted(self, guild: int, questions: Sequence[str]) -> Mapping[str, Collection[str]]:
        """What a server has come to accept beside what is right."""
        return await self._books.of(AppealBook).accepted(guild, questions)

    async def _recover(self) -> None:
        """As soon as the journal can be read."""
        for tries, pause in enumerate(pauses(self._random)):
            try:
                # Before anybody's press is taken: who has more time must not come too late.
                await self._paces.read_again()
                await self.host.recover()
            except JournalDownError as fault:
                if tries == 0:
                    log.warning("No quiz can be played at present; look-ups can be. %s", fault)
            except Exception as fault:  # noqa: BLE001 - whatever it is, it may be over the next time
                log_incident(log, "going on with the quizzes failed", fault, self._random)
            else:
                self.is_there.set()
                self._posts.start()  # before, the logs of quizzes that run are not ours to read
                return
            await asyncio.sleep(pause)

    async def cog_unload(self) -> None:
        """The client closes: every quiz stands still from now on, and knows it."""
        await self._posts.stop()
        if self._recovering is not None:
            self._recovering.cancel()
            await asyncio.wait({self._recovering})
        with suppress(TimeoutError):
            async with asyncio.timeout(SECONDS_TO_CLOSE):
                await self.host.close()
        await self.host.abandon()

    # --- what goes away --------------------------------------------------------------------------------------------

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        await self._give_up(channel.id, EndReason.CHANNEL_GONE)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, thread: discord.RawThreadDeleteEvent) -> None:
        await self._give_up(thread.thread_id, EndReason.CHANNEL_GONE)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        for game in self.host.games:
            if game.opened.guild == guild.id:
                await self._give_up(game.opened.channel, EndReason.GUILD_GONE)

    async def _give_up(self, channel: int, reason: EndReason) -> None:
        game = self.host.in_channel(channel)
        if game is not None:
            await self.host.submit(game.quiz, GiveUp(self.clock.now(), reason))
