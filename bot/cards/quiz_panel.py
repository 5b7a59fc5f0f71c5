"""The host's panel, for one person alone: how the quiz stands, and what can be done with it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.cards.poster import Block, Heading, Key, Keys, Kind, Lines, Menu, Option, Picker, Poster, Small
from bot.cards.quiz_host import PANEL_SECONDS
from bot.cards.said import Moment, Person, Said, Strong, joined, said
from bot.cards.voice import Voice
from bot.quiz.game import Game, Phase
from bot.quiz.standings import standings

# What the keys and lists of the panel do.
PANEL, NEXT, STOPPING, TAKE_OVER, APPEALS = "panel", "next", "stopping", "over", "appeals"
MORE, KICKING, KICK, HANDING, JUMP, JUMPED = "more", "kicking", "kick", "handing", "jump", "jumpto"
MOST_LEADING = 3


@dataclass(frozen=True, slots=True)
class Panel:
    """The quiz as `reader` sees it, who leads it or may; `waiting` appeals have to be looked at."""

    game: Game
    reader: int
    waiting: int = 0


def panel_poster(panel: Panel, voice: Voice) -> Poster:
    """It shows the quiz as it was when it was drawn; every press on it draws it anew."""
    game = panel.game
    blocks = (
        Heading(_stands(game, voice)),
        Lines(tuple(_state(panel, voice))),
        *(_ended_keys(panel, voice) if game.phase is Phase.ENDED else _keys(panel, voice)),
        Small(said(voice, "panel.about" if game.host == panel.reader else "panel.about-other")),
    )
    return Poster(blocks)


def _stands(game: Game, voice: Voice) -> Said:
    count, asked = len(game.opened.questions), len(game.rounds)
    if game.phase is Phase.ENDED:
        return said(voice, "panel.over")
    if game.open_round is None and game.next_number is not None:
        return said(voice, "panel.next", number=game.next_number, count=count)
    return said(voice, "panel.question", number=asked, count=count)


def _state(panel: Panel, voice: Voice) -> Iterator[Said]:
    game, due = panel.game, Moment(panel.game.due)
    if game.phase is Phase.PAUSED:
        yield said(voice, "panel.paused")
    elif game.break_before is not None:
        yield said(voice, "panel.break", moment=due, title=Strong(game.break_before.title))
    elif game.phase is Phase.WAITING:
        yield said(voice, "panel.waiting", moment=due)
    elif game.open_round is not None:
        yield said(voice, "panel.coming-in") if game.open_round.is_rung else said(voice, "panel.open", moment=due)
    if game.open_round is not None:
        yield said(voice, "panel.answered", count=len(game.open_round.given))
    yield from _leading(game, voice)
    if game.host != panel.reader:
        yield said(voice, "panel.led-by", person=Person(game.host))
    if game.kicked:
        yield said(voice, "panel.kicked", count=len(game.kicked))
    if panel.waiting:
        yield (Strong(voice.say("panel.appeals-wait", count=panel.waiting)),)


def _leading(game: Game, voice: Voice) -> Iterator[Said]:
    best = [each for each in standings(game.marks())[:MOST_LEADING] if each.points]
    places = tuple(
        said(voice, "quiz.reveal.place", rank=each.rank, person=Person(each.person), points=each.points)
        for each in best
    )
    if places:
        yield (Strong(voice.say("quiz.reveal.leading")), " ", *joined(" · ", places))


def _keys(panel: Panel, voice: Voice) -> Iterator[Block]:
    """All of them at any time: a panel that was drawn some questions ago must not hide what is needed now."""
    game = panel.game
    steering = [(f"quiz.panel.{does}", does) for does in ("pause", "resume")]
    steering += [("panel.go-on", NEXT), ("quiz.panel.skip", "skip"), ("quiz.panel.extend", "extend")]
    yield Keys(tuple(_key(game, voice.say(words, seconds=PANEL_SECONDS), does) for words, does in steering))
    take_over = (_key(game, voice.say("panel.take-over"), TAKE_OVER, is_main=True),) * (game.host != panel.reader)
    update, stop = _key(game, voice.say("panel.update"), PANEL), _key(game, voice.say("panel.stop"), STOPPING)
    yield Keys((*_appeals_key(panel, voice), update, *take_over, stop))
    more = tuple(Option(voice.say(f"panel.more.{what}"), what) for what in (JUMP, KICKING, HANDING))
    yield Menu(voice.say("panel.more.label"), _to(game, MORE), more)


def _ended_keys(panel: Panel, voice: Voice) -> Iterator[Block]:
    yield Keys((*_appeals_key(panel, voice), _key(panel.game, voice.say("panel.update"), PANEL)))


def _appeals_key(panel: Panel, voice: Voice) -> Iterator[Key]:
    if panel.waiting:
        yield _key(panel.game, voice.say("panel.appeals", count=panel.waiting), APPEALS, is_main=True)


# --- what is asked once more, and of whom ----------------------------------------------------------------------------


def stopping_poster(game: Game, voice: Voice) -> Poster:
    """Whether it is really to end."""
    keys = (_key(game, voice.say("panel.stop-now"), "stop", is_main=True), _back(game, voice))
    return Poster((Lines((said(voice, "panel.stopping"),)), Keys(keys)))


def kicking_poster(game: Game, voice: Voice) -> Poster:
    """Who is to be taken out."""
    return _people(game, voice, "panel.kicking", KICKING)


def handing_poster(game: Game, voice: Voice) -> Poster:
    """Who is to lead from now on."""
    return _people(game, voice, "panel.handing", HANDING)


def kick_poster(game: Game, person: int, voice: Voice) -> Poster:
    """Whether they are really to be taken out."""
    kick = Key(voice.say("panel.kick-now"), game.quiz, 0, KICK, is_main=True, about=person)
    line = said(voice, "panel.kick", person=Person(person))
    return Poster((Lines((line,)), Keys((kick, _back(game, voice)))))


def _people(game: Game, voice: Voice, words: str, does: str) -> Poster:
    picker = Picker(Kind.PERSON, voice.say("panel.person"), _to(game, does))
    return Poster((Lines((said(voice, words),)), picker, Keys((_back(game, voice),))))


def _back(game: Game, voice: Voice) -> Key:
    return _key(game, voice.say("panel.back"), PANEL)


def _key(game: Game, label: str, does: str, *, is_main: bool = False) -> Key:
    return Key(label, game.quiz, 0, does, is_main)


def _to(game: Game, does: str) -> str:
    """As in the custom_id of a key."""
    return f"quiz:{game.quiz}:0:{does}"


# --- for all ---------------------------------------------------------------------------------------------------------


def led_line(what: str, by: int, game: Game, about: int, voice: Voice) -> Said:
    """Who did what to the quiz, of what only the panel does; `about` whom, or which question."""
    words: dict[str, Said] = {
        NEXT: said(voice, "panel.order.next", person=Person(by)),
        JUMP: said(voice, "panel.order.jump", person=Person(by), number=about),
        KICK: said(voice, "panel.order.kick", person=Person(by), other=Person(about)),
        HANDING: said(voice, "panel.order.handing", person=Person(by), other=Person(game.host)),
        TAKE_OVER: said(voice, "panel.order.over", person=Person(by)),
    }
    return words[what]
