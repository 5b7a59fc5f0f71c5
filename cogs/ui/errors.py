"""What a person reads when something is wrong: their own mistake in a sentence, ours as a code that is in the log."""

import logging
from random import Random

import discord
from discord import app_commands

from bot.cards.card import Card, Paragraph
from bot.cards.voice import Voice
from bot.errors import StudyError
from bot.incidents import log_incident
from cogs.ui.readers import Readers
from cogs.ui.replies import TOO_LATE, Replies, Reply
from knowledge.answers import MOST_COMPARED, TooManyConcepts

log = logging.getLogger(__name__)


class Errors:
    """Answers errors, whatever raised them."""

    def __init__(self, replies: Replies, readers: Readers, random: Random) -> None:
        self._replies = replies
        self._readers = readers
        self._random = random

    async def on_command(self, interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
        """What the command tree calls."""
        await self.tell(interaction, error.original if isinstance(error, app_commands.CommandInvokeError) else error)

    async def tell(self, interaction: discord.Interaction, error: Exception) -> None:
        """Say privately what went wrong. What is our fault is logged under a code that they are shown."""
        voice = self._readers.voice(interaction, is_private=True)
        card = Card("", (Paragraph(self._sentence(error, voice, interaction)),))
        try:
            await self._replies.send(interaction, Reply(card, voice, is_private=True))
        except discord.HTTPException as fault:
            log.warning("Nobody could be told of an error: Discord answered %s.", fault.status)

    def _sentence(self, error: Exception, voice: Voice, interaction: discord.Interaction) -> str:
        match error:
            case StudyError(key=key, values=values):
                return voice.say(key, **values)
            case TooManyConcepts(count=count):
                return voice.say("mistake.too-many", count=count, most=MOST_COMPARED)
            case discord.HTTPException(code=code) if code in TOO_LATE:
                log.warning("An answer came too late and was not shown (%s).", code)
                return voice.say("mistake.too-late")
            case _:
                incident = log_incident(log, f"{_named(interaction)} failed", error, self._random)
                return voice.say("mistake.unexpected", code=incident)


def _named(interaction: discord.Interaction) -> str:
    """What was asked for, without what was typed, and without numbers: one may be somebody's."""
    if interaction.command is not None:
        return f"/{interaction.command.qualified_name}"
    parts = str(dict(interaction.data or {}).get("custom_id", "something")).split(":")
    return f"a press of {':'.join(part for part in parts if not part.isdecimal())}"
