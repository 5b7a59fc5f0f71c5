"""What is said about leading a quiz: its beginning, orders, coming back."""

from datetime import datetime, timedelta

from bot.cards.poster import Heading, Lines, Poster, Small
from bot.cards.quiz_words import duration
from bot.cards.said import Moment, Person, Said, Strong, said
from bot.cards.voice import Voice
from bot.quiz.events import Mode, Settings
from bot.quiz.game import Game, Phase

# What the panel's keys do, in their order.
ORDERS = ("pause", "resume", "skip", "extend", "stop")
# One press of the panel; `/quiz extend` takes any number.
PANEL_SECONDS = 15


def opening_poster(game: Game, about: str, voice: Voice) -> Poster:
    """Who started what, by which rules, and when the first question comes. `about` says what was chosen."""
    opened = game.opened
    chosen = said(
        voice,
        "quiz.opening.chosen",
        about=Strong(about),
        questions=len(opened.questions),
        seconds=opened.settings.seconds,
    )
    return Poster(
        (
            Heading(said(voice, "quiz.opening.title", person=Person(game.host))),
            Lines((chosen, *_rules(opened.settings, voice))),
            Lines((said(voice, "quiz.opening.first", moment=Moment(opened.at)),)),
            Small(said(voice, "quiz.opening.how")),
        )
    )


def _rules(settings: Settings, voice: Voice) -> tuple[Said, ...]:
    paid = said(voice, "quiz.opening.speed" if settings.mode is Mode.SPEED else "quiz.opening.calm")
    return (paid, said(voice, "quiz.opening.streaks")) if settings.has_streaks else (paid,)


def order_line(order: str, person: int, game: Game, voice: Voice) -> Said:
    """For all: who wanted it, and what the quiz does now."""
    if order == "extend" and game.phase is Phase.PAUSED:
        return said(voice, "quiz.order-in-a-pause", person=Person(person))
    return said(voice, f"quiz.order.{order}", person=Person(person), moment=Moment(game.due))


def back_line(game: Game, now: datetime, voice: Voice) -> Said:
    """That the bot was away, and how the quiz goes on."""
    since = now if game.back is None else game.back.since
    away = duration(max(now - since, timedelta(seconds=1)), voice)
    key = {Phase.OPEN: "quiz.back.open", Phase.PAUSED: "quiz.back.paused"}.get(game.phase, "quiz.back.waiting")
    return said(voice, key, away=away, number=len(game.rounds), moment=Moment(game.due))
