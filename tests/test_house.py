"""Rules of the house that no linter knows."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
SOURCES = sorted(path for room in ("bot", "cogs", "knowledge") for path in (HOUSE / room).rglob("*.py"))

# Who may read the environment, the clock or chance; everybody else is told.
MAY_READ = {
    ("os", "environ"): {"bot/__main__.py", "bot/sandbox/__main__.py"},
    ("os", "getenv"): set(),
    ("datetime", "now"): {"bot/clock.py"},
    ("datetime", "utcnow"): set(),
    ("date", "today"): set(),
    ("time", "time"): set(),
    ("time", "time_ns"): {"bot/sandbox/clock.py"},
    ("random", "random"): set(),
}


def calls(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield node.value.id, node.attr


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_the_environment_the_clock_and_chance_come_in_through_the_door(path: Path) -> None:
    room = str(path.relative_to(HOUSE))
    assert [call for call in calls(path) if room not in MAY_READ.get(call, {room})] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_file_says_its_subject_and_is_read_in_one_sitting(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= 320


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_silenced_check_says_why(path: Path) -> None:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        for mark in ("# noqa", "# type: ignore"):
            if mark in line:
                reason = line.split(mark, 1)[1].split("]" if mark == "# type: ignore" else " - ", 1)[-1]
                assert len(reason.strip(" -#")) > 10, f"{path}:{number}"
