"""A session: what one shard of one bot is told, numbered and kept, so that it can be told again after a disconnect."""

import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.gateway.codes import CloseCode, Op
from bot.sandbox.gateway.intents import as_seen, wants
from bot.sandbox.gateway.town import Json
from bot.sandbox.gateway.wire import Wire, envelope
from bot.sandbox.snowflakes import MOMENT_SHIFT

# How many events a client may have missed and still be told; an evening's worth, and a few megabytes.
LONGEST_LOG = 2000


@dataclass(frozen=True, slots=True)
class Shard:
    """The share of all servers that one connection serves."""

    number: int
    count: int

    def holds(self, guild_id: int | None) -> bool:
        """By the formula of docs, events/gateway.mdx "Sharding"; what belongs to no server goes to the first shard."""
        return (0 if guild_id is None else (guild_id >> MOMENT_SHIFT) % self.count) == self.number


class Session:
    """It outlives its connections: `wire` is the one it has, or None; `left_at` is when it lost the last."""

    def __init__(self, shard: Shard, intents: int, bot_id: str, *, is_one_of_many: bool) -> None:
        self.id = secrets.token_hex(16)
        self.shard = shard
        self.intents = intents
        self.is_one_of_many = is_one_of_many
        self.seq = 0
        self.wire: Wire | None = None
        self.left_at: float | None = None
        self._bot_id = bot_id
        self._log: deque[tuple[int, str]] = deque(maxlen=LONGEST_LOG)

    def dispatch(self, event: str, payload: Json, guild_id: int | None) -> None:
        """Tell of an event, if the session asked for such and it belongs to its shard."""
        bot = self._bot_id
        if self.shard.holds(guild_id) and wants(self.intents, event, payload, guild_id=guild_id, bot_id=bot):
            self.tell(event, as_seen(self.intents, event, payload, guild_id=guild_id, bot_id=bot))

    def tell(self, event: str, payload: Json) -> None:
        # Written down at once: the payload may change before it is sent, or sent again.
        self.seq += 1
        text = envelope(Op.DISPATCH, payload, event=event, seq=self.seq)
        self._log.append((self.seq, text))
        if self.wire is not None:
            self.wire.say(text)

    def attach(self, wire: Wire) -> None:
        """Speak through this connection from now on. A session has one, so that an older one ends."""
        if self.wire is not None:
            self.wire.close(CloseCode.UNKNOWN_ERROR, "The session was resumed over another connection.")
        self.wire, self.left_at = wire, None

    def detach(self, wire: Wire, now: float) -> None:
        """This connection is over; whatever happens from now on is kept for a resume."""
        if self.wire is wire:
            self.wire, self.left_at = None, now

    def replay(self, seq: int) -> None:
        """Send again what came after `seq`, with its old numbers, and end with RESUMED."""
        assert self.wire is not None  # noqa: S101 - whoever resumes has attached a wire
        for number, text in self._log:
            if number > seq:
                self.wire.say(text)
        self.tell("RESUMED", {})

    def remembers(self, seq: int) -> bool:
        """Whether all that came after `seq` is still kept."""
        return seq >= (self._log[0][0] - 1 if self._log else self.seq)


class Sessions:
    """All sessions that may speak or be resumed. Time is monotonic: it counts how long a client really was away."""

    def __init__(self, monotonic: Callable[[], float], life_s: float) -> None:
        self._monotonic = monotonic
        self._life_s = life_s
        self._sessions: dict[str, Session] = {}

    def living(self) -> list[Session]:
        """All of them; those that were left for too long are forgotten here."""
        now = self._monotonic()
        gone = [s.id for s in self._sessions.values() if s.left_at is not None and now - s.left_at >= self._life_s]
        for number in gone:
            del self._sessions[number]
        return list(self._sessions.values())

    def add(self, session: Session) -> None:
        self._sessions[session.id] = session

    def get(self, session_id: str) -> Session | None:
        return next((session for session in self.living() if session.id == session_id), None)

    def forget(self, session: Session) -> None:
        self._sessions.pop(session.id, None)
