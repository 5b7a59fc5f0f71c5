"""Pictures and files in checked embeds and components, put in place of the addresses that asked for them."""

from collections.abc import Mapping, Sequence

from bot.sandbox.rules.attachments import shown_files
from bot.sandbox.rules.drafts import Json

# Where an embed or a component holds others, a picture, or an icon.
_MANY = ("components", "items")
_ONE = "accessory"
_UNFURLED = ("media", "file")
_PICTURES = ("image", "thumbnail")
_ICON_OWNERS = ("author", "footer")

_OF_PICTURES = ("url", "proxy_url", "width", "height", "content_type")  # what an embed says of one


def with_media(parts: Sequence[Json], media: Mapping[str, Json]) -> list[Json]:
    """The embeds or components with their media; what has its media already stays as it is.

    `media` says of each file by its name what Discord says of a media item: `url`, `proxy_url`, and what else is known;
    also its `size`, which stands beside a file. Of addresses in the web nothing is known: the sandbox fetches nothing.
    """
    return [_part(part, media) for part in parts]


def _part(part: Json, media: Mapping[str, Json]) -> Json:
    filled = dict(part)
    filled.update({name: with_media(part[name], media) for name in _MANY if name in part})
    filled.update({name: _unfurled(part[name], media) for name in _UNFURLED if name in part})
    if "file" in part and "proxy_url" not in part["file"]:
        filled.update(_beside_file(part["file"]["url"], media))
    if _ONE in part:
        filled[_ONE] = _part(part[_ONE], media)
    filled.update({name: _picture(part[name], media) for name in _PICTURES if name in part})
    filled.update({name: _with_icon(part[name], media) for name in _ICON_OWNERS if name in part})
    return filled


def _known(address: str, media: Mapping[str, Json]) -> Json:
    for name in shown_files([address]):
        return media[name]
    return {"id": "0", "url": address, "proxy_url": address, "width": None, "height": None, "content_type": None}


def _unfurled(item: Json, media: Mapping[str, Json]) -> Json:
    if "proxy_url" in item:
        return item
    return {key: value for key, value in _known(item["url"], media).items() if key != "size"}


def _beside_file(address: str, media: Mapping[str, Json]) -> Json:
    (name,) = shown_files([address])
    return {"name": name, "size": media[name].get("size")}


def _picture(item: Json, media: Mapping[str, Json]) -> Json:
    if "proxy_url" in item:
        return item
    known = _known(item["url"], media)
    return {key: known[key] for key in _OF_PICTURES if known.get(key) is not None}


def _with_icon(owner: Json, media: Mapping[str, Json]) -> Json:
    if "icon_url" not in owner or "proxy_icon_url" in owner:
        return owner
    known = _known(owner["icon_url"], media)
    return {**owner, "icon_url": known["url"], "proxy_icon_url": known["proxy_url"]}
