"""What the rules take, Discord's own description takes too, but for the differences that are noted here.

And what they give back is what the description promises. Skipped where the description is not at hand.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

import jsonschema_rs
import pytest

from bot.sandbox.rules.commands import Scope, check_command
from bot.sandbox.rules.drafts import IS_COMPONENTS_V2, Json, Place, Upload
from bot.sandbox.rules.media import with_media
from bot.sandbox.rules.messages import check_message
from tests.discord_spec.document import DESCRIPTION, read_document

from . import test_commands, test_components, test_embeds, test_messages, test_modals
from .conftest import row
from .test_media import HERE, MEDIA

Problems: TypeAlias = Callable[[str, object], list[str]]

CHANNEL_MESSAGE = "MessageCreateRequest"
REPLY = "IncomingWebhookInteractionRequest"
MODAL = "ModalInteractionCallbackRequestData"
COMMAND = "ApplicationCommandCreateRequest"

MESSAGES = [
    *test_messages.TAKEN,
    *({"embeds": [embed]} for embed in test_embeds.TAKEN),
    *({"content": "x", "components": [row(*parts)]} for parts in test_components.TAKEN_IN_A_ROW),
    *({"flags": IS_COMPONENTS_V2, "components": list(parts)} for parts in test_components.TAKEN),
]
MODALS = [{"custom_id": "form", "title": "Form", "components": list(parts)} for parts in test_modals.TAKEN]
COMMANDS = [{"name": "ask", "description": "Asks", **fields} for fields in test_commands.TAKEN]

# Taken by the rules and refused by the description, each with the reason. Where docs and description differ, docs win.
DIFFERENCES: list[tuple[Json, str]] = [
    ({"content": 5}, "Discord takes numbers for texts"),
    ({"content": "x", "flags": "4"}, "Discord takes digits for numbers"),
    ({"embeds": [{"title": " " * 5000 + "x"}]}, "docs: texts of embeds are counted without white space at their ends"),
    (
        {"name": "ask", "description": "Asks", "default_member_permissions": "0"},
        "docs: permissions are a text; the description says a number, and discord.py sends one",
    ),
    (
        {
            "name": "ask",
            "description": "Asks",
            "options": [
                test_commands.option(4, choices=[{"name": "one", "value": 1}, {"name": "two", "value": "2"}]),
            ],
        },
        "Discord takes digits for numbers",
    ),
]
DIFFERENT = [body for body, _ in DIFFERENCES]


@pytest.fixture(scope="module")
def problems() -> Problems:
    """What the description has against a value as one of its schemas. Ids may be numbers in requests (docs)."""
    document = read_document()
    if document is None:
        pytest.skip(f"Discord's description is not at {DESCRIPTION}")
    loose = document.with_schemas(SnowflakeType={"type": ["string", "integer"], "pattern": "^[0-9]+$"})

    def found(schema: str, value: object) -> list[str]:
        validator = jsonschema_rs.validator_for(
            {"$ref": f"#/components/schemas/{schema}", "components": loose.tree["components"]}
        )
        return [error.message for error in validator.iter_errors(value)]

    return found


@pytest.mark.parametrize(
    ("schema", "bodies"),
    [(CHANNEL_MESSAGE, MESSAGES), (MODAL, MODALS), (COMMAND, COMMANDS)],
    ids=["messages", "modals", "commands"],
)
def test_what_the_rules_take_the_description_takes(problems: Problems, schema: str, bodies: list[Json]) -> None:
    assert [body for body in bodies if problems(schema, body)] == [body for body in bodies if body in DIFFERENT]


def test_a_reply_is_a_message_for_the_description_too(problems: Problems) -> None:
    bodies = [body for body in MESSAGES if body not in DIFFERENT and "sticker_ids" not in body]
    assert [body for body in bodies if problems(REPLY, body)] == []


def given_back(body: Json) -> Json:
    """The parts of a message that the rules make."""
    draft = check_message(body, Place.CHANNEL, [Upload(0, "chart.png", 99)])
    return {"embeds": with_media(draft.embeds, MEDIA), "components": with_media(draft.components, MEDIA)}


def test_embeds_and_components_come_back_as_the_description_promises(problems: Problems) -> None:
    shown = {"type": 13, "file": HERE}
    for body in [*MESSAGES, {"flags": IS_COMPONENTS_V2, "components": [shown]}]:
        for name, value in given_back(body).items():
            assert problems(f"BasicMessageResponse/properties/{name}", value) == [], body


def test_commands_come_back_as_the_description_promises(problems: Problems) -> None:
    ids: Any = {"id": "1", "application_id": "2", "version": "3"}
    for body in COMMANDS:
        for scope in Scope:
            assert problems("ApplicationCommandResponse", {**check_command(body, scope), **ids}) == [], body
