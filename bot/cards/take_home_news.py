"""What a channel reads of a take-home, and those who set it: that it is there, how it went, and which there are."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.cards.poster import Beside, Block, Drawing, Heading, Keys, Lines, Poster, Small, Turn
from bot.cards.quiz_end import mixed_up_blocks, podium_lines
from bot.cards.recap import hardest_block
from bot.cards.said import Instant, Moment, Place, Said, Strong, said
from bot.cards.take_home import END, KEEP, MINE, TAKE, address
from bot.cards.voice import Voice
from bot.evening import questions
from bot.quiz.game import Game
from bot.quiz.standings import standings
from bot.take_home import Brief, TakeHome
from knowledge.library import Library

# Each takes three of a message's 40 components.
MOST_LISTED = 10


def announcement(take_home: Brief, voice: Voice) -> Poster:
    """For all: what it is, until when, and how it goes."""
    return Poster(
        (
            Heading(said(voice, "takehome.announced", title=Strong(take_home.title))),
            Lines((said(voice, "takehome.count", count=take_home.count), _until(take_home, voice))),
            Small(said(voice, "takehome.rules")),
            Keys((Turn(voice.say("takehome.take"), address(take_home.id, 0, TAKE), is_main=True),)),
        )
    )


def closed_announcement(take_home: Brief, voice: Voice) -> Poster:
    """The same once it is closed."""
    return Poster(
        (
            Heading(said(voice, "takehome.announced", title=Strong(take_home.title))),
            Lines((said(voice, "takehome.count", count=take_home.count), said(voice, "takehome.is-closed"))),
            Keys((_mine(take_home, voice),)),
        )
    )


def set_line(take_home: TakeHome, voice: Voice, *, is_guess: bool) -> Said:
    """For whoever set it: that it is there, and until when by their own clock."""
    closes = Instant(take_home.closes_at)
    key = "takehome.set-in-guessed-zone" if is_guess else "takehome.set"
    return said(voice, key, title=Strong(take_home.title), at=closes, moment=Moment(take_home.closes_at))


def _until(take_home: Brief, voice: Voice) -> Said:
    closes = take_home.closes_at
    return said(voice, "takehome.until", at=Instant(closes), moment=Moment(closes))


def _mine(take_home: Brief, voice: Voice) -> Turn:
    return Turn(voice.say("quiz.end.result"), address(take_home.id, 0, MINE), is_main=True)


# --- how it went -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went: `finished` have answered everything. Whoever is `hidden` keeps off boards, and off this podium."""

    take_home: TakeHome
    game: Game
    finished: int
    hidden: Collection[int] = ()


def result_poster(outcome: Outcome, library: Library, voice: Voice) -> Poster:
    """The podium, how many took part, the picture, what was hardest and what was mixed up."""
    return Poster(
        (
            Heading(said(voice, "takehome.over", title=Strong(outcome.take_home.title))),
            *_podium(outcome, voice),
            Drawing(),
            *hardest_block(outcome.game, voice),
            *mixed_up_blocks(outcome.game, library, voice),
        )
    )


def _podium(outcome: Outcome, voice: Voice) -> Iterator[Block]:
    marks = outcome.game.marks()
    if not marks:
        yield Lines((said(voice, "takehome.nobody"),))
        return
    shown = standings(mark for mark in marks if mark.person not in outcome.hidden)
    if shown:
        yield Lines(podium_lines(shown, voice))
    people, count = len(standings(marks)), len(questions(outcome.game))
    yield Small(said(voice, "takehome.took-part", people=people, finished=outcome.finished, count=count))
    yield Keys((_mine(outcome.take_home, voice),))


# --- which there are -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Listed:
    """One of a server's, and how many of its questions the reader has answered."""

    take_home: Brief
    answered: int
    is_open: bool


def list_poster(listed: Sequence[Listed], voice: Voice) -> Poster:
    """Open ones to take, and closed ones with one's own result."""
    heading = Heading(said(voice, "takehome.list"))
    if not listed:
        return Poster((heading, Lines((said(voice, "takehome.none"),))))
    return Poster((heading, *(Beside(_row(each, voice), _way(each, voice)) for each in listed[:MOST_LISTED])))


def _row(listed: Listed, voice: Voice) -> Said:
    take_home = listed.take_home
    key = "takehome.row-open" if listed.is_open else "takehome.row-closed"
    return said(
        voice,
        key,
        title=Strong(take_home.title),
        channel=Place(take_home.channel),
        moment=Moment(take_home.closes_at),
        answered=listed.answered,
        count=take_home.count,
    )


def _way(listed: Listed, voice: Voice) -> Turn:
    take_home = listed.take_home
    if not listed.is_open or listed.answered == take_home.count:
        return Turn(voice.say("quiz.end.result"), address(take_home.id, 0, MINE))
    label = voice.say("takehome.go-on" if listed.answered else "takehome.take")
    return Turn(label, address(take_home.id, 0, TAKE), is_main=True)


# --- ending one ------------------------------------------------------------------------------------------------------


def sure_poster(take_home: Brief, people: int, voice: Voice) -> Poster:
    """Whether it shall close before its time."""
    line = said(
        voice, "takehome.sure", title=Strong(take_home.title), moment=Moment(take_home.closes_at), people=people
    )
    keys = (
        Turn(voice.say("takehome.end-it"), address(take_home.id, 0, END), is_main=True),
        Turn(voice.say("takehome.keep-it"), address(take_home.id, 0, KEEP)),
    )
    return Poster((Lines((line,)), Keys(keys)))
