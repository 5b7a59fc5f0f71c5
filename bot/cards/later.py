"""What is said of a look-up that has to wait for the bell of a quiz."""

from bot.cards.card import Card, Choices
from bot.cards.poster import Keys, Lines, Poster, Turn
from bot.cards.said import Moment, Said, said
from bot.cards.voice import Voice
from bot.quiz.events import USUAL_PACE
from bot.quiz.guard import Secret
from bot.quiz.state import Game, Phase

# Its ids are those of categories: it shows names only, unless a choice says more.
_OF_CATEGORIES = "topics"


def told_of(card: Card) -> frozenset[str]:
    """The concepts of which the card says more than their names."""
    about = () if card.command == _OF_CATEGORIES else card.about
    noted = (
        concept
        for block in card.blocks
        if isinstance(block, Choices)
        for choice in block.items
        if choice.note and choice.command != _OF_CATEGORIES
        for concept in choice.about
    )
    return frozenset((*about, *noted))


def later_poster(secret: Secret, person: int, show: str, voice: Voice) -> Poster:
    """For the player who asked: why not now, and when. `show` is what a button asks for again; nothing, if none can."""
    lines = Lines((said(voice, "later.asked"), _when(secret.game, person, voice)))
    keys = (Keys((Turn(voice.say("later.show"), show),)),) if show else ()
    return Poster((lines, *keys))


def _when(game: Game, person: int, voice: Voice) -> Said:
    """By the player's own bell: that of others would tell how much time they have."""
    extra, round_ = game.extra_time(game.paces.get(person, USUAL_PACE)), game.open_round
    if game.phase in {Phase.PAUSED, Phase.AWAY}:
        return said(voice, "later.paused")
    if not extra and round_ is not None and round_.is_rung:
        return said(voice, "later.rung")
    return said(voice, "later.bell", bell=Moment(game.due + extra))
