"""What may be looked back at from where: nobody learns from us what happened in a channel that they cannot see."""

import discord

Channel = discord.abc.GuildChannel | discord.Thread


def name_of(interaction: discord.Interaction, channel: int) -> str:
    """What a channel is called; nothing, if it is gone."""
    found = _channel(interaction, channel)
    return "" if found is None else found.name


def may_see(interaction: discord.Interaction, channel: int) -> bool:
    """Whether whoever asks sees that channel."""
    member = interaction.user
    return channel == interaction.channel_id or (
        isinstance(member, discord.Member) and _is_seen(interaction, channel, member)
    )


def all_may_see(interaction: discord.Interaction, channel: int) -> bool:
    """Whether everybody who reads along here may know of it."""
    guild = interaction.guild
    return channel == interaction.channel_id or (
        guild is not None and _is_seen(interaction, channel, guild.default_role)
    )


def _is_seen(interaction: discord.Interaction, channel: int, who: discord.Member | discord.Role) -> bool:
    """A private thread is seen by those in it, whom we do not know."""
    found = _channel(interaction, channel)
    if found is None or found.type is discord.ChannelType.private_thread:
        return False
    return found.permissions_for(who).view_channel


def _channel(interaction: discord.Interaction, channel: int) -> Channel | None:
    return None if interaction.guild is None else interaction.guild.get_channel_or_thread(channel)
