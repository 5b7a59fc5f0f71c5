"""YAML files -> plain values that still know their lines, or every problem of the file.

Packs use the YAML 1.2 core schema: `true` and `false` are booleans, but `no`, `on` and 2026-11-22 stay text, as editors
show them. libyaml composes the nodes; we turn them into values ourselves, because that finds doubled keys and shared
mappings, keeps lines for free, and takes less time than PyYAML's constructor.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs do not list what the module re-exports
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.resolver import BaseResolver

from knowledge.problems import Problem

# A pack of 10,000 facts is 14 MB; a larger file is not something a person wrote.
FILE_LIMIT_BYTES = 16 * 1024 * 1024
# The format nests eight deep. libyaml composes recursively in C and ends the whole process at about 20,000 levels, so
# anything that could nest deeper than this is refused before it is composed.
DEPTH_LIMIT = 64

Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value] | None"
Location: TypeAlias = tuple[str | int, ...]

_PREFIX = "tag:yaml.org,2002:"
_BRACKET = re.compile(r"[\[\]{}]")
# A block can only nest by indenting, or by `- - -` on one line.
_DEEP_INDENT = re.compile(rf"^[ \-?:]{{{2 * DEPTH_LIMIT},}}", re.MULTILINE)


class _CoreSchema(BaseResolver):
    """Which unquoted scalars are not text: the YAML 1.2 core schema, section 10.3.2."""


for _tag, _pattern, _first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
):
    _CoreSchema.add_implicit_resolver(_PREFIX + _tag, re.compile(_pattern), list(_first))


class _Composer(CParser, _CoreSchema):
    """libyaml's parser and composer with the core schema."""

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        _CoreSchema.__init__(self)


@dataclass(frozen=True, slots=True)
class Document:
    """One file's values. `line_of` answers where a value stands."""

    path: Path
    value: Value
    root: Node | None

    def line_of(self, location: Location) -> int:
        """The line (from 1) of the key or item at `location`, or of the nearest parent that is really there."""
        node, line = self.root, 1
        for step in location:
            found = _child(node, step)
            if found is None:
                break
            line, node = found
        return line


def read_yaml(path: Path) -> tuple[Document | None, list[Problem]]:
    """Read one file. The document is None if nothing of the file can be used; the problems say why, in any case."""
    try:
        if path.stat().st_size > FILE_LIMIT_BYTES:
            megabytes = {"size": path.stat().st_size // 1_000_000, "limit": FILE_LIMIT_BYTES // 1_000_000}
            return None, [Problem(path, 1, "file-too-large", megabytes)]
        content = path.read_bytes()
    except OSError as error:
        return None, [Problem(path, 1, "file-unreadable", {"reason": error.strerror or type(error).__name__})]
    return parse_yaml(path, content)


def parse_yaml(path: Path, content: bytes) -> tuple[Document | None, list[Problem]]:
    """What `read_yaml` does, for a content that is already in memory."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, [Problem(path, line, "not-utf8", {"byte": f"0x{content[error.start]:02x}"})]
    if (deep := _too_deep_at(text)) is not None:
        return None, [Problem(path, deep, "too-deep", {"limit": DEPTH_LIMIT})]
    try:
        root = _Composer(text).get_single_node()
    except yaml.YAMLError as error:
        return None, _syntax_problems(path, text, error)
    walk = _Walk(path)
    value = walk.value(root) if root is not None else {}
    return Document(path, value, root), walk.problems


def _too_deep_at(text: str) -> int | None:
    """The line from which the text might nest too deep, by its indent and brackets, those in strings included."""
    if indent := _DEEP_INDENT.search(text):
        return text.count("\n", 0, indent.start()) + 1
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth = depth + 1 if bracket[0] in "[{" else max(depth - 1, 0)
        if depth > DEPTH_LIMIT:
            return text.count("\n", 0, bracket.start()) + 1
    return None


def _syntax_problems(path: Path, text: str, error: yaml.YAMLError) -> list[Problem]:
    """A tab is the usual culprit and libyaml does not name it, so every line indented by one is reported instead."""
    tabs = [number for number, line in enumerate(text.split("\n"), 1) if "\t" in line[: len(line) - len(line.lstrip())]]
    if tabs:
        return [Problem(path, line, "tab") for line in tabs]
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        line, reason = error.problem_mark.line + 1, error.problem or error.context or "?"
    else:
        position = getattr(error, "position", 0)
        line, reason = text.count("\n", 0, position) + 1, getattr(error, "reason", "?")
    return [Problem(path, line, "not-yaml", {"reason": str(reason)})]


class _Walk:
    """Turns nodes into values and notes what a plain value cannot hold: doubled keys, shared mappings, other tags."""

    def __init__(self, path: Path) -> None:
        self.problems: list[Problem] = []
        self._path = path
        self._seen: set[int] = set()

    def value(self, node: Node) -> Value:
        if isinstance(node, ScalarNode):
            return self._scalar(node)
        if id(node) in self._seen:
            self._note(node, "shared-mapping")
            return None
        self._seen.add(id(node))
        if isinstance(node, SequenceNode):
            return [self.value(item) for item in node.value]
        return self._mapping(node)

    def _mapping(self, node: Node) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for key, item in node.value:
            if not isinstance(key, ScalarNode):
                self._note(key, "key-not-text")
            elif key.value in values:
                self._note(key, "key-twice", key=key.value)
            else:
                values[key.value] = self.value(item)
        return values

    def _scalar(self, node: ScalarNode) -> Value:
        text: str = node.value
        match node.tag.removeprefix(_PREFIX):
            case "str":
                return text
            case "bool":
                return text.lower() == "true"
            case "int":
                return int(text) if len(text) < 20 else text
            case "float":
                return float(text)
            case "null":
                return None
            case tag:
                self._note(node, "strange-tag", tag=tag)
                return None

    def _note(self, node: Node, what: str, **values: str | int) -> None:
        self.problems.append(Problem(self._path, node.start_mark.line + 1, what, values))


def _child(node: Node | None, step: str | int) -> tuple[int, Node] | None:
    """The line and node of one key or item, or None if it is not there."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode) and key.value == step:
                return key.start_mark.line + 1, value
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line + 1, node.value[step]
    return None
