"""`simulate-daily`, as it is typed."""

import pytest

from tests.bot.conftest import Shell

SHORT = ("simulate-daily", "--years", "1", "--zones", "3")


@pytest.mark.parametrize("language", ["en", "es"])
def test_years_are_counted_and_told(shell: Shell, language: str) -> None:
    run = shell(*SHORT, "--lang", language)
    assert (run.code, run.err) == (0, "")
    counted = {"en": "Posts that were due", "es": "Publicaciones que tocaban"}
    assert counted[language] in run.out


def test_for_a_program(shell: Shell) -> None:
    run = shell(*SHORT, "--seed", "3", "--json")
    assert run.code == 0
    assert (run.json["is_sound"], run.json["differences"]) == (True, [])
    assert run.json["plan"] == {"years": 1, "zones": 3, "seed": 3}
    assert run.json["counts"]["due"] == run.json["counts"]["posted"] + run.json["counts"]["skipped"]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("--years", "0"), "'0' does not suit --years. Give a number from 1 to 100."),
        (("--zones", "many"), "'many' does not suit --zones."),
        (("now",), "takes no words"),
    ],
)
def test_wrong_use_is_said(shell: Shell, argv: tuple[str, ...], said: str) -> None:
    run = shell("simulate-daily", *argv)
    assert run.code == 2
    assert said in run.err
