"""The body of a request: JSON, or multipart with `payload_json` and `files[n]` (docs, reference.mdx)."""

import re
from dataclasses import dataclass
from typing import Any

import msgspec
from aiohttp import BodyPartReader, web

from bot.sandbox.refusals import Refused

# The whole request of a message (docs, reference.mdx "Uploading Files").
LARGEST_REQUEST_BYTES = 25 * 1024 * 1024
FILE_FIELD = re.compile(r"files?\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class SentFile:
    """`files[key]` of a multipart request."""

    key: int
    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Body:
    """What was sent: `json` is None where there was none."""

    json: Any = None
    files: tuple[SentFile, ...] = ()


async def read_body(request: web.Request) -> Body:
    """Read it all. Raises Refused for what is no JSON, or too much of it."""
    if not request.body_exists:
        return Body()
    try:
        if request.content_type.startswith("multipart/"):
            return await _multipart(request)
        content = await request.read()
    except web.HTTPRequestEntityTooLarge as fault:
        raise Refused(413, 40005, "Request entity too large") from fault
    return Body(_json(content) if content else None)


async def _multipart(request: web.Request) -> Body:
    payload: Any = None
    fields: dict[str, str] = {}
    files: list[SentFile] = []
    size = 0
    reader = await request.multipart()
    while (part := await reader.next()) is not None:
        assert isinstance(part, BodyPartReader)  # noqa: S101 - nested multiparts are never sent by a client
        content = bytes(await part.read(decode=True))
        size += len(content)
        if size > LARGEST_REQUEST_BYTES:
            raise Refused(413, 40005, "Request entity too large")
        if part.name == "payload_json":
            payload = _json(content)
        elif (field := FILE_FIELD.fullmatch(part.name or "")) is not None:
            files.append(_file(int(field[1]), part, content))
        elif part.name is not None:
            fields[part.name] = content.decode("utf-8", "replace")
    return Body(payload if payload is not None else fields, tuple(files))


def _file(key: int, part: BodyPartReader, content: bytes) -> SentFile:
    content_type = part.headers.get("Content-Type", "application/octet-stream")
    return SentFile(key, part.filename or "unknown", content_type, content)


def _json(content: bytes) -> Any:  # noqa: ANN401 - JSON may be anything
    try:
        return msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError) as fault:
        raise Refused(400, 50109, "The request body contains invalid JSON.") from fault
