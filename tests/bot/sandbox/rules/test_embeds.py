"""Embeds: each limit at its edge, the sum over all of them, and what comes back."""

from typing import Any

import pytest

from bot.sandbox.rules.drafts import Json, Place
from bot.sandbox.rules.messages import check_message

from .conftest import Found, faults


def embeds(*given: Json) -> list[Json]:
    return check_message({"embeds": list(given)}, Place.CHANNEL).embeds


def field(**fields: Any) -> Json:
    return {"fields": [{"name": "Name", "value": "Value", **fields}]}


LONG_ADDRESS = "https://example.com/" + "x" * 2029

TAKEN: list[Json] = [
    {"title": "x" * 256},
    {"description": "x" * 4096},
    {"footer": {"text": "x" * 2048}},
    {"author": {"name": "x" * 256, "url": "https://example.com", "icon_url": "https://example.com/a.png"}},
    {"fields": [{"name": "n", "value": "v"}] * 25},
    field(name="x" * 256),
    field(value="x" * 1024, inline=True),
    {"title": "x", "color": 0xFFFFFF},
    {"title": "x", "color": 0},
    {"title": "x", "url": "https://example.com"},
    {"title": "x", "timestamp": "2026-03-01T12:00:00.123Z"},
    {"title": "x", "timestamp": "2026-03-01T12:00:00+02:00"},
    {"image": {"url": "https://example.com/a.png"}, "thumbnail": {"url": "http://example.com/b.png"}},
    {"title": "x", "type": "rich", "flags": 0, "provider": {"name": "x"}, "video": {"url": "x"}},
    {"title": " " * 5000 + "x"},
]


@pytest.mark.parametrize("embed", TAKEN)
def test_an_embed_is_taken(embed: Json) -> None:
    assert faults(lambda: embeds(embed)) == []


REFUSED: list[tuple[Json, Found]] = [
    ({"title": "x" * 257}, [("title", "BASE_TYPE_MAX_LENGTH")]),
    ({"description": "x" * 4097}, [("description", "BASE_TYPE_MAX_LENGTH")]),
    ({"footer": {"text": "x" * 2049}}, [("footer.text", "BASE_TYPE_MAX_LENGTH")]),
    ({"author": {"name": "x" * 257}}, [("author.name", "BASE_TYPE_MAX_LENGTH")]),
    ({"fields": [{"name": "n", "value": "v"}] * 26}, [("fields", "BASE_TYPE_MAX_LENGTH")]),
    (field(name="x" * 257), [("fields.0.name", "BASE_TYPE_BAD_LENGTH")]),
    (field(value="x" * 1025), [("fields.0.value", "BASE_TYPE_BAD_LENGTH")]),
    (field(name=""), [("fields.0.name", "BASE_TYPE_REQUIRED")]),
    (field(value=" "), [("fields.0.value", "BASE_TYPE_REQUIRED")]),
    (field(value=None), [("fields.0.value", "BASE_TYPE_REQUIRED")]),
    ({"title": "x", "color": -1}, [("color", "NUMBER_TYPE_MIN")]),
    ({"title": "x", "color": 0x1000000}, [("color", "NUMBER_TYPE_MAX")]),
    ({"title": "x", "url": "ftp://example.com"}, [("url", "URL_TYPE_INVALID_SCHEME")]),
    ({"title": "x", "url": "attachment://a.png"}, [("url", "URL_TYPE_INVALID_SCHEME")]),
    ({"title": "x", "url": "not an address"}, [("url", "URL_TYPE_INVALID_URL")]),
    ({"title": "x", "url": LONG_ADDRESS}, [("url", "BASE_TYPE_MAX_LENGTH")]),
    ({"title": "x", "timestamp": "tomorrow"}, [("timestamp", "DATE_TIME_TYPE_PARSE")]),
    ({"image": {}}, [("image.url", "BASE_TYPE_REQUIRED")]),
    ({"thumbnail": {"url": "a.png"}}, [("thumbnail.url", "URL_TYPE_INVALID_URL")]),
    ({"author": "Ana"}, [("author", "MODEL_TYPE_CONVERT")]),
]


@pytest.mark.parametrize(("embed", "found"), REFUSED)
def test_an_embed_is_refused(embed: Json, found: Found) -> None:
    assert faults(lambda: embeds(embed)) == [(f"embeds.0.{place}", code) for place, code in found]


def test_all_embeds_together_have_at_most_6000_characters() -> None:
    first = {
        "title": "x" * 100,
        "author": {"name": "x" * 100},
        "footer": {"text": "x" * 800},
        "fields": [{"name": "x" * 200, "value": "x" * 800}],
    }
    assert faults(lambda: embeds(first, {"description": "x" * 4000})) == []
    assert faults(lambda: embeds(first, {"description": "  " + "x" * 4000 + "  "})) == []
    assert faults(lambda: embeds(first, {"description": "x" * 4001})) == [("embeds", "MAX_EMBED_SIZE_EXCEEDED")]


def test_an_embed_comes_back_without_what_is_empty() -> None:
    asked = {
        "title": " Fargate ",
        "description": "",
        "timestamp": "2026-03-01T12:00:00Z",
        "footer": {"text": ""},
        "author": {"name": "Ana", "icon_url": None},
        "fields": [{"name": "a", "value": "b"}],
        "flags": 0,
    }
    assert embeds(asked) == [
        {
            "type": "rich",
            "title": "Fargate",
            "timestamp": "2026-03-01T12:00:00+00:00",
            "author": {"name": "Ana"},
            "fields": [{"name": "a", "value": "b", "inline": False}],
        }
    ]
