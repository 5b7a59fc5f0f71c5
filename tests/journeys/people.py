"""People as a test drives them: they type, press and choose, and read what they are answered."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.sandbox.events import Ear
from bot.sandbox.interactions.lives import DONE, FAILED, THINKING
from bot.sandbox.people.seeing import channels_seen, messages_json
from bot.sandbox.server import Sandbox
from bot.sandbox.world.things import Interaction
from bot.sandbox.world.world import World

# Nobody waits so long for a bot on the same machine, however busy that is.
PATIENCE_SECONDS = 20
PRIVATE, LOADING = 1 << 6, 1 << 7
BUTTON, SELECT = 2, 3
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

    async def command(self, name: str, /, **options: str | bool) -> "Answer":
        """Use a slash command and read the answer. Raises `NotAnswered`, or `Refused` if no client could send it."""
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
        typed[-1]["focused"] = True
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
        return next(command.id for command in self._world.commands if command.body["name"] == name)

    def _options(self, name: str, options: Mapping[str, str | bool]) -> list[dict[str, Any]]:
        body = next(command.body for command in self._world.commands if command.body["name"] == name)
        types = {option["name"]: option["type"] for option in body.get("options") or ()}
        return [{"name": option, "type": types[option], "value": value} for option, value in options.items()]

    async def _answered(self, act: Callable[[], Interaction]) -> "Answer":
        with self.sandbox.events.listening(self._me) as ear:
            number = act().id
            was_late = await _until_done(ear, number)
        interaction = self._world.interactions[number]
        if interaction.status == FAILED:
            raise NotAnswered
        return Answer(self, self._message(interaction.original_id), was_late=was_late)


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
