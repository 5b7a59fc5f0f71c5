"""The commands that Discord knows, against those that we have; sent only if they differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from discord import HTTPException
from discord.app_commands import CommandSyncFailure
from discord.ext import commands
from discord.http import Route

Command: TypeAlias = Mapping[str, Any]
Key: TypeAlias = tuple[int, str]

_COMMANDS = "/applications/{application_id}/commands"
_CHAT_INPUT = 1
# Made by Discord for apps with activities; it must not be dropped (docs, interactions/application-commands.mdx).
_ENTRY_POINT = 4
# What Discord adds to a command; and `dm_permission`, which `contexts` says better.
_ADDED = {"id", "application_id", "guild_id", "version", "handler", "dm_permission", "default_permission"}
# Where we are silent, Discord fills in what the application's settings say.
_FILLED_IN = {"contexts", "integration_types"}
_UNORDERED = {"contexts", "integration_types", "channel_types"}
_INVALID_FORM = 50035


@dataclass(frozen=True, slots=True)
class Changes:
    """The names of commands that Discord does not have, has otherwise, or should not have."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def __str__(self) -> str:
        named = (("Added", self.added), ("Changed", self.changed), ("Removed", self.removed))
        return " ".join(f"{what}: {', '.join(names)}." for what, names in named if names)


@dataclass(frozen=True, slots=True)
class Registered:
    """The commands that Discord has now, by name, with their ids; and what had to change for it."""

    ids: Mapping[str, int]
    changes: Changes


async def register_if_changed(client: commands.AutoShardedBot) -> Registered:
    """Register the client's commands, unless Discord has them so already. The client must have logged in."""
    ours, there = await payload(client), await registered_commands(client)
    found = changes(ours, there)
    if found:
        there = await _register(client, [*ours, *(each for each in there if each.get("type") == _ENTRY_POINT)])
    return Registered({each["name"]: int(each["id"]) for each in there}, found)


async def payload(client: commands.AutoShardedBot) -> list[dict[str, Any]]:
    """The commands of the client in every language, as Discord takes them."""
    tree = client.tree
    found = tree.get_commands()
    if tree.translator is None:
        return [each.to_dict(tree) for each in found]
    return [await each.get_translated_payload(tree, tree.translator) for each in found]


async def registered_commands(client: commands.AutoShardedBot) -> list[dict[str, Any]]:
    """What Discord has, in every language, which discord.py would not ask for."""
    route = Route("GET", _COMMANDS, application_id=client.application_id)
    found: list[dict[str, Any]] = await client.http.request(route, params={"with_localizations": "true"})
    return found


async def _register(client: commands.AutoShardedBot, wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    route = Route("PUT", _COMMANDS, application_id=client.application_id)
    try:
        there: list[dict[str, Any]] = await client.http.request(route, json=wanted)
    except HTTPException as fault:
        if fault.code == _INVALID_FORM:
            # Names the command and the option that Discord does not take.
            raise CommandSyncFailure(fault, client.tree.get_commands()) from None
        raise
    return there


# --- comparing -----------------------------------------------------------------------------------------------------


def changes(ours: Iterable[Command], registered: Iterable[Command]) -> Changes:
    """What would have to be done for `registered` to say the same as `ours`."""
    wanted, there = _by_key(ours), _by_key(registered)
    both = wanted.keys() & there.keys()
    return Changes(
        added=_names(wanted.keys() - there.keys()),
        changed=_names(key for key in both if _differ(wanted[key], there[key])),
        removed=_names(there.keys() - wanted.keys()),
    )


def _by_key(found: Iterable[Command]) -> dict[Key, dict[str, Any]]:
    keyed = {(command.get("type", _CHAT_INPUT), command["name"]): command for command in found}
    return {key: _comparable(command) for key, command in keyed.items() if key[0] != _ENTRY_POINT}


def _names(keys: Iterable[Key]) -> tuple[str, ...]:
    return tuple(sorted(f"/{name}" if kind == _CHAT_INPUT else name for kind, name in keys))


def _differ(ours: Command, registered: Command) -> bool:
    silent = _FILLED_IN - ours.keys()
    return ours != {key: value for key, value in registered.items() if key not in silent}


def _comparable(command: Command) -> dict[str, Any]:
    return _normal({"type": _CHAT_INPUT, **{key: value for key, value in command.items() if key not in _ADDED}})


def _normal(part: Command) -> dict[str, Any]:
    """The same for whatever means the same to Discord: absent, null, false and empty; lists in any order; numbers."""
    pairs = ((key, _value(key, value)) for key, value in part.items())
    # By identity: 0 is a value, and equal to False.
    return {
        key: value for key, value in pairs if value is not None and value is not False and value not in ("", [], {})
    }


def _value(key: str, value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if key == "default_member_permissions" and value is not None:
        return str(value)
    if isinstance(value, Mapping):
        return _normal(value)
    if isinstance(value, list):
        found = [_normal(each) if isinstance(each, Mapping) else each for each in value]
        return sorted(found) if key in _UNORDERED else found
    return value
