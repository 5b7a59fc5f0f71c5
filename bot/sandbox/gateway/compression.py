"""How what the gateway says is packed: as text, or through one compression context for the whole connection."""

import zlib
from collections.abc import Callable
from typing import TypeAlias

import zstandard

# A text frame for str, a binary one for bytes.
Pack: TypeAlias = Callable[[str], str | bytes]


def plain(text: str) -> str:
    return text


def zlib_stream() -> Pack:
    """Each message ends with 00 00 ff ff, by which a client knows that it is whole (docs, events/gateway.mdx)."""
    context = zlib.compressobj()

    def pack(text: str) -> bytes:
        return context.compress(text.encode()) + context.flush(zlib.Z_SYNC_FLUSH)

    return pack


def zstd_stream() -> Pack:
    """One frame that never ends; each message is flushed as a block."""
    context = zstandard.ZstdCompressor().compressobj()

    def pack(text: str) -> bytes:
        return context.compress(text.encode()) + context.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)

    return pack


def packing(name: str | None) -> Pack | None:
    """A new context for the `compress` of a connection's query; None for one that there is not."""
    match name:
        case None | "":
            return plain
        case "zlib-stream":
            return zlib_stream()
        case "zstd-stream":
            return zstd_stream()
        case _:
            return None
