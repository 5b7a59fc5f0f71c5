"""Ids that a person chose -> `resolved`: what the bot is told of them (docs, "Resolved Data Structure")."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.sandbox.interactions.births import Scene, partial_channel_json
from bot.sandbox.world.messages import attachment_json
from bot.sandbox.world.payloads import member_json, role_json, user_json
from bot.sandbox.world.things import Attachment, Json

# Kinds of values, as the types of options and of selects number them.
OPTION_KINDS = {6: "user", 7: "channel", 8: "role", 9: "mentionable", 11: "attachment"}
SELECT_KINDS = {5: "user", 6: "role", 7: "mentionable", 8: "channel", 19: "attachment"}
# What a member does not say where the user stands beside it.
NOT_RESOLVED = ("user", "deaf", "mute")


@dataclass(frozen=True, slots=True)
class Chosen:
    """One id, and what it is of."""

    kind: str
    id: int


def chosen_in_options(options: Iterable[Json]) -> Iterator[Chosen]:
    for option in options:
        yield from chosen_in_options(option.get("options", ()))
        kind = OPTION_KINDS.get(option["type"])
        # Of an option that is still being typed the value may be anything.
        if kind is not None and str(option.get("value")).isdecimal():
            yield Chosen(kind, int(option["value"]))


def chosen_in_select(kind: int, values: Iterable[str]) -> Iterator[Chosen]:
    if kind in SELECT_KINDS:
        yield from (Chosen(SELECT_KINDS[kind], int(value)) for value in values)


def chosen_in_modal(components: Iterable[Json]) -> Iterator[Chosen]:
    for component in components:
        inner = component.get("component")
        if inner is not None and "values" in inner:
            yield from chosen_in_select(inner["type"], inner["values"])


def with_resolved(scene: Scene, chosen: Iterable[Chosen], attachments: Iterable[Attachment] = ()) -> Json:
    """`{"resolved": ...}`, or nothing where nothing was chosen that needs it."""
    files = {attachment.id: attachment for attachment in attachments}
    resolved: Json = {}
    for choice in chosen:
        for shelf, shown in _shown(scene, choice, files):
            resolved.setdefault(shelf, {})[str(choice.id)] = shown
    return {"resolved": resolved} if resolved else {}


def _shown(scene: Scene, choice: Chosen, files: dict[int, Attachment]) -> Iterator[tuple[str, Json]]:
    world = scene.world
    if choice.kind == "attachment" and choice.id in files:
        yield "attachments", attachment_json(world, files[choice.id], scene.channel.id, is_private=True)
    if choice.kind == "channel" and (channel := world.channels.get(choice.id)) is not None:
        yield "channels", partial_channel_json(scene, channel)
    if choice.kind in {"role", "mentionable"} and (role := world.roles.get(choice.id)) is not None:
        yield "roles", role_json(role)
    if choice.kind in {"user", "mentionable"} and (user := world.users.get(choice.id)) is not None:
        yield "users", user_json(user)
        member = None if scene.channel.is_direct else world.members.get(user.id)
        if member is not None:
            whole = member_json(world, member, with_user=False)
            shown = {key: value for key, value in whole.items() if key not in NOT_RESOLVED}
            yield "members", shown | {"permissions": str(world.permissions_in(scene.channel, user.id))}
