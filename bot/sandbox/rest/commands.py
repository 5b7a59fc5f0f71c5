"""Application commands, global and of the server (docs, interactions/application-commands.mdx)."""

from bot.sandbox.refusals import Fault, Refused, invalid_form
from bot.sandbox.rest.calls import NOTHING, Answer, Call, Route, no_access
from bot.sandbox.rules.commands import Scope, check_command, check_command_count, check_command_edit, check_commands
from bot.sandbox.world.things import Command, Json

GLOBAL = "/applications/{application_id}/commands"
OF_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
LOCALIZED = ("name_localizations", "description_localizations")


def get_commands(call: Call) -> Answer:
    is_whole = call.is_asked("with_localizations")
    return Answer([_shown(command, is_whole=is_whole) for command in _commands(call)])


def get_command(call: Call) -> Answer:
    return Answer(_the_command(call).body)


def create_command(call: Call) -> Answer:
    """A command with the name of another is a new version of that one."""
    body = check_command(call.body, _scope(call))
    before = _same(_commands(call), body)
    if before is None:
        check_command_count([*(command.body["type"] for command in _commands(call)), body["type"]])
    return Answer(_put(call, body, before).body, 201 if before is None else 200)


def replace_commands(call: Call) -> Answer:
    bodies = check_commands(call.body, _scope(call))
    before = _commands(call)
    kept = [_same(before, body) for body in bodies]
    for command in before:
        if command not in kept:
            call.world.commands.take(command.id)
    return Answer([_put(call, body, old).body for body, old in zip(bodies, kept, strict=True)])


def edit_command(call: Call) -> Answer:
    before = _the_command(call)
    body = check_command_edit(call.body, before.body, _scope(call))
    same = _same(_commands(call), body)
    if same is not None and same.id != before.id:
        said = "Application command names must be unique"
        raise invalid_form(Fault(("name",), "APPLICATION_COMMANDS_DUPLICATE_NAME", said))
    return Answer(_put(call, body, before).body)


def delete_command(call: Call) -> Answer:
    call.world.commands.take(_the_command(call).id)
    return NOTHING


def get_permissions(call: Call) -> Answer:
    """Nobody has set any: that takes an administrator in Discord's own settings."""
    _commands(call)
    return Answer([])


def get_command_permissions(call: Call) -> Answer:
    _the_command(call)
    raise Refused(404, 10066, "Unknown application command permissions")


def _guild_id(call: Call) -> int | None:
    if call.id("application_id") != call.world.application.id:
        raise Refused(403, 20012, "You are not authorized to perform this action on this application")
    if "guild_id" not in call.ids:
        return None
    if call.id("guild_id") != call.world.guild.id or not call.world.bot_is_member:
        raise no_access()
    return call.world.guild.id


def _scope(call: Call) -> Scope:
    return Scope.GLOBAL if _guild_id(call) is None else Scope.GUILD


def _commands(call: Call) -> list[Command]:
    guild_id = _guild_id(call)
    return [command for command in call.world.commands if command.guild_id == guild_id]


def _the_command(call: Call) -> Command:
    number = call.id("command_id")
    command = next((command for command in _commands(call) if command.id == number), None)
    if command is None:
        raise Refused(404, 10063, "Unknown application command")
    return command


def _same(commands: list[Command], body: Json) -> Command | None:
    """A command is told by its type and name."""
    return next((c for c in commands if (c.body["type"], c.body["name"]) == (body["type"], body["name"])), None)


def _put(call: Call, body: Json, before: Command | None) -> Command:
    """A command that is no other than before keeps its version."""
    guild_id = _guild_id(call)
    number = call.world.ids.next() if before is None else before.id
    whole = {"id": str(number), "application_id": str(call.world.application.id), **body}
    if guild_id is not None:
        whole["guild_id"] = str(guild_id)
    if before is not None and whole | {"version": before.body["version"]} == before.body:
        return before
    return call.world.commands.put(Command(number, guild_id, whole | {"version": str(call.world.ids.next())}))


def _shown(command: Command, *, is_whole: bool) -> Json:
    return command.body if is_whole else {key: value for key, value in command.body.items() if key not in LOCALIZED}


ROUTES = (
    Route("GET", OF_GUILD + "/permissions", get_permissions),
    *(
        Route(method, base + path, handle)
        for base in (GLOBAL, OF_GUILD)
        for method, path, handle in (
            ("GET", "", get_commands),
            ("POST", "", create_command),
            ("PUT", "", replace_commands),
            ("GET", "/{command_id}", get_command),
            ("PATCH", "/{command_id}", edit_command),
            ("DELETE", "/{command_id}", delete_command),
        )
    ),
    Route("GET", OF_GUILD + "/{command_id}/permissions", get_command_permissions),
)
