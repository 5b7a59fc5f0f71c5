"""The quiz's stage on Discord: its channel. Each call is one request, and one that comes again posts nothing twice."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import discord
from discord.utils import snowflake_time

from bot.cards.quiz_end import end_poster
from bot.cards.quiz_host import back_line
from bot.cards.quiz_question import Asking, question_poster
from bot.cards.quiz_reveal import reveal_poster
from bot.cards.voice import Voice
from bot.quiz.commands import Posted
from bot.quiz.events import EndReason
from bot.quiz.game import Game
from bot.quiz.ports import Clock, StageGoneError
from cogs.ui.layouts import Layout
from cogs.ui.posters import line_layout, poster_layout
from cogs.ui.readers import Readers
from cogs.ui.recap_pictures import RecapPictures, send_recap
from cogs.ui.replies import NOBODY
from knowledge.library import Library

log = logging.getLogger(__name__)

# docs, topics/opcodes-and-status-codes.mdx, "JSON Error Codes"
UNKNOWN_GUILD, UNKNOWN_MESSAGE = 10004, 10008
# A message that is so much older than the call that sent it was sent by an earlier one: clocks differ a little.
CLOCKS_DIFFER = timedelta(seconds=2)


class DiscordStage:
    """Sends and edits in the quiz's channel, in the quiz's language; never pings anybody."""

    def __init__(self, client: discord.Client, library: Library, readers: Readers, clock: Clock) -> None:
        self._client = client
        self._library = library
        self._readers = readers
        self._clock = clock
        self._pictures = RecapPictures()
        # Of questions whose message was deleted: the one that stands in its place.
        self._anew: dict[int, int] = {}

    async def ask(self, game: Game, bell_at: datetime) -> Posted:
        """Send the next question. Discord gives back the earlier message if it has been sent before."""
        number, called_at = game.next_number or 0, self._clock.now()
        message = await self._send(game, f"q{number}", self._question(game, number, bell_at))
        posted_at = snowflake_time(message)
        if posted_at < called_at - CLOCKS_DIFFER:
            # Nobody's answer could be taken since it was sent, so its time begins now.
            posted_at = self._clock.now()
            bell_at = posted_at + timedelta(seconds=game.opened.settings.seconds)
            await self._edit(game, message, self._question(game, number, bell_at))
        return Posted(number=number, message=message, at=posted_at)

    async def refresh(self, game: Game) -> None:
        """Show the open question as it stands; anew, if somebody has deleted it."""
        round_ = game.rounds[-1]
        await self._show(game, round_.message, self._question(game, round_.number, game.due), f"p{round_.number}")

    async def reveal(self, game: Game) -> None:
        """The question's message becomes its answer."""
        round_ = game.rounds[-1]
        layout = poster_layout(reveal_poster(game, self._library, self._voice(game)))
        await self._show(game, round_.message, layout, f"r{round_.number}")

    async def say_back(self, game: Game) -> None:
        """Say that we were away; once for each time, which its moment tells."""
        back_at = self._clock.now() if game.back is None else game.back.at
        await self._send(
            game, f"w{int(back_at.timestamp()):x}", line_layout(back_line(game, back_at, self._voice(game)))
        )

    async def finish(self, game: Game) -> None:
        """How it ended; if the channel cannot be written in any more, the host is told privately."""
        for round_ in game.rounds:
            self._anew.pop(round_.message, None)
        voice = self._voice(game)
        poster, picture = end_poster(game, self._library, voice), await self._pictures.of(game, voice)
        try:
            with _gone(self._client, game):
                await send_recap(self._place(game), poster, picture, f"{game.quiz:x}z")
        except StageGoneError:
            await self._tell_host(game, poster_layout(poster))

    def _question(self, game: Game, number: int, bell_at: datetime) -> Layout:
        return poster_layout(question_poster(Asking(game, number, bell_at), self._library, self._voice(game)))

    def _voice(self, game: Game) -> Voice:
        return self._readers.speaking(game.opened.settings.language)

    # --- calls ---------------------------------------------------------------------------------------------------

    async def _send(self, game: Game, what: str, layout: Layout) -> int:
        """The id of the message. `what` tells the quiz's messages apart, in the 25 characters of a nonce."""
        with _gone(self._client, game):
            sent = await self._place(game).send(view=layout, nonce=f"{game.quiz:x}{what}", allowed_mentions=NOBODY)
        return sent.id

    async def _edit(self, game: Game, message: int, layout: Layout) -> None:
        with _gone(self._client, game):
            await self._place(game).get_partial_message(message).edit(view=layout, allowed_mentions=NOBODY)

    async def _show(self, game: Game, message: int, layout: Layout, what: str) -> None:
        """Edit the message, or send it anew if it was deleted; from then on that one is edited."""
        try:
            await self._edit(game, self._anew.get(message, message), layout)
        except discord.NotFound as fault:
            if fault.code != UNKNOWN_MESSAGE:
                raise
            self._anew[message] = await self._send(game, what, layout)

    def _place(self, game: Game) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(game.opened.channel, guild_id=game.opened.guild)

    async def _tell_host(self, game: Game, layout: Layout) -> None:
        try:
            direct = await self._client.create_dm(discord.Object(game.host))
            await direct.send(view=layout, nonce=f"{game.quiz:x}z", allowed_mentions=NOBODY)
        except discord.HTTPException as fault:
            log.info("Quiz %s ended (%s), and its host takes no direct messages (%s).", game.quiz, game.end, fault.code)


@contextmanager
def _gone(client: discord.Client, game: Game) -> Iterator[None]:
    """A refusal that will be the same next time becomes a `StageGoneError`; a deleted message is none."""
    try:
        yield
    except (discord.NotFound, discord.Forbidden) as fault:
        if fault.code == UNKNOWN_MESSAGE:
            raise
        raise StageGoneError(_reason(fault, is_member=client.get_guild(game.opened.guild) is not None)) from fault


def _reason(fault: discord.HTTPException, *, is_member: bool) -> EndReason:
    if not is_member or fault.code == UNKNOWN_GUILD:
        return EndReason.GUILD_GONE
    return EndReason.PERMISSION_GONE if isinstance(fault, discord.Forbidden) else EndReason.CHANNEL_GONE
