"""What the cards of scores have in common: how points and accuracy are written."""

from bot.cards.voice import Voice
from bot.storage.scores import Score

# Four figures are read at a glance; more want a space between thousands, which both of our languages understand.
_LONG_FROM = 10_000
_THIN_SPACE = "\u202f"


def amount(number: int) -> str:
    """A number as people write it."""
    return f"{number:,}".replace(",", _THIN_SPACE) if number >= _LONG_FROM else str(number)


def percent(score: Score) -> int:
    """How many answers of a hundred were right. 100 means all of them, and 0 none."""
    if score.right == score.answered:
        return 100
    rounded = (200 * score.right + score.answered) // (2 * score.answered)
    return min(max(rounded, int(score.right > 0)), 99)


def accuracy(score: Score, voice: Voice) -> str:
    """The same in words."""
    return voice.say("scores.percent", percent=percent(score))
