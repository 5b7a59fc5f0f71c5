"""The world in a file: what is said once is still there after a restart."""

import asyncio
from pathlib import Path

import pytest
from msgspec import structs

from bot.sandbox.clock import SandboxClock
from bot.sandbox.keeping import CannotKeep, Keeping, read_kept
from bot.sandbox.world import town
from bot.sandbox.world.world import World


@pytest.fixture
def world() -> World:
    return World(SandboxClock(), town.new_town("Bot", ""))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "world.json"


def read(path: Path) -> World:
    clock = SandboxClock()
    kept = read_kept(path, clock)
    assert kept is not None
    return World.from_json(kept, clock)


def rename(world: World, name: str) -> None:
    world.channels.put(structs.replace(world.channels[town.GENERAL], name=name))


async def test_a_world_is_read_back_as_it_was(world: World, path: Path) -> None:
    assert read_kept(path, SandboxClock()) is None
    keeping = Keeping(path, world)
    rename(world, "half a pair \ud83d")
    world.clock.move(seconds=3600)
    world.ids.next()
    await keeping.close()
    again = read(path)
    assert again.as_json() == world.as_json()
    assert again.clock.offset_ms == 3_600_000


async def test_a_change_is_written_soon(world: World, path: Path) -> None:
    keeping = Keeping(path, world, gathering_s=0)
    try:
        rename(world, "renamed")
        async with asyncio.timeout(5):
            await keeping.written()
        assert read(path).channels[town.GENERAL].name == "renamed"
    finally:
        await keeping.close()


async def test_the_last_change_before_the_end_is_written(world: World, path: Path) -> None:
    keeping = Keeping(path, world, gathering_s=600)
    rename(world, "one")
    rename(world, "two")
    async with asyncio.timeout(5):
        await keeping.close()
    assert read(path).channels[town.GENERAL].name == "two"
    assert [file.name for file in path.parent.iterdir()] == [path.name]


BROKEN = [
    b"",
    b"no JSON",
    b"\xff\xfe",
    b"[]",
    b"{}",
    b'{"format": 1, "offset_ms": 0, "world": {}}',
    b'{"format": 1, "offset_ms": 0, "world": {"roles": 3}}',
    b'{"format": 2, "offset_ms": 0, "world": {}}',
    b"[" * 100_000,
]


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_file_is_named_and_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(CannotKeep) as refused:
        read_kept(path, SandboxClock())
    assert str(refused.value).startswith(str(path))
    assert path.read_bytes() == content


def test_a_place_where_nothing_can_be_kept_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotKeep, match="There is no folder"):
        read_kept(tmp_path / "nowhere" / "world.json", SandboxClock())
    with pytest.raises(CannotKeep, match="cannot be read: Is a directory"):
        read_kept(tmp_path, SandboxClock())


async def test_a_file_that_cannot_be_written_is_said_and_loses_nothing(
    world: World, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    keeping = Keeping(path, world)
    await keeping.close()
    before = read(path).as_json()
    keeping = Keeping(path, world)
    blocker = path.with_name(f".{path.name}.writing")
    blocker.mkdir()
    await keeping.close()
    assert "cannot be written" in caplog.text
    assert read(path).as_json() == before


async def test_a_link_stays_a_link(world: World, path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(path)
    await Keeping(link, world).close()
    assert link.is_symlink()
    assert read(path).as_json() == world.as_json()
