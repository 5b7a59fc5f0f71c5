"""Commands are sent to Discord when they say something else than what it has, and only then."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.discord_client.registration import Changes, changes

OURS: Mapping[str, Any] = {
    "name": "what",
    "type": 1,
    "description": "Look something up",
    "name_localizations": {"es-ES": "que", "id": "apa"},
    "description_localizations": {},
    "nsfw": False,
    "dm_permission": True,
    "default_member_permissions": 32,
    "contexts": [0, 1, 2],
    "integration_types": None,
    "options": [
        {
            "name": "query",
            "description": "What",
            "type": 3,
            "required": True,
            "autocomplete": True,
            "min_length": 0,
            "channel_types": [0, 5],
            "choices": [{"name": "a", "value": 0, "name_localizations": {}}],
        },
        {"name": "quiet", "description": "Only for me", "type": 5, "required": False},
    ],
}
# The same as Discord gives it back.
THEIRS: Mapping[str, Any] = {
    "id": "1",
    "application_id": "2",
    "version": "3",
    "name": "what",
    "type": 1,
    "description": "Look something up",
    "name_localizations": {"id": "apa", "es-ES": "que"},
    "description_localizations": None,
    "default_member_permissions": "32",
    "dm_permission": True,
    "contexts": [2, 1, 0],
    "integration_types": [0],
    "options": [
        {
            "type": 3,
            "name": "query",
            "name_localizations": None,
            "description": "What",
            "required": True,
            "autocomplete": True,
            "min_length": 0,
            "channel_types": [5, 0],
            "choices": [{"name": "a", "value": 0, "name_localizations": None}],
        },
        {"type": 5, "name": "quiet", "description": "Only for me"},
    ],
}


def test_what_discord_says_in_other_words_is_no_change() -> None:
    menu = {"name": "Explain", "type": 3, "nsfw": False}
    registered = [{**THEIRS}, {"id": "9", "name": "Explain", "type": 3, "description": "", "options": []}]
    assert changes([OURS, menu], registered) == Changes()
    assert not changes([OURS, menu], registered)


def option(**fields: Any) -> list[dict[str, Any]]:
    return [{**OURS["options"][0], **fields}, OURS["options"][1]]


@pytest.mark.parametrize(
    "changed",
    [
        {"description": "Find something"},
        {"name_localizations": {"es-ES": "que"}},
        {"description_localizations": {"es-ES": "Busca"}},
        {"default_member_permissions": 0},
        {"default_member_permissions": None},
        {"contexts": [0]},
        {"integration_types": [0, 1]},
        {"nsfw": True},
        {"options": []},
        {"options": [OURS["options"][1], OURS["options"][0]]},
        {"options": option(required=False)},
        {"options": option(min_length=None)},
        {"options": option(choices=[{"name": "a", "value": 1}])},
    ],
)
def test_every_difference_that_a_person_may_see_is_a_change(changed: dict[str, Any]) -> None:
    assert changes([{**OURS, **changed}], [THEIRS]) == Changes(changed=("/what",))


def test_commands_that_are_new_and_gone() -> None:
    ours = [OURS, {**OURS, "name": "compare"}, {"name": "Explain", "type": 3}]
    registered = [THEIRS, {**THEIRS, "name": "old"}, {"id": "7", "name": "Old", "type": 2}]
    found = changes(ours, registered)
    assert found == Changes(added=("/compare", "Explain"), removed=("/old", "Old"))
    assert str(found) == "Added: /compare, Explain. Removed: /old, Old."


def test_the_entry_point_of_an_activity_is_discords_own() -> None:
    assert changes([OURS], [THEIRS, {"id": "8", "name": "launch", "type": 4, "handler": 2}]) == Changes()
