"""What is packed is unpacked, over one context a connection."""

import zlib

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.gateway.compression import packing
from tests.bot.sandbox.gateway.fake_town import FIRST, Served

TEXTS = st.lists(st.text(), max_size=20)


@given(TEXTS)
def test_a_zlib_stream_ends_each_message_with_a_flush(texts: list[str]) -> None:
    pack, context = packing("zlib-stream"), zlib.decompressobj()
    assert pack is not None
    for text in texts:
        packed = pack(text)
        assert isinstance(packed, bytes)
        assert packed.endswith(b"\x00\x00\xff\xff")
        assert context.decompress(packed).decode() == text


@given(TEXTS)
def test_a_zstd_stream_gives_each_message_at_once(texts: list[str]) -> None:
    pack, context = packing("zstd-stream"), zstandard.ZstdDecompressor().decompressobj()
    assert pack is not None
    for text in texts:
        packed = pack(text)
        assert isinstance(packed, bytes)
        assert context.decompress(packed).decode() == text


@given(st.text())
def test_without_compression_text_is_text(text: str) -> None:
    pack = packing(None)
    assert pack is not None
    assert pack(text) == text


@pytest.mark.parametrize("compress", [None, "zlib-stream", "zstd-stream"])
async def test_a_connection_is_understood_from_hello_to_resume(served: Served, compress: str | None) -> None:
    bot = await served.connect(compress=compress)
    ready = await bot.identify_and_wait()
    await bot.socket.close(code=4000)
    served.gateway.dispatch("MESSAGE_DELETE", {"id": "ñ" * 3000}, guild_id=FIRST)
    bot = await served.connect(compress=compress)
    await bot.next(10)
    await bot.send(6, {"token": "the.bot.token", "session_id": ready["session_id"], "seq": 4})
    assert (await bot.next(0, "MESSAGE_DELETE"))["d"] == {"id": "ñ" * 3000}
    await bot.next(0, "RESUMED")
