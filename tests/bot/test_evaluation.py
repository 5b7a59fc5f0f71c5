"""Labelled queries: what counts as right, as harm, and as asked instead."""

import re
from pathlib import Path

import pytest

from bot.evaluation import Result, Row, Score, measure, read_rows
from bot.wiring import Study
from knowledge.problems import PackProblems

from .conftest import Shell

FOUND = Row("q", "en", "k", "what", "found", frozenset({"a"}))
ASK = Row("q", "en", "k", "compare", "ask", frozenset({"a"}), frozenset({"b"}))
NOTHING = Row("q", "en", "k", "what", "nothing", frozenset())


@pytest.mark.parametrize(
    ("row", "outcome", "topics", "suggestions", "verdict"),
    [
        (FOUND, "found", {"a"}, (), "right"),
        (FOUND, "found", {"b"}, (), "harm"),
        (FOUND, "found", {"a", "b"}, (), "harm"),
        (FOUND, "ask", set(), ("b", "a"), "asked"),
        (FOUND, "ask", set(), ("b",), "wrong"),
        (FOUND, "nothing", set(), (), "wrong"),
        (ASK, "ask", {"a"}, ("c", "b"), "right"),
        (ASK, "ask", {"a"}, ("c",), "wrong"),
        (ASK, "ask", set(), ("b",), "wrong"),
        (ASK, "found", {"a", "b"}, (), "harm"),
        (NOTHING, "nothing", set(), (), "right"),
        (NOTHING, "ask", set(), ("a",), "wrong"),
        (NOTHING, "found", {"a"}, (), "harm"),
    ],
)
def test_verdicts(row: Row, outcome: str, topics: set[str], suggestions: tuple[str, ...], verdict: str) -> None:
    result = Result(row, outcome, frozenset(topics), suggestions)
    found = [result.is_right, result.is_harmful, result.has_asked]
    assert found == [verdict == "right", verdict == "harm", verdict == "asked"]


ROWS = """
- {query: lambda, lang: en, kind: exact, found: [AWS LAMBDA]}
- {query: fargate, lang: es, kind: exact, found: [batch]}
- {query: cats, lang: en, kind: absent, nothing: true}
- {query: lambda vs cats, lang: en, kind: compare, command: compare, ask: [], topics: [lambda]}
"""


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.yaml"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_scores_by_kind_language_and_overall(study: Study, rows: Path) -> None:
    scores = measure(read_rows(rows, study.library), study)
    assert scores.overall == Score("", 4, 0.75, 0.25, 0.0)
    assert scores.by_kind == (
        Score("exact", 2, 0.5, 0.5, 0.0),
        Score("absent", 1, 1.0, 0.0, None),
        Score("compare", 1, 1.0, 0.0, None),
    )
    assert [score.name for score in scores.by_language] == ["en", "es"]
    assert [miss.row.query for miss in scores.misses] == ["fargate"]


def test_the_command_prints_tables_and_misses(shell: Shell, rows: Path) -> None:
    run = shell("evaluate", str(rows), "--misses")
    assert (run.code, run.err) == (0, "")
    assert re.search(r"^absent +1 +100\.0% +0\.0% +none$", run.out, re.MULTILINE)
    assert run.out.endswith("“fargate” (exact): wanted found batch; got found fargate\n")
    told = shell("evaluate", str(rows), "--json").json
    assert told["overall"]["right"] == 0.75
    assert told["misses"][0]["got"] == {"outcome": "found", "topics": ["fargate"], "ask": []}


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--at-least", "0.75"), 0),
        (("--at-least", "0.76"), 1),
        (("--harm-at-most", "0.25"), 0),
        (("--harm-at-most", "0.2"), 1),
        (("--at-least", "0.5", "--harm-at-most", "0"), 1),
    ],
)
def test_limits_decide_the_exit_code(shell: Shell, rows: Path, options: tuple[str, ...], code: int) -> None:
    assert shell("evaluate", str(rows), *options).code == code


BROKEN = """\
- {query: 12, lang: en, kind: k, nothing: true}
- {query: x, lang: en, kind: k, fuond: [lambda]}
- text
- {query: x, lang: en, kind: k, found: []}
- {lang: en, kind: k, nothing: true}
"""
WRONG = """\
- {query: x, lang: en, kind: k, found: [lambda], nothing: true}
- {query: x, lang: en, kind: k, found: [lamda]}

- {query: x, lang: en, kind: k, nothing: true, topics: [zzzzz]}
"""


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        ("- [\n", [(2, "not-yaml")]),
        ("rows: []", [(1, "not-a-list")]),
        ("", [(1, "not-a-list")]),
        (
            BROKEN,
            [(1, "not-quoted"), (2, "unknown-key-near"), (3, "not-a-mapping"), (4, "too-few"), (5, "missing-key")],
        ),
        (WRONG, [(1, "one-outcome"), (2, "no-such-concept-near"), (4, "topics-without-ask"), (4, "no-such-concept")]),
    ],
)
def test_a_bad_file_is_reported_line_by_line(
    study: Study, tmp_path: Path, content: str, problems: list[tuple[int, str]]
) -> None:
    path = tmp_path / "rows.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(PackProblems) as caught:
        read_rows(path, study.library)
    assert [(problem.line, problem.key) for problem in caught.value.problems] == problems


def test_the_command_says_what_is_wrong_with_a_file(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "rows.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    run = shell("evaluate", str(path), "--lang", "es")
    assert (run.code, run.out) == (1, "")
    assert f"{path}:2: Aquí no existe la clave 'fuond'. ¿Quisiste decir 'found'?" in run.err
