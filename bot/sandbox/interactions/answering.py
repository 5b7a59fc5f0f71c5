"""What the bot answers to an interaction, and what becomes of the answer: callbacks, edits, followups.

Docs: interactions/receiving-and-responding.mdx. No permission of a channel is asked for: an answer goes where the
person is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from bot.sandbox.bodies import SentFile
from bot.sandbox.interactions.lives import DONE, THINKING, Interactions
from bot.sandbox.posting import post, uploads
from bot.sandbox.refusals import Refused
from bot.sandbox.rules import callbacks
from bot.sandbox.rules.drafts import EPHEMERAL, LOADING, Draft, Place
from bot.sandbox.rules.messages import check_edit, check_message
from bot.sandbox.world.messages import whole_message_json
from bot.sandbox.world.permissions import MANAGE_THREADS, USE_EXTERNAL_APPS
from bot.sandbox.world.things import Channel, Interaction, Json, Message
from bot.sandbox.world.world import World

# Types of callbacks (docs, "Interaction Callback Type").
MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
COMMAND = 2  # the type of its interactions
SUBCOMMAND, GROUP = 1, 2
# Who let the application in: a server (docs, "Authorizing Integration Owners Object").
OF_GUILD = "0"
# Types of messages (docs, resources/message.mdx "Message Types").
REPLY, CHAT_INPUT_COMMAND, CONTEXT_MENU_COMMAND = 19, 20, 23
# Of an app that is there only because the person carries it along (docs, "Followup Messages").
MOST_CARRIED_FOLLOWUPS = 5


@dataclass(frozen=True, slots=True)
class Called:
    """What a callback did."""

    interaction: Interaction
    type: int
    message: Message | None


class Answering:
    """The bot's side of interactions, upon the world."""

    def __init__(self, world: World, interactions: Interactions) -> None:
        self._world = world
        self._interactions = interactions

    # --- the first answer ----------------------------------------------------------------------------------------

    def call_back(self, number: int, token: str, body: object, files: Sequence[SentFile]) -> Called:
        interaction = self._interactions.unanswered(number, token)
        source = self._world.messages.get(interaction.message_id)
        answer = callbacks.check_callback(body, self._as_dispatched(interaction, source), uploads(files))
        match answer:
            case callbacks.Reply(draft):
                called = self._reply(interaction, draft, files)
            case callbacks.Deferred(is_ephemeral):
                called = self._defer(interaction, is_private=is_ephemeral)
            case callbacks.DeferredUpdate():
                called = self._settle(interaction, DEFERRED_UPDATE, None, original_id=interaction.message_id)
            case callbacks.Update(draft):
                called = self._update(interaction, draft, files)
            case callbacks.Choices(choices):
                called = self._settle(interaction, CHOICES, None)
                self._interactions.offer(interaction, choices)
            case callbacks.Modal(modal):
                called = self._settle(interaction, MODAL, None, modal=modal)
        self._close_opener(called.interaction)
        return called

    def _as_dispatched(self, interaction: Interaction, source: Message | None) -> Json:
        """What the rules look at, with the message of the component as it is now; a deleted one is an empty one."""
        seen: Json = {"type": interaction.type, "data": {"options": interaction.options}}
        if interaction.message_id is not None:
            seen["message"] = {} if source is None else whole_message_json(self._world, source)
        return seen

    def _reply(self, interaction: Interaction, draft: Draft, files: Sequence[SentFile]) -> Called:
        draft = self._as_private_as_needed(interaction, draft)
        blank = self._blank_answer(interaction, is_private=bool(draft.flags & EPHEMERAL))
        message = post(self._world, blank, draft, files)
        return self._settle(interaction, MESSAGE, message, original_id=message.id)

    def _as_private_as_needed(self, interaction: Interaction, draft: Draft) -> Draft:
        return replace(draft, flags=draft.flags | EPHEMERAL) if self._must_be_private(interaction) else draft

    def _must_be_private(self, interaction: Interaction) -> bool:
        """Of an application that a person brought into a server where they may not (docs, topics/permissions.mdx)."""
        channel = self._world.channels.get(interaction.channel_id)
        if channel is None or interaction.guild_id is None or OF_GUILD in interaction.owners:
            return False
        return not self._world.permissions_in(channel, interaction.user_id) & USE_EXTERNAL_APPS

    def _defer(self, interaction: Interaction, *, is_private: bool) -> Called:
        is_private = is_private or self._must_be_private(interaction)
        blank = self._blank_answer(interaction, is_private=is_private)
        flags = LOADING | (EPHEMERAL if is_private else 0)
        message = self._world.messages.put(structs.replace(blank, flags=flags))
        after = self._interactions.change(
            interaction, status=THINKING, callback=DEFERRED_MESSAGE, original_id=message.id
        )
        return Called(after, DEFERRED_MESSAGE, message)

    def _update(self, interaction: Interaction, draft: Draft, files: Sequence[SentFile]) -> Called:
        source = self._world.messages.get(interaction.message_id)
        if source is None:
            raise _unknown_message()
        message = post(self._world, self._edited(source), draft, files)
        return self._settle(interaction, UPDATE, message, original_id=message.id)

    def _settle(self, interaction: Interaction, kind: int, message: Message | None, **changes: object) -> Called:
        return Called(self._interactions.change(interaction, status=DONE, callback=kind, **changes), kind, message)

    def _close_opener(self, interaction: Interaction) -> None:
        """A form that was submitted and answered is no longer open."""
        opener = self._world.interactions.get(interaction.opener_id)
        if opener is not None and opener.modal is not None:
            self._interactions.change(opener, modal=None)

    def _blank_answer(self, interaction: Interaction, *, is_private: bool) -> Message:
        channel = self._world.channels.get(interaction.channel_id)
        if channel is None:
            raise Refused(404, 10003, "Unknown Channel")
        self._must_be_open(channel)
        kind, reference = self._first_kind(interaction)
        return Message(
            id=self._world.ids.next(),
            channel_id=interaction.channel_id,
            author_id=self._world.bot.id,
            type=kind,
            reference=reference,
            metadata=interaction.metadata,
            command=_whole_name(interaction) if interaction.type == COMMAND else None,
            origin_id=interaction.id,
            private_to=interaction.user_id if is_private else None,
        )

    def _must_be_open(self, channel: Channel) -> None:
        """A thread that was locked meanwhile takes no answer (observed, issue 6884)."""
        is_locked = channel.thread is not None and channel.thread.is_locked
        if is_locked and not self._world.permissions_in(channel, self._world.bot.id) & MANAGE_THREADS:
            raise Refused(403, 50083, "Thread is archived")

    def _first_kind(self, interaction: Interaction) -> tuple[int, Json | None]:
        """The answer to a component refers to its message, that to a command says which it was."""
        if interaction.message_id is not None:
            return REPLY, self._reference(interaction, interaction.message_id)
        return (CHAT_INPUT_COMMAND if interaction.command_type in {1, None} else CONTEXT_MENU_COMMAND), None

    def _reference(self, interaction: Interaction, message_id: int) -> Json:
        reference: Json = {"type": 0, "channel_id": str(interaction.channel_id), "message_id": str(message_id)}
        return reference if interaction.guild_id is None else reference | {"guild_id": str(interaction.guild_id)}

    # --- afterwards ----------------------------------------------------------------------------------------------

    def read(self, token: str, message_id: int | None) -> Message:
        """A message of this interaction; without an id the original answer."""
        return self._own(self._interactions.answered(token), message_id)

    def edit(self, token: str, message_id: int | None, body: object, files: Sequence[SentFile]) -> Message:
        interaction = self._interactions.answered(token)
        message = self._own(interaction, message_id)
        is_loading = bool(message.flags & LOADING)
        place = Place.DEFERRED if is_loading else Place.FOLLOWUP
        draft = check_edit(body, whole_message_json(self._world, message), place, uploads(files))
        return self._edit(interaction, message, draft, files)

    def _edit(self, interaction: Interaction, message: Message, draft: Draft, files: Sequence[SentFile]) -> Message:
        """The edit that ends a deferral leaves no trace of being one."""
        if not message.flags & LOADING:
            return post(self._world, self._edited(message), draft, files)
        kept = draft.flags & ~(LOADING | EPHEMERAL) | message.flags & EPHEMERAL
        edited = post(self._world, message, replace(draft, flags=kept), files)
        if interaction.original_id == message.id:
            self._interactions.change(interaction, status=DONE)
        return edited

    def delete(self, token: str, message_id: int | None) -> None:
        interaction = self._interactions.answered(token)
        message = self._own(interaction, message_id)
        self._world.delete_message(message)
        if interaction.status == THINKING and interaction.original_id == message.id:
            self._interactions.change(interaction, status=DONE)

    def follow_up(self, token: str, body: object, files: Sequence[SentFile]) -> Message:
        """The first one after a deferral is the edit of the loading message (docs, "Followup Messages")."""
        interaction = self._interactions.answered(token)
        original = self._world.messages.get(interaction.original_id)
        draft = check_message(body, Place.FOLLOWUP, uploads(files))
        if original is not None and original.flags & LOADING:
            return self._edit(interaction, original, draft, files)
        self._count_followup(interaction)
        draft = self._as_private_as_needed(interaction, draft)
        return post(self._world, self._blank_followup(interaction, original, draft), draft, files)

    def _count_followup(self, interaction: Interaction) -> None:
        if OF_GUILD not in interaction.owners and interaction.followups >= MOST_CARRIED_FOLLOWUPS:
            raise Refused(400, 40094, "This interaction has reached the maximum number of follow up messages")
        self._interactions.change(interaction, followups=interaction.followups + 1)

    def _blank_followup(self, interaction: Interaction, original: Message | None, draft: Draft) -> Message:
        blank = self._blank_answer(interaction, is_private=bool(draft.flags & EPHEMERAL))
        if original is None:
            return structs.replace(blank, type=0, reference=None)
        metadata = interaction.metadata | {"original_response_message_id": str(original.id)}
        reference = self._reference(interaction, original.id)
        return structs.replace(blank, type=REPLY, reference=reference, metadata=metadata, command=None)

    def _own(self, interaction: Interaction, message_id: int | None) -> Message:
        """What this token reaches: its answers, and the message whose component was used."""
        number = interaction.original_id if message_id is None else message_id
        message = self._world.messages.get(number)
        is_own = message is not None and (message.origin_id == interaction.id or message.id == interaction.message_id)
        if message is None or not is_own:
            raise _unknown_message()
        return message

    def _edited(self, message: Message) -> Message:
        return structs.replace(message, edited_ms=self._world.clock.now_ms())


def _whole_name(interaction: Interaction) -> str:
    """With the subcommand that was used, and its group."""
    names, options = [interaction.command or ""], interaction.options
    while options and options[0]["type"] in {SUBCOMMAND, GROUP}:
        names.append(options[0]["name"])
        options = options[0].get("options", [])
    return " ".join(names)


def _unknown_message() -> Refused:
    return Refused(404, 10008, "Unknown Message")
