"""Questions as JSON lines: in order, one answer a line, and no line stops the rest."""

import io
from typing import Any

import msgspec
import pytest

from bot.answering import LONGEST_LINE_BYTES, answer_lines
from bot.wiring import Study

from .conftest import Shell

BAD = [
    (b"nope", None, "not JSON"),
    (b"[1]", None, "not a JSON object"),
    (b'"text"', None, "not a JSON object"),
    (b"\xff\xfe", None, "not UTF-8"),
    (b'{"id": 1, "command": "what", "query": "\xff"}', None, "not UTF-8"),
    (b"\x00", None, "not JSON"),
    (b'{"id": 1, "command": "what", "query": "a\x00"}', None, "not JSON"),
    (b"[" * 100_000, None, "not JSON"),
    (b"x" * 10_000_000, None, "longer than"),
    (b'{"id": 2}', 2, '"command" is missing'),
    (b'{"id": 2, "command": "what"}', 2, '"query" is missing'),
    (b'{"command": "what", "query": "x"}', None, '"id" is missing'),
    (b'{"id": {}, "command": "what", "query": "x"}', None, '"id" must be'),
    (b'{"id": true, "command": "what", "query": "x"}', None, '"id" must be'),
    (b'{"id": "a", "command": "who", "query": "x"}', "a", '"command" must be one of: what, compare'),
    (b'{"id": "a", "command": [], "query": "x"}', "a", '"command" must be'),
    (b'{"id": 3, "command": "what", "query": 5}', 3, '"query" must be a text.'),
    (b'{"id": 3, "command": "what", "query": ["x"]}', 3, '"query" must be a text.'),
    (b'{"id": 3, "command": "compare", "query": []}', 3, "or a list of texts"),
    (b'{"id": 3, "command": "compare", "query": ["x", 1]}', 3, "or a list of texts"),
    (b'{"id": 4, "command": "what", "query": "x", "lang": "fr"}', 4, '"lang" must be one of: en, es'),
]


def answers(study: Study, content: bytes) -> list[Any]:
    written: list[bytes] = []
    answer_lines(study, ("en", "es"), io.BytesIO(content), written.append)
    return [msgspec.json.decode(line) for line in written]


@pytest.mark.parametrize(("line", "number", "error"), BAD)
def test_a_bad_line_gets_an_error_and_the_rest_goes_on(study: Study, line: bytes, number: object, error: str) -> None:
    bad, good = answers(study, line + b'\n{"id": 9, "command": "what", "query": "lambda"}')
    assert bad["id"] == number
    assert error in bad["error"]
    assert (good["id"], good["outcome"]) == (9, "found")


def test_answers_have_names_in_english_and_their_time(study: Study) -> None:
    (answer,) = answers(study, b'{"id": "x", "command": "what", "query": "fragate", "lang": "es"}\r\n')
    assert answer.pop("ms") >= 0
    assert answer == {"id": "x", "outcome": "found", "topics": ["AWS Fargate"], "suggestions": []}


def test_a_comparison_is_one_text_or_one_for_each_side(study: Study) -> None:
    lines = b"""
        {"id": 1, "command": "compare", "query": "lambda y fargate"}
        {"id": 2, "command": "compare", "query": ["lambda", "fargate"]}
        {"id": 3, "command": "compare", "query": "lambda vs azure functions"}
        {"id": 4, "command": "compare", "query": "cats vs dogs"}
    """
    found = [(answer["outcome"], answer["topics"]) for answer in answers(study, lines)]
    assert found == [
        ("found", ["AWS Lambda", "AWS Fargate"]),
        ("found", ["AWS Lambda", "AWS Fargate"]),
        ("ask", ["AWS Lambda"]),
        ("nothing", []),
    ]


def test_empty_lines_a_byte_order_mark_and_a_missing_last_newline_are_fine(study: Study) -> None:
    line = b'{"id": 1, "command": "what", "query": "lambda"}'
    assert [answer["outcome"] for answer in answers(study, b"\xef\xbb\xbf" + line + b"\n\n  \r\n" + line)] == [
        "found"
    ] * 2


def test_a_line_that_just_fits_is_read(study: Study) -> None:
    line = b'{"id": 1, "command": "what", "query": "lambda"}'
    (answer,) = answers(study, line + b" " * (LONGEST_LINE_BYTES - len(line) - 1) + b"\n")
    assert answer["outcome"] == "found"


def test_every_line_is_written_before_the_next_is_read(study: Study) -> None:
    """Whoever asks may wait for the answer before asking on."""
    seen: list[bytes] = []

    class Asking(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            seen.append(b"read")
            return super().readline(size)

    line = b'{"id": 1, "command": "what", "query": "lambda"}\n'
    answer_lines(study, ("en",), Asking(line * 2), lambda _: seen.append(b"written"))
    assert seen == [b"read", b"written", b"read", b"written", b"read"]


def test_the_command_reads_standard_input(shell: Shell) -> None:
    run = shell("answer", stdin=b'{"id": 1, "command": "what", "query": "lambda"}\nnope\n')
    assert (run.code, run.err) == (0, "")
    assert [line.get("outcome", "error") for line in run.lines] == ["found", "error"]
