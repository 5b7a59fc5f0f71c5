"""Who reads an answer, and in which language."""

from dataclasses import dataclass

import discord

from bot.cards.voice import Voice
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class Readers:
    """Finds the language of whoever reads. `language` is spoken where nobody's language is one of ours."""

    texts: Texts
    language: str

    def voice(self, interaction: discord.Interaction, *, is_private: bool) -> Voice:
        """What only one person sees is in their language, what all see in the server's, if it has chosen one.

        Only a Community server chooses a language; any other is "en-US" whatever people speak there (docs,
        resources/guild.mdx, preferred_locale), so there whoever asks is answered in their own.
        """
        guild, locale = interaction.guild, interaction.guild_locale
        if not is_private and guild is not None and locale is not None and "COMMUNITY" in guild.features:
            return self.speaking(str(locale))
        return self.speaking(str(interaction.locale))

    def speaking(self, locale: str) -> Voice:
        """The voice for one of Discord's locales: es-419 and es-ES are both Spanish."""
        language = locale.partition("-")[0]
        return Voice(self.texts, language if language in self.texts.languages else self.language)

    def others(self, voice: Voice) -> tuple[Voice, ...]:
        """The languages that `voice` is not in."""
        return tuple(Voice(self.texts, code) for code in self.texts.languages if code != voice.language)
