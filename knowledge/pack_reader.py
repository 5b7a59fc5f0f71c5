"""Folders of YAML -> packs, or every problem of every file with its line and its remedy."""

import gc
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from knowledge.concepts import Pack
from knowledge.pack_building import build_pack
from knowledge.pack_cache import PackCache
from knowledge.pack_checks import PackFiles, problems_between
from knowledge.pack_format import LANGUAGE_PATTERN, CategoryFile, PackFile, Shape
from knowledge.problems import PackProblems, Problem, nearest, quoted
from knowledge.question_checks import question_problems
from knowledge.shape_problems import hold_against, sound_part
from knowledge.yaml_reader import Document, read_yaml, yaml_files

PACK_FILE = "pack.yaml"
SHIPPED_PACKS = Path(__file__).parent / "packs"

# Stand in for files of which nothing can be used, so that the others are checked nevertheless.
_NO_CATEGORY = CategoryFile.model_construct(concepts={}, comparisons={}, questions={}, asked_as={})
_NO_PACK = PackFile.model_construct(name="", languages=[], categories={}, domains={}, aspects={}, elsewhere=[])

S = TypeVar("S", bound=Shape)


def pack_folders(path: Path) -> list[Path]:
    """The pack folders that `path` means: a pack, a folder of packs, or a file of a pack. Empty if there is none."""
    if path.is_file():
        path = path.parent
    if (path / PACK_FILE).exists():
        return [path]
    return sorted(file.parent for file in path.glob(f"*/{PACK_FILE}"))


def read_packs(folders: Sequence[Path], *, today: date, cache: PackCache | None = None) -> tuple[Pack, ...]:
    """Every pack in `folders`, checked each by itself and all together.

    A pack whose files are unchanged comes from `cache`. Facts dated after `today` are refused. Raises `PackProblems`
    with all problems of all packs.
    """
    with _collector_off():
        key = cache.key(folders) if cache is not None else None
        if cache is not None and key is not None and (cached := cache.load(key)) is not None:
            return cached
        packs = _read(folders, today)
        # Whoever saves a file just now must not find the packs of before under its new content.
        if cache is not None and key is not None and cache.key(folders) == key:
            cache.save(key, packs)
        return packs


@contextmanager
def _collector_off() -> Iterator[None]:
    """Nothing here makes cycles, and the collector would walk the growing tree again and again: 3/4 of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                # What was read stays: straight to the oldest generation with it, instead of a walk through each.
                gc.freeze()
                gc.unfreeze()
            gc.enable()


# --- files ---------------------------------------------------------------------------------------------------------


def _read(folders: Sequence[Path], today: date) -> tuple[Pack, ...]:
    read = [_read_files(folder, today) for folder in folders]
    files = [pack for pack, _ in read]
    problems = [problem for _, found in read for problem in found]
    problems += [*problems_between(files), *(problem for pack in files for problem in question_problems(pack))]
    if problems:
        raise PackProblems(tuple(sorted(problems, key=lambda found: (str(found.path), found.line))))
    return tuple(build_pack(pack) for pack in files)


def _read_files(folder: Path, today: date) -> tuple[PackFiles, list[Problem]]:
    """One pack in the shape of the format, as much of it as can be used for the checks between files."""
    document, problems = read_yaml(folder / PACK_FILE)
    context = _context(document, today)
    pack = _held(folder / PACK_FILE, document, PackFile, _NO_PACK, context)
    paths = [path for path in yaml_files(folder) if path.name != PACK_FILE]
    missing = list(_missing_categories(pack.document, {path.stem for path in paths}))
    problems += [*pack.problems, *missing]
    files: dict[str, _File[CategoryFile]] = {}
    for path in paths:
        document, found = read_yaml(path)
        file = _held(path, document, CategoryFile, _NO_CATEGORY, context)
        problems += [*_name_problems(path, pack.document), *found, *file.problems]
        files[path.stem if path.suffix == ".yaml" else path.name] = file
    return PackFiles(
        folder=folder,
        document=pack.document,
        pack=pack.content,
        categories={name: (file.document, file.content) for name, file in files.items()},
        is_pack_legible=pack.is_legible,
        are_all_concepts_here=not missing and all(file.is_legible for file in files.values()),
    ), problems


@dataclass(frozen=True, slots=True)
class _File(Generic[S]):
    """One file. `content` is what can be used of it; it `is_legible` if no entry is hidden by what cannot."""

    document: Document
    content: S
    is_legible: bool
    problems: list[Problem]


def _held(
    path: Path, document: Document | None, shape: type[S], otherwise: S, context: Mapping[str, object]
) -> _File[S]:
    """The file at `path` in its shape, or `otherwise` if nothing of it can be used."""
    if document is None:
        return _File(Document(path, {}, None), otherwise, is_legible=False, problems=[])
    held, problems = hold_against(document, shape, context)
    if held is not None:
        return _File(document, held, is_legible=True, problems=problems)
    part, is_legible = sound_part(document, shape, context)
    return _File(document, part or otherwise, is_legible, problems)


def _context(document: Document | None, today: date) -> dict[str, object]:
    """What the format's validators need to know: the pack's languages, if they can be read, and the day."""
    value = document.value if document is not None and isinstance(document.value, dict) else {}
    languages = value.get("languages")
    codes = languages if isinstance(languages, list) else []
    # What is no language code is told once, and not missed in every text.
    usable = tuple(code for code in codes if isinstance(code, str) and re.fullmatch(LANGUAGE_PATTERN, code))
    return {"languages": usable, "today": today}


def _name_problems(path: Path, pack: Document) -> Iterator[Problem]:
    """A file that would not be read, or that no category is named for."""
    categories = pack.keys("categories")
    if path.suffix != ".yaml":
        yield Problem(path, 1, "yml", {"ending": path.suffix, "name": path.with_suffix(".yaml").name})
    elif categories and path.stem not in categories:
        near = nearest(path.stem, list(categories))
        key = "no-such-category-near" if near else "no-such-category"
        yield Problem(path, 1, key, {"id": quoted(path.stem), **({"nearest": quoted(near)} if near else {})})


def _missing_categories(pack: Document, files: set[str]) -> Iterator[Problem]:
    for category in pack.keys("categories"):
        if category not in files:
            line = pack.line_of(("categories", category))
            yield Problem(pack.path, line, "category-without-file", {"id": quoted(category)})
