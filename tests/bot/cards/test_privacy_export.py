"""What somebody takes along: nothing is missing, whatever the size; and no file is larger than may be sent."""

import csv
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO, StringIO
from random import Random
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.privacy_export import MOST_PARTS, README, ROWS_IN_A_FILE, File, TooLargeError, export_zips
from bot.cards.voice import Voice
from bot.storage.exporting import Cell, Sheet
from bot.texts import read_texts

NOW = datetime(2026, 11, 27, 12, 30, tzinfo=UTC)
ENGLISH, SPANISH = (Voice(read_texts(), language) for language in ("en", "es"))
SNOWFLAKE = 1_200_000_000_000_000_201


def sheet(name: str, rows: Sequence[tuple[Cell, ...]]) -> Sheet:
    return Sheet(name, ("person", "said"), rows)


def contents(zips: Sequence[File]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for file in zips:
        with ZipFile(BytesIO(file.content)) as archive:
            assert archive.testzip() is None
            assert not set(archive.namelist()) & found.keys()
            found.update({name: archive.read(name) for name in archive.namelist()})
    return found


def test_a_table_and_a_record_of_each_and_a_note_that_says_what_they_are() -> None:
    said = 'a comma, "a quote"\nand ñ'
    zips = export_zips([sheet("marks", [(SNOWFLAKE, said)]), sheet("paces", [])], SNOWFLAKE, NOW, 10**6, SPANISH)
    assert [file.name for file in zips] == ["studyhall.zip"]
    files = contents(zips)
    assert set(files) == {README, "marks.csv", "marks.json"}
    assert list(csv.reader(StringIO(files["marks.csv"].decode("utf-8-sig"), newline=""))) == [
        ["person", "said"],
        [str(SNOWFLAKE), said],
    ]
    assert json.loads(files["marks.json"]) == [{"person": str(SNOWFLAKE), "said": said}]
    note = files[README].decode("utf-8-sig")
    assert note.startswith(SPANISH.say("privacy.readme.title"))
    assert f"marks: {SPANISH.say('privacy.table.marks')} (1)" in note
    assert "2026-11-27 12:30 UTC" in note


def test_a_long_sheet_goes_on_in_another_file() -> None:
    rows = [(number, "x") for number in range(ROWS_IN_A_FILE + 1)]
    files = contents(export_zips([sheet("marks", rows)], 1, NOW, 10**7, ENGLISH))
    assert set(files) == {README, "marks-1.csv", "marks-1.json", "marks-2.csv", "marks-2.json"}
    assert json.loads(files["marks-2.json"]) == [{"person": ROWS_IN_A_FILE, "said": "x"}]


def noise(size: int) -> str:
    """What hardly becomes smaller."""
    return Random(size).randbytes(size // 2).hex()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 3_000), min_size=1, max_size=9), st.integers(3_000, 12_000))
def test_no_part_is_larger_than_may_be_sent_and_nothing_is_missing(sizes: list[int], limit: int) -> None:
    names = ["marks", "totals", "paces", "hidden", "appeals", "blocks", "entries", "night_people", "quiz_people"]
    sheets = [sheet(name, [(1, noise(size))]) for name, size in zip(names, sizes, strict=False)]
    try:
        zips = export_zips(sheets, 1, NOW, limit, ENGLISH)
    except TooLargeError:
        return
    assert len(zips) <= MOST_PARTS
    assert all(len(file.content) <= limit for file in zips)
    assert len({file.name for file in zips}) == len(zips)
    expected = {f"{each.name}.{kind}" for each in sheets for kind in ("csv", "json")}
    assert set(contents(zips)) == {README, *expected}


def test_what_is_too_large_for_all_of_it_is_refused() -> None:
    with pytest.raises(TooLargeError) as fault:
        export_zips([sheet("marks", [(1, noise(100_000))])], 1, NOW, 2_000, ENGLISH)
    assert fault.value.size > 50_000
