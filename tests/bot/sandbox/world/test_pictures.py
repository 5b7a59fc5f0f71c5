"""How large a picture is, by its first bytes."""

import struct

import pytest

from bot.sandbox.world.pictures import AVATAR_PIXELS, default_avatar, size_of

JPEG = b"\xff\xd8" + b"\xff\xe0\x00\x04ab" + b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", 20, 30) + b"\x00" * 5


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (default_avatar(0), (AVATAR_PIXELS, AVATAR_PIXELS)),
        (b"GIF89a" + struct.pack("<HH", 7, 9) + b"\x00", (7, 9)),
        (JPEG, (30, 20)),
        (JPEG[:12], None),
        (b"", None),
        (b"Only words.", None),
    ],
)
def test_sizes(content: bytes, size: tuple[int, int] | None) -> None:
    assert size_of(content) == size


def test_avatars_of_different_people_differ() -> None:
    assert default_avatar(0) != default_avatar(1)
