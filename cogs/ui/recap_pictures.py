"""The picture of a recap, drawn beside the loop, and sent along with its words."""

import asyncio
import logging
from collections.abc import Collection

import discord

from bot.cards.poster import Poster
from bot.cards.recap import recap_chart, recap_in_words
from bot.cards.voice import Voice
from bot.charts.recap import draw_recap
from bot.quiz.game import Game
from cogs.ui.pictures import Picture
from cogs.ui.posters import poster_layout
from cogs.ui.replies import NOBODY

log = logging.getLogger(__name__)


# A picture takes some 60 ms, and holds up everybody who presses meanwhile for a part of it: so one is drawn at a time,
# and where more than this many are awaited, which is after three seconds, words have to do.
MOST_AWAITED = 50


class RecapPictures:
    """Draws them, one after the other."""

    def __init__(self, most_awaited: int = MOST_AWAITED) -> None:
        self._most = most_awaited
        self._turn = asyncio.Lock()
        self._awaited = 0

    async def of(self, game: Game, voice: Voice, hidden: Collection[int] = ()) -> Picture | None:
        """The picture of an evening; None if there is nothing to draw, or if it cannot be drawn. Whoever is `hidden`
        is not in it.
        """
        if self._awaited >= self._most:
            log.info("Quiz %s has no picture: too many end at once.", game.quiz)
            return None
        self._awaited += 1
        try:
            async with self._turn:
                return await asyncio.to_thread(_drawn, game, voice, hidden)
        except Exception:
            # Whatever is wrong with it, nobody shall miss the words for it.
            log.exception("The picture of quiz %s could not be drawn.", game.quiz)
            return None
        finally:
            self._awaited -= 1


def _drawn(game: Game, voice: Voice, hidden: Collection[int]) -> Picture | None:
    """In a thread: where hundreds have played, counting takes as long as drawing."""
    chart = recap_chart(game, voice, hidden)
    return None if chart is None else Picture("recap", draw_recap(chart), recap_in_words(game, voice, hidden))


async def send_recap(
    place: discord.abc.Messageable, poster: Poster, picture: Picture | None, nonce: str
) -> discord.Message:
    """Send it; where files may not be attached, without its picture. Raises whatever the words meet with."""
    if picture is not None:
        layout = poster_layout(poster, picture)
        try:
            return await place.send(view=layout, files=[picture.file()], nonce=nonce, allowed_mentions=NOBODY)
        except discord.DiscordServerError:
            raise
        except discord.HTTPException as fault:
            log.info("A picture was not taken (%s).", fault.code)
    return await place.send(view=poster_layout(poster), nonce=nonce, allowed_mentions=NOBODY)
