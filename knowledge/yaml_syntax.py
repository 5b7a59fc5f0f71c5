"""Why libyaml cannot read a text -> what the author should do. Its own words serve only where we have no better."""

from pathlib import Path

import yaml
from yaml.reader import ReaderError

from knowledge.problems import Problem, quoted

# libyaml's words -> the key of our sentence.
_SENTENCES = {
    "but found another document": "second-document",
    "control characters are not allowed": "control-character",
    "did not find expected alphabetic or numeric character": "bare-sign",
    "found character that cannot start any token": "bare-sign",
    "found undefined alias": "bare-sign",
    "mapping values are not allowed in this context": "bare-colon",
}
_IN_QUOTES = "while scanning a quoted scalar"


def syntax_problems(path: Path, content: bytes, error: yaml.YAMLError) -> list[Problem]:
    """A tab is the usual culprit and libyaml does not name it, so every line indented by one is reported instead."""
    tabs = [number for number, line in enumerate(content.split(b"\n"), 1) if b"\t" in _indent(line)]
    if tabs:
        return [Problem(path, line, "tab") for line in tabs]
    if isinstance(error, ReaderError):
        return [_problem(path, line_at(content, error.position), error.reason)]
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return [_problem(path, 1, str(error))]
    if error.context == _IN_QUOTES and error.context_mark is not None:
        return [Problem(path, error.context_mark.line + 1, "open-quote")]
    return [_problem(path, error.problem_mark.line + 1, error.problem or error.context or str(error))]


def line_at(content: bytes, place: int) -> int:
    """The line (from 1) of the byte at `place`."""
    return content.count(b"\n", 0, place) + 1


def _indent(line: bytes) -> bytes:
    return line[: len(line) - len(line.lstrip())]


def _problem(path: Path, line: int, reason: str) -> Problem:
    if reason in _SENTENCES:
        return Problem(path, line, _SENTENCES[reason])
    return Problem(path, line, "not-yaml", {"reason": quoted(reason)})
