"""What happens in a quiz, as values. The log of them is the quiz: its state and its points are worked out from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

import msgspec

from knowledge.questions.asked import Asked
from knowledge.questions.typed_answers import Judgement

# Raised when the meaning of what is stored changes, with a step that reads the older form. A new event, or a new field
# with a default, needs neither.
VERSION = 1

# The time to read why an answer was right before the next question comes.
READING_SECONDS = 8

# How much of a question's time people have, in percent; some need more.
USUAL_PACE = 100
LONGEST_PACE = 200


class Mode(StrEnum):
    """How a right answer is paid: SPEED pays haste; CALM pays being right, and lets people change their mind."""

    SPEED = "speed"
    CALM = "calm"


class EndReason(StrEnum):
    """Why a quiz is over."""

    FINISHED = "finished"
    STOPPED = "stopped"
    NOBODY_ANSWERED = "nobody-answered"
    PAUSED_TOO_LONG = "paused-too-long"
    CHANNEL_GONE = "channel-gone"
    PERMISSION_GONE = "permission-gone"
    GUILD_GONE = "guild-gone"
    UNREACHABLE = "unreachable"


class Verdict(StrEnum):
    """How a closed question is to be marked again: an answer counts as right, or no longer; all of it counts for
    nobody, or does again.
    """

    ACCEPT = "accept"
    TAKE_BACK = "take-back"
    VOID = "void"
    UNVOID = "unvoid"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a night, from question `first` (counted from 1) to the next part."""

    title: str
    first: int


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen when the quiz was started. `seconds` is how long each question is open.

    Between two `parts` there is a break of `break_seconds`.
    """

    mode: Mode
    seconds: int
    language: str
    has_streaks: bool = False
    reading_seconds: int = READING_SECONDS
    parts: tuple[Part, ...] = ()
    break_seconds: int = 0

    @property
    def lets_change(self) -> bool:
        """Whether an answer may be changed until the bell."""
        return self.mode is Mode.CALM


class Chosen(msgspec.Struct, frozen=True, tag="chosen", tag_field="how"):
    """An answer by button or select: the options' places in the question as asked, from 0."""

    options: tuple[int, ...]


class Typed(msgspec.Struct, frozen=True, tag="typed", tag_field="how"):
    """An answer in the player's own words."""

    text: str


Answer: TypeAlias = Chosen | Typed


@dataclass(frozen=True, slots=True)
class Mark:
    """What one person's answer to one question earned, in points; a full mark is `scoring.FULL_MARK`.

    `points` include `bonus`. `streak` counts the right answers in a row up to this one.
    """

    number: int
    person: int
    points: int
    bonus: int
    is_right: bool
    streak: int
    took_ms: int


class _Happened(msgspec.Struct, frozen=True, tag_field="event", omit_defaults=True, kw_only=True):
    """`at` is by Discord's clock, like the moments in its ids."""

    at: datetime


class _Ordered(_Happened, frozen=True, kw_only=True):
    """Somebody wanted it. `order` is the id of what they pressed: the same one arriving again does nothing."""

    by: int
    order: int


class Opened(_Happened, frozen=True, tag="opened", kw_only=True):
    """A quiz begins. `seed` drew the questions, so that anybody can draw them again.

    `night` is the planned night that it is, called `title`. `members` has each person's team, by its place in `teams`;
    `paces` whoever is known to need more time, in percent; `accepted`, by question, what this server has come to accept
    beside what is right.
    """

    guild: int
    channel: int
    host: int
    settings: Settings
    questions: tuple[Asked, ...]
    seed: int
    night: int | None = None
    title: str = ""
    teams: tuple[str, ...] = ()
    members: Mapping[int, int] = {}
    paces: Mapping[int, int] = {}
    accepted: Mapping[int, tuple[Answer, ...]] = {}


class QuestionAsked(_Happened, frozen=True, tag="asked", kw_only=True):
    """Question `number` (from 1) is in the channel; `at` is the moment of its message."""

    number: int
    message: int
    bell_at: datetime


class Answered(_Happened, frozen=True, tag="answered", kw_only=True):
    """Somebody's answer counts, in place of their earlier one. `judgement` is of typed words, at that time.

    `pace` is how much of the question's time they have, in percent.
    """

    number: int
    person: int
    answer: Answer
    press: int
    judgement: Judgement | None = None
    pace: int = USUAL_PACE


class BellRang(_Happened, frozen=True, tag="bell-rang", kw_only=True):
    """The bell has rung for question `number`, but not for everybody: some have more time."""

    number: int


class Closed(_Happened, frozen=True, tag="closed", kw_only=True):
    """The last bell has rung for question `number`, and these are its marks."""

    number: int
    marks: tuple[Mark, ...]


class Skipped(_Ordered, frozen=True, tag="skipped", kw_only=True):
    """Question `number` counts for nobody."""

    number: int


class Paused(_Ordered, frozen=True, tag="paused", kw_only=True):
    """The clock stands."""


class Resumed(_Ordered, frozen=True, tag="resumed", kw_only=True):
    """The clock runs on; what was awaited, the bell or the next question, is `due`."""

    due: datetime


class BellMoved(_Ordered, frozen=True, tag="bell-moved", kw_only=True):
    """What is awaited, the bell or the next question, is `due` then instead: later, or at once.

    `is_final`: the question closes for everybody, whatever time they have.
    """

    due: datetime
    is_final: bool = False


class Away(_Happened, frozen=True, tag="away", kw_only=True):
    """The bot goes down and knows it; the clock stands."""


class CameBack(_Happened, frozen=True, tag="came-back", kw_only=True):
    """The bot is back after it could not take answers, or could not store them, since `since`."""

    since: datetime
    due: datetime


class HostChanged(_Ordered, frozen=True, tag="host-changed", kw_only=True):
    """`host` leads the quiz from now on."""

    host: int


class Jumped(_Ordered, frozen=True, tag="jumped", kw_only=True):
    """Question `number` comes next, and at once. The open one, and those between, count for nobody."""

    number: int


class Kicked(_Ordered, frozen=True, tag="kicked", kw_only=True):
    """`person` plays no more, and nothing of what they answered in this quiz counts."""

    person: int


class Joined(_Ordered, frozen=True, tag="joined", kw_only=True):
    """Whoever it is `by` plays for a team from now on: its place in `Opened.teams`."""

    team: int


class Regraded(_Ordered, frozen=True, tag="regraded", kw_only=True):
    """Question `number`, which is closed, is marked by this from now on; it may come after the end.

    `verdict`, on an `answer` or on the question, is what was wanted. `accepted` are all answers that count as right
    beside what is right, in their normal form. If it `is_void`, it has no marks, as if it had been skipped. `marks` are
    those that are not as they were, of other questions too: streaks.
    """

    number: int
    verdict: Verdict
    answer: Answer | None = None
    accepted: tuple[Answer, ...] = ()
    is_void: bool = False
    marks: tuple[Mark, ...] = ()


class Ended(_Happened, frozen=True, tag="ended", kw_only=True):
    """The quiz is over. Whoever stopped it is `by`."""

    reason: EndReason
    by: int | None = None


Event: TypeAlias = (
    Opened
    | QuestionAsked
    | Answered
    | BellRang
    | Closed
    | Skipped
    | Paused
    | Resumed
    | BellMoved
    | Away
    | CameBack
    | HostChanged
    | Jumped
    | Kicked
    | Joined
    | Regraded
    | Ended
)


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a quiz's log. `quiz` is the id of what started it; `sequence` counts from 1 and never repeats."""

    quiz: int
    sequence: int
    event: Event
    version: int = VERSION


_decoder = msgspec.json.Decoder(Entry)
_encoder = msgspec.json.Encoder()


def to_json(entry: Entry) -> bytes:
    """The line as it is stored."""
    return _encoder.encode(entry)


def from_json(line: bytes | str) -> Entry:
    """The line that was stored. Raises `msgspec.ValidationError` for what no version of this bot has written."""
    entry = _decoder.decode(line)
    if entry.version != VERSION:
        raise msgspec.ValidationError(f"A quiz's log in version {entry.version}; this bot reads version {VERSION}.")
    return entry


def entries_after(quiz: int, sequence: int, events: Sequence[Event]) -> tuple[Entry, ...]:
    """`events` as the next lines of a log whose last line is `sequence`."""
    return tuple(Entry(quiz=quiz, sequence=number, event=event) for number, event in enumerate(events, sequence + 1))
