"""What a server has chosen, in words, and what is wrong with it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from bot.cards.doors import places
from bot.cards.poster import Block, Lines
from bot.cards.said import Place, Rank, Said, Slash, said
from bot.cards.voice import Voice
from bot.servers.choices import Server, Setting, ids_in


@dataclass(frozen=True, slots=True)
class View:
    """A server, and what the front end knows of it.

    `gone`: channels and roles that were chosen and are not there any more. `lacking`: permissions that the bot lacks in
    the quiz channel. `commands`: their ids by name.
    """

    server: Server
    gone: Collection[int] = ()
    lacking: tuple[str, ...] = ()
    commands: Mapping[str, int] | None = None

    def written(self, setting: Setting) -> str:
        """One choice, as it is stored."""
        return self.server.choices.written(setting)

    def slash(self, words: str) -> Slash:
        """A command that can be pressed, if Discord has told its id."""
        return Slash(words, (self.commands or {}).get(words.partition(" ")[0]))


def chosen_words(setting: Setting, written: str, voice: Voice, most: int = 25) -> Said:
    """A choice as people say it; of many channels the first `most`."""
    match setting:
        case Setting.LANGUAGE:
            is_known = written in voice.texts.languages
            words: Said = (voice.say(f"setup.language.{written}" if is_known else "setup.language.own"),)
        case Setting.QUIZ_CHANNEL:
            words = (Place(int(written)),) if written else (voice.say("setup.quiz-channel.none"),)
        case Setting.HOST_ROLE:
            words = (Rank(int(written)),) if written else (voice.say("setup.host-role.none"),)
        case Setting.CHANNELS:
            words = places(ids_in(written), voice, most) if written else (voice.say("setup.channels.none"),)
    return words


def problems(view: View, voice: Voice, *settings: Setting) -> Iterator[Block]:
    """What has to be put right about these choices, if anything."""
    for setting in settings:
        numbers = ids_in(view.written(setting)) if setting is not Setting.LANGUAGE else ()
        # Of several channels, those that are still there go on counting.
        if numbers and all(number in view.gone for number in numbers):
            yield Lines((said(voice, "setup.gone", name=chosen_words(setting, view.written(setting), voice)),))
        if setting is Setting.QUIZ_CHANNEL and view.lacking:
            permissions = ", ".join(voice.say(f"quiz.permission.{name}") for name in view.lacking)
            channel = Place(view.server.choices.quiz_channel)
            yield Lines((said(voice, "setup.lacking", channel=channel, permissions=permissions),))
