"""Folders of YAML -> packs, or every problem of every file with its line and its remedy."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from knowledge.concepts import Pack
from knowledge.pack_building import build_pack
from knowledge.pack_cache import PackCache
from knowledge.pack_checks import PackFiles, problems_between
from knowledge.pack_format import CategoryFile, PackFile
from knowledge.problems import PackProblems, Problem, nearest
from knowledge.shape_problems import hold_against
from knowledge.yaml_reader import Document, read_yaml

PACK_FILE = "pack.yaml"
SHIPPED_PACKS = Path(__file__).parent / "packs"


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
        if cache is not None and (cached := cache.load(folders)) is not None:
            return cached
        read = [_read_files(folder, today) for folder in folders]
        problems = [problem for _, found in read for problem in found]
        files = [pack for pack, _ in read if pack is not None]
        problems += problems_between(files)
        if problems:
            raise PackProblems(tuple(sorted(problems, key=lambda found: (str(found.path), found.line))))
        packs = tuple(build_pack(pack) for pack in files)
        if cache is not None:
            cache.save(folders, packs)
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
            gc.enable()


# --- files ---------------------------------------------------------------------------------------------------------


def _read_files(folder: Path, today: date) -> tuple[PackFiles | None, list[Problem]]:
    """One pack in the shape of the format, as much of it as can be used for the checks between files."""
    document, problems = read_yaml(folder / PACK_FILE)
    if document is None:
        return None, problems
    pack, found = hold_against(document, PackFile, _context(document, today))
    problems += found
    categories: dict[str, tuple[Document, CategoryFile]] = {}
    for path in sorted(folder.iterdir()):
        if path.name == PACK_FILE or path.suffix not in {".yaml", ".yml"}:
            continue
        file_document, found = read_yaml(path)
        problems += found + _name_problems(path, pack)
        if file_document is not None:
            file, found = hold_against(file_document, CategoryFile, _context(document, today))
            problems += found
            if file is not None:
                categories[path.stem] = (file_document, file)
    problems += _missing_categories(folder, document, pack)
    # With a file missing, every reference into it would be reported too: noise that hides the cause.
    if pack is None or problems:
        return None, problems
    return PackFiles(folder, document, pack, categories), problems


def _context(document: Document, today: date) -> dict[str, object]:
    """What the format's validators need to know: the pack's languages, if they can be read, and the day."""
    value = document.value if isinstance(document.value, dict) else {}
    languages = value.get("languages")
    is_usable = isinstance(languages, list) and all(isinstance(code, str) for code in languages)
    return {"languages": tuple(languages) if is_usable and isinstance(languages, list) else (), "today": today}


def _name_problems(path: Path, pack: PackFile | None) -> list[Problem]:
    if path.suffix == ".yml":
        return [Problem(path, 1, "yml", {"name": path.with_suffix(".yaml").name})]
    if pack is None or path.stem in pack.categories:
        return []
    near = nearest(path.stem, list(pack.categories))
    key = "no-such-category-near" if near else "no-such-category"
    return [Problem(path, 1, key, {"id": path.stem, **({"nearest": near} if near else {})})]


def _missing_categories(folder: Path, document: Document, pack: PackFile | None) -> Iterator[Problem]:
    for category in pack.categories if pack else ():
        if not (folder / f"{category}.yaml").exists():
            yield Problem(
                document.path, document.line_of(("categories", category)), "category-without-file", {"id": category}
            )
