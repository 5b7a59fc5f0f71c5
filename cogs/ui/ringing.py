"""A cog that also does things by itself, at their moments."""

from discord.ext import commands

from bot.alarm import Alarm


class Ringing(commands.Cog):
    """Its alarms ring from the first connection until the client closes."""

    def __init__(self, *alarms: Alarm) -> None:
        self._alarms = alarms

    @commands.Cog.listener("on_connect")
    async def start_alarms(self) -> None:
        """A shard is connected. The first time, what was missed is seen to."""
        for alarm in self._alarms:
            alarm.start()

    async def cog_unload(self) -> None:
        """The client closes."""
        for alarm in self._alarms:
            await alarm.stop()
