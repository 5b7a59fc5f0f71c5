"""How cards are drawn: plain in a pipe, within the width, and deaf to what the texts would like to do to a terminal."""

import re

import pytest
from rich.cells import cell_len

from .conftest import Shell

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
QUERIES = [("what", "lambda"), ("compare", "lambda", "fargate"), ("what", "nonsense"), ("topics", "compute"), ("-h",)]


@pytest.mark.parametrize("argv", QUERIES)
@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("is_terminal", [True, False])
def test_no_line_is_wider_than_the_screen(
    shell: Shell, argv: tuple[str, ...], width: int, *, is_terminal: bool
) -> None:
    run = shell(*argv, "--width", str(width), is_terminal=is_terminal)
    assert max(cell_len(ESCAPES.sub("", line)) for line in run.out.splitlines()) <= width


@pytest.mark.parametrize("argv", QUERIES)
def test_a_pipe_gets_plain_text(shell: Shell, argv: tuple[str, ...]) -> None:
    run = shell(*argv)
    assert not re.search(r"[\x1b\u2500-\u257f\u00a0]| $", run.out, re.MULTILINE)


def test_a_terminal_gets_colours_unless_it_wants_none(shell: Shell) -> None:
    assert "\x1b[1;36m" in shell("what", "lambda", is_terminal=True).out
    assert "\x1b[1;36m" not in shell("what", "lambda", is_terminal=True, NO_COLOR="1").out
    assert "\x1b" not in shell("what", "lambda", is_terminal=True, TERM="dumb").out


def test_the_width_of_a_pipe_does_not_depend_on_the_machine(shell: Shell) -> None:
    assert shell("what", "lambda", COLUMNS="33").out == shell("what", "lambda").out


def test_a_terminal_tells_its_width(shell: Shell) -> None:
    run = shell("compare", "lambda", "fargate", is_terminal=True, COLUMNS="40", NO_COLOR="1", TERM="dumb")
    assert "Lambda is short; Fargate may stay on." in run.out
    assert max(map(len, run.out.splitlines())) <= 40


@pytest.mark.parametrize("columns", ["0", "1", "-3", "wide"])
def test_a_terminal_that_does_not_know_its_width_gets_a_card_too(shell: Shell, columns: str) -> None:
    assert "15 minutes" in shell("compare", "lambda", "fargate", is_terminal=True, COLUMNS=columns).out


def test_texts_are_never_markup_and_never_obeyed(shell: Shell) -> None:
    card = shell("what", "lambda").out
    assert "Functions [bold]as[/bold] a Service · Compute" in card
    assert "Runs [31mfunctions[/red]. You bring the code" in card
    assert "“[bold]\ufffd[2J\ufffd” is not" in shell("what", "[bold]\x1b[2J\u202e").out.replace("\n", " ")
    assert "\x1b" not in shell("\x1b[2J").err + shell("topics", "\x1b[2J").err


def test_a_long_list_is_cut_and_says_so(shell: Shell) -> None:
    card = shell("what", "lambda").out
    assert "Sixth fact." in card
    assert "Seventh fact." not in card
    assert "    and 1 more with --all\n" in card
    everything = shell("what", "lambda", "--all").out
    assert "Seventh fact." in everything
    assert everything.endswith("  https://example.org/lambda\n  https://example.org/limits\n")


def test_a_comparison_is_a_table_with_room_and_blocks_without(shell: Shell) -> None:
    assert re.search(r"Time limit +15 minutes +No limit", shell("compare", "lambda", "fargate").out)
    narrow = shell("compare", "lambda", "fargate", "--width", "40").out
    assert "  Time limit\n    AWS Lambda  15 minutes\n    AWS Fargate No limit\n" in narrow
