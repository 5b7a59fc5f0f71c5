"""Which commands a person has where (docs, interactions/application-commands.mdx "Contexts", "Permissions")."""

from bot.sandbox.interactions.answering import OF_GUILD
from bot.sandbox.interactions.births import IN_BOT_DM, IN_GUILD
from bot.sandbox.world.permissions import ADMINISTRATOR, USE_APPLICATION_COMMANDS, to_write_in
from bot.sandbox.world.things import Channel, Command, Person
from bot.sandbox.world.world import World

CHAT_INPUT = 1
GUILD_INSTALL, USER_INSTALL = 0, 1
OF_USER = "1"


def owners_of(world: World, person: Person, channel: Channel, command: Command | None) -> dict[str, str]:
    """Who let the application in: the server, the person, both, or nobody (docs, "Authorizing Integration Owners").

    Without a command: of whatever the application can do there.
    """
    types = _integration_types(command)
    owners: dict[str, str] = {}
    if GUILD_INSTALL in types and (channel.is_direct or world.bot_is_member):
        owners[OF_GUILD] = "0" if channel.is_direct else str(world.guild.id)
    if USER_INSTALL in types and person.has_installed:
        owners[OF_USER] = str(person.id)
    return owners


def is_usable(world: World, person: Person, channel: Channel, command: Command) -> bool:
    """Whether a client would offer it there. In archived threads there are none (docs, topics/threads.mdx)."""
    is_archived = channel.thread is not None and channel.thread.is_archived
    if is_archived or not channel.holds_messages or (channel.is_direct and command.guild_id is not None):
        return False
    contexts = command.body.get("contexts")
    context = IN_BOT_DM if channel.is_direct else IN_GUILD
    if command.guild_id is None and contexts is not None and context not in contexts:
        return False
    return bool(owners_of(world, person, channel, command)) and _may_use(world, person, channel, command)


def _may_use(world: World, person: Person, channel: Channel, command: Command) -> bool:
    if channel.is_direct:
        return True
    bits = world.permissions_in(channel, person.id)
    needed = command.body.get("default_member_permissions")
    # Where a person cannot send there is no box to type a command in; context menus are there all the same.
    always = USE_APPLICATION_COMMANDS | (to_write_in(channel) if command.body["type"] == CHAT_INPUT else 0)
    if bits & always != always:
        return False
    if needed is None or bits & ADMINISTRATOR:
        return True
    return int(needed) != 0 and bits & int(needed) == int(needed)


def _integration_types(command: Command | None) -> tuple[int, ...]:
    if command is None:
        return GUILD_INSTALL, USER_INSTALL
    if command.guild_id is not None:
        return (GUILD_INSTALL,)
    return tuple(command.body.get("integration_types") or (GUILD_INSTALL,))
