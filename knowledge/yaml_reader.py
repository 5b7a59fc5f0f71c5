"""YAML files -> plain values that still know their lines, or every problem of the file.

Packs use the YAML 1.2 core schema: `true` and `false` are booleans, but `no`, `on` and 2026-11-22 stay text, as editors
show them. libyaml composes the nodes; we turn them into values ourselves, because that finds doubled keys and shared
mappings, keeps lines for free, and takes less time than PyYAML's constructor.
"""

import codecs
import errno
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Final, Literal, TypeAlias

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs do not list what the module re-exports
from yaml.events import AliasEvent, CollectionStartEvent, NodeEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from knowledge.problems import Problem, quoted
from knowledge.yaml_depth import DEPTH_LIMIT, too_deep_at
from knowledge.yaml_syntax import line_at, syntax_problems

MEGABYTE = 1_000_000
# A pack of 10,000 facts is 14 MB; a larger file is not something a person wrote.
FILE_LIMIT_BYTES = 16 * MEGABYTE
# Python refuses to read or write much longer whole numbers; those become the float `inf`.
LONGEST_NUMBER = 1000


class _Told(Enum):
    """Stands for a value whose problem is told already, so that it is not told in other words again."""

    ALREADY = "told already"


TOLD_ALREADY: Final = _Told.ALREADY

Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value] | Literal[_Told.ALREADY] | None"
Location: TypeAlias = tuple[str | int, ...]

_PREFIX = "tag:yaml.org,2002:"


class _Kind(Enum):
    """What an untagged node is. Stands where PyYAML keeps a tag, so that no tag in a file can be taken for it."""

    TEXT = 1
    BOOLEAN = 2
    WHOLE_NUMBER = 3
    NUMBER = 4
    NOTHING = 5
    COLLECTION = 6


# Half a million nodes are asked for these; looking into an Enum takes its time.
_TEXT: Final = _Kind.TEXT
_COLLECTION: Final = _Kind.COLLECTION

# Which unquoted scalars are not text: the YAML 1.2 core schema, section 10.3.2.
_WORDS = {
    **dict.fromkeys(("true", "True", "TRUE", "false", "False", "FALSE"), _Kind.BOOLEAN),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), _Kind.NOTHING),
}
_FIRST_OF_NUMBERS = frozenset("-+.0123456789")
_NUMBER = re.compile(
    rf"(?P<whole>[-+]?[0-9]{{1,{LONGEST_NUMBER}}})|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
)


class _Composer(CParser):
    """libyaml's parser and composer with the core schema."""

    def descend_resolver(self, parent: Node | None, index: object) -> None:
        """The core schema does not depend on where a node stands."""

    def ascend_resolver(self) -> None:
        """See `descend_resolver`."""

    def resolve(self, kind: type[Node], value: str, implicit: tuple[bool, bool]) -> _Kind:
        if kind is not ScalarNode:
            return _COLLECTION
        is_unquoted = implicit[0]
        if not is_unquoted:
            return _TEXT
        if value in _WORDS:
            return _WORDS[value]
        if value[0] in _FIRST_OF_NUMBERS and (number := _NUMBER.fullmatch(value)) is not None:
            return _Kind.NUMBER if number["whole"] is None else _Kind.WHOLE_NUMBER
        return _TEXT


@dataclass(frozen=True, slots=True)
class Document:
    """One file's values. `line_of` answers where a value stands."""

    path: Path
    value: Value
    root: Node | None
    # By node: a file may have 100,000 problems in one mapping.
    _children: dict[int, dict[str | int, tuple[int, Node]]] = field(default_factory=dict, repr=False, compare=False)

    def line_of(self, location: Location) -> int:
        """The line (from 1) of the key or item at `location`, or of the nearest parent that is really there."""
        *_, (line, _) = self._way_to(location)
        return line

    def has(self, location: Location) -> bool:
        """Whether this very key or item is there."""
        return len(list(self._way_to(location))) > len(location)

    def written(self, location: Location) -> str:
        """The text, number or word at `location` as it was written, before YAML took 1.10 for 1.1."""
        *_, (_, node) = self._way_to(location)
        return node.value if isinstance(node, ScalarNode) else "{…}" if isinstance(node, MappingNode) else "[…]"

    def value_at(self, *location: str, otherwise: Value = None) -> Value:
        """The value at `location`; `otherwise` if a mapping does not have it, None if there is no mapping."""
        value = self.value
        for step in location:
            value = value.get(step, otherwise) if isinstance(value, dict) else None
        return value

    def keys(self, *location: str) -> tuple[str, ...]:
        """The keys of the mapping at `location`; none if there is no mapping."""
        value = self.value_at(*location)
        return tuple(value) if isinstance(value, dict) else ()

    def _way_to(self, location: Location) -> Iterator[tuple[int, Node | None]]:
        node = self.root
        yield 1, node
        for step in location:
            if node is None or (found := self._below(node).get(step)) is None:
                break
            yield found
            node = found[1]

    def _below(self, node: Node) -> dict[str | int, tuple[int, Node]]:
        if id(node) not in self._children:
            self._children[id(node)] = dict(reversed(list(_children(node))))
        return self._children[id(node)]


def _children(node: Node) -> Iterator[tuple[str | int, tuple[int, Node]]]:
    """Each key or place, with its line and its node."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode):
                yield key.value, (key.start_mark.line + 1, value)
    elif isinstance(node, SequenceNode):
        for place, item in enumerate(node.value):
            yield place, (item.start_mark.line + 1, item)


def yaml_files(folder: Path) -> list[Path]:
    """The YAML files of a folder in order, whatever the spelling of their ending, without editors' hidden ones."""
    try:
        files = sorted(folder.iterdir())
    except OSError:
        return []
    return [path for path in files if path.suffix.lower() in {".yaml", ".yml"} and not path.name.startswith(".")]


def read_yaml(path: Path) -> tuple[Document | None, list[Problem]]:
    """Read one file. The document is None if nothing of the file can be used; the problems say why, in any case."""
    try:
        if path.exists() and not path.is_file():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if (size := path.stat().st_size) > FILE_LIMIT_BYTES:
            # Rounded up: 16.1 of at most 16 MB would read as 16 of 16.
            megabytes = {"size": -(-size // MEGABYTE), "limit": FILE_LIMIT_BYTES // MEGABYTE}
            return None, [Problem(path, 1, "file-too-large", megabytes)]
        content = path.read_bytes()
    except OSError as error:
        return None, [Problem(path, 1, "file-unreadable", {"reason": error.strerror or type(error).__name__})]
    return parse_yaml(path, content)


def parse_yaml(path: Path, content: bytes) -> tuple[Document | None, list[Problem]]:
    """What `read_yaml` does, for a content that is already in memory."""
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        byte = {"byte": f"0x{content[error.start]:02x}"}
        return None, [Problem(path, line_at(content, error.start), "not-utf8", byte)]
    if (deep := too_deep_at(content)) is not None:
        return None, [Problem(path, deep, "too-deep", {"limit": DEPTH_LIMIT})]
    try:
        root = _Composer(text).get_single_node()
    except yaml.YAMLError as error:
        return None, syntax_problems(path, content, error)
    walk = _Walk(path, text)
    value = walk.value(root) if root is not None else None
    return Document(path, {} if value is None else value, root), walk.problems


class _Walk:
    """Turns nodes into values and notes what a plain value cannot hold: doubled keys, shared mappings, tags."""

    def __init__(self, path: Path, text: str) -> None:
        self.problems: list[Problem] = []
        self._path = path
        self._text = text
        self._seen: set[int] = set()
        self._has_told_shared = False

    def value(self, node: Node) -> Value:
        kind: object = node.tag
        if kind is _TEXT:
            text: str = node.value
            return text
        if isinstance(node, ScalarNode):
            return self._not_text(node)
        if id(node) in self._seen:
            self._note_shared()
            return TOLD_ALREADY
        self._seen.add(id(node))
        if kind is not _COLLECTION:
            self._note_tag(node)
        if isinstance(node, SequenceNode):
            return [self.value(item) for item in node.value]
        return self._mapping(node)

    def _mapping(self, node: Node) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for key, item in node.value:
            if not isinstance(key, ScalarNode):
                self._note(key, "key-not-text")
            elif key.value in values:
                self._note(key, "key-twice", key=quoted(key.value))
            else:
                values[key.value] = self.value(item)
        return values

    def _not_text(self, node: ScalarNode) -> Value:
        match node.tag:
            case _Kind.BOOLEAN:
                return bool(node.value.lower() == "true")
            case _Kind.WHOLE_NUMBER:
                return int(node.value)
            case _Kind.NUMBER:
                return float(node.value)
            case _Kind.NOTHING:
                return None
        self._note_tag(node)
        return str(node.value)

    def _note(self, node: Node, what: str, **values: str | int) -> None:
        self.problems.append(Problem(self._path, node.start_mark.line + 1, what, values))

    def _note_tag(self, node: Node) -> None:
        self._note(node, "strange-tag", tag=quoted(str(node.tag).replace(_PREFIX, "!!")))

    def _note_shared(self) -> None:
        """All of them at once: a node does not know the line of an alias that leads to it, only its own."""
        if not self._has_told_shared:
            self._has_told_shared = True
            lines = dict.fromkeys(_lines_of_shared(self._text))
            self.problems += [Problem(self._path, line, "shared-mapping") for line in lines]


def _lines_of_shared(text: str) -> Iterator[int]:
    """The lines with an alias of a mapping or a list. An alias of a single text does no harm."""
    is_collection: dict[str | None, bool] = {}
    for event in yaml.parse(text, yaml.CBaseLoader):
        if isinstance(event, AliasEvent):
            if is_collection[event.anchor] and event.start_mark is not None:
                yield event.start_mark.line + 1
        elif isinstance(event, NodeEvent) and event.anchor is not None:
            is_collection[event.anchor] = isinstance(event, CollectionStartEvent)
