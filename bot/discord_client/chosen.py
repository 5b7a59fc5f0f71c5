"""Whether the bot may do in each channel that was chosen for something what it is there for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from discord import Permissions

from bot.discord_client.permissions import in_channel
from bot.discord_client.rest import Rest
from bot.discord_client.servers import MOST_SERVERS
from bot.findings import Finding, fine, warning
from bot.storage.looking import Configured

_TO_POST = ("view_channel", "send_messages")
# To see, after an answer that did not come, whether a post is there.
_TO_LOOK = ("read_message_history",)
_KEYS = {
    "view_channel": "doctor.lacks.view-channel",
    "send_messages": "doctor.lacks.send-messages",
    "read_message_history": "doctor.lacks.read-message-history",
}


@dataclass(frozen=True, slots=True)
class _Server:
    """What the bot may do in a server, and its channels by id."""

    guild: Mapping[str, Any]
    member: Mapping[str, Any]
    channels: Mapping[str, Mapping[str, Any]]


async def examine_chosen(rest: Rest, my_id: str, chosen: Sequence[Configured]) -> Sequence[Finding]:
    """One finding for each permission that is missing in each of them; or one that all is well."""
    reply = await rest.get("/users/@me/guilds")
    if not chosen or reply.status != 200:
        return []
    found: list[Finding] = []
    guilds = {guild["id"]: guild for guild in reply.body}
    for number in list(dict.fromkeys(str(each.guild) for each in chosen))[:MOST_SERVERS]:
        if number in guilds:
            found += await _examine(rest, my_id, guilds[number], [each for each in chosen if str(each.guild) == number])
    return found or [fine("doctor.chosen", count=len(chosen))]


async def _examine(rest: Rest, my_id: str, guild: Mapping[str, Any], chosen: Sequence[Configured]) -> list[Finding]:
    member = await rest.get(f"/guilds/{guild['id']}/members/{my_id}")
    channels = await rest.get(f"/guilds/{guild['id']}/channels")
    if member.status != 200 or channels.status != 200:
        return []  # the check of servers has said so
    server = _Server(guild, member.body, {channel["id"]: channel for channel in channels.body})
    return [finding for each in dict.fromkeys(chosen) for finding in _lacking(server, each, my_id)]


def _lacking(server: _Server, chosen: Configured, my_id: str) -> Iterator[Finding]:
    """All of them at once; but whoever cannot see a channel need not hear of the rest."""
    channel = server.channels.get(str(chosen.channel))
    if channel is None:
        yield warning("doctor.chosen-gone", server=server.guild["name"], channel=str(chosen.channel))
        return
    permissions = in_channel(
        Permissions(int(server.guild["permissions"])), channel, server.guild["id"], server.member["roles"], my_id
    )
    needed = (*_TO_POST, *(_TO_LOOK if chosen.is_daily else ()))
    for name in needed if permissions.view_channel else needed[:1]:
        if not getattr(permissions, name):
            yield warning(_KEYS[name], server=server.guild["name"], channel=f"#{channel['name']}")
