"""The connection to Discord, from log in to farewell. With `cogs`, the only place that knows discord.py."""
