"""Pictures: how large an uploaded one is, and the plain one of somebody without an avatar."""

import struct
import zlib

PNG = b"\x89PNG\r\n\x1a\n"
AVATAR_PIXELS = 64
# The colours of Discord's six default avatars, as far as six colours can be told apart.
AVATAR_COLORS = (0x5865F2, 0x747F8D, 0x3BA55C, 0xFAA61A, 0xED4245, 0xEB459F)


def size_of(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF or JPEG; None for anything else."""
    if content.startswith(PNG) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:6] in {b"GIF87a", b"GIF89a"} and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    return _jpeg_size(content) if content.startswith(b"\xff\xd8") else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Walk the segments to the frame header (ITU T.81, B.2.2), which has the size."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        kind, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if 0xC0 <= kind <= 0xCF and kind not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def default_avatar(number: int) -> bytes:
    """A PNG of one colour."""
    color = AVATAR_COLORS[number % len(AVATAR_COLORS)].to_bytes(3)
    rows = (b"\x00" + color * AVATAR_PIXELS) * AVATAR_PIXELS
    header = struct.pack(">IIBBBBB", AVATAR_PIXELS, AVATAR_PIXELS, 8, 2, 0, 0, 0)
    return PNG + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
