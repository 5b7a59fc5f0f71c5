"""Answers of the API: whole objects pass, and each fault is told."""

from typing import Any

import pytest

from tests.discord_spec import examples
from tests.discord_spec.checking import SpecCheck

WEBHOOK = "/webhooks/10001/token"
CALLBACK = "/interactions/60001/token/callback"
MESSAGES = "/channels/30001/messages"

BUTTON = {"type": 2, "id": 3, "style": 1, "custom_id": "compare:fargate", "label": "Compare"}
LAYOUT = [
    {
        "type": 17,
        "id": 1,
        "components": [{"type": 1, "id": 2, "components": [BUTTON]}],
        "spoiler": False,
        "accent_color": 1,
    }
]


@pytest.mark.parametrize(
    ("method", "path", "status", "body"),
    [
        ("POST", MESSAGES, 200, examples.message(components=LAYOUT, flags=1 << 15)),
        ("GET", MESSAGES, 200, [examples.message()]),
        ("POST", CALLBACK, 204, None),
        ("POST", CALLBACK, 200, examples.callback_answer()),
        ("POST", WEBHOOK, 200, examples.message(webhook_id=examples.APPLICATION_ID)),
        ("PUT", "/applications/10001/commands", 200, [examples.command()]),
        ("GET", "/guilds/20001/members/40001", 200, examples.member()),
        ("GET", "/guilds/20001/roles", 200, [examples.role()]),
        ("GET", "/channels/30001", 200, examples.channel()),
        ("POST", CALLBACK, 404, {"code": 10062, "message": "Unknown interaction"}),
        (
            "POST",
            CALLBACK,
            429,
            {"code": 0, "message": "You are being rate limited.", "retry_after": 0.5, "global": False},
        ),
        ("POST", CALLBACK, 429, {"message": "You are being rate limited.", "retry_after": 0.5, "global": True}),
        ("POST", CALLBACK, 503, None),
        ("POST", "/nowhere", 404, {"code": 0, "message": "404: Not Found"}),
    ],
)
def test_answers_as_discord_gives_them(method: str, path: str, status: int, body: Any, check: SpecCheck) -> None:
    assert check.check_response(method, path, status, body) == []


def test_errors_are_a_tree_whose_leaves_are_lists(check: SpecCheck) -> None:
    leaf = {"_errors": [{"code": "BASE_TYPE_REQUIRED", "message": "This field is required"}]}
    tree = {"code": 50035, "message": "Invalid Form Body", "errors": {"embeds": {"0": {"title": leaf}}}}
    assert check.check_response("POST", MESSAGES, 400, tree) == []


@pytest.mark.parametrize(
    ("call", "status", "body", "expected"),
    [
        (
            f"POST {MESSAGES}",
            200,
            examples.message(colour=1, tts=None, timestamp="today"),
            [
                'body.timestamp: "today" is not a "date-time"',
                'body.tts: null is not of type "boolean"',
                "body.colour: unknown field, with 1",
            ],
        ),
        (
            f"POST {MESSAGES}",
            200,
            examples.message(id=50001),
            ['body.id: 50001 is not of type "string"'],
        ),
        (
            f"POST {MESSAGES}",
            200,
            examples.message(components=[{"type": 1, "id": 1, "components": [{"type": 2, "style": 1}]}]),
            ['body.components[0].components[0]: "id" is a required property'],
        ),
        (f"POST {MESSAGES}", 204, None, ["status: not one of 200, 429, 4XX"]),
        (f"POST {CALLBACK}", 204, {}, ["body: this answer has none"]),
        (f"POST {MESSAGES}", 200, None, ['body: null is not of type "object"']),
        (f"POST {CALLBACK}", 404, {"message": "gone"}, ['body: "code" is a required property']),
        (
            f"POST {CALLBACK}",
            429,
            {"code": 0, "message": "slower", "retry_after": "1", "global": False, "bucket": "a"},
            ['body.retry_after: "1" is not of type "number"', 'body.bucket: unknown field, with "a"'],
        ),
        ("POST /nowhere", 200, {}, ["path: no such operation"]),
    ],
)
def test_answers_that_discord_would_not_give(
    call: str, status: int, body: Any, expected: list[str], check: SpecCheck
) -> None:
    method, path = call.split()
    problems = check.check_response(method, path, status, body)
    assert sorted(f"{problem.place}: {problem.what}" for problem in problems) == sorted(expected)
