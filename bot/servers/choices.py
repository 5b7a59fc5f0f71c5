"""What a server chooses. Without any choice everything works as a small group would expect."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

# As many as a list of Discord's can hold (docs, components/reference.mdx, "Channel Select").
MOST_CHANNELS = 25


class Setting(StrEnum):
    """What can be chosen."""

    LANGUAGE = "language"
    QUIZ_CHANNEL = "quiz-channel"
    HOST_ROLE = "host-role"
    CHANNELS = "channels"


@dataclass(frozen=True, slots=True)
class Choices:
    """What one server has chosen; what is empty or 0 is not chosen.

    Without a language each is answered in their own; without a host role everybody may start a quiz; without channels
    all of them are allowed.
    """

    language: str = ""
    quiz_channel: int = 0
    host_role: int = 0
    channels: tuple[int, ...] = ()

    def written(self, setting: Setting) -> str:
        """One choice as it is stored; an empty text is none."""
        match setting:
            case Setting.LANGUAGE:
                return self.language
            case Setting.QUIZ_CHANNEL:
                return _text(self.quiz_channel)
            case Setting.HOST_ROLE:
                return _text(self.host_role)
            case Setting.CHANNELS:
                return " ".join(map(str, self.channels))


def read_choices(written: Mapping[Setting, str]) -> Choices:
    """The choices that were written so."""
    return Choices(
        language=written.get(Setting.LANGUAGE, ""),
        quiz_channel=_number(written.get(Setting.QUIZ_CHANNEL, "")),
        host_role=_number(written.get(Setting.HOST_ROLE, "")),
        channels=ids_in(written.get(Setting.CHANNELS, "")),
    )


def with_choice(choices: Choices, setting: Setting, written: str) -> Choices:
    """The same with another choice in one place."""
    return read_choices({**{each: choices.written(each) for each in Setting}, setting: written})


def ids_in(written: str) -> tuple[int, ...]:
    """The ids in a text, each once."""
    return tuple(dict.fromkeys(int(word) for word in written.split()))


def _text(number: int) -> str:
    return str(number) if number else ""


def _number(written: str) -> int:
    return int(written) if written else 0


@dataclass(frozen=True, slots=True)
class Server:
    """What a server has chosen, and whom it keeps out since when."""

    choices: Choices = Choices()
    blocked: Mapping[int, datetime] = field(default_factory=lambda: MappingProxyType({}))


NOTHING_CHOSEN = Server()
