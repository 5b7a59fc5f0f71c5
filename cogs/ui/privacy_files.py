"""Files that only whoever asked for them sees."""

import logging
from io import BytesIO

import discord

from bot.cards.privacy_export import File
from cogs.ui.replies import NOBODY, TOO_LATE

log = logging.getLogger(__name__)


async def hand_over(interaction: discord.Interaction, file: File) -> None:
    """One more message with `file` in it, after the answer: an answer that was deferred takes none reliably."""
    try:
        await interaction.followup.send(
            file=discord.File(BytesIO(file.content), file.name), ephemeral=True, allowed_mentions=NOBODY
        )
    except discord.HTTPException as fault:
        if fault.code not in TOO_LATE:
            raise
        log.warning("A file came too late and was not shown (%s).", fault.code)
