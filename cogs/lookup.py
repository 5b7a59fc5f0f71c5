"""Looking things up: /what, /compare, /topics, /random, and "Explain this" on somebody's message."""

import asyncio
from collections.abc import Callable, Collection
from functools import lru_cache
from random import Random

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.cards.asked_for import asked_for_card
from bot.cards.card import Card
from bot.cards.explain import explain_card
from bot.cards.lookup import answer_card, known_card
from bot.cards.topics import category_card, category_named, no_category_card, topics_card
from bot.cards.voice import Voice, echo
from bot.wiring import Study
from cogs.ui.addresses import ANSWER, CARD, read_address
from cogs.ui.completing import Completing
from cogs.ui.lookup_later import LookupLater, Make
from cogs.ui.places import CONTEXTS, INSTALLS, everywhere
from cogs.ui.presses import Presses
from cogs.ui.readers import Readers
from cogs.ui.replies import Replies, Reply
from knowledge.answers import Answer, Found

# A name is found in a fraction of a millisecond; a question of more words than this may take long enough to keep others
# waiting, so it is answered on another thread.
LONGEST_NAME_IN_WORDS = 3
# Finished cards that are kept: a card costs several times what finding it does, and a group asks for the same ones.
CARDS_REMEMBERED = 2_000


class Lookup(commands.Cog):
    """Answers from the packs; whoever plays a quiz hears of what it asks after the bell."""

    def __init__(self, study: Study, readers: Readers, replies: Replies, later: LookupLater, random: Random) -> None:
        self._study = study
        self._readers = readers
        self._replies = replies
        self._later = later
        self._random = random
        self._cards = lru_cache(maxsize=CARDS_REMEMBERED)(self._card)
        self._completing = Completing(
            study.asking, study.library, lambda interaction: readers.voice(interaction, is_private=True)
        )

    def answer_presses(self, presses: Presses) -> None:
        """Buttons and menus that open cards are ours."""
        presses.answer(CARD, self._open)
        presses.answer(ANSWER, self._open)

    def explain_menu(self) -> app_commands.ContextMenu:
        """ "Explain this": a message command cannot be declared in a class."""
        return app_commands.ContextMenu(
            name="Explain this",
            callback=self._explain,
            allowed_contexts=CONTEXTS,
            allowed_installs=INSTALLS,
            extras={"key": "explain"},
        )

    @app_commands.command(description="-")
    @everywhere
    async def what(
        self, interaction: discord.Interaction, concept: app_commands.Range[str, 1, 500], private: bool = False
    ) -> None:
        await self._answer(interaction, concept, lambda: self._study.asking.what(concept), private=private)

    @app_commands.command(description="-")
    @everywhere
    async def compare(
        self,
        interaction: discord.Interaction,
        first: app_commands.Range[str, 1, 500],
        second: app_commands.Range[str, 1, 200] | None = None,
        third: app_commands.Range[str, 1, 200] | None = None,
        fourth: app_commands.Range[str, 1, 200] | None = None,
        private: bool = False,
    ) -> None:
        parts = [part for part in (first, second, third, fourth) if part is not None]
        query = " vs ".join(parts)
        await self._answer(interaction, query, lambda: self._study.asking.compare(parts), private=private)

    @app_commands.command(description="-")
    @everywhere
    async def topics(
        self,
        interaction: discord.Interaction,
        category: app_commands.Range[str, 1, 100] | None = None,
        private: bool = False,
    ) -> None:
        await self._send(interaction, lambda voice: self._topics_card(category, voice), private=private)

    @app_commands.command(description="-")
    @everywhere
    async def random(
        self,
        interaction: discord.Interaction,
        category: app_commands.Range[str, 1, 100] | None = None,
        private: bool = False,
    ) -> None:
        avoided = frozenset() if self._later.is_idle else self._later.held_from(interaction.user.id)
        await self._send(interaction, self._random_card(category, avoided), private=private)

    # --- while typing ------------------------------------------------------------------------------------------------

    @what.autocomplete("concept")
    async def complete_concept(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        return self._completing.concepts(interaction, typed)

    @compare.autocomplete("first")
    async def complete_first(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        return self._completing.comparison(interaction, typed)

    @compare.autocomplete("second")
    @compare.autocomplete("third")
    @compare.autocomplete("fourth")
    async def complete_other(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        fields = vars(interaction.namespace)
        chosen = [fields.get(name) for name in ("first", "second", "third", "fourth") if fields.get(name) != typed]
        return self._completing.others(interaction, typed, chosen)

    @topics.autocomplete("category")
    @random.autocomplete("category")
    async def complete_category(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        return self._completing.categories(interaction, typed)

    # --- answering ---------------------------------------------------------------------------------------------------

    async def _answer(
        self, interaction: discord.Interaction, query: str, find: Callable[[], Answer], *, private: bool
    ) -> None:
        if len(query.split()) > LONGEST_NAME_IN_WORDS:
            # What a player asks may have to be answered privately, which is settled with the first sign of it.
            is_private = private or (not self._later.is_idle and bool(self._later.held_from(interaction.user.id)))
            answer = await self._replies.in_time(interaction, asyncio.to_thread(find), is_private=is_private)
        else:
            answer = find()
        await self._send(interaction, lambda voice: self._answer_card(answer, query, voice), private=private)

    async def _send(self, interaction: discord.Interaction, make: Make, *, private: bool) -> None:
        voice = self._readers.voice(interaction, is_private=private)
        await self._reply(interaction, Reply(make(voice), voice, is_private=private), make)

    async def _reply(self, interaction: discord.Interaction, reply: Reply, make: Make) -> None:
        if self._later.is_idle or not await self._later.holds(interaction, reply, make):
            await self._replies.send(interaction, reply)

    async def cog_unload(self) -> None:
        await self._later.stop()

    # --- cards -------------------------------------------------------------------------------------------------------

    def _answer_card(self, answer: Answer, query: str, voice: Voice) -> Card:
        if isinstance(answer, Found):
            return self._cards("what", tuple(concept.id for concept in answer.concepts), voice)
        return answer_card(answer, query, self._study.library, voice)

    def _card(self, command: str, about: tuple[str, ...], voice: Voice) -> Card:
        return asked_for_card(command, about, self._study.library, voice)

    def _topics_card(self, category: str | None, voice: Voice) -> Card:
        library = self._study.library
        if not category:
            return topics_card(library, voice)
        found, near = category_named(category, library)
        if found is None:
            return no_category_card(echo(category), near, library, voice)
        return category_card(found, library, voice)

    def _random_card(self, category: str | None, avoided: Collection[str]) -> Make:
        """One concept is drawn, none of `avoided` if there is another, and then said in whatever language."""
        library = self._study.library
        found, near = category_named(category, library) if category else (None, None)
        if category and found is None:
            return lambda voice: no_category_card(echo(category), near, library, voice)
        concepts = library.concepts if found is None else library.in_category(found.id)
        drawn = self._random.choice([each for each in concepts if each.id not in avoided] or concepts)
        return lambda voice: known_card((drawn,), library, voice)

    # --- messages and presses ----------------------------------------------------------------------------------------

    async def _explain(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Private always: it is about what somebody else wrote."""
        named = self._study.asking.named_in(message.content)
        await self._send(interaction, lambda voice: explain_card(named, self._study.library, voice), private=True)

    async def _open(self, interaction: discord.Interaction, custom_id: str) -> None:
        """A card by its address. In a private message it takes the place of what is there; so does the answer to a
        question, if whoever pressed was asked. All else is answered privately, since others are reading the channel.
        """
        address, message = read_address(custom_id), interaction.message
        if address is None or message is None:
            return
        asked = message.interaction_metadata
        is_asked = address.is_answer and asked is not None and asked.user.id == interaction.user.id
        takes_place = message.flags.ephemeral or is_asked
        is_private = message.flags.ephemeral or not (is_asked or _is_between_us(interaction))
        voice = self._readers.voice(interaction, is_private=is_private)
        if address.language:
            voice = self._readers.speaking(address.language)

        def make(voice: Voice) -> Card:
            return self._cards(address.command, address.about, voice)

        reply = Reply(make(voice), voice, is_private, takes_place, address.page, address.language)
        await self._reply(interaction, reply, make)


def _is_between_us(interaction: discord.Interaction) -> bool:
    """In a direct message with the bot nobody else reads along."""
    return interaction.guild_id is None and interaction.context.dm_channel
