"""The words of the daily post as values: what was chosen, what was posted, and how both stand."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.daily.schedule import Schedule
from knowledge.questions.asked import Asked, AskedKind

# Answered by one press each, so that an answer is sealed with it.
KINDS = (AskedKind.ONE, AskedKind.TRUE_FALSE)
MIX = ""
"""In place of a category: facts and questions from everywhere."""
NOBODY = 0
"""In place of a person or a role."""


class Kind(StrEnum):
    """What a post holds."""

    FACT = "fact"
    QUESTION = "question"
    BOTH = "both"

    @property
    def has_fact(self) -> bool:
        return self is not Kind.QUESTION

    @property
    def has_question(self) -> bool:
        return self is not Kind.FACT


class State(StrEnum):
    """It is ON, somebody PAUSED it, or it cannot go on."""

    ON = "on"
    PAUSED = "paused"
    CHANNEL_GONE = "channel-gone"
    PERMISSION_GONE = "permission-gone"
    GUILD_GONE = "guild-gone"


class Told(StrEnum):
    """Whether whoever set it up has been told that it cannot go on: there is NOTHING to tell, it is DUE, or DONE, or
    they take no direct messages.
    """

    NOTHING = ""
    DUE = "due"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """The daily post of one channel. `since`: what was due before then is not posted any more."""

    channel: int
    guild: int
    schedule: Schedule
    language: str
    since: datetime
    kind: Kind = Kind.BOTH
    category: str = MIX
    role: int = NOBODY
    is_forum: bool = False
    person: int = NOBODY
    state: State = State.ON
    told: Told = Told.NOTHING


class PostState(StrEnum):
    """A post is CLAIMED before it is sent, and SENT as soon as we know that it was; or it is SKIPPED for good."""

    CLAIMED = "claimed"
    SENT = "sent"
    SKIPPED = "skipped"


class Why(StrEnum):
    """Why a post was skipped."""

    NOT = ""
    LATE = "late"
    REFUSED = "refused"
    UNSURE = "unsure"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Content:
    """What a post says: a fact by its id, in which round of all facts it comes; a question. Either may be missing."""

    fact: str = ""
    round: int = 0
    question: Asked | None = None

    @property
    def is_empty(self) -> bool:
        return not self.fact and self.question is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """The post of one day in one channel.

    `claimed_at` is when it was first to be sent, `taken_at` when a process (`owner`) took that on, again or not.
    """

    channel: int
    day: date
    guild: int
    claimed_at: datetime
    content: Content = field(default_factory=Content)
    state: PostState = PostState.CLAIMED
    why: Why = Why.NOT
    owner: int = 0
    taken_at: datetime
    message: int = 0
    posted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A daily post and the last one of its posts."""

    daily: Daily
    last: Post | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A message is in the channel, since `at` by Discord's clock."""

    message: int
    at: datetime
