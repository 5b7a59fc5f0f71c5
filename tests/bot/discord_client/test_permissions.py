"""What a member may do in a channel, by Discord's order of overwrites."""

from typing import Any

import pytest
from discord import Permissions

from bot.discord_client.permissions import in_channel

GUILD, ROLE, OTHER_ROLE, ME = "1", "2", "3", "4"
SEE, WRITE, FILES = (Permissions(**{name: True}).value for name in ("view_channel", "send_messages", "attach_files"))


def overwrite(kind: int, of: str, allow: int = 0, deny: int = 0) -> dict[str, Any]:
    return {"type": kind, "id": of, "allow": str(allow), "deny": str(deny)}


@pytest.mark.parametrize(
    ("in_guild", "overwrites", "may"),
    [
        (SEE | WRITE, [], SEE | WRITE),
        (SEE | WRITE, [overwrite(0, GUILD, deny=WRITE)], SEE),
        (SEE | WRITE, [overwrite(0, GUILD, deny=WRITE), overwrite(0, ROLE, allow=WRITE)], SEE | WRITE),
        (SEE, [overwrite(0, OTHER_ROLE, allow=WRITE)], SEE),
        # A role that allows is stronger than another that denies, and the member's own is stronger than both.
        (SEE, [overwrite(0, ROLE, deny=FILES, allow=WRITE), overwrite(0, GUILD, allow=FILES)], SEE | WRITE),
        (SEE, [overwrite(0, ROLE, allow=WRITE), overwrite(1, ME, deny=WRITE, allow=FILES)], SEE | FILES),
        (SEE, [overwrite(1, "5", allow=WRITE)], SEE),
        # Who does not see a channel can do nothing there.
        (SEE | WRITE, [overwrite(0, GUILD, deny=SEE)], 0),
        (Permissions(administrator=True).value, [overwrite(0, GUILD, deny=SEE)], Permissions.all().value),
    ],
)
def test_permissions_in_a_channel(in_guild: int, overwrites: list[dict[str, Any]], may: int) -> None:
    found = in_channel(Permissions(in_guild), {"permission_overwrites": overwrites}, GUILD, [ROLE], ME)
    assert found.value == may
