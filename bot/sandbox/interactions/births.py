"""A person's doing -> the interaction, and the INTERACTION_CREATE that the bot is sent.

Docs: interactions/receiving-and-responding.mdx "Interaction Object".
"""

from dataclasses import dataclass

from bot.sandbox.interactions.lives import AUTOCOMPLETE, token_of
from bot.sandbox.rules.attachments import FILE_BYTES_LIMIT
from bot.sandbox.world.messages import message_json
from bot.sandbox.world.payloads import channel_json, member_json, user_json
from bot.sandbox.world.permissions import OF_CARRIED_APPLICATION
from bot.sandbox.world.things import Channel, Command, Interaction, Json, Message, Person
from bot.sandbox.world.world import World

COMMAND, COMPONENT, MODAL_SUBMIT = 2, 3, 5
# Contexts (docs, "Interaction Context Types").
IN_GUILD, IN_BOT_DM = 0, 1


@dataclass(frozen=True, slots=True)
class Scene:
    """Who does something where, and who let the application in: a server ("0"), the person ("1") or both."""

    world: World
    person: Person
    channel: Channel
    owners: dict[str, str]


def command_born(
    scene: Scene, command: Command, data: Json, *, target: Message | int | None = None, is_autocomplete: bool = False
) -> tuple[Interaction, Json]:
    """A command that was picked, or is being typed. `target`: what a command of a context menu was used upon."""
    kind = AUTOCOMPLETE if is_autocomplete else COMMAND
    number = scene.world.ids.next()
    metadata = _metadata(scene, number, COMMAND)
    if isinstance(target, Message):
        metadata["target_message_id"] = str(target.id)
    elif target is not None:
        metadata["target_user"] = user_json(scene.world.users[target])
    body = command.body
    about: Json = {"id": body["id"], "name": body["name"], "type": body["type"]}
    if command.guild_id is not None:
        about["guild_id"] = str(command.guild_id)
    interaction = _interaction(
        scene,
        number,
        kind,
        metadata,
        options=data.get("options", []),
        command=body["name"],
        command_type=body["type"],
    )
    return interaction, _payload(scene, interaction, about | data)


def component_born(scene: Scene, message: Message, component: Json, data: Json) -> tuple[Interaction, Json]:
    """A button that was pressed, or a select that was used."""
    number = scene.world.ids.next()
    metadata = _metadata(scene, number, COMPONENT) | {"interacted_message_id": str(message.id)}
    custom_id: str = component["custom_id"]
    interaction = _interaction(scene, number, COMPONENT, metadata, custom_id=custom_id, message_id=message.id)
    about = {"id": component["id"], "custom_id": custom_id, "component_type": component["type"]}
    return interaction, _payload(scene, interaction, about | data)


def modal_born(scene: Scene, opener: Interaction, data: Json) -> tuple[Interaction, Json]:
    """A form that was sent off. It belongs to the message whose component opened it, if one did."""
    number = scene.world.ids.next()
    metadata = _metadata(scene, number, MODAL_SUBMIT) | {"triggering_interaction_metadata": opener.metadata}
    interaction = _interaction(
        scene,
        number,
        MODAL_SUBMIT,
        metadata,
        command=opener.command,
        command_type=opener.command_type,
        custom_id=data["custom_id"],
        message_id=opener.message_id,
        opener_id=opener.id,
    )
    return interaction, _payload(scene, interaction, data)


def _metadata(scene: Scene, number: int, kind: int) -> Json:
    """What a message tells of the interaction that it answers (docs, resources/message.mdx)."""
    return {
        "id": str(number),
        "type": kind,
        "user": user_json(scene.world.users[scene.person.id]),
        "authorizing_integration_owners": scene.owners,
    }


def _interaction(scene: Scene, number: int, kind: int, metadata: Json, **about: object) -> Interaction:
    return Interaction(
        id=number,
        token=token_of(number),
        type=kind,
        user_id=scene.person.id,
        channel_id=scene.channel.id,
        guild_id=None if scene.channel.is_direct else scene.world.guild.id,
        owners=scene.owners,
        metadata=metadata,
        **about,  # type: ignore[arg-type]  # the callers are above, and msgspec's fields are checked by the tests
    )


def _payload(scene: Scene, interaction: Interaction, data: Json) -> Json:
    payload: Json = {
        "id": str(interaction.id),
        "application_id": str(scene.world.application.id),
        "type": interaction.type,
        "token": interaction.token,
        "version": 1,
        "data": data,
        "channel_id": str(scene.channel.id),
        "channel": partial_channel_json(scene),
        "app_permissions": str(_application_permissions(scene)),
        "locale": scene.person.locale,
        "entitlements": [],
        "authorizing_integration_owners": scene.owners,
        "context": IN_BOT_DM if scene.channel.is_direct else IN_GUILD,
        "attachment_size_limit": FILE_BYTES_LIMIT,
    }
    message = scene.world.messages.get(interaction.message_id)
    if message is not None:
        payload["message"] = message_json(scene.world, message)
    return payload | (_from_direct(scene) if scene.channel.is_direct else _from_guild(scene))


def _from_direct(scene: Scene) -> Json:
    return {"user": user_json(scene.world.users[scene.person.id])}


def _from_guild(scene: Scene) -> Json:
    world = scene.world
    permissions = world.permissions_in(scene.channel, scene.person.id)
    member = member_json(world, world.members[scene.person.id]) | {"permissions": str(permissions)}
    return {
        "guild_id": str(world.guild.id),
        "guild": {"id": str(world.guild.id), "locale": world.guild.locale, "features": []},
        "guild_locale": world.guild.locale,
        "member": member,
    }


def partial_channel_json(scene: Scene, channel: Channel | None = None) -> Json:
    """A channel as it stands in an interaction: with what the person, and the bot, may do there."""
    channel = scene.channel if channel is None else channel
    shown = channel_json(scene.world, channel)
    shown.pop("permission_overwrites", None)
    return shown | {
        "permissions": str(scene.world.permissions_in(channel, scene.person.id)),
        "app_permissions": str(scene.world.permissions_in(channel, scene.world.bot.id)),
    }


def _application_permissions(scene: Scene) -> int:
    """Of the bot where it is; else of an application that the person brought along."""
    return scene.world.permissions_in(scene.channel, scene.world.bot.id) or OF_CARRIED_APPLICATION
