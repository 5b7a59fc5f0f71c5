"""The card of an open question."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.cards.asked import answer_block, clue_line, options_block
from bot.cards.poster import Block, Heading, Key, Lines, Poster, Small
from bot.cards.quiz_tongues import tongue_keys
from bot.cards.said import Moment, Said, joined, said
from bot.cards.voice import Voice
from bot.quiz.events import Mode
from bot.quiz.game import Game, Phase
from bot.quiz.marking import clues_shown
from knowledge.library import Library
from knowledge.questions.asked import Asked, AskedKind

CLUES = "clues"


@dataclass(frozen=True, slots=True)
class Asking:
    """One question of a quiz as it is put to the channel; `bell_at` stands in a pause.

    `is_copy`: one person sees it alone, and nobody will change it when the bell moves or the quiz goes on.
    """

    game: Game
    number: int
    bell_at: datetime
    is_copy: bool = False

    @property
    def asked(self) -> Asked:
        return self.game.opened.questions[self.number - 1]

    @property
    def stands(self) -> bool:
        """Whether nobody can answer it now. A copy has to work when it goes on."""
        return not self.is_copy and self.game.phase in {Phase.PAUSED, Phase.AWAY}


def question_poster(asking: Asking, library: Library, voice: Voice) -> Poster:
    """The question, what can be answered, and until when. Its clues come later, and to whoever wants them."""
    asked = asking.asked
    blocks = [
        Small(title_of(asking.game, asking.number, library, voice)),
        Heading((voice.read(asked.ask),)),
        *_clue(asking, voice),
        *options_block(asked, voice),
        Lines((_bell(asking, voice),)),
        *_keys(asking, voice),
        *tongue_keys(asked, asking.game.quiz, asking.number, voice, is_resting=asking.stands),
        Small(joined(" ", tuple(_how(asking, voice)))),
    ]
    return Poster(tuple(blocks))


def title_of(game: Game, number: int, library: Library, voice: Voice) -> Said:
    """Which question it is, and of what."""
    asked = game.opened.questions[number - 1]
    title = said(voice, "quiz.question.title", number=number, count=len(game.opened.questions))
    category = library.categories.get(asked.category)
    return title if category is None else (*title, " · ", voice.read(category.name))


def clues_poster(asking: Asking, at: datetime, voice: Voice) -> Poster:
    """For one person: the clues that are out at `at`, by the question's clock, and when the next one comes."""
    clues, round_ = asking.asked.clues, asking.game.rounds[-1]
    shown = clues_shown(asking.asked, round_.took_ms(at), asking.game.opened.settings.seconds)
    lines = tuple(clue_line(number, clue, voice, voice) for number, clue in enumerate(clues[:shown], 1))
    return Poster((Lines(lines), Small(_next_clue(asking, at, voice))))


def _next_clue(asking: Asking, at: datetime, voice: Voice) -> Said:
    """The next of the clues comes when its part of the question's time is over; the clock runs on from `at`."""
    count, seconds = len(asking.asked.clues), asking.game.opened.settings.seconds
    took_ms = asking.game.rounds[-1].took_ms(at)
    shown = clues_shown(asking.asked, took_ms, seconds)
    if shown >= count:
        return said(voice, "quiz.question.no-more-clues")
    comes_at = at + timedelta(milliseconds=shown * seconds * 1000 // count - took_ms + 1)
    return said(voice, "quiz.question.next-clue", number=shown + 1, moment=Moment(comes_at))


def _clue(asking: Asking, voice: Voice) -> Iterator[Block]:
    if asking.asked.clues:
        yield Lines((clue_line(1, asking.asked.clues[0], voice, voice),))


def _bell(asking: Asking, voice: Voice) -> Said:
    if asking.game.phase is Phase.PAUSED:
        return said(voice, "quiz.question.paused")
    round_ = asking.game.open_round
    if round_ is not None and round_.is_rung and not asking.is_copy:
        return said(voice, "panel.coming-in")
    return said(voice, "quiz.question.closes", bell=Moment(asking.bell_at))


def _keys(asking: Asking, voice: Voice) -> Iterator[Block]:
    asked = asking.asked

    def key(label: str, does: str, *, is_main: bool = True) -> Key:
        return Key(label, asking.game.quiz, asking.number, does, is_main, is_resting=asking.stands)

    clues = (key(voice.say("quiz.question.clues"), CLUES, is_main=False),) if asked.clues else ()
    return answer_block(asked, voice, voice, key, clues)


def _how(asking: Asking, voice: Voice) -> Iterator[Said]:
    settings = asking.game.opened.settings
    if asking.is_copy:
        yield said(voice, "quiz.how.copy")
    if asking.asked.clues:
        yield said(voice, "quiz.how.clues-pay" if settings.mode is Mode.SPEED else "quiz.how.clues")
    if asking.asked.kind is AskedKind.SEVERAL:
        yield said(voice, "quiz.how.several")
    yield said(voice, "quiz.how.change" if settings.lets_change else "quiz.how.first")
