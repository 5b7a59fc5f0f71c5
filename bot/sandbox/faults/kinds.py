"""The faults there are, with their fields. Each type's name in JSON is its tag; README.md says what each does."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from msgspec import Meta, Struct, ValidationError, convert

from bot.sandbox.refusals import Fault, Refused

Seconds: TypeAlias = Annotated[float, Meta(gt=0, le=10 * 365 * 24 * 3600)]
Times: TypeAlias = Annotated[int, Meta(ge=1, le=1_000_000)]
# Ids and bits travel as texts; whoever writes Python has numbers.
Number: TypeAlias = Annotated[str, Meta(pattern=r"^\d{1,20}\Z")] | Annotated[int, Meta(ge=0)]
# What a server may close with: normal, going away (RFC 6455, 7.4), and codes of its own, as Discord's are.
CLOSE_CODES = (1000, 1001, *range(4000, 5000))


class Kind(Struct, frozen=True, forbid_unknown_fields=True, tag_field="name"):
    """A fault as it is asked for. `takes` is what a refusal says of its fields."""

    takes: ClassVar[str] = "no fields"


class Drop(Kind, frozen=True, tag="drop"):
    """Close connections."""

    takes: ClassVar = "a close `code` (1000, 1001, or 4000 to 4999) and a `shard`, both optional"
    code: int = 4000
    shard: Annotated[int, Meta(ge=0)] | None = None

    def __post_init__(self) -> None:
        if self.code not in CLOSE_CODES:
            raise ValueError(f"A server may not close with {self.code}")


class Reconnect(Kind, frozen=True, tag="reconnect"):
    """Op 7."""


class Invalidate(Kind, frozen=True, tag="invalidate"):
    """Op 9."""

    takes: ClassVar = "`resumable`, true or false"
    resumable: bool


class Counted(Kind, frozen=True):
    """A fault that stays in force until it has happened `times` times; without, until all are ended."""

    times: Times | None = None


class RefuseGateway(Counted, frozen=True, tag="refuse-gateway"):
    """Connections are refused."""

    takes: ClassVar = "`times`, how many connections"

    def __post_init__(self) -> None:
        if self.times is None:
            raise ValueError("Object missing required field `times`")


class OfEvents(Counted, frozen=True):
    """About events of one kind."""

    takes: ClassVar = "an `event` (INTERACTION_CREATE) and how many `times` (1), both optional"
    event: Annotated[str, Meta(pattern="^[A-Z_]+\\Z")] = "INTERACTION_CREATE"
    times: Times | None = 1


class Duplicate(OfEvents, frozen=True, tag="duplicate"):
    """They come twice."""


class Lose(OfEvents, frozen=True, tag="lose"):
    """They never come."""


class OfRequests(Counted, frozen=True):
    """About requests to the API whose `METHOD /path`, without `/api/v10`, has a part like `path`."""

    path: str | None = None

    def __post_init__(self) -> None:
        try:
            re.compile(self.path or "")
        except re.error as fault:
            raise ValueError(f"No regular expression: {fault}") from fault

    def is_about(self, request: str) -> bool:
        return re.search(self.path or "", request) is not None


class Delay(OfRequests, frozen=True, tag="delay", kw_only=True):
    """Answers come later."""

    takes: ClassVar = "`seconds` above 0; and, optionally, `times` and `path`, a regular expression on METHOD /path"
    seconds: Seconds


class Error(OfRequests, frozen=True, tag="error", kw_only=True):
    """Answers fail; with `after` what was asked for is done all the same."""

    takes: ClassVar = (
        "`status` 500, 502, 503 or 504; and, optionally, `times`, `path`, a regular expression on METHOD /path, and "
        "`after`, true or false"
    )
    status: Literal[500, 502, 503, 504]
    after: bool = False


class RateLimit(OfRequests, frozen=True, tag="rate-limit", kw_only=True):
    """Answers are 429."""

    takes: ClassVar = (
        "`seconds` above 0, `scope` user, global or shared; and, optionally, `times` and `path`, a regular expression "
        "on METHOD /path"
    )
    seconds: Seconds
    scope: Literal["user", "global", "shared"]


class Permission(Kind, frozen=True, tag="permission"):
    """An overwrite in a channel."""

    takes: ClassVar = (
        "`channel_id`; and, optionally, `allow` and `deny`, permission bits, and `target`, a role or member"
    )
    channel_id: Number
    allow: Number = 0
    deny: Number = 0
    target: Number | None = None


class DeleteChannel(Kind, frozen=True, tag="delete-channel"):
    """A channel goes."""

    takes: ClassVar = "`channel_id`"
    channel_id: Number


class LeaveGuild(Kind, frozen=True, tag="leave-guild"):
    """The bot is removed."""


class RestartBot(Kind, frozen=True, tag="restart-bot"):
    """SIGTERM, and start."""


class KillBot(Kind, frozen=True, tag="kill-bot"):
    """SIGKILL, and start after a second."""


class StopBot(Kind, frozen=True, tag="stop-bot"):
    """SIGTERM."""


class StartBot(Kind, frozen=True, tag="start-bot"):
    """Start."""


class MoveClock(Kind, frozen=True, tag="clock"):
    """The time is another."""

    takes: ClassVar = "either `seconds` forward, above 0, or `to`, a moment in ISO 8601 with its zone"
    seconds: Seconds | None = None
    to: Annotated[datetime, Meta(tz=True)] | None = None

    def __post_init__(self) -> None:
        if (self.seconds is None) == (self.to is None):
            raise ValueError("Exactly one of them is needed")


KINDS: Mapping[str, type[Kind]] = {
    str(kind.__struct_config__.tag): kind
    for kind in (
        Drop,
        Reconnect,
        Invalidate,
        RefuseGateway,
        Delay,
        Error,
        RateLimit,
        Duplicate,
        Lose,
        Permission,
        DeleteChannel,
        LeaveGuild,
        RestartBot,
        KillBot,
        StopBot,
        StartBot,
        MoveClock,
    )
}


def read_fault(name: str, fields: Any) -> Kind:  # noqa: ANN401 - whatever JSON somebody sent
    """The fault of this name. Raises Refused, with a sentence that says what the fault takes."""
    kind = KINDS.get(name)
    if kind is None:
        raise Refused(404, 0, f'There is no fault "{name}". There are: {", ".join(KINDS)}.')
    try:
        if not isinstance(fields, Mapping):
            raise ValidationError("Expected `object`")  # noqa: TRY301 - said like all that is wrong with the fields
        return convert({**fields, "name": name}, kind)
    except ValidationError as fault:
        what, _, where = str(fault).partition(" - at `$")
        path = tuple(re.findall(r"\w+", where))
        place = f" (at `{path[0]}`)" if path else ""
        message = f'The fault "{name}" takes {kind.takes}. {what}{place}.'
        raise Refused(400, 50035, message, (Fault(path, "BASE_TYPE_INVALID", what),)) from fault
