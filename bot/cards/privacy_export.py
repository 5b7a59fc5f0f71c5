"""What somebody takes along: their sheets as files in ZIPs, none larger than may be sent."""

import csv
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile

from bot.cards.voice import Voice
from bot.storage.exporting import Cell, Sheet

README = "README.txt"
# A sheet that is longer goes on in another file, so that files can be spread over ZIPs.
ROWS_IN_A_FILE = 20_000
# An application that only a person has added may send five messages after its answer (docs,
# interactions/receiving-and-responding.mdx).
MOST_PARTS = 5
# What a ZIP says about each file, twice, beside its name: 46 and 30 bytes and a little.
_BYTES_BESIDE_A_FILE = 128
# JavaScript and spreadsheets round whole numbers from here on; Discord's are longer, and are written as texts.
_EXACT = 2**53 - 1


class TooLargeError(Exception):
    """More than can be sent. `size` is in bytes."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


@dataclass(frozen=True, slots=True)
class File:
    """A name and what is in it."""

    name: str
    content: bytes


def export_zips(sheets: Sequence[Sheet], person: int, now: datetime, limit: int, voice: Voice) -> Sequence[File]:
    """All of it in as many ZIPs as it takes, each of at most `limit` bytes. Raises `TooLargeError`."""
    filled = [sheet for sheet in sheets if sheet.rows]
    files = [_readme(filled, person, now, voice), *(file for sheet in filled for file in _files(sheet))]
    parts = _packed(files, limit)
    numbered = [f"studyhall-{number}-of-{len(parts)}.zip" for number in range(1, len(parts) + 1)]
    names = numbered if len(parts) > 1 else ["studyhall.zip"]
    return [
        File(name, _zip(part)) for name, part in zip(names if len(parts) > 1 else ["studyhall.zip"], parts, strict=True)
    ]


def _readme(sheets: Sequence[Sheet], person: int, now: datetime, voice: Voice) -> File:
    title = voice.say("privacy.readme.title")
    lines = [
        title,
        "=" * len(title),
        voice.say("privacy.readme.made", moment=f"{now:%Y-%m-%d %H:%M} UTC", person=person),
        "",
        voice.say("privacy.readme.files"),
        "",
        *(f"{sheet.name}: {voice.say(f'privacy.table.{sheet.name}')} ({len(sheet.rows)})" for sheet in sheets),
        "",
        *(voice.say(f"privacy.readme.{part}") for part in ("rest", "moments", "numbers", "delete")),
    ]
    # Windows' own editor takes a text for UTF-8 only with this mark, and for lines only with both signs.
    return File(README, ("\r\n".join(lines) + "\r\n").encode("utf-8-sig"))


def _files(sheet: Sheet) -> Iterator[File]:
    starts = range(0, len(sheet.rows), ROWS_IN_A_FILE)
    for number, start in enumerate(starts, 1):
        rows = sheet.rows[start : start + ROWS_IN_A_FILE]
        name = sheet.name if len(starts) == 1 else f"{sheet.name}-{number}"
        yield File(f"{name}.csv", _csv(sheet.columns, rows))
        yield File(f"{name}.json", _json(sheet.columns, rows))


def _csv(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _json(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    records = [{name: _exact(cell) for name, cell in zip(columns, row, strict=True)} for row in rows]
    return json.dumps(records, ensure_ascii=False, indent=1).encode()


def _exact(cell: Cell) -> Cell:
    return str(cell) if isinstance(cell, int) and abs(cell) > _EXACT else cell


# --- packing -------------------------------------------------------------------------------------------------------


def _packed(files: Sequence[File], limit: int) -> Sequence[Sequence[File]]:
    """As many as fit, in their order, then the next ZIP."""
    sizes = [_size(file) for file in files]
    parts: list[list[File]] = [[]]
    room = limit
    for file, size in zip(files, sizes, strict=True):
        if size > room and parts[-1]:
            parts.append([])
            room = limit
        parts[-1].append(file)
        room -= size
        if room < 0:
            raise TooLargeError(sum(sizes))
    if len(parts) > MOST_PARTS:
        raise TooLargeError(sum(sizes))
    return parts


def _size(file: File) -> int:
    """What it takes in a ZIP; a little more than it will."""
    return len(zlib.compress(file.content)) + 2 * len(file.name) + _BYTES_BESIDE_A_FILE


def _zip(files: Sequence[File]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(file.name, file.content)
    return made.getvalue()
