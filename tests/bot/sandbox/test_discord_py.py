"""A real discord.py client lives in the sandbox: the whole path of each kind of interaction."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import discord
import pytest
import yarl
from discord import app_commands

from bot.sandbox.server import Sandbox
from bot.sandbox.world import town
from tests.bot.sandbox.room import ANAS_DM, LUIS, PATIENCE_S, Human, Json, Page


class Question(discord.ui.Modal, title="Question"):
    """A form with one field."""

    words: discord.ui.Label["Question"] = discord.ui.Label(text="Words", component=discord.ui.TextInput(max_length=50))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        assert isinstance(self.words.component, discord.ui.TextInput)
        await interaction.response.send_message(f"You ask: {self.words.component.value}", ephemeral=True)


class Panel(discord.ui.LayoutView):
    """A layout with a button that opens the form, and a select that answers by changing the layout."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.text = discord.ui.TextDisplay[Panel]("Choose.")
        ask = discord.ui.Button[Panel](label="Ask", custom_id="ask")
        ask.callback = self.ask  # type: ignore[method-assign]  # the documented way to give a button its callback
        self.who = discord.ui.UserSelect[Panel](custom_id="who")
        self.who.callback = self.choose  # type: ignore[method-assign]  # as above
        rows = (discord.ui.ActionRow[Panel](ask), discord.ui.ActionRow[Panel](self.who))
        self.add_item(discord.ui.Container[Panel](self.text, *rows))

    async def ask(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Question())

    async def choose(self, interaction: discord.Interaction) -> None:
        self.text.content = f"Chosen: {self.who.values[0].display_name}"
        await interaction.response.edit_message(view=self)


class Client(discord.Client):
    """A small bot: /panel, /slow with autocomplete, and a message command."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True), guild_ready_timeout=0.05)
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(app_commands.Command(name="panel", description="A panel.", callback=panel))
        self.tree.add_command(slow)
        self.tree.add_command(app_commands.ContextMenu(name="Quote", callback=quote))

    async def setup_hook(self) -> None:
        await self.tree.sync()


async def panel(interaction: discord.Interaction) -> None:
    await interaction.response.send_message(view=Panel())


@app_commands.command(description="Thinks.")
async def slow(interaction: discord.Interaction, what: str) -> None:
    await interaction.response.defer(ephemeral=True)
    await interaction.edit_original_response(content=f"Thought of {what}")
    await interaction.followup.send("And that is all.", ephemeral=True)


@slow.autocomplete("what")
async def complete(_: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=current.upper(), value=current)]


async def quote(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"{message.author.display_name} said: {message.content}")


@pytest.fixture
def discord_is_here(sandbox: Sandbox) -> Iterator[None]:
    """discord.py is pointed at the sandbox, and away from it again."""
    route, socket = discord.http.Route, discord.gateway.DiscordWebSocket
    base, gateway = route.BASE, socket.DEFAULT_GATEWAY
    route.BASE, socket.DEFAULT_GATEWAY = sandbox.api, yarl.URL(sandbox.gateway_url)
    yield
    route.BASE, socket.DEFAULT_GATEWAY = base, gateway


@pytest.fixture
async def client(discord_is_here: None) -> AsyncIterator[Client]:  # noqa: ARG001 - it has to be there first
    client = Client()
    await client.login("a-token")
    connection = asyncio.create_task(client.connect())
    await asyncio.wait_for(client.wait_until_ready(), PATIENCE_S)
    yield client
    await client.close()
    await connection


async def command(human: Human, name: str) -> Json:
    return next(found for found in (await human.state())["commands"] if found["name"] == name)


async def test_a_client_comes_online(client: Client, ana: Human) -> None:
    state = await ana.state()
    assert (state["bot"]["is_connected"], state["guild"]["members"][-1]["is_online"]) == (True, True)
    assert [guild.name for guild in client.guilds] == ["Study group"]
    assert client.guilds[0].me.top_role.id == town.BOT_ROLE


@pytest.mark.usefixtures("client")
async def test_a_layout_is_pressed_chosen_and_filled_in(ana: Human, ana_sees: Page) -> None:
    await ana.use(await command(ana, "panel"))
    message = (await ana_sees.until("message"))["message"]
    await ana.press(message, "ask")
    form = await ana_sees.until("modal")
    field = form["modal"]["components"][0]["component"]
    filled = {"type": 4, "custom_id": field["custom_id"], "value": "What is Fargate?"}
    await ana.post(f"/modals/{form['interaction_id']}", {"components": [{"type": 18, "component": filled}]})
    assert (await ana_sees.until("message"))["message"]["content"] == "You ask: What is Fargate?"
    await ana.press(message, "who", [LUIS])
    edited = (await ana_sees.until("edit"))["message"]
    assert edited["components"][0]["components"][0]["content"] == "Chosen: Luis"


@pytest.mark.usefixtures("client")
async def test_an_option_is_completed_and_the_answer_comes_later(ana: Human, ana_sees: Page) -> None:
    slow = await command(ana, "slow")
    typed = {"name": "what", "type": 3, "value": "ec", "focused": True}
    body = {"channel_id": ANAS_DM, "command_id": slow["id"], "options": [typed]}
    assert (await ana.post("/autocomplete", body))["choices"][0]["name"] == "EC"
    await ana.use(slow, {"name": "what", "type": 3, "value": "ec2"}, channel=ANAS_DM)
    await ana_sees.until_status("thinking")
    assert (await ana_sees.until("edit"))["message"]["content"] == "Thought of ec2"
    assert (await ana_sees.until("message"))["message"]["content"] == "And that is all."


@pytest.mark.usefixtures("client")
async def test_a_message_is_quoted_without_any_intent(ana: Human, ana_sees: Page) -> None:
    said = (await ana.say("Fargate runs containers")).json
    await ana.use(await command(ana, "Quote"), target_id=said["id"])
    await ana_sees.until("message", lambda event: event["message"]["content"] == "Ana said: Fargate runs containers")


async def test_a_client_that_is_not_there_does_not_respond(
    sandbox: Sandbox, client: Client, ana: Human, ana_sees: Page
) -> None:
    panel = await command(ana, "panel")
    await client.close()
    await ana_sees.until("status", lambda event: not event["bot"]["is_connected"])
    await ana.use(panel)
    await ana_sees.until_status("sent")
    sandbox.clock.move(seconds=3)
    await ana_sees.until_status("failed")
