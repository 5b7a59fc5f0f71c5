"""Application commands: names in any script, options, sizes, numbers, and what comes back."""

from dataclasses import dataclass
from typing import Any

import discord
import pytest
from discord import app_commands
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.refusals import Refused
from bot.sandbox.rules.command_names import is_slash_name
from bot.sandbox.rules.commands import Scope, check_command, check_command_count, check_command_edit, check_commands
from bot.sandbox.rules.drafts import Json

from .conftest import Found, faults, refusal


def new(**fields: Any) -> Json:
    return check_command({"name": "ask", "description": "Asks", **fields}, Scope.GLOBAL)


def with_options(*options: Json) -> Json:
    return new(options=list(options))


def option(kind: int = 3, name: str = "topic", **fields: Any) -> Json:
    return {"type": kind, "name": name, "description": "About it", **fields}


def choices(count: int, **fields: Any) -> list[Json]:
    return [{"name": f"Choice {number}", "value": f"{number}", **fields} for number in range(count)]


@pytest.mark.parametrize(
    "name",
    [
        "a",
        "x" * 32,
        "what-is",
        "don't_know",
        "pregunta",
        "áéñ",
        "что",
        "質問",
        "คำถาม",
        "प्रश्न",
        "quiz2",
        "أسئلة",
        "ß",
        "ª",
    ],
)
def test_a_name_is_taken(name: str) -> None:
    assert faults(lambda: new(name=name)) == []
    assert faults(lambda: with_options(option(name=name))) == []


@pytest.mark.parametrize("name", ["Ask", "ask me", "ask!", "ÁSK", "what?", "a.b", "🎉", "/ask", "é́", "Ⅷ", "ǅ", "a\n"])
def test_a_name_is_refused(name: str) -> None:
    assert faults(lambda: new(name=name)) == [("name", "APPLICATION_COMMAND_INVALID_NAME")]
    assert faults(lambda: with_options(option(name=name))) == [("options.0.name", "APPLICATION_COMMAND_INVALID_NAME")]


@given(st.characters(categories=["L", "N"]))
def test_every_letter_and_number_may_be_in_a_name_in_lower_case(character: str) -> None:
    assert is_slash_name(character) is (character.lower() == character)


TAKEN: list[Json] = [
    {},
    {"description": "x" * 100},
    {"type": 1, "nsfw": True, "dm_permission": False},
    {"default_member_permissions": 32},
    {"default_member_permissions": "0"},
    {"contexts": [0, 1, 2], "integration_types": [0, 1]},
    {"name_localizations": {"es-ES": "preguntar", "es-419": "preguntar", "zh-CN": "問"}},
    {"description_localizations": {"fr": "x" * 100}, "name_localizations": {}},
    {"type": 2, "name": "Show their Score", "description": ""},
    {"type": 3, "name": "Explain!", "description": None, "options": []},
    {"options": [option(3, f"o{number}") for number in range(25)]},
    {"options": [option(kind, f"o{kind}", required=True) for kind in range(3, 12)]},
    {"options": [option(choices=choices(25))]},
    {"options": [option(choices=[{"name": "x" * 100, "value": "x" * 100, "name_localizations": {"fr": "y"}}])]},
    {"options": [option(min_length=0, max_length=6000, autocomplete=True)]},
    {"options": [option(autocomplete=True, choices=[])]},
    {"options": [option(4, min_value=1 - (1 << 53), max_value=(1 << 53) - 1)]},
    {"options": [option(4, choices=[{"name": "one", "value": 1}, {"name": "two", "value": "2"}])]},
    {"options": [option(10, min_value=0.5, max_value=1, choices=[{"name": "half", "value": 0.5}])]},
    {"options": [option(7, channel_types=[0, 5, 11])]},
    {"options": [option(11, file_types=["png"])]},
    {"options": [option(name="a", name_localizations={"fr": "b"}), option(name="c", name_localizations={"fr": "d"})]},
    {
        "options": [
            option(1, "one", options=[option()]),
            option(2, "two", options=[option(1, "deep", options=[option()])]),
        ]
    },
]


@pytest.mark.parametrize("fields", TAKEN)
def test_a_command_is_taken(fields: Json) -> None:
    assert faults(lambda: new(**fields)) == []


REFUSED: list[tuple[Json, Found]] = [
    ({"name": None}, [("name", "BASE_TYPE_REQUIRED")]),
    ({"name": "x" * 33}, [("name", "BASE_TYPE_BAD_LENGTH")]),
    ({"description": None}, [("description", "BASE_TYPE_REQUIRED")]),
    ({"description": "x" * 101}, [("description", "BASE_TYPE_MAX_LENGTH")]),
    ({"type": 9}, [("type", "BASE_TYPE_CHOICES")]),
    ({"type": 2}, [("description", "APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED")]),
    ({"type": 3, "description": "", "options": [option()]}, [("options", "APPLICATION_COMMAND_OPTIONS_NOT_ALLOWED")]),
    ({"type": 2, "description": "", "name": "x" * 33}, [("name", "BASE_TYPE_BAD_LENGTH")]),
    ({"name_localizations": {"es": "a"}}, [("name_localizations.es", "BASE_TYPE_CHOICES")]),
    ({"name_localizations": {"fr": "A"}}, [("name_localizations.fr", "APPLICATION_COMMAND_INVALID_NAME")]),
    ({"description_localizations": {"fr": "x" * 101}}, [("description_localizations.fr", "BASE_TYPE_BAD_LENGTH")]),
    ({"description_localizations": []}, [("description_localizations", "DICT_TYPE_CONVERT")]),
    ({"default_member_permissions": "many"}, [("default_member_permissions", "NUMBER_TYPE_COERCE")]),
    ({"contexts": [3]}, [("contexts.0", "BASE_TYPE_CHOICES")]),
    ({"contexts": []}, [("contexts", "BASE_TYPE_BAD_LENGTH")]),
    ({"integration_types": [0, 0]}, [("integration_types.1", "SET_TYPE_ALREADY_CONTAINS_VALUE")]),
    ({"options": [option(3, f"o{number}") for number in range(26)]}, [("options", "BASE_TYPE_MAX_LENGTH")]),
    ({"options": option()}, [("options", "LIST_TYPE_CONVERT")]),
]


@pytest.mark.parametrize(("fields", "found"), REFUSED)
def test_a_command_is_refused(fields: Json, found: Found) -> None:
    assert faults(lambda: new(**fields)) == found


IN = "options.0"
REFUSED_OPTIONS: list[tuple[tuple[Json, ...], Found]] = [
    (({},), [(IN, "UNION_TYPE_REQUIRED")]),
    ((option(12),), [(IN, "UNION_TYPE_CHOICES")]),
    ((option(description=""),), [(f"{IN}.description", "BASE_TYPE_REQUIRED")]),
    ((option(description="x" * 101),), [(f"{IN}.description", "BASE_TYPE_BAD_LENGTH")]),
    ((option(choices=choices(26)),), [(f"{IN}.choices", "BASE_TYPE_MAX_LENGTH")]),
    ((option(choices=choices(1, name="")),), [(f"{IN}.choices.0.name", "BASE_TYPE_REQUIRED")]),
    ((option(choices=choices(1, name="x" * 101)),), [(f"{IN}.choices.0.name", "BASE_TYPE_BAD_LENGTH")]),
    ((option(choices=choices(1, value="x" * 101)),), [(f"{IN}.choices.0.value", "BASE_TYPE_MAX_LENGTH")]),
    ((option(4, choices=choices(1, value=1 << 53)),), [(f"{IN}.choices.0.value", "NUMBER_TYPE_MAX")]),
    ((option(4, choices=choices(1, value="x")),), [(f"{IN}.choices.0.value", "NUMBER_TYPE_COERCE")]),
    (
        (option(autocomplete=True, choices=choices(1)),),
        [(f"{IN}.choices", "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES")],
    ),
    ((option(min_length=6001),), [(f"{IN}.min_length", "NUMBER_TYPE_MAX")]),
    ((option(max_length=0),), [(f"{IN}.max_length", "NUMBER_TYPE_MIN")]),
    ((option(min_length=3, max_length=2),), [(f"{IN}.min_length", "NUMBER_TYPE_MAX")]),
    ((option(4, min_value=3, max_value=2),), [(f"{IN}.min_value", "NUMBER_TYPE_MAX")]),
    ((option(10, min_value=3, max_value=2.5),), [(f"{IN}.min_value", "NUMBER_TYPE_MAX")]),
    ((option(7, channel_types=[0, 0]),), [(f"{IN}.channel_types.1", "SET_TYPE_ALREADY_CONTAINS_VALUE")]),
    ((option(11, file_types=["x"] * 11),), [(f"{IN}.file_types", "BASE_TYPE_MAX_LENGTH")]),
    ((option(), option(required=True, name="b")), [("options.1", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID")]),
    ((option(), option()), [("options.1", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS")]),
    (
        (option(name="a", name_localizations={"fr": "x"}), option(name="b", name_localizations={"fr": "x"})),
        [("options.1.name_localizations.fr", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS")],
    ),
    (
        (option(name="a", name_localizations={"fr": "b"}), option(name="b")),
        [("options.0.name_localizations.fr", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS")],
    ),
    ((option(1, "one"), option()), [("options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID")]),
    ((option(1, "one", options=[option(1, "two")]),), [(f"{IN}.options.0", "UNION_TYPE_CHOICES")]),
    ((option(2, "one", options=[option(2, "two")]),), [(f"{IN}.options.0", "UNION_TYPE_CHOICES")]),
    ((option(2, "one", options=[option()]),), [(f"{IN}.options.0", "UNION_TYPE_CHOICES")]),
    (
        (option(1, "one", options=[option(), option(required=True, name="b")]),),
        [(f"{IN}.options.1", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID")],
    ),
    (
        (option(2, "one", options=[option(1, "two"), option(1, "two")]),),
        [(f"{IN}.options.1", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS")],
    ),
]


@pytest.mark.parametrize(("options", "found"), REFUSED_OPTIONS)
def test_options_are_refused(options: tuple[Json, ...], found: Found) -> None:
    assert faults(lambda: with_options(*options)) == found


def test_a_command_with_all_below_has_at_most_8000_characters_of_the_longest_texts() -> None:
    sevens = [{"name": "n", "value": f"{number:029}"} for number in range(7)]
    options = [option(3, f"o{chr(97 + number)}", description="x" * 98, choices=sevens) for number in range(25)]
    assert 3 + 97 + 25 * (2 + 98 + 7 * 30) == 7850
    exact = [{**options[0], "choices": [*sevens, {"name": "x" * 75, "value": "y" * 75}]}, *options[1:]]
    assert faults(lambda: new(description="x" * 97, options=exact)) == []
    longer = [{**exact[0], "description_localizations": {"de": "x" * 98, "fr": "x" * 99}}, *exact[1:]]
    assert faults(lambda: new(description="x" * 97, options=longer)) == [("", "APPLICATION_COMMAND_TOO_LARGE")]


def test_a_command_comes_back_as_discord_gives_it() -> None:
    asked = option(required=True, choices=choices(1), unknown=1)
    assert new(options=[asked], default_member_permissions=32, id="5", unknown=1) == {
        "type": 1,
        "name": "ask",
        "name_localizations": None,
        "description": "Asks",
        "description_localizations": None,
        "options": [
            {
                "type": 3,
                "name": "topic",
                "description": "About it",
                "required": True,
                "autocomplete": False,
                "choices": [{"name": "Choice 0", "value": "0"}],
            }
        ],
        "default_member_permissions": "32",
        "dm_permission": True,
        "contexts": None,
        "integration_types": [0],
        "nsfw": False,
    }


def test_a_command_of_a_server_has_no_contexts() -> None:
    body = {"name": "ask", "description": "Asks", "contexts": [0], "integration_types": [0, 1], "dm_permission": False}
    given_back = check_command(body, Scope.GUILD)
    assert (given_back["contexts"], given_back["integration_types"]) == (None, [0])
    assert "dm_permission" not in given_back


def test_an_edit_leaves_what_it_does_not_say() -> None:
    before = new(options=[option()], default_member_permissions=32)
    after = check_command_edit(
        {"description": "New", "default_member_permissions": None, "type": 2}, before, Scope.GLOBAL
    )
    assert after == {**before, "description": "New", "default_member_permissions": None}
    assert faults(lambda: check_command_edit({"name": "A"}, before, Scope.GLOBAL)) == [
        ("name", "APPLICATION_COMMAND_INVALID_NAME")
    ]


# --- all at once ---------------------------------------------------------------------------------------------------


def command(name: str, kind: int = 1) -> Json:
    return {"name": name, "type": kind, "description": "Asks" if kind == 1 else ""}


def all_of(*commands: Json) -> list[Json]:
    return check_commands(list(commands), Scope.GUILD)


def test_names_are_unique_a_type() -> None:
    assert [given["type"] for given in all_of(command("a"), command("a", 2), command("a", 3))] == [1, 2, 3]
    assert faults(lambda: all_of(command("b"), command("a"), command("a"))) == [
        ("2", "APPLICATION_COMMANDS_DUPLICATE_NAME")
    ]


def test_faults_of_many_commands_lie_under_their_places() -> None:
    wrong = {**command("ok"), "options": [option(), option(name="A")]}
    assert faults(lambda: all_of(command("a"), command("B"), wrong)) == [
        ("1.name", "APPLICATION_COMMAND_INVALID_NAME"),
        ("2.options.1.name", "APPLICATION_COMMAND_INVALID_NAME"),
    ]


@pytest.mark.parametrize(("kind", "limit"), [(1, 100), (2, 15), (3, 15)])
def test_a_scope_has_so_many_commands_of_a_type(kind: int, limit: int) -> None:
    commands = [command(f"c{number}", kind) for number in range(limit + 1)]
    assert len(all_of(*commands[:limit])) == limit
    assert refusal(lambda: all_of(*commands))[:2] == (400, 30032)
    assert refusal(lambda: check_command_count([kind] * (limit + 1)))[:2] == (400, 30032)


@dataclass
class Response:
    """What discord.py asks of an HTTP answer when it makes an exception of it."""

    status: int = 400
    reason: str = "Bad Request"


@app_commands.command(name="ask")
async def ask(interaction: discord.Interaction, first: str, second: str) -> None:
    """Something to register."""


def test_discord_py_tells_which_command_and_option_is_wrong() -> None:
    wrong = {**command("ask"), "options": [option(name="first"), option(name="second", description="x" * 101)]}
    with pytest.raises(Refused) as caught:
        all_of(wrong, command("Ask"))
    failure = discord.HTTPException(Response(), caught.value.body())
    told = str(app_commands.CommandSyncFailure(failure, [ask, ask]))
    assert "In parameter 'second'" in told
    assert "description: Must be between 1 and 100 in length." in told
    assert "name: Command name is invalid" in told
