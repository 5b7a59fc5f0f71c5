"""People as a test drives them: they type, press and choose, and read what they are answered."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.sandbox.events import Ear
from bot.sandbox.interactions.lives import DONE, FAILED, THINKING
from bot.sandbox.people.at_events import be_interested, delete_event
from bot.sandbox.people.in_threads import change_thread, start_thread
from bot.sandbox.people.scenes import person_of
from bot.sandbox.people.seeing import channels_seen, messages_json
from bot.sandbox.people.with_roles import give_role
from bot.sandbox.server import Sandbox
from bot.sandbox.world.things import Interaction
from bot.sandbox.world.world import World

# Nobody waits so long for a bot on the same machine, however busy that is.
PATIENCE_SECONDS = 20
PRIVATE, LOADING = 1 << 6, 1 << 7
SUB_COMMAND = 1
BUTTON, SELECT, TEXT_INPUT, LABEL = 2, 3, 4, 18
# A group of radio buttons, and a box to tick.
ONE_VALUE = (21, 23)
LINK_STYLE = 5

Json = Mapping[str, Any]


class NotAnswered(Exception):  # noqa: N818 - it reads as what it is: `pytest.raises(NotAnswered)`
    """ "The application did not respond": what the person saw instead of an answer."""


@dataclass(frozen=True, slots=True)
class Person:
    """One of the room, in one of its channels."""

    key: str
    sandbox: Sandbox
    channel: str = "general"

    def at(self, channel: str) -> "Person":
        """The same person in another channel."""
        return replace(self, channel=channel)

    def in_private(self) -> "Person":
        """The same person in the direct messages with the bot."""
        return replace(self, channel="")

    def install(self) -> None:
        """Add the bot to one's own account, so that it goes wherever one goes."""
        self.sandbox.people.install(self.key, is_installed=True)

    # --- doing -----------------------------------------------------------------------------------------------------

    async def command(self, name: str, /, **options: str | bool | int) -> "Answer":
        """Use a slash command ("quiz start" is one of a group) and read the answer.

        Raises `NotAnswered`, or `Refused` if no client could send it.
        """
        number, typed = self._command(name), self._options(name, options)
        people = self.sandbox.people
        return await self._answered(lambda: people.use_command(self.key, self.channel_id, number, typed))

    async def message_command(self, name: str, message: Json) -> "Answer":
        """Use a command of the menu of a message."""
        number, target, people = self._command(name), int(message["id"]), self.sandbox.people
        return await self._answered(
            lambda: people.use_command(self.key, self.channel_id, number, target_id=target),
        )

    async def autocomplete(self, name: str, /, **options: str) -> list[str]:
        """What is offered for the last of the options while it is being typed."""
        typed = self._options(name, options)
        (typed[-1].get("options") or typed)[-1]["focused"] = True
        offered = await self.sandbox.people.complete(self.key, self.channel_id, self._command(name), typed)
        return [choice["name"] for choice in offered]

    def say(self, content: str) -> Json:
        """Write a message; it, as everybody sees it."""
        message = self.sandbox.people.say(self.key, self.channel_id, content)
        return self._message(message.id)

    async def press(self, message: Json, custom_id: str, values: list[str] | None = None) -> "Answer":
        """Press a button or choose in a menu of any message that is to be seen."""
        people, number = self.sandbox.people, int(message["id"])
        return await self._answered(lambda: people.press(self.key, self.channel_id, number, custom_id, values))

    async def open_form(self, message: Json, custom_id: str, values: list[str] | None = None) -> "Form":
        """Press a button, or choose in a menu, which opens a form."""
        people, message_id = self.sandbox.people, int(message["id"])
        number, _ = await self._done(lambda: people.press(self.key, self.channel_id, message_id, custom_id, values))
        modal = self._world.interactions[number].modal
        assert modal is not None
        return Form(self, number, modal)

    async def submit(self, form: "Form", value: str) -> "Answer":
        """Write `value` into the one field of a form, and send it."""
        field = next(part for part in form.modal["components"] if part["type"] == LABEL)["component"]
        typed = {"type": TEXT_INPUT, "custom_id": field["custom_id"], "value": value}
        filled = [{"type": LABEL, "component": typed}]
        return await self._answered(lambda: self.sandbox.people.submit(self.key, form.interaction, filled))

    async def fill(self, form: "Form", **filled: str | list[str] | bool) -> "Answer":
        """Fill in the fields of a form by their custom_id (a text, or what is chosen in a menu), and send it."""
        parts = [part["component"] for part in form.modal["components"] if part["type"] == LABEL]
        typed = [{"type": LABEL, "component": _typed(part, filled.get(part["custom_id"]))} for part in parts]
        return await self._answered(lambda: self.sandbox.people.submit(self.key, form.interaction, typed))

    # --- the server itself -----------------------------------------------------------------------------------------

    def starts_thread(self, name: str, content: str = "", *, upon: Json | None = None) -> "Person":
        """Start a thread here, or `upon` a message, or a post if this is a forum; the same person in it."""
        message_id = None if upon is None else int(upon["id"])
        thread = start_thread(self._world, self.key, self.channel_id, name, message_id=message_id, content=content)
        return self.at(thread.name)

    def changes_thread(self, *, archived: bool | None = None, locked: bool | None = None) -> None:
        """Archive or lock the thread in which they are, or the opposite."""
        change_thread(self._world, self.key, self.channel_id, is_archived=archived, is_locked=locked)

    def gives_role(self, role: str, key: str, *, is_given: bool = True) -> None:
        """Give somebody a role by its name, or take it."""
        role_id = next(each.id for each in self._world.roles if each.name == role)
        give_role(self._world, self.key, person_of(self._world, key).id, role_id, is_given=is_given)

    @property
    def events(self) -> list[Json]:
        """The scheduled events that they see, the next one first."""
        return list(self.sandbox.state(self._me)["events"])

    def is_interested(self, event: Json, *, is_interested: bool = True) -> None:
        be_interested(self._world, self.key, int(event["id"]), is_interested=is_interested)

    def deletes_event(self, event: Json) -> None:
        delete_event(self._world, self.key, int(event["id"]))

    # --- seeing ----------------------------------------------------------------------------------------------------

    @property
    def channel_id(self) -> int:
        world = self._world
        seen = channels_seen(world, self._me)
        return next(channel.id for channel in seen if (channel.name or "") == self.channel)

    @property
    def language(self) -> str:
        """The one that the bot speaks to them."""
        locale: str = self._me.locale
        return locale.partition("-")[0]

    @property
    def commands(self) -> list[str]:
        """The commands that a client would offer here."""
        state = self.sandbox.state(self._me)
        return [each["name"] for each in state["commands"] if str(self.channel_id) in each["usable_in"]]

    def sees(self) -> list["Answer"]:
        """Every message of the channel that this person may see, oldest first."""
        return [Answer(self, message) for message in self._messages()]

    @property
    def _world(self) -> World:
        return self.sandbox.world

    @property
    def _me(self) -> Any:
        return self._world.person(self.key)

    def _messages(self) -> list[Json]:
        return list(messages_json(self._world, self.key, self.channel_id, before=None, limit=100))

    def _message(self, number: int | None) -> Json:
        return next(message for message in self._messages() if message["id"] == str(number))

    def _command(self, name: str) -> int:
        bodies = {command.body["name"]: command.id for command in self._world.commands}
        return bodies.get(name) or bodies[name.partition(" ")[0]]

    def _options(self, name: str, options: Mapping[str, str | bool | int]) -> list[dict[str, Any]]:
        body = next(command.body for command in self._world.commands if command.id == self._command(name))
        part = "" if body["name"] == name else name.partition(" ")[2]
        if part:
            body = next(option for option in body["options"] if option["name"] == part)
        types = {option["name"]: option["type"] for option in body.get("options") or ()}
        typed = [{"name": option, "type": types[option], "value": value} for option, value in options.items()]
        return [{"name": part, "type": SUB_COMMAND, "options": typed}] if part else typed

    async def _answered(self, act: Callable[[], Interaction]) -> "Answer":
        number, was_late = await self._done(act)
        return Answer(self, self._message(self._world.interactions[number].original_id), was_late=was_late)

    async def _done(self, act: Callable[[], Interaction]) -> tuple[int, bool]:
        """The interaction, as soon as it is over, and whether the bot asked for more time."""
        with self.sandbox.events.listening(self._me) as ear:
            number = act().id
            was_late = await _until_done(ear, number)
        if self._world.interactions[number].status == FAILED:
            raise NotAnswered
        return number, was_late


def _typed(part: Json, value: str | list[str] | bool | None) -> Json:  # noqa: FBT001 - what a box to tick holds
    """What somebody put into a field, as a client sends it; what they passed over is empty."""
    field = {"type": part["type"], "custom_id": part["custom_id"]}
    if part["type"] == TEXT_INPUT:
        return field | {"value": value or ""}
    if part["type"] in ONE_VALUE:
        return field | {"value": value}
    return field | {"values": [] if value is None else value}


async def _until_done(ear: Ear, number: int) -> bool:
    """Until the interaction is over; whether the bot asked for more time in between."""
    was_late = False
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            event = await ear.get()
            if event["type"] == "interaction" and event["interaction_id"] == str(number):
                if event["status"] in {DONE, FAILED}:
                    return was_late
                was_late = was_late or event["status"] == THINKING


@dataclass(frozen=True, slots=True)
class Form:
    """A form that the bot has opened for `person`."""

    person: Person
    interaction: int
    modal: Json


@dataclass(frozen=True, slots=True)
class Answer:
    """A message of the bot as `person` sees it. `was_late`: it said "thinking" first."""

    person: Person
    message: Json
    was_late: bool = False

    @property
    def id(self) -> str:
        return str(self.message["id"])

    @property
    def text(self) -> str:
        """All its words, from top to bottom, without those on buttons."""
        parts = [self.message["content"], *(part["content"] for part in self._parts() if part["type"] == 10)]
        return "\n".join(filter(None, parts))

    @property
    def unescaped(self) -> str:
        """The same without the marks that keep signs from meaning something."""
        return self.text.replace("\\", "")

    @property
    def title(self) -> str:
        """The first line."""
        return self.text.partition("\n")[0].lstrip("# ")

    @property
    def is_private(self) -> bool:
        return bool(self.message["flags"] & PRIVATE)

    @property
    def is_loading(self) -> bool:
        """ "Bot is thinking ..."."""
        return bool(self.message["flags"] & LOADING)

    @property
    def buttons(self) -> list[str]:
        """What can be pressed, by its words."""
        return list(self._pressable())

    @property
    def menu(self) -> list[str]:
        """What can be chosen, by its words."""
        return list(self._choosable())

    @property
    def offers(self) -> list[str]:
        """All that can be pressed or chosen."""
        return [*self.buttons, *self.menu]

    async def press(self, label: str) -> "Answer":
        """Press the button, or choose the line of a menu, with these words."""
        return await self.pressed_by(self.person, label)

    async def pressed_by(self, person: Person, label: str) -> "Answer":
        """The same, by somebody who need not be whoever asked."""
        if label in self._pressable():
            return await person.press(self.message, self._pressable()[label])
        menu, value = self._choosable()[label]
        return await person.press(self.message, menu, [value])

    async def open_form(self, person: Person, label: str) -> Form:
        """Press the button, or choose the line of a menu, with these words, which opens a form for `person`."""
        if label in self._pressable():
            return await person.open_form(self.message, self._pressable()[label])
        menu, value = self._choosable()[label]
        return await person.open_form(self.message, menu, [value])

    def now(self) -> "Answer":
        """The same message as it is by now."""
        return next(answer for answer in self.person.sees() if answer.id == self.id)

    def _pressable(self) -> dict[str, str]:
        buttons = [part for part in self._parts() if part["type"] == BUTTON and part["style"] != LINK_STYLE]
        return {button["label"]: button["custom_id"] for button in buttons if not button.get("disabled")}

    def _choosable(self) -> dict[str, tuple[str, str]]:
        menus = [part for part in self._parts() if part["type"] == SELECT and not part.get("disabled")]
        return {option["label"]: (menu["custom_id"], option["value"]) for menu in menus for option in menu["options"]}

    def _parts(self) -> Iterator[Json]:
        return _within(self.message["components"])


def _within(components: list[Json]) -> Iterator[Json]:
    """Every component, at any depth, from top to bottom."""
    for component in components:
        yield component
        yield from _within(component.get("components") or [])
        if component.get("accessory"):
            yield component["accessory"]
