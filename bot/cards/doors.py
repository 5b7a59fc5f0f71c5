"""What somebody is told who may not start a quiz, or not here."""

from bot.cards.said import Place, Rank, Said, joined, said
from bot.cards.voice import Voice
from bot.servers.choices import Choices

# A sentence names so many channels; who wants to know the others looks at the settings.
_MOST_NAMED = 5


def hosts_line(choices: Choices, voice: Voice) -> Said:
    """Only a role may start quizzes."""
    return said(voice, "doors.hosts-only", role=Rank(choices.host_role))


def elsewhere_line(choices: Choices, voice: Voice) -> Said:
    """Where quizzes may be: the quiz channel first."""
    first = (choices.quiz_channel,) if choices.quiz_channel else ()
    return said(voice, "doors.elsewhere", channels=places(tuple(dict.fromkeys((*first, *choices.channels))), voice))


def places(channels: tuple[int, ...], voice: Voice, most: int = _MOST_NAMED) -> Said:
    """Channels in a row, and how many more there are."""
    named: Said = joined(", ", tuple((Place(channel),) for channel in channels[:most]))
    more = len(channels) - most
    return (*named, *said(voice, "doors.more", count=more)) if more > 0 else named
