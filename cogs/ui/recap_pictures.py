"""The picture of a recap, drawn beside the loop."""

import asyncio
import logging

from bot.cards.recap import recap_chart, recap_in_words
from bot.cards.voice import Voice
from bot.charts.recap import draw_recap
from bot.quiz.game import Game
from cogs.ui.pictures import Picture

log = logging.getLogger(__name__)


async def recap_picture(game: Game, voice: Voice) -> Picture | None:
    """The picture; None if there is nothing to draw, or if it could not be drawn."""
    try:
        chart = recap_chart(game, voice)
        if chart is None:
            return None
        png = await asyncio.to_thread(draw_recap, chart)
        return Picture("recap", png, recap_in_words(game, voice))
    except Exception:
        # Whatever is wrong with it, nobody shall miss the words for it.
        log.exception("The picture of quiz %s could not be drawn.", game.quiz)
        return None
