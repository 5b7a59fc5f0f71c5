"""The members that a client asks for (docs, events/gateway-events.mdx "Request Guild Members")."""

from collections.abc import Iterator

from bot.sandbox.gateway.payloads import LONGEST_NONCE_BYTES, MOST_FOUND, MembersWanted
from bot.sandbox.gateway.town import Json, Town

# Docs, events/gateway-events.mdx "Guild Members Chunk".
CHUNK = 1000


def chunks(asked: MembersWanted, town: Town) -> Iterator[Json]:
    """The payloads of GUILD_MEMBERS_CHUNK: at least one, an empty one if nobody is found."""
    members = town.guild_members(asked.guild)
    found = _found(asked, members)
    parts = [found[start : start + CHUNK] for start in range(0, len(found), CHUNK)] or [[]]
    for number, part in enumerate(parts):
        yield {
            "guild_id": str(asked.guild_id),
            "members": part,
            "chunk_index": number,
            "chunk_count": len(parts),
            **_extras(asked, members),
        }


def _found(asked: MembersWanted, members: list[Json]) -> list[Json]:
    if asked.users is not None:
        return [member for member in members if member["user"]["id"] in asked.users[:MOST_FOUND]]
    query = (asked.query or "").casefold()
    matching = [member for member in members if any(name.casefold().startswith(query) for name in _names(member))]
    return matching[: min(asked.limit or MOST_FOUND, MOST_FOUND)] if query or asked.limit else matching


def _names(member: Json) -> Iterator[str]:
    yield member["user"]["username"]
    yield from filter(None, (member["user"].get("global_name"), member.get("nick")))


def _extras(asked: MembersWanted, members: list[Json]) -> Json:
    extras: Json = {}
    if asked.users is not None:
        here = {member["user"]["id"] for member in members}
        extras["not_found"] = [number for number in asked.users if number not in here]
    if asked.presences:
        extras["presences"] = []
    if asked.nonce is not None and len(asked.nonce.encode()) <= LONGEST_NONCE_BYTES:
        extras["nonce"] = asked.nonce  # a longer one is not given back
    return extras
