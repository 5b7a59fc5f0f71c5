"""The walk that sets a server up: three questions, one at a time, and how to begin."""

from collections.abc import Iterator

from bot.cards.daily_ids import NEW
from bot.cards.poster import Block, Heading, Keys, Kind, Lines, Picker, Poster, Small, Turn
from bot.cards.said import Place, said
from bot.cards.setup_words import View, chosen_words, problems
from bot.cards.voice import Voice
from bot.servers.choices import Setting

# The first word of what is pressed (cogs/ui/presses.py).
SETUP = "setup"
STEPS = (Setting.LANGUAGE, Setting.QUIZ_CHANNEL, Setting.HOST_ROLE)
_KINDS = {Setting.QUIZ_CHANNEL: Kind.CHANNEL, Setting.HOST_ROLE: Kind.ROLE}


def step_id(number: int) -> str:
    """What shows a step when it is pressed."""
    return f"{SETUP}:go:{number}"


def pick_id(number: int, setting: Setting, written: str | None = None) -> str:
    """What chooses in a step and goes on: `written`, or what is picked in a list."""
    return f"{SETUP}:pick:{number}:{setting}" + ("" if written is None else f":{written}")


def walk_poster(number: int, view: View, voice: Voice) -> Poster:
    """Step `number`, from 0; after the last one, what to do now."""
    if number not in range(len(STEPS)):
        return Poster(tuple(_done(view, voice)))
    return Poster(tuple(_step(number, STEPS[number], view, voice)))


def _step(number: int, setting: Setting, view: View, voice: Voice) -> Iterator[Block]:
    written = view.written(setting)
    yield Small(said(voice, "setup.step", number=number + 1, count=len(STEPS)))
    yield Heading(said(voice, f"setup.{setting}.title"))
    yield Lines((said(voice, f"setup.{setting}.about"),))
    if setting is Setting.LANGUAGE:
        yield Keys(tuple(_languages(number, written, voice)))
    else:
        chosen = (int(written),) if written and int(written) not in view.gone else ()
        yield Picker(_KINDS[setting], voice.say(f"setup.{setting}.pick"), pick_id(number, setting), chosen)
        yield from problems(view, voice, setting)
    yield Keys(tuple(_ways(number, setting, written, voice)))


def _languages(number: int, written: str, voice: Voice) -> Iterator[Turn]:
    for code in ("", *voice.texts.languages):
        (label,) = map(str, chosen_words(Setting.LANGUAGE, code, voice))
        yield Turn(label, pick_id(number, Setting.LANGUAGE, code), is_main=code == written)


def _ways(number: int, setting: Setting, written: str, voice: Voice) -> Iterator[Turn]:
    if number > 0:
        yield Turn(voice.say("setup.back"), step_id(number - 1))
    if written and setting is not Setting.LANGUAGE:
        yield Turn(voice.say(f"setup.{setting}.clear"), pick_id(number, setting, ""))
    # Of the languages one is chosen in any case: pressing it goes on.
    if setting is not Setting.LANGUAGE:
        yield Turn(voice.say("setup.go-on" if written else "setup.skip"), step_id(number + 1))


def _done(view: View, voice: Voice) -> Iterator[Block]:
    chosen = (
        said(voice, f"server.{setting}", chosen=chosen_words(setting, view.written(setting), voice))
        for setting in STEPS
    )
    quiz_channel = view.server.choices.quiz_channel
    start = said(
        voice,
        "setup.done.start-there" if quiz_channel else "setup.done.start",
        channel=Place(quiz_channel),
        command=view.slash("quiz start"),
    )
    yield Heading(said(voice, "setup.done.title"))
    yield Lines(tuple(chosen))
    yield from problems(view, voice, *STEPS)
    yield Lines((start,))
    yield Lines((said(voice, "setup.done.daily"),))
    yield Keys((Turn(voice.say("setup.done.plan-daily"), NEW, is_main=True), Turn(voice.say("setup.back"), step_id(2))))
    yield Small(said(voice, "setup.done.later", command=view.slash("settings show")))
