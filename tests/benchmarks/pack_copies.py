"""The shipped packs many times over, as files: a pack of 10,000 facts that looks like one that people wrote."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from knowledge.pack_reader import PACK_FILE
from knowledge.yaml_reader import read_yaml

Tree = dict[str, Any]

# The shipped packs have more of them for each fact than most; with these 10,000 facts take 14 MB.
MOST_PHRASES = 45

_QUOTED_DATE = re.compile(r"as_of: '(\d{4}-\d{2}-\d{2})'")


def write_copies(source: Path, copies: int, folder: Path) -> int:
    """Write the pack in `source` into `folder`, with `copies` of each concept. Returns the number of facts."""
    folder.mkdir()
    files = {path.name: _tree(path) for path in sorted(source.glob("*.yaml"))}
    pack = files.pop(PACK_FILE)
    _write(folder / PACK_FILE, {**pack, "elsewhere": []})
    for name, file in files.items():
        _write(folder / name, _merged(_copy(file, f"{number}") for number in range(copies)))
    concepts = [concept for file in files.values() for concept in file["concepts"].values()]
    return copies * sum(1 + len(concept.get("facts", {})) for concept in concepts)


def _tree(path: Path) -> Tree:
    document, _ = read_yaml(path)
    assert document is not None
    assert isinstance(document.value, dict)
    return document.value


def _copy(file: Tree, mark: str) -> Tree:
    """One category with other ids, names and phrases; a copy refers to what is in the same copy."""

    def other_id(old: str) -> str:
        concept, slash, fact = old.partition("/")
        return f"{concept}-{mark}{slash}{fact}"

    def other_text(old: Any) -> Any:
        if isinstance(old, Mapping):
            return {key: other_text(text) for key, text in old.items()}
        return [other_text(text) for text in old] if isinstance(old, list) else f"{old} {mark}"

    def other_ids(items: Mapping[str, Any], texts: Iterable[str], ids: Iterable[str]) -> Tree:
        changed = {}
        for old, item in items.items():
            new = dict(item)
            new |= {key: other_text(item[key]) for key in texts if key in item}
            new |= {key: _each(item[key], other_id) for key in ids if key in item}
            changed[other_id(old)] = new
        return changed

    return {
        "concepts": other_ids(file["concepts"], ("name", "long_name", "aliases"), ("confused_with", "related")),
        "comparisons": other_ids(file.get("comparisons", {}), (), ("between",)),
        "questions": other_ids(file.get("questions", {}), (), ("about", "fact")),
        "asked_as": {
            other_id(old): {code: other_text(phrases[:MOST_PHRASES]) for code, phrases in languages.items()}
            for old, languages in file.get("asked_as", {}).items()
        },
    }


def _each(ids: Any, change: Any) -> Any:
    """A reference, a list of them, or a mapping by them."""
    if isinstance(ids, Mapping):
        return {change(old): value for old, value in ids.items()}
    return [change(old) for old in ids] if isinstance(ids, list) else change(ids)


def _merged(files: Iterable[Tree]) -> Tree:
    merged: Tree = {}
    for file in files:
        for section, items in file.items():
            merged.setdefault(section, {}).update(items)
    return merged


class _Dumper(yaml.CSafeDumper):
    """Writes a shared text or list wherever it stands, as people do."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's signature
        return True


def _write(path: Path, tree: Tree) -> None:
    text = yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)
    # People write dates without quotes.
    path.write_text(_QUOTED_DATE.sub(r"as_of: \1", text), encoding="utf-8")
