"""What a person does: writes, picks a command, presses, submits. Refuses what no client of Discord could send."""

from collections.abc import Sequence

from msgspec import structs

from bot.sandbox.bodies import SentFile
from bot.sandbox.interactions import births
from bot.sandbox.interactions.answering import OF_GUILD
from bot.sandbox.interactions.births import Scene
from bot.sandbox.interactions.lives import Interactions
from bot.sandbox.interactions.resolving import (
    Chosen,
    chosen_in_modal,
    chosen_in_options,
    chosen_in_select,
    with_resolved,
)
from bot.sandbox.people.scenes import around, can_write, cannot, channel_seen, message_seen, must_be_active, person_of
from bot.sandbox.people.uploading import Uploads
from bot.sandbox.people.usable import is_usable, owners_of
from bot.sandbox.posting import keep, post, uploads
from bot.sandbox.rules.attachments import check_sizes
from bot.sandbox.rules.drafts import LOADING, Place
from bot.sandbox.rules.messages import check_message
from bot.sandbox.rules.options import check_options
from bot.sandbox.rules.presses import check_modal_submission, check_press
from bot.sandbox.rules.shapes import clean_name
from bot.sandbox.world.changes import Typing
from bot.sandbox.world.messages import message_json
from bot.sandbox.world.permissions import ATTACH_FILES, MANAGE_MESSAGES
from bot.sandbox.world.things import Attachment, Channel, Command, Interaction, Json, Message, Person
from bot.sandbox.world.world import World

CHAT_INPUT, ON_USER, ON_MESSAGE = 1, 2, 3


class People:
    """Everybody in the room; `key` says who acts. Raises Refused with a sentence for that person."""

    def __init__(self, world: World, interactions: Interactions) -> None:
        self._world = world
        self._interactions = interactions

    # --- messages ------------------------------------------------------------------------------------------------

    def say(self, key: str, channel_id: int, content: str, files: Sequence[SentFile] = ()) -> Message:
        person = person_of(self._world, key)
        channel = channel_seen(self._world, person, channel_id)
        bits = can_write(self._world, person, channel)
        if files and not bits & ATTACH_FILES:
            raise cannot("You cannot send files here.", 403)
        draft = check_message({"content": content}, Place.CHANNEL, uploads(files))
        message = Message(id=self._world.ids.next(), channel_id=channel.id, author_id=person.id)
        return post(self._world, message, draft, files)

    def delete(self, key: str, channel_id: int, message_id: int) -> None:
        """A private answer is only dismissed: the bot can still edit it, unseen."""
        person = person_of(self._world, key)
        channel = channel_seen(self._world, person, channel_id)
        message = message_seen(self._world, person, channel, message_id)
        if message.private_to is not None:
            self._world.messages.put(structs.replace(message, is_dismissed=True))
            return
        may_manage = not channel.is_direct and self._world.permissions_in(channel, person.id) & MANAGE_MESSAGES
        if message.author_id != person.id and not may_manage:
            raise cannot("You can delete your own messages only.", 403)
        self._world.delete_message(message)

    def type_something(self, key: str, channel_id: int) -> None:
        """Others see that this person is writing."""
        person = person_of(self._world, key)
        channel = channel_seen(self._world, person, channel_id)
        self._world.tell(Typing(channel.id, person.id, self._world.clock.now_ms()))

    def install(self, key: str, *, is_installed: bool) -> None:
        """Carry the application along, or no longer (docs, resources/application.mdx "User Context")."""
        person = person_of(self._world, key)
        self._world.people.put(structs.replace(person, has_installed=is_installed))

    # --- commands ------------------------------------------------------------------------------------------------

    def use_command(  # noqa: PLR0913 - the fields of the contract
        self,
        key: str,
        channel_id: int,
        command_id: int,
        options: object = (),
        *,
        target_id: int | None = None,
        files: Sequence[SentFile] = (),
    ) -> Interaction:
        person, channel, command = self._command(key, channel_id, command_id)
        scene = Scene(self._world, person, channel, owners_of(self._world, person, channel, command))
        if command.body["type"] != CHAT_INPUT:
            return self._use_upon(scene, command, target_id)
        sent = self._uploads(files)
        surroundings = around(self._world, person, channel, sent.ids)
        checked = check_options(command.body, sent.in_options(list_of(options)), surroundings)
        data = {"options": checked} if checked else {}
        data |= with_resolved(scene, chosen_in_options(checked), self._keep(channel, sent))
        return self._interactions.send(*births.command_born(scene, command, data))

    async def complete(self, key: str, channel_id: int, command_id: int, options: object) -> list[Json]:
        """What the bot offers for the option that is being typed. Raises Refused (504) if it does not within 3 s."""
        person, channel, command = self._command(key, channel_id, command_id)
        surroundings = around(self._world, person, channel)
        typed = list_of(options)
        checked = check_options(command.body, typed, surroundings, is_autocomplete=True)
        scene = Scene(self._world, person, channel, owners_of(self._world, person, channel, command))
        data = {"options": checked} | with_resolved(scene, chosen_in_options(checked))
        return await self._interactions.choices(*births.command_born(scene, command, data, is_autocomplete=True))

    def _command(self, key: str, channel_id: int, command_id: int) -> tuple[Person, Channel, Command]:
        person = person_of(self._world, key)
        channel = channel_seen(self._world, person, channel_id)
        command = self._world.commands.get(command_id)
        if command is None:
            raise cannot("This command does not exist (any more).", 404)
        if not is_usable(self._world, person, channel, command):
            raise cannot(f"You cannot use the command {command.body['name']} here.", 403)
        return person, channel, command

    def _use_upon(self, scene: Scene, command: Command, target_id: int | None) -> Interaction:
        """A command of the menu of a message or of a user."""
        if command.body["type"] == ON_MESSAGE:
            message = message_seen(self._world, scene.person, scene.channel, target_id or 0)
            target: Message | int = message
            resolved: Json = {"resolved": {"messages": {str(message.id): message_json(self._world, message)}}}
        else:
            target = target_id or 0
            if str(target) not in around(self._world, scene.person, scene.channel).users:
                raise cannot("This person is not here.", 404)
            resolved = with_resolved(scene, [Chosen("user", target)])
        data = {"target_id": str(target_id), **resolved}
        return self._interactions.send(*births.command_born(scene, command, data, target=target))

    # --- components and forms ------------------------------------------------------------------------------------

    def press(
        self, key: str, channel_id: int, message_id: int, custom_id: str, values: Sequence[str] | None = None
    ) -> Interaction:
        person = person_of(self._world, key)
        channel = channel_seen(self._world, person, channel_id)
        message = message_seen(self._world, person, channel, message_id)
        if message.author_id != self._world.bot.id or message.flags & LOADING:
            raise cannot("There is nothing to press in this message.", 404)
        must_be_active(channel)
        surroundings = around(self._world, person, channel)
        component = check_press(message.components, custom_id, values, surroundings)
        owners = self._owners(person, channel, message)
        if not owners:
            raise cannot("The application is no longer here.", 403)
        scene = Scene(self._world, person, channel, owners)
        data: Json = {}
        if values is not None:
            data = {"values": list(values)} | with_resolved(scene, chosen_in_select(component["type"], values))
        return self._interactions.send(*births.component_born(scene, message, component, data))

    def submit(self, key: str, interaction_id: int, components: object, files: Sequence[SentFile] = ()) -> Interaction:
        """Send off an open form. It stays open until the bot has answered, to be sent again if the bot does not."""
        person, opener = self._opener(key, interaction_id)
        channel = channel_seen(self._world, person, opener.channel_id)
        assert opener.modal is not None  # noqa: S101 - _opener gives none without
        sent = self._uploads(files)
        surroundings = around(self._world, person, channel, sent.ids)
        checked = check_modal_submission(opener.modal, sent.in_form(components), surroundings)
        scene = Scene(self._world, person, channel, opener.owners)
        data = {"custom_id": opener.modal["custom_id"], "components": checked}
        data |= with_resolved(scene, chosen_in_modal(checked), self._keep(channel, sent))
        return self._interactions.send(*births.modal_born(scene, opener, data))

    def close_modal(self, key: str, interaction_id: int) -> None:
        """The bot does not hear of it."""
        _, opener = self._opener(key, interaction_id)
        self._interactions.change(opener, modal=None)

    def _opener(self, key: str, interaction_id: int) -> tuple[Person, Interaction]:
        person = person_of(self._world, key)
        opener = self._world.interactions.get(interaction_id)
        if opener is None or opener.user_id != person.id or opener.modal is None:
            raise cannot("This form is not open (any more).", 404)
        return person, opener

    def _owners(self, person: Person, channel: Channel, message: Message) -> dict[str, str]:
        """An answer belongs to who let its interaction in; any other message to the application as it is there."""
        if message.metadata is not None:
            owners: dict[str, str] = message.metadata["authorizing_integration_owners"]
            is_here = channel.is_direct or self._world.bot_is_member
            return owners if is_here else {key: value for key, value in owners.items() if key != OF_GUILD}
        return owners_of(self._world, person, channel, None)

    # --- files ---------------------------------------------------------------------------------------------------

    def _uploads(self, files: Sequence[SentFile]) -> Uploads:
        check_sizes(uploads(files))
        return Uploads(files, (self._world.ids.next() for _ in files))

    def _keep(self, channel: Channel, sent: Uploads) -> list[Attachment]:
        return [keep(self._world, channel.id, number, file, clean_name(file.filename)) for number, file in sent.files]


def list_of(options: object) -> object:
    return list(options) if isinstance(options, tuple) else options
