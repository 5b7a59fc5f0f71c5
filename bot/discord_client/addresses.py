"""Where discord.py finds Discord, or what stands in for it."""

from urllib.parse import urlsplit

from discord import VoiceClient
from discord.asset import Asset
from discord.http import Route

from bot.settings import DiscordSettings

_DISCORD_CDN = "https://cdn.discordapp.com"


def point_library_at(discord: DiscordSettings) -> None:
    """Make discord.py speak to the API of the settings. It keeps the addresses in its classes, for the whole process.

    The gateway is not among them: a connection is told where to go (`shard`).
    """
    parts = urlsplit(discord.api)
    Route.BASE = discord.api
    Asset.BASE = _DISCORD_CDN if discord.is_real else f"{parts.scheme}://{parts.netloc}/cdn"
    # It would warn of missing voice libraries at each start; a study group's bot is silent.
    VoiceClient.warn_nacl = VoiceClient.warn_dave = False
