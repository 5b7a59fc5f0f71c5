"""YAML -> plain values with their lines, whatever bytes there are."""

import math
import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.problems import Problem
from knowledge.yaml_depth import DEPTH_LIMIT, too_deep_at
from knowledge.yaml_reader import FILE_LIMIT_BYTES, TOLD_ALREADY, Document, Value, parse_yaml, read_yaml, yaml_files

PATH = Path("toys.yaml")
# What YAML is made of, so that chance hits its odd corners.
TOKENS = [
    *"[]{}:,-?&*!|>'\"%@`#~<\\ \t\n\r\0\x07\x85\u2028\ufeffaé0.",
    "  ",
    "\r\n",
    "---\n",
    "...\n",
    "&a ",
    "*a",
    "<<: *a\n",
]
TOKENS += [
    "a: ",
    "- ",
    "? ",
    "!!int ",
    "!!float x",
    "!!str ",
    "!<int> ",
    "%YAML 1.1\n",
    "true",
    "1e999",
    "9" * 30,
    "\\ud800",
]
yaml_like = st.lists(st.sampled_from(TOKENS), max_size=40).map("".join)


def parsed(text: str) -> Document:
    """The document of a text without problems."""
    document, problems = parse_yaml(PATH, text.encode())
    assert problems == []
    assert document is not None
    return document


def told(content: str | bytes) -> list[tuple[int, str]]:
    """The line and the key of each problem."""
    _, problems = parse_yaml(PATH, content.encode() if isinstance(content, str) else content)
    return [(problem.line, problem.key) for problem in problems]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Ball", "Ball"),
        ("true", True),
        ("FALSE", False),
        ("no", "no"),
        ("on", "on"),
        ("y", "y"),
        ("2026-11-22", "2026-11-22"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("007", 7),
        ("-7", -7),
        ("1.10", 1.1),
        ("1e3", 1000.0),
        ("1e999", math.inf),
        ("1.2.3", "1.2.3"),
        ("~", None),
        ("null", None),
        ("", None),
        ('"7"', "7"),
        ("'true'", "true"),
        ('""', ""),
        ("|\n  one\n  two\n", "one\ntwo\n"),
        ("[a, 1]", ["a", 1]),
        ("{b: 1}", {"b": 1}),
    ],
)
def test_values_are_what_the_core_schema_says(written: str, value: Value) -> None:
    assert parsed(f"a: {written}").value == {"a": value}


def test_a_long_number_is_read_and_an_endless_one_too() -> None:
    assert parsed("a: " + "9" * 1000).value == {"a": int("9" * 1000)}
    assert parsed("a: " + "9" * 100_000).value == {"a": math.inf}


@pytest.mark.parametrize("text", ["", "# nothing but a remark\n", "---\n", "~", "\ufeff"])
def test_an_empty_file_is_an_empty_mapping(text: str) -> None:
    assert parsed(text).value == {}


@pytest.mark.parametrize("text", ["\ufeffa: é\nb: 1\n", "a: é\r\nb: 1\r\n", "a: é\rb: 1\r", "a: é\nb: 1"])
def test_every_way_to_end_a_line_and_to_begin_a_file_is_read(text: str) -> None:
    document = parsed(text)
    assert document.value == {"a": "é", "b": 1}
    assert document.line_of(("b",)) == 2


def test_a_place_has_the_line_of_its_key_or_item_or_else_of_what_it_would_be_in() -> None:
    document = parsed("a:\n  b:\n    - c\n    - d: 1.10\n")
    assert document.line_of(()) == 1
    assert document.line_of(("a",)) == 1
    assert document.line_of(("a", "b")) == 2
    assert document.line_of(("a", "b", 1)) == 4
    assert document.line_of(("a", "b", 1, "d")) == 4
    assert document.line_of(("a", "b", 7)) == 2
    assert document.line_of(("a", "x", "y")) == 1
    assert document.written(("a", "b", 1, "d")) == "1.10"


def test_an_alias_of_a_text_is_read() -> None:
    assert parsed("a: &x Ball\nb: *x").value == {"a": "Ball", "b": "Ball"}


def test_a_shared_mapping_is_told_where_it_is_repeated_and_not_in_other_words_again() -> None:
    document, problems = parse_yaml(PATH, b"a: &x {c: 1}\nb: *x\nd: [*x, *x]\ne: &y text\nf: *y\n")
    assert document is not None
    assert document.value == {
        "a": {"c": 1},
        "b": TOLD_ALREADY,
        "d": [TOLD_ALREADY, TOLD_ALREADY],
        "e": "text",
        "f": "text",
    }
    assert problems == [Problem(PATH, 2, "shared-mapping"), Problem(PATH, 3, "shared-mapping")]


@pytest.mark.parametrize(
    "written",
    ["!!int abc", "!!float x", "!!binary aGk=", "!!timestamp 2026-11-22", "!<int> x", "!x y", "!!set {a}", "!x [a]"],
)
def test_a_tag_is_told_and_what_it_stands_before_is_kept(written: str) -> None:
    assert told(f"a: 1\nb: {written}") == [(2, "strange-tag")]


def test_a_doubled_key_is_told_at_its_second_place() -> None:
    assert told("a: 1\nb:\n  a: 1\n  a: 2\na: 3\n") == [(4, "key-twice"), (5, "key-twice")]


@pytest.mark.parametrize("written", ["[a, b]: c", "? {a: b}\n: c", "{{a: b}: c}", "? - a\n: c"])
def test_a_key_that_is_no_text_is_told(written: str) -> None:
    assert told(written) == [(1, "key-not-text")]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("[" * 100_000, id="open brackets"),
        pytest.param("[" * 100_000 + "]" * 100_000, id="brackets"),
        pytest.param("{a: " * 100_000, id="braces"),
        pytest.param("- " * 100_000 + "a", id="dashes"),
        pytest.param("? " * 100_000 + "a", id="question marks"),
        pytest.param("\n".join(" " * depth + "a:" for depth in range(2000)), id="indentation"),
        pytest.param("\r".join(" " * depth + "a:" for depth in range(2000)), id="indentation and old line ends"),
        pytest.param("\u2028".join(" " * depth + "a:" for depth in range(2000)), id="indentation and odd line ends"),
        pytest.param("a: &a [" + "[" * 100_000, id="anchor and brackets"),
    ],
)
def test_what_would_end_the_process_is_told(content: str) -> None:
    # Whether libyaml gives up before the limit is its own affair.
    assert [key for _, key in told(content)] in (["too-deep"], ["not-yaml"])


def test_depth_is_counted_and_not_guessed() -> None:
    assert told("\n\na: " + "[" * (DEPTH_LIMIT - 1) + "]" * (DEPTH_LIMIT - 1)) == []
    assert told("\n\na: " + "[" * DEPTH_LIMIT + "]" * DEPTH_LIMIT) == [(3, "too-deep")]


def test_brackets_in_texts_and_wide_texts_are_not_deep() -> None:
    halves_of_intervals = "".join(f"a{number}: An interval is written [0, {number})\n" for number in range(200))
    assert too_deep_at(halves_of_intervals.encode()) is None
    assert told(halves_of_intervals) == []
    assert told("a: |\n" + " " * 200 + "far right\n" + "# " + "-" * 200 + "\n") == []


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "toys.yaml"
    with path.open("wb") as file:
        file.truncate(FILE_LIMIT_BYTES + 1)
    assert read_yaml(path) == (None, [Problem(path, 1, "file-too-large", {"size": 17, "limit": 16})])


def test_what_is_no_file_cannot_be_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder.yaml").mkdir()
    for path in yaml_files(tmp_path):
        document, problems = read_yaml(path)
        assert document is None
        assert [problem.key for problem in problems] == ["file-unreadable"]


def test_editors_files_are_left_out(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.YML", ".#b.yaml", "._b.yaml", "b.yaml~", "notes.md"):
        (tmp_path / name).touch()
    assert [path.name for path in yaml_files(tmp_path)] == ["a.YML", "b.yaml"]
    assert yaml_files(tmp_path / "nowhere") == []


@given(st.one_of(st.binary(), st.text().map(str.encode), yaml_like.map(lambda text: text.encode("utf-8", "replace"))))
@example(b"\xff\xfea\x00")
@example(b"a: &a [*a, {b: *a}]")
@example(b"&a a: *a")
def test_any_bytes_are_values_or_problems(content: bytes) -> None:
    document, problems = parse_yaml(PATH, content)
    assert document is not None or problems
    lines = content.count(b"\n") + content.count(b"\r") + content.decode("utf-8", "replace").count("\u2028") + 2
    assert all(1 <= problem.line <= lines + content.count(b"\x85") for problem in problems)
    if document is not None:
        assert isinstance(document.value, str | int | float | list | dict)
