"""The posters of what was changed in a server, and of whom it keeps out."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.cards.poster import Beside, Block, Heading, Keys, Kind, Lines, Picker, Poster, Small, Turn
from bot.cards.said import Instant, Person, Said, said
from bot.cards.setup_settings import BLOCKED, HISTORY, SETTINGS, SHOW
from bot.cards.setup_words import chosen_words
from bot.cards.voice import Voice
from bot.servers.changes import Change
from bot.servers.choices import Setting

HISTORY_ROWS = 10
# Each takes three of the forty components of a message (docs, components/reference.mdx).
BLOCKED_ROWS = 8
BLOCK, UNBLOCK = f"{SETTINGS}:block", f"{SETTINGS}:unblock"
# Of a choice of many channels: ten rows have to fit into a message.
_MOST_CHANNELS = 3


def history_poster(changes: Sequence[Change], page: int, voice: Voice, *, has_more: bool) -> Poster:
    """A page of changes, the latest first."""
    rows = tuple(_change(change, voice) for change in changes) or (said(voice, "history.nothing"),)
    return Poster(
        (
            Heading(said(voice, "history.title")),
            Small(said(voice, "history.about")),
            Lines(rows),
            Keys(tuple(_turns(HISTORY, page, voice, has_more=has_more))),
        )
    )


def _change(change: Change, voice: Voice) -> Said:
    values: dict[str, Said] = {"at": (Instant(change.at),), "person": (Person(change.by),)}
    if isinstance(change.what, Setting):
        values["old"] = chosen_words(change.what, change.old, voice, _MOST_CHANNELS)
        values["new"] = chosen_words(change.what, change.new, voice, _MOST_CHANNELS)
    else:
        values["whom"] = (voice.say("history.somebody"),) if change.whom is None else (Person(change.whom),)
    return said(voice, f"history.{change.what}", **values)


def blocked_poster(blocked: Sequence[tuple[int, datetime]], page: int, voice: Voice) -> Poster:
    """A page of all that are kept out, each with the way back in."""
    start = page * BLOCKED_ROWS
    rows, has_more = blocked[start : start + BLOCKED_ROWS], len(blocked) > start + BLOCKED_ROWS
    return Poster(
        (
            Heading(said(voice, "block.title")),
            Small(said(voice, "block.about")),
            *(_rows(rows, page, voice) if rows else (Lines((said(voice, "block.nobody"),)),)),
            Picker(Kind.PERSON, voice.say("block.pick"), BLOCK),
            Keys(tuple(_turns(BLOCKED, page, voice, has_more=has_more))),
        )
    )


def _rows(rows: Sequence[tuple[int, datetime]], page: int, voice: Voice) -> Iterator[Block]:
    for person, since in rows:
        line = said(voice, "block.row", person=Person(person), at=Instant(since))
        yield Beside(line, Turn(voice.say("block.unblock"), f"{UNBLOCK}:{person}:{page}"))


def _turns(to: str, page: int, voice: Voice, *, has_more: bool) -> Iterator[Turn]:
    yield Turn(voice.say("server.show"), SHOW)
    if page:
        yield Turn(voice.say("history.newer"), f"{to}:{page - 1}")
    if has_more:
        yield Turn(voice.say("history.older"), f"{to}:{page + 1}")
