"""Who reads an answer, and in which language."""

from dataclasses import dataclass

import discord

from bot.cards.voice import Voice
from bot.server_choices import Servers
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class Readers:
    """Finds the language of whoever reads. `language` is spoken where nobody's language is one of ours."""

    texts: Texts
    language: str
    servers: Servers

    def voice(self, interaction: discord.Interaction, *, is_private: bool) -> Voice:
        """What only one person sees is in their language, what all see in the server's.

        A server has the language that it chose here, else the one that it chose on Discord. Only a Community server
        chooses one there; any other is "en-US" whatever people speak in it (docs, resources/guild.mdx,
        preferred_locale), so there whoever asks is answered in their own.
        """
        if is_private:
            return self.speaking(str(interaction.locale))
        return self._of_server(interaction) or self.speaking(str(interaction.locale))

    def _of_server(self, interaction: discord.Interaction) -> Voice | None:
        chosen = self.servers.of(interaction.guild_id).choices.language
        if chosen:
            return self.speaking(chosen)
        guild, locale = interaction.guild, interaction.guild_locale
        if guild is not None and locale is not None and "COMMUNITY" in guild.features:
            return self.speaking(str(locale))
        return None

    def speaking(self, locale: str) -> Voice:
        """The voice for one of Discord's locales: es-419 and es-ES are both Spanish."""
        language = locale.partition("-")[0]
        return Voice(self.texts, language if language in self.texts.languages else self.language)

    def others(self, voice: Voice) -> tuple[Voice, ...]:
        """The languages that `voice` is not in."""
        return tuple(Voice(self.texts, code) for code in self.texts.languages if code != voice.language)
