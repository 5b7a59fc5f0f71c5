"""Discord's computation of permissions, storey by storey."""

import pytest

from bot.sandbox.world import permissions as may
from bot.sandbox.world.permissions import in_channel, in_guild
from bot.sandbox.world.things import Overwrite

EVERYONE, HELPER, GUEST, MEMBER = 1, 2, 3, 10
BASE = may.VIEW_CHANNEL | may.SEND_MESSAGES


def seen(*overwrites: Overwrite, base: int = BASE) -> int:
    return in_channel(base, overwrites, everyone=EVERYONE, roles=(HELPER, GUEST), member=MEMBER)


def test_roles_add_up() -> None:
    assert in_guild([may.VIEW_CHANNEL, may.SEND_MESSAGES], is_owner=False) == BASE


@pytest.mark.parametrize(("roles", "is_owner"), [([may.ADMINISTRATOR], False), ([0], True)])
def test_owners_and_administrators_may_do_everything(roles: list[int], *, is_owner: bool) -> None:
    assert in_guild(roles, is_owner=is_owner) == may.EVERYTHING


def test_nothing_is_denied_to_an_administrator() -> None:
    assert seen(Overwrite(MEMBER, 1, deny=may.VIEW_CHANNEL), base=may.ADMINISTRATOR) == may.EVERYTHING


@pytest.mark.parametrize(
    ("overwrites", "may_send"),
    [
        ([], True),
        ([Overwrite(EVERYONE, 0, deny=may.SEND_MESSAGES)], False),
        ([Overwrite(EVERYONE, 0, deny=may.SEND_MESSAGES), Overwrite(HELPER, 0, allow=may.SEND_MESSAGES)], True),
        # Among roles a permit wins, in whatever order they stand.
        ([Overwrite(HELPER, 0, allow=may.SEND_MESSAGES), Overwrite(GUEST, 0, deny=may.SEND_MESSAGES)], True),
        ([Overwrite(GUEST, 0, deny=may.SEND_MESSAGES), Overwrite(HELPER, 0, allow=may.SEND_MESSAGES)], True),
        ([Overwrite(HELPER, 0, allow=may.SEND_MESSAGES), Overwrite(MEMBER, 1, deny=may.SEND_MESSAGES)], False),
        ([Overwrite(HELPER, 0, deny=may.SEND_MESSAGES), Overwrite(MEMBER, 1, allow=may.SEND_MESSAGES)], True),
        ([Overwrite(99, 0, deny=may.SEND_MESSAGES)], True),
    ],
)
def test_the_nearer_overwrite_wins(overwrites: list[Overwrite], *, may_send: bool) -> None:
    assert bool(seen(*overwrites) & may.SEND_MESSAGES) is may_send


def test_who_does_not_see_a_channel_can_do_nothing_there() -> None:
    assert seen(Overwrite(EVERYONE, 0, deny=may.VIEW_CHANNEL)) == 0


def test_who_cannot_send_cannot_send_pictures_either() -> None:
    whole = BASE | may.ATTACH_FILES | may.EMBED_LINKS | may.READ_MESSAGE_HISTORY
    left = seen(Overwrite(EVERYONE, 0, deny=may.SEND_MESSAGES), base=whole)
    assert left == may.VIEW_CHANNEL | may.READ_MESSAGE_HISTORY
