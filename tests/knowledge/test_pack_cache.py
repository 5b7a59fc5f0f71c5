"""Packs come from the cache if, and only if, nothing about their files has changed."""

import logging
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.concepts import Pack
from knowledge.pack_cache import KEPT, PackCache
from knowledge.pack_reader import SHIPPED_PACKS, pack_folders, read_packs
from knowledge.problems import PackProblems
from knowledge.yaml_reader import FILE_LIMIT_BYTES

SOUND = Path(__file__).parent / "broken_packs" / "sound"
TODAY = date(2100, 1, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SOUND, tmp_path / "toys")
    return tmp_path / "toys"


@pytest.fixture
def cache(tmp_path: Path) -> PackCache:
    return PackCache(tmp_path / "cache")


def saved(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache").iterdir())


def change(path: Path, before: str, after: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


def shape_in_english(packs: tuple[Pack, ...]) -> str:
    return packs[0].concepts[0].aspects["shape"].text["en"]


def test_shipped_packs_from_the_cache_are_those_from_the_files(cache: PackCache) -> None:
    folders = pack_folders(SHIPPED_PACKS)
    packs = read_packs(folders, today=TODAY, cache=cache)
    key = cache.key(folders)
    assert key is not None
    assert cache.load(key) == packs
    assert read_packs(folders, today=TODAY, cache=cache) == packs == read_packs(folders, today=TODAY)


def test_unchanged_packs_come_from_the_cache(folder: Path, cache: PackCache) -> None:
    packs = read_packs([folder], today=TODAY, cache=cache)
    key = cache.key([folder])
    assert key is not None
    # Something that only the cache can know.
    cache.save(key, (*packs, *packs))
    os.utime(folder / "toys.yaml", (0, 0))
    assert read_packs([folder], today=TODAY, cache=cache) == (*packs, *packs)


def test_a_changed_byte_is_noticed_although_size_and_time_are_the_same(folder: Path, cache: PackCache) -> None:
    read_packs([folder], today=TODAY, cache=cache)
    times = (folder / "toys.yaml").stat()
    change(folder / "toys.yaml", "Round", "Bound")
    os.utime(folder / "toys.yaml", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert shape_in_english(read_packs([folder], today=TODAY, cache=cache)) == "Bound"


def test_going_back_to_a_draft_needs_no_reading(tmp_path: Path, folder: Path, cache: PackCache) -> None:
    for word, before in (("Round", "Round"), ("Oval", "Round"), ("Round", "Oval")):
        change(folder / "toys.yaml", before, word)
        assert shape_in_english(read_packs([folder], today=TODAY, cache=cache)) == word
    assert len(saved(tmp_path)) == 2


@pytest.mark.parametrize(
    "deed",
    [
        pytest.param(lambda folder: (folder / "toys.yaml").rename(folder / "games.yaml"), id="renamed"),
        pytest.param(lambda folder: (folder / "games.yaml").write_text("concepts: {}\n"), id="added"),
        pytest.param(lambda folder: (folder / "toys.yaml").unlink(), id="removed"),
        pytest.param(lambda folder: (folder / "toys.yaml").write_bytes(b"\xff"), id="broken"),
        pytest.param(lambda folder: os.truncate(folder / "toys.yaml", FILE_LIMIT_BYTES + 1), id="too large"),
        pytest.param(lambda folder: (folder / "games.yaml").mkdir(), id="a folder in place of a file"),
    ],
)
def test_a_mistake_is_told_although_the_pack_was_cached_before(
    deed: Callable[[Path], object], folder: Path, cache: PackCache
) -> None:
    read_packs([folder], today=TODAY, cache=cache)
    deed(folder)
    with pytest.raises(PackProblems):
        read_packs([folder], today=TODAY, cache=cache)


def test_packs_with_problems_are_not_kept(tmp_path: Path, folder: Path, cache: PackCache) -> None:
    (folder / "toys.yaml").write_text("concepts: []\n")
    with pytest.raises(PackProblems):
        read_packs([folder], today=TODAY, cache=cache)
    assert not (tmp_path / "cache").exists()


def test_the_same_files_under_another_name_are_another_pack(folder: Path, cache: PackCache) -> None:
    read_packs([folder], today=TODAY, cache=cache)
    folder = folder.rename(folder.with_name("games"))
    assert [pack.id for pack in read_packs([folder], today=TODAY, cache=cache)] == ["games"]


@pytest.mark.parametrize("damage", [lambda _: b"", lambda whole: whole[:-5], lambda whole: b"\xc1" + whole])
def test_a_damaged_file_is_read_anew(
    damage: Callable[[bytes], bytes], tmp_path: Path, folder: Path, cache: PackCache, caplog: pytest.LogCaptureFixture
) -> None:
    packs = read_packs([folder], today=TODAY, cache=cache)
    (path,) = saved(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    with caplog.at_level(logging.INFO):
        assert read_packs([folder], today=TODAY, cache=cache) == packs
    assert "the packs are read again" in caplog.text
    assert path.read_bytes() == whole


@pytest.fixture(scope="module")
def cached(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Pack, ...], bytes]:
    """Packs as they were read, and as they were kept."""
    folder = tmp_path_factory.mktemp("cache")
    packs = read_packs([SOUND], today=TODAY, cache=PackCache(folder))
    (path,) = folder.iterdir()
    return path, packs, path.read_bytes()


@given(st.integers(0), st.integers(1, 255))
def test_any_damaged_byte_is_noticed(cached: tuple[Path, tuple[Pack, ...], bytes], place: int, damage: int) -> None:
    path, packs, whole = cached
    content = bytearray(whole)
    content[place % len(content)] ^= damage
    path.write_bytes(content)
    assert read_packs([SOUND], today=TODAY, cache=PackCache(path.parent)) == packs


def test_a_file_saved_while_the_packs_are_read_is_not_taken_for_what_was_read(
    tmp_path: Path, folder: Path, cache: PackCache
) -> None:
    class Hasty(PackCache):
        """Somebody saves a file between the look into the cache and the end of reading."""

        def load(self, key: str) -> tuple[Pack, ...] | None:
            found = super().load(key)
            change(folder / "toys.yaml", "Oval", "Round")
            return found

    change(folder / "toys.yaml", "Round", "Oval")
    hasty = Hasty(tmp_path / "cache")
    assert shape_in_english(read_packs([folder], today=TODAY, cache=hasty)) == "Round"
    assert shape_in_english(read_packs([folder], today=TODAY, cache=cache)) == "Round"
    change(folder / "toys.yaml", "Round", "Oval")
    assert shape_in_english(read_packs([folder], today=TODAY, cache=cache)) == "Oval"


def test_only_the_newest_are_kept_and_nothing_is_left_lying_about(
    tmp_path: Path, folder: Path, cache: PackCache
) -> None:
    for number in range(KEPT + 3):
        change(folder / "toys.yaml", "Toys, page 1", f"Toys, page 1{number}")
        read_packs([folder], today=TODAY, cache=cache)
    assert len(saved(tmp_path)) == KEPT
    assert all(path.name.startswith("packs-") for path in saved(tmp_path))


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "file").touch()
    cache = PackCache(tmp_path / "file" / "cache")
    assert read_packs([folder], today=TODAY, cache=cache) == read_packs([folder], today=TODAY)
