"""Dispatches of the gateway: built of the description's objects in the way that the documentation says."""

from typing import Any

import pytest

from tests.discord_spec import examples
from tests.discord_spec.checking import SpecCheck

MODAL = {
    "custom_id": "answer",
    "components": [{"type": 18, "id": 1, "component": {"type": 4, "id": 2, "custom_id": "text", "value": "Fargate"}}],
}
TARGET = {
    "id": examples.COMMAND_ID,
    "name": "Explain this",
    "type": 3,
    "target_id": examples.MESSAGE_ID,
    "resolved": {"messages": {examples.MESSAGE_ID: examples.message()}},
}
TYPED = examples.command_data(options=[{"name": "concept", "type": 3, "value": "farg", "focused": True}])
PRIVATE = {"id": "30002", "type": 1, "flags": 0, "recipients": [examples.user()]}


def in_private(kind: int, data: dict[str, Any]) -> dict[str, Any]:
    """The same interaction in the direct messages with the bot: a user instead of a member, and no guild."""
    shown = examples.interaction(kind, data, channel=PRIVATE, channel_id="30002", user=examples.user(), context=1)
    return {key: value for key, value in shown.items() if not key.startswith(("guild", "member"))}


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        ("INTERACTION_CREATE", examples.interaction(2, examples.command_data())),
        ("INTERACTION_CREATE", in_private(2, examples.command_data())),
        ("INTERACTION_CREATE", examples.interaction(2, TARGET)),
        ("INTERACTION_CREATE", examples.interaction(3, examples.component_data(), message=examples.message())),
        ("INTERACTION_CREATE", examples.interaction(4, TYPED)),
        ("INTERACTION_CREATE", examples.interaction(5, MODAL)),
        ("MESSAGE_CREATE", examples.message(guild_id=examples.GUILD_ID)),
        (
            "MESSAGE_DELETE",
            {"id": examples.MESSAGE_ID, "channel_id": examples.CHANNEL_ID, "guild_id": examples.GUILD_ID},
        ),
        ("CHANNEL_UPDATE", examples.channel(topic="Quizzes")),
        ("GUILD_ROLE_UPDATE", {"guild_id": examples.GUILD_ID, "role": examples.role()}),
        ("GUILD_MEMBER_ADD", examples.member(guild_id=examples.GUILD_ID)),
        ("GUILD_DELETE", {"id": examples.GUILD_ID}),
        ("AN_EVENT_WE_DO_NOT_KNOW", {"any": "thing"}),
    ],
)
def test_events_as_discord_sends_them(name: str, payload: Any, check: SpecCheck) -> None:
    assert check.check_event(name, payload) == []


@pytest.mark.parametrize(
    ("name", "payload", "expected"),
    [
        (
            "INTERACTION_CREATE",
            examples.interaction(2, examples.command_data(option=[]), locale="en"),
            ['d.locale: "en" is not one of "ar", "bg" or 32 other candidates', "d.data.option: unknown field, with []"],
        ),
        (
            "INTERACTION_CREATE",
            examples.interaction(3, examples.component_data()),
            ['d: "message" is a required property'],
        ),
        (
            "INTERACTION_CREATE",
            examples.interaction(6, {}),
            ["d.type: 6 is not one of 2, 3 or 2 other candidates", "d.data: unknown field, with {}"],
        ),
        (
            "INTERACTION_CREATE",
            examples.interaction(2, examples.command_data(), member=examples.member(user={"id": "1"}, permissions=8)),
            [
                *(
                    f'd.member.user: "{field}" is a required property'
                    for field in (
                        "username",
                        "avatar",
                        "discriminator",
                        "public_flags",
                        "flags",
                        "global_name",
                        "primary_guild",
                    )
                ),
                'd.member.permissions: 8 is not of type "string"',
            ],
        ),
        ("MESSAGE_CREATE", examples.message(guild="x"), ['d.guild: unknown field, with "x"']),
        ("CHANNEL_UPDATE", examples.channel(type=1), ["d.type: 1 is not one of 0, 2 or 5 other candidates"]),
        ("MESSAGE_DELETE", {"id": 1}, ['d.id: 1 is not of type "string"', 'd: "channel_id" is a required property']),
    ],
)
def test_events_that_discord_would_not_send(name: str, payload: Any, expected: list[str], check: SpecCheck) -> None:
    problems = check.check_event(name, payload)
    assert sorted(f"{problem.place}: {problem.what}" for problem in problems) == sorted(expected)
