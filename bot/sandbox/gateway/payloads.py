"""What a client sends: bytes in, a checked value out, or `HangUp` (docs, events/gateway-events.mdx)."""

from typing import Any, TypeVar

import msgspec

from bot.sandbox.gateway.codes import CloseCode, HangUp

# Docs, events/gateway.mdx "Sending Events".
LONGEST_BYTES = 4096
# Docs, events/gateway-events.mdx "Request Guild Members": what a nonce may measure, and how many a prefix may find.
LONGEST_NONCE_BYTES = 32
MOST_FOUND = 100


class Payload(msgspec.Struct, frozen=True):
    """The envelope: an opcode and what belongs to it, not yet read."""

    op: int
    d: msgspec.Raw = msgspec.Raw(b"null")


class Identify(msgspec.Struct, frozen=True):
    """Op 2. Without `shard` it is one shard of one."""

    token: str
    properties: dict[str, Any]
    intents: int | None = None
    shard: tuple[int, int] | None = None


class Resume(msgspec.Struct, frozen=True):
    """Op 6."""

    token: str
    session_id: str
    seq: int | None


class MembersWanted(msgspec.Struct, frozen=True):
    """Op 8. Libraries send ids as strings or as numbers."""

    guild_id: str | int
    query: str | None = None
    limit: int = 0
    presences: bool = False
    user_ids: str | int | list[str | int] | None = None
    nonce: str | None = None

    @property
    def guild(self) -> int:
        number = str(self.guild_id)
        if not number.isdecimal():
            raise HangUp(CloseCode.DECODE_ERROR, "A guild_id is a snowflake.")
        return int(number)

    @property
    def users(self) -> list[str] | None:
        """The ids that are asked for; None where the question is for a beginning of names."""
        if self.user_ids is None:
            return None
        return [str(number) for number in (self.user_ids if isinstance(self.user_ids, list) else [self.user_ids])]


T = TypeVar("T")


def read_payload(sent: str | bytes) -> Payload:
    written = sent.encode(errors="surrogatepass") if isinstance(sent, str) else sent
    if len(written) > LONGEST_BYTES:
        raise HangUp(
            CloseCode.DECODE_ERROR, f"A payload has at most {LONGEST_BYTES} bytes; this one has {len(written)}."
        )
    return _read(written, Payload)


def read_inside(payload: Payload, shape: type[T]) -> T:
    """The `d` of a payload."""
    return _read(bytes(payload.d), shape)


def _read(written: bytes, shape: type[T]) -> T:
    try:
        return msgspec.json.decode(written, type=shape)
    except msgspec.DecodeError as fault:  # a value of the wrong kind is one, too
        raise HangUp(CloseCode.DECODE_ERROR, f"Not a payload: {fault}"[:120]) from fault
    except UnicodeDecodeError as fault:
        raise HangUp(CloseCode.DECODE_ERROR, "A payload is JSON in UTF-8.") from fault
