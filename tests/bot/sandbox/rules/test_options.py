"""What a person may send with a command, and what they are told otherwise."""

from typing import Any

import pytest

from bot.sandbox.rules.around import Around
from bot.sandbox.rules.drafts import Json
from bot.sandbox.rules.options import check_options

from .conftest import sentence

AROUND = Around(users={"1", "2"}, roles={"10"}, channels={"20": 0, "21": 2}, files={"30"})


def command(*options: Json) -> Json:
    return {"name": "ask", "description": "Asks", "options": list(options)}


def known(kind: int, **fields: Any) -> Json:
    return {"type": kind, "name": "what", "description": "What", **fields}


def sent(value: object, name: str = "what", **fields: Any) -> Json:
    return {"name": name, "type": 3, "value": value, **fields}


CHOICES = [{"name": "One", "value": 1}, {"name": "Two", "value": 2}]

VALUES: list[tuple[Json, object, str]] = [
    (known(3), "x", ""),
    (known(3), "x" * 6000, ""),
    (known(3), "x" * 6001, "“what” may have at most 6000 characters, and has 6001."),
    (known(3), 5, "“what” must be a text."),
    (known(3, min_length=2), "x", "“what” must have at least 2 characters, and has 1."),
    (known(3, max_length=2), "xxx", "“what” may have at most 2 characters, and has 3."),
    (known(3, choices=[{"name": "One", "value": "1"}]), "1", ""),
    (known(3, choices=[{"name": "One", "value": "1"}]), "One", "“what” must be one of: One."),
    (known(3, autocomplete=True), "whatever was typed", ""),
    (known(4), 5, ""),
    (known(4), (1 << 53) - 1, ""),
    (known(4), 1 << 53, "“what” may be at most 9007199254740991."),
    (known(4), 5.0, "“what” must be a whole number."),
    (known(4), "5", "“what” must be a whole number."),
    (known(4), True, "“what” must be a whole number."),
    (known(4, min_value=1), 0, "“what” must be at least 1."),
    (known(4, max_value=9), 10, "“what” may be at most 9."),
    (known(4, choices=CHOICES), 2, ""),
    (known(4, choices=CHOICES), 3, "“what” must be one of: One, Two."),
    (known(5), False, ""),
    (known(5), 1, "“what” must be true or false."),
    (known(6), "1", ""),
    (known(6), "10", "“what” must be somebody who is here."),
    (known(7), "21", ""),
    (known(7, channel_types=[0]), "20", ""),
    (known(7, channel_types=[0]), "21", "“what” must be a channel of the right kind that you can see."),
    (known(7), "22", "“what” must be a channel of the right kind that you can see."),
    (known(8), "10", ""),
    (known(8), "1", "“what” must be a role of this server."),
    (known(9), "1", ""),
    (known(9), "10", ""),
    (known(9), "20", "“what” must be somebody who is here, or a role of this server."),
    (known(10), 0.5, ""),
    (known(10), 5, ""),
    (known(10, max_value=0.4), 0.5, "“what” may be at most 0.4."),
    (known(10), "x", "“what” must be a number."),
    (known(11), "30", ""),
    (known(11), "31", "“what” must be a file that you add."),
    (known(6), ["1"], "“what” must be somebody who is here."),
]


@pytest.mark.parametrize(("option", "value", "said"), VALUES)
def test_a_value_fits_its_option(option: Json, value: object, said: str) -> None:
    assert sentence(lambda: check_options(command(option), [sent(value)], AROUND)) == said


def test_options_come_back_with_the_type_that_the_command_has() -> None:
    options = check_options(command(known(6), known(4, name="many")), [sent(3, "many"), sent("1")], AROUND)
    assert options == [{"name": "many", "type": 4, "value": 3}, {"name": "what", "type": 6, "value": "1"}]


def test_everything_is_told_at_once() -> None:
    wanted = command(known(3, required=True), known(4, name="many"))
    given = [sent("x", "many"), sent("x", "none"), sent(5, "many")]
    assert sentence(lambda: check_options(wanted, given, AROUND)) == (
        "“many” must be a whole number. /ask has no option “none”. “many” is there twice. “what” is missing."
    )


def test_a_command_without_options_takes_none() -> None:
    assert check_options({"name": "ask"}, [], AROUND) == []
    assert sentence(lambda: check_options({"name": "ask"}, [sent("x")], AROUND)) == "/ask has no option “what”."


NESTED = command(
    {"type": 1, "name": "start", "options": [known(3, required=True)]},
    {"type": 2, "name": "host", "options": [{"type": 1, "name": "change"}, {"type": 1, "name": "end"}]},
)


def test_one_subcommand_is_chosen() -> None:
    chosen = {"name": "start", "type": 1, "options": [sent("x")]}
    assert check_options(NESTED, [chosen], AROUND) == [
        {"name": "start", "type": 1, "options": [{"name": "what", "type": 3, "value": "x"}]}
    ]
    deep = {"name": "host", "type": 2, "options": [{"name": "end", "type": 1}]}
    assert check_options(NESTED, [deep], AROUND) == [
        {"name": "host", "type": 2, "options": [{"name": "end", "type": 1, "options": []}]}
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "Choose one subcommand of /ask: start, host."),
        ([{"name": "stop"}], "Choose one subcommand of /ask: start, host."),
        ([{"name": "start"}, {"name": "host"}], "Choose one subcommand of /ask: start, host."),
        ([{"name": "start"}], "“what” is missing."),
        ([{"name": "host"}], "Choose one subcommand of /ask: change, end."),
    ],
)
def test_a_subcommand_is_not_chosen_well(options: list[Json], said: str) -> None:
    assert sentence(lambda: check_options(NESTED, options, AROUND)) == said


def test_while_somebody_types_nothing_has_to_be_complete() -> None:
    typed = command(known(4, autocomplete=True), known(3, name="other", required=True))
    options = check_options(typed, [sent("1x", focused=True)], AROUND, is_autocomplete=True)
    assert options == [{"name": "what", "type": 4, "value": "1x", "focused": True}]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "Type in one option for suggestions."),
        ([sent("x")], "Type in one option for suggestions."),
        ([sent("x", "plain", focused=True)], "“plain” has no suggestions."),
        ([sent("x", "none", focused=True)], "/ask has no option “none”."),
    ],
)
def test_suggestions_are_for_one_option_that_has_them(options: list[Json], said: str) -> None:
    typed = command(known(3, autocomplete=True), known(3, name="plain"))
    assert sentence(lambda: check_options(typed, options, AROUND, is_autocomplete=True)) == said
