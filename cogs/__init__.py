"""The Discord face of the bot: each cog parses, calls one thing and draws one card."""
