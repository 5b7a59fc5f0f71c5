"""The nights of a server that are still to come, and the choice of one of them."""

from collections.abc import Sequence

from bot.cards.night_words import night_id, title_of, when_line
from bot.cards.poster import Beside, Block, Heading, Keys, Lines, Menu, Option, Poster, Small, Turn
from bot.cards.said import Place, Said, Strong, joined, said
from bot.cards.voice import Voice
from bot.nights.night import Night, State

# A phone shows three; each takes four components of Discord's forty.
NIGHTS_ON_A_PAGE = 5


def list_poster(nights: Sequence[Night], page: int, voice: Voice) -> Poster:
    """When, where, and how many come; a press shows all of it."""
    if not nights:
        return Poster((Lines((said(voice, "night.list.none"),)),))
    start = page * NIGHTS_ON_A_PAGE
    shown = nights[start : start + NIGHTS_ON_A_PAGE]
    blocks: list[Block] = [Heading(said(voice, "night.list.title", count=len(nights)))]
    blocks += [Beside(_line(night, voice), _open(night, voice)) for night in shown]
    if len(nights) > NIGHTS_ON_A_PAGE:
        blocks.append(_pages(page, -(-len(nights) // NIGHTS_ON_A_PAGE), voice))
    return Poster(tuple(blocks))


def _line(night: Night, voice: Voice) -> Said:
    key = "night.list.started" if night.state is State.STARTED else "night.list.row"
    if night.state is State.PAUSED:
        key = "night.list.paused"
    row = said(voice, key, title=Strong(title_of(night)), place=Place(night.place), count=len(night.people))
    return joined(" ", (row, when_line(night.plan.starts_at, voice)))


def _open(night: Night, voice: Voice) -> Turn:
    return Turn(voice.say("night.button.show"), night_id(night.night, "show"))


def _pages(page: int, count: int, voice: Voice) -> Keys:
    before = Turn(voice.say("button.back"), night_id(0, "list", str(page - 1)), is_resting=page == 0)
    label = voice.say("button.more", page=min(page + 2, count), pages=count)
    after = Turn(label, night_id(0, "list", str(page + 1)), is_resting=page + 1 >= count)
    return Keys((before, after))


def which_poster(nights: Sequence[Night], does: str, labels: Sequence[str], voice: Voice) -> Poster:
    """Which one is meant. `labels` are the nights in plain words, since a list shows no moments of Discord's."""
    options = tuple(Option(label, night_id(night.night, does)) for night, label in zip(nights, labels, strict=True))
    menu = Menu(voice.say("night.which"), night_id(0, "which"), options)
    return Poster((Small(said(voice, "night.which-about")), menu))
