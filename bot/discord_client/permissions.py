"""What a member may do in a channel (docs, topics/permissions.mdx, "Permission Overwrites")."""

from collections.abc import Mapping, Sequence
from typing import Any

from discord import Permissions

_ROLE, _MEMBER = 0, 1


def in_channel(
    in_guild: Permissions, channel: Mapping[str, Any], guild_id: str, roles: Sequence[str], user_id: str
) -> Permissions:
    """The permissions of a member with `roles`, who has `in_guild` in the server as a whole."""
    if in_guild.administrator:
        return Permissions.all()
    value = in_guild.value
    of = {(each["type"], each["id"]): each for each in channel.get("permission_overwrites", ())}
    # First those of @everyone, whose id is the server's; then all roles together; then the member's own.
    for keys in ([(_ROLE, guild_id)], [(_ROLE, role) for role in roles], [(_MEMBER, user_id)]):
        found = [of[key] for key in keys if key in of]
        value &= ~_joined(found, "deny")
        value |= _joined(found, "allow")
    return Permissions(value) if Permissions(value).view_channel else Permissions.none()


def _joined(overwrites: Sequence[Mapping[str, Any]], field: str) -> int:
    bits = 0
    for each in overwrites:
        bits |= int(each[field])
    return bits
