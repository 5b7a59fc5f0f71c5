"""What the bot may do in the servers that it is in."""

from collections.abc import Mapping, Sequence
from typing import Any

from discord import Permissions

from bot.discord_client.permissions import in_channel
from bot.discord_client.rest import Rest
from bot.findings import Finding, fine, warning

MOST_SERVERS = 20
_MOST_NAMES = 5
# Channels in which people write: text and announcements (docs, resources/channel.mdx, "Channel Types").
_WRITTEN = {0, 5}
# What a quiz needs, with the words of the sentence about it. Answers to commands, pictures too, need none of it.
_NEEDED = {"view_channel": "doctor.cannot-see", "send_messages": "doctor.cannot-write"}
# What is asked for: that, and what planned nights, daily posts and the picture of an evening are better with; without
# those, they say so and go on.
_INVITE_PERMISSIONS = Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    create_events=True,
    read_message_history=True,
    attach_files=True,
)


async def examine_servers(rest: Rest, my_id: str, application_id: str) -> Sequence[Finding]:
    """One finding or more for each server, the first twenty of them."""
    reply = await rest.get("/users/@me/guilds")
    if reply.status != 200:
        return [warning("doctor.refused", path="/users/@me/guilds", status=reply.status)]
    if not reply.body:
        return [warning("doctor.no-servers", invite=invite(application_id))]
    found = [finding for guild in reply.body[:MOST_SERVERS] for finding in await _examine_server(rest, guild, my_id)]
    if len(reply.body) > MOST_SERVERS:
        found.append(fine("doctor.more-servers", shown=MOST_SERVERS))
    return found


def invite(application_id: str) -> str:
    """The address at which somebody adds the bot to a server."""
    scopes = "bot+applications.commands"
    permissions = _INVITE_PERMISSIONS.value
    return f"https://discord.com/oauth2/authorize?client_id={application_id}&scope={scopes}&permissions={permissions}"


async def _examine_server(rest: Rest, guild: Mapping[str, Any], my_id: str) -> Sequence[Finding]:
    member = await rest.get(f"/guilds/{guild['id']}/members/{my_id}")
    channels = await rest.get(f"/guilds/{guild['id']}/channels")
    for path, reply in (("members", member), ("channels", channels)):
        if reply.status != 200:
            return [warning("doctor.refused", path=f"/guilds/{guild['id']}/{path}", status=reply.status)]
    written = [channel for channel in channels.body if channel["type"] in _WRITTEN]
    may = {
        channel["name"]: in_channel(
            Permissions(int(guild["permissions"])), channel, guild["id"], member.body["roles"], my_id
        )
        for channel in written
    }
    return _missing(guild["name"], may) or [fine("doctor.server", server=guild["name"], channels=len(may))]


def _missing(server: str, may: Mapping[str, Permissions]) -> list[Finding]:
    """The first permission that is missing in each channel: whoever cannot see it need not hear of the rest."""
    lacking: dict[str, list[str]] = {}
    for channel, permissions in may.items():
        first = next((name for name in _NEEDED if not getattr(permissions, name)), None)
        if first is not None:
            lacking.setdefault(first, []).append(f"#{channel}")
    return [warning(_NEEDED[name], server=server, channels=_some(lacking[name])) for name in _NEEDED if name in lacking]


def _some(names: Sequence[str]) -> str:
    more = f" +{len(names) - _MOST_NAMES}" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more
