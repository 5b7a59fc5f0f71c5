"""Pictures and files take the place of the addresses that asked for them."""

from bot.sandbox.rules.drafts import IS_COMPONENTS_V2, Draft, Json, Place, Upload
from bot.sandbox.rules.media import with_media
from bot.sandbox.rules.messages import check_message

from .conftest import container, text

CHART = {
    "id": "7",
    "url": "http://127.0.0.1/chart.png",
    "proxy_url": "http://127.0.0.1/chart.png",
    "width": 40,
    "height": 30,
    "content_type": "image/png",
    "attachment_id": "7",
}
MEDIA = {"chart.png": {**CHART, "size": 99}}
HERE = {"url": "attachment://chart.png"}
THERE = {"url": "https://example.com/a.png"}


def draft(body: Json) -> Draft:
    return check_message(body, Place.CHANNEL, [Upload(0, "chart.png", 99)])


def test_components_show_files_and_what_is_in_the_web() -> None:
    aside = {"type": 9, "components": [text()], "accessory": {"type": 11, "media": HERE}}
    body = {
        "flags": IS_COMPONENTS_V2,
        "components": [
            container(aside, {"type": 12, "items": [{"media": HERE}, {"media": THERE}]}),
            {"type": 13, "file": HERE},
        ],
    }
    (box, file) = with_media(draft(body).components, MEDIA)
    (side, gallery) = box["components"]
    assert side["accessory"]["media"] == CHART
    assert gallery["items"][0]["media"] == CHART
    assert gallery["items"][1]["media"]["proxy_url"] == THERE["url"]
    assert file["file"] == CHART
    assert (file["name"], file["size"], file["spoiler"]) == ("chart.png", 99, False)


def test_embeds_show_files_and_what_is_in_the_web() -> None:
    body = {
        "embeds": [
            {
                "title": "x",
                "image": HERE,
                "thumbnail": THERE,
                "author": {"name": "Ana", "icon_url": HERE["url"]},
                "footer": {"text": "x", "icon_url": THERE["url"]},
            }
        ]
    }
    assert with_media(draft(body).embeds, MEDIA) == [
        {
            "type": "rich",
            "title": "x",
            "image": {
                "url": CHART["url"],
                "proxy_url": CHART["url"],
                "width": 40,
                "height": 30,
                "content_type": "image/png",
            },
            "thumbnail": {"url": THERE["url"], "proxy_url": THERE["url"]},
            "author": {"name": "Ana", "icon_url": CHART["url"], "proxy_icon_url": CHART["url"]},
            "footer": {"text": "x", "icon_url": THERE["url"], "proxy_icon_url": THERE["url"]},
        }
    ]


def test_what_has_its_media_stays_as_it_is() -> None:
    body = {
        "flags": IS_COMPONENTS_V2,
        "components": [{"type": 13, "file": HERE}, {"type": 12, "items": [{"media": HERE}]}],
    }
    once = with_media(draft(body).components, MEDIA)
    assert with_media(once, {}) == once
