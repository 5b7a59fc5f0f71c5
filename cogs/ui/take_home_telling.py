"""What channels are told of take-homes: that one is there, and how it went."""

import logging
from datetime import datetime

import discord

from bot.cards.poster import Poster
from bot.cards.take_home_news import Outcome, announcement, closed_announcement, result_poster
from bot.cards.voice import Voice
from bot.take_home import GRACE, Brief, TakeHome
from cogs.ui.pictures import Picture
from cogs.ui.posters import poster_layout
from cogs.ui.recap_pictures import RecapPictures, send_recap
from cogs.ui.replies import NOBODY
from cogs.ui.take_home_desk import TakeHomeDesk

log = logging.getLogger(__name__)


class TakeHomeTelling:
    """Everything is done again until it is noted as done, and posted once: each message has a nonce of its own (docs,
    resources/message.mdx, "enforce_nonce").
    """

    def __init__(self, client: discord.Client, desk: TakeHomeDesk) -> None:
        self._client = client
        self._desk = desk
        self._pictures = RecapPictures()

    async def tell_due(self) -> datetime | None:
        """Announce, close and tell whatever is due; when the next one is."""
        later: list[datetime] = []
        for brief in await self._desk.book.to_tell():
            if self._client.get_guild(brief.guild) is None:
                continue
            closes = brief.closes_at + GRACE
            if closes <= self._desk.clock.now():
                await self._finish(brief)
            else:
                later.append(closes)
                if brief.message is None:
                    await self.announce(brief)
        return min(later, default=None)

    async def announce(self, take_home: Brief) -> bool:
        """Tell its channel that it is there, and until when; False if it cannot be told: then it is over."""
        voice = self._desk.readers.speaking(take_home.language)
        try:
            sent = await self._place(take_home).send(
                view=poster_layout(announcement(take_home, voice)), nonce=f"{take_home.id:x}h", allowed_mentions=NOBODY
            )
        except (discord.NotFound, discord.Forbidden) as fault:
            log.info("Take-home %s could not be announced (%s).", take_home.id, fault.code)
            await self._desk.book.told(take_home.id)
            return False
        await self._desk.book.announced(take_home.id, sent.id)
        return True

    async def _finish(self, brief: Brief) -> None:
        """Close it for good, and tell how it went; what was never announced goes without a word."""
        await self._desk.book.close(brief.id)
        take_home = await self._desk.book.find(brief.id)
        if take_home is None:
            return
        if take_home.message is not None:
            poster, picture = await self.result(take_home, self._desk.readers.speaking(take_home.language))
            try:
                await send_recap(self._place(take_home), poster, picture, f"{take_home.id:x}hz")
            except (discord.NotFound, discord.Forbidden) as fault:
                log.info("The result of take-home %s could not be told (%s).", take_home.id, fault.code)
        await self._desk.book.told(take_home.id)
        if take_home.message is not None:
            await self._put_away(take_home, take_home.message)

    async def result(self, take_home: TakeHome, voice: Voice) -> tuple[Poster, Picture | None]:
        """How it went."""
        game, hidden = await self._desk.book.game(take_home), await self._desk.book.hidden(take_home.guild)
        finished = await self._desk.book.finished(take_home)
        poster = result_poster(Outcome(take_home, game, finished, hidden), self._desk.library, voice)
        return poster, await self._pictures.of(game, voice, hidden)

    async def _put_away(self, take_home: Brief, message: int) -> None:
        """Its announcement says that it is closed. Whoever presses the old one is told so anyway."""
        voice = self._desk.readers.speaking(take_home.language)
        layout = poster_layout(closed_announcement(take_home, voice))
        try:
            await self._place(take_home).get_partial_message(message).edit(view=layout, allowed_mentions=NOBODY)
        except discord.HTTPException as fault:
            log.info("The announcement of take-home %s could not be changed (%s).", take_home.id, fault.code)

    def _place(self, take_home: Brief) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(take_home.channel, guild_id=take_home.guild)
