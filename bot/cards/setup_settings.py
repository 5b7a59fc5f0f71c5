"""The poster of a server's settings: each as it is, and for whoever may the way to change it."""

from collections.abc import Iterator

from bot.cards.daily_ids import NEW
from bot.cards.poster import Block, Heading, Keys, Kind, Lines, Menu, Option, Picker, Poster, Small, Turn
from bot.cards.said import said
from bot.cards.setup import step_id
from bot.cards.setup_words import View, chosen_words, problems
from bot.cards.voice import Voice
from bot.servers.choices import MOST_CHANNELS, Setting, ids_in

# The first word of what is pressed (cogs/ui/presses.py).
SETTINGS = "settings"
SHOW = f"{SETTINGS}:show"
HISTORY = f"{SETTINGS}:history"
BLOCKED = f"{SETTINGS}:blocked"
PICK = f"{SETTINGS}:pick"
# Stands in the menu for no choice: a value cannot be empty.
OWN_LANGUAGE = "own"
_KINDS = {Setting.QUIZ_CHANNEL: Kind.CHANNEL, Setting.HOST_ROLE: Kind.ROLE, Setting.CHANNELS: Kind.PLACE}


def settings_poster(view: View, voice: Voice, *, may_change: bool) -> Poster:
    """Everything that was chosen, with what happens without a choice."""
    blocks: list[Block] = [Heading(said(voice, "server.title"))]
    for setting in Setting:
        chosen = chosen_words(setting, view.written(setting), voice)
        blocks.append(Lines((said(voice, f"server.{setting}", chosen=chosen),)))
        blocks += [_control(setting, view, voice)] if may_change else []
        blocks += problems(view, voice, setting)
    return Poster((*blocks, *(_ways(view, voice) if may_change else _no_way(voice))))


def _control(setting: Setting, view: View, voice: Voice) -> Block:
    written, to = view.written(setting), f"{PICK}:{setting}"
    if setting is Setting.LANGUAGE:
        return Menu(voice.say("setup.language.title"), to, tuple(_languages(written, voice)))
    chosen = tuple(number for number in ids_in(written) if number not in view.gone)
    most = MOST_CHANNELS if setting is Setting.CHANNELS else 1
    return Picker(_KINDS[setting], voice.say(f"setup.{setting}.pick"), to, chosen, least=0, most=most)


def _languages(written: str, voice: Voice) -> Iterator[Option]:
    for code in ("", *voice.texts.languages):
        (label,) = map(str, chosen_words(Setting.LANGUAGE, code, voice))
        yield Option(label, code or OWN_LANGUAGE, is_chosen=code == written)


def _ways(view: View, voice: Voice) -> Iterator[Block]:
    yield Small(said(voice, "setup.channels.about"))
    yield Small(said(voice, "server.emptied"))
    yield Keys(
        (
            Turn(voice.say("server.blocked", count=len(view.server.blocked)), f"{BLOCKED}:0"),
            Turn(voice.say("server.history"), f"{HISTORY}:0"),
            Turn(voice.say("setup.done.plan-daily"), NEW),
            Turn(voice.say("server.walk"), step_id(0)),
        )
    )


def _no_way(voice: Voice) -> Iterator[Block]:
    yield Small(said(voice, "server.ask-manager"))
