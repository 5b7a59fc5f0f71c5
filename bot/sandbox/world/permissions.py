"""Who may do what where: Discord's computation (docs, topics/permissions.mdx). Pure."""

from collections.abc import Collection, Iterable

from bot.sandbox.world.things import Channel, Overwrite

ADMINISTRATOR = 1 << 3
MANAGE_CHANNELS = 1 << 4
MANAGE_GUILD = 1 << 5
ADD_REACTIONS = 1 << 6
VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
SEND_TTS_MESSAGES = 1 << 12
MANAGE_MESSAGES = 1 << 13
EMBED_LINKS = 1 << 14
ATTACH_FILES = 1 << 15
READ_MESSAGE_HISTORY = 1 << 16
MENTION_EVERYONE = 1 << 17
USE_EXTERNAL_EMOJIS = 1 << 18
CONNECT = 1 << 20
MUTE_MEMBERS = 1 << 22
MOVE_MEMBERS = 1 << 24
CHANGE_NICKNAME = 1 << 26
MANAGE_ROLES = 1 << 28
USE_APPLICATION_COMMANDS = 1 << 31
MANAGE_EVENTS = 1 << 33
MANAGE_THREADS = 1 << 34
CREATE_PUBLIC_THREADS = 1 << 35
CREATE_PRIVATE_THREADS = 1 << 36
USE_EXTERNAL_STICKERS = 1 << 37
SEND_MESSAGES_IN_THREADS = 1 << 38
CREATE_EVENTS = 1 << 44
USE_EXTERNAL_SOUNDS = 1 << 45
SEND_POLLS = 1 << 49
USE_EXTERNAL_APPS = 1 << 50
PIN_MESSAGES = 1 << 51
BYPASS_SLOWMODE = 1 << 52

EVERYTHING = (1 << 53) - 1
# What nobody can do who cannot send (docs, topics/permissions.mdx "Implicit Permissions").
NEEDS_SENDING = MENTION_EVERYONE | SEND_TTS_MESSAGES | ATTACH_FILES | EMBED_LINKS | SEND_POLLS
# Direct messages have no roles; these are what either side can do there.
IN_DIRECT_MESSAGES = (
    ADD_REACTIONS
    | VIEW_CHANNEL
    | SEND_MESSAGES
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | MENTION_EVERYONE
    | USE_EXTERNAL_EMOJIS
    | USE_EXTERNAL_STICKERS
    | USE_APPLICATION_COMMANDS
    | SEND_POLLS
    | USE_EXTERNAL_APPS
)
# What an application that is only installed by a person may do where it answers.
OF_CARRIED_APPLICATION = EMBED_LINKS | ATTACH_FILES | MENTION_EVERYONE


def in_guild(role_permissions: Iterable[int], *, is_owner: bool) -> int:
    """The bits of a member's roles together, @everyone among them."""
    bits = 0
    for permissions in role_permissions:
        bits |= permissions
    return EVERYTHING if is_owner or bits & ADMINISTRATOR else bits


def to_write_in(channel: Channel) -> int:
    """The bit that it takes to write there: SEND_MESSAGES has no effect in threads (docs, topics/threads.mdx)."""
    return SEND_MESSAGES if channel.thread is None else SEND_MESSAGES_IN_THREADS


def in_channel(  # noqa: PLR0913 - all that Discord's computation looks at
    base: int,
    overwrites: Iterable[Overwrite],
    *,
    everyone: int,
    roles: Collection[int],
    member: int,
    to_write: int = SEND_MESSAGES,
) -> int:
    """The bits that are left in a channel: `everyone` is the id of that role, `roles` are the member's others."""
    if base & ADMINISTRATOR:
        return EVERYTHING
    by_target = {overwrite.id: overwrite for overwrite in overwrites}
    bits = _overwritten(base, [by_target.get(everyone)])
    bits = _overwritten(bits, [by_target.get(role) for role in roles])
    return _without_implied(_overwritten(bits, [by_target.get(member)]), to_write)


def _overwritten(bits: int, overwrites: Iterable[Overwrite | None]) -> int:
    """All denials of one storey, then all its permits: among roles a permit wins."""
    allow = deny = 0
    for overwrite in overwrites:
        if overwrite is not None:
            allow |= overwrite.allow
            deny |= overwrite.deny
    return bits & ~deny | allow


def _without_implied(bits: int, to_write: int) -> int:
    if not bits & VIEW_CHANNEL:
        return 0
    return bits if bits & to_write else bits & ~NEEDS_SENDING
