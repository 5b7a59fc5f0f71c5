"""Requests that discord.py really makes: the good ones pass, and whatever is wrong with one is told with its place."""

import copy
import io
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import discord
import pytest
from discord import app_commands

from tests.discord_spec.checking import SpecCheck
from tests.discord_spec.conftest import Bot
from tests.discord_spec.recording import Request

Act = Callable[[Bot], Awaitable[Any]]
Json = dict[str, Any]


def layout() -> discord.ui.LayoutView:
    """One of each: text, section, gallery, separator, buttons and a select, in a container."""
    view = discord.ui.LayoutView(timeout=None)
    text: discord.ui.TextDisplay[discord.ui.LayoutView] = discord.ui.TextDisplay("**AWS Fargate**")
    thumbnail: discord.ui.Thumbnail[discord.ui.LayoutView] = discord.ui.Thumbnail("https://example.org/fargate.png")
    section: discord.ui.Section[discord.ui.LayoutView] = discord.ui.Section("Runs containers", accessory=thumbnail)
    gallery: discord.ui.MediaGallery[discord.ui.LayoutView] = discord.ui.MediaGallery(
        discord.MediaGalleryItem("attachment://chart.png", description="A chart")
    )
    row: discord.ui.ActionRow[discord.ui.LayoutView] = discord.ui.ActionRow(*buttons())
    options = [discord.SelectOption(label="Containers", value="containers", emoji="📦")]
    select: discord.ui.Select[discord.ui.LayoutView] = discord.ui.Select(custom_id="topic", options=options)
    choice: discord.ui.ActionRow[discord.ui.LayoutView] = discord.ui.ActionRow(select)
    separator: discord.ui.Separator[discord.ui.LayoutView] = discord.ui.Separator()
    view.add_item(discord.ui.Container(text, section, gallery, separator, row, choice, accent_colour=0x5865F2))
    return view


def buttons() -> list[discord.ui.Button[Any]]:
    link: discord.ui.Button[Any] = discord.ui.Button(label="Source", url="https://example.org/fargate")
    press: discord.ui.Button[Any] = discord.ui.Button(label="Compare", custom_id="compare:fargate", emoji="⚖️")
    return [press, link]


def classic() -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    for button in buttons():
        view.add_item(button)
    people: discord.ui.UserSelect[discord.ui.View] = discord.ui.UserSelect(
        custom_id="who", default_values=[discord.Object(40001, type=discord.User)]
    )
    view.add_item(people)
    return view


def embed() -> discord.Embed:
    card = discord.Embed(title="Fargate", description="Runs containers", url="https://example.org", colour=0x5865F2)
    return card.add_field(name="Billing", value="by the second").set_footer(text="as of 2026-11-01")


def file() -> discord.File:
    return discord.File(io.BytesIO(b"png"), "chart.png", description="A chart")


def modal() -> discord.ui.Modal:
    asking = discord.ui.Modal(title="Your answer", custom_id="answer")
    field: discord.ui.TextInput[discord.ui.Modal] = discord.ui.TextInput(custom_id="text", max_length=100)
    asking.add_item(discord.ui.Label(text="Which service is it?", description="One word is enough", component=field))
    return asking


def commands(bot: Bot) -> "app_commands.CommandTree[discord.Client]":
    tree = app_commands.CommandTree(bot.client)

    @tree.command(name="what", description="Look something up")
    @app_commands.describe(concept="What to look up", private="Only for you")
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def what(interaction: discord.Interaction, concept: str, private: bool = False) -> None:  # noqa: FBT001, FBT002 - a command's options are its parameters
        raise NotImplementedError

    @what.autocomplete("concept")
    async def complete(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        raise NotImplementedError

    @tree.context_menu(name="Explain this")
    async def explain(interaction: discord.Interaction, message: discord.Message) -> None:
        raise NotImplementedError

    return tree


async def sync(bot: Bot) -> None:
    await commands(bot).sync()


async def sync_in_guild(bot: Bot) -> None:
    tree, guild = commands(bot), discord.Object(20001)
    tree.copy_global_to(guild=guild)
    await tree.sync(guild=guild)


async def followup(bot: Bot) -> None:
    asked = bot.interaction()
    await asked.response.defer(thinking=True, ephemeral=True)
    await asked.followup.send(view=layout(), file=file(), wait=True, allowed_mentions=discord.AllowedMentions.none())


async def edit_original(bot: Bot) -> None:
    asked = bot.interaction()
    await asked.response.defer(thinking=True)
    await asked.edit_original_response(view=layout(), attachments=[file()])


async def edit_followup(bot: Bot) -> None:
    asked = bot.interaction()
    await asked.response.defer(thinking=True)
    sent = await asked.followup.send("Hello", wait=True)
    await sent.edit(content="Hello again", embed=embed())


async def edit_keeping_an_attachment(bot: Bot) -> None:
    sent = await bot.channel.send("Hello")
    kept: Any = {
        "id": 90001,
        "filename": "a.png",
        "size": 3,
        "url": "https://example.org",
        "proxy_url": "https://example.org",
    }
    await sent.edit(attachments=[discord.Attachment(data=kept, state=bot.client._connection)])  # noqa: SLF001 - as a message has them


async def reply(bot: Bot) -> None:
    sent = await bot.channel.send("Hello")
    await sent.reply("Hello", allowed_mentions=discord.AllowedMentions(users=[discord.Object(40001)]))


async def delete(bot: Bot) -> None:
    await (await bot.channel.send("Hello")).delete()


GOOD: dict[str, Act] = {
    "commands": sync,
    "commands in a guild": sync_in_guild,
    "message": lambda bot: bot.channel.send("Hello", view=classic(), embed=embed(), file=file()),
    "layout": lambda bot: bot.channel.send(view=layout(), file=file(), nonce="daily", silent=True),
    "reply": reply,
    "delete": delete,
    "typing": lambda bot: bot.channel.typing(),
    "answer": lambda bot: bot.interaction().response.send_message("Hello", embed=embed(), ephemeral=True),
    "answer with a layout": lambda bot: bot.interaction().response.send_message(view=layout(), file=file()),
    "thinking": lambda bot: bot.interaction().response.defer(thinking=True, ephemeral=True),
    "deferred update": lambda bot: bot.interaction(3).response.defer(),
    "update": lambda bot: bot.interaction(3).response.edit_message(view=layout(), attachments=[file()]),
    "choices": lambda bot: bot.interaction(4).response.autocomplete(
        [app_commands.Choice(name="Fargate", value="fargate")]
    ),
    "modal": lambda bot: bot.interaction().response.send_modal(modal()),
    "followup": followup,
    "edit of the answer": edit_original,
    "edit of a followup": edit_followup,
    "edit that keeps a file": edit_keeping_an_attachment,
}


def told(check: SpecCheck, request: Request, **changes: Any) -> list[str]:
    """What the check says about a request, without the operation that each line begins with."""
    body = changes.get("json", request.json)
    problems = check.check_request(request.method, request.path, changes.get("query", request.query), body)
    return [f"{problem.place}: {problem.what}" for problem in problems]


@pytest.mark.parametrize("act", GOOD.values(), ids=GOOD)
async def test_what_discord_py_sends_is_what_discord_takes(act: Act, bot: Bot, check: SpecCheck) -> None:
    await act(bot)
    assert [told(check, request) for request in bot.recording.requests] == [[]] * len(bot.recording.requests)


def changed(body: Json, steps: Sequence[str | int], value: Any) -> Json:
    """The same body with another value at `steps`; without it if the value is `...`."""
    whole = copy.deepcopy(body)
    inner: Any = whole
    for step in steps[:-1]:
        inner = inner[step]
    if value is ...:
        del inner[steps[-1]]
    else:
        inner[steps[-1]] = value
    return whole


ROW = ("data", "components", 0, "components", 4, "components", 0)
WRONG_LAYOUTS: list[tuple[Sequence[str | int], Any, list[str]]] = [
    ((*ROW, "lable"), "x", ['body.data.components[0].components[4].components[0].lable: unknown field, with "x"']),
    (
        (*ROW, "label"),
        5,
        ['body.data.components[0].components[4].components[0].label: 5 is not of types "null", "string"'],
    ),
    ((*ROW, "style"), ..., ['body.data.components[0].components[4].components[0]: "style" is a required property']),
    (
        (*ROW, "custom_id"),
        "x" * 101,
        [f'body.data.components[0].components[4].components[0].custom_id: "{"x" * 101}" is longer than 100 characters'],
    ),
    (
        ("data", "components", 0, "components", 4, "components", 1, "url"),
        "no address",
        ['body.data.components[0].components[4].components[1].url: "no address" is not a "uri"'],
    ),
    (
        ("data", "components", 0, "components", 4, "components"),
        [],
        ["body.data.components[0].components[4].components: [] has less than 1 item"],
    ),
    (
        ("data", "components", 0, "type"),
        99,
        ["body.data.components[0].type: 99 is not one of 1, 17 or 5 other candidates"],
    ),
    (("data", "tts"), "no", ['body.data.tts: "no" is not of types "null", "boolean"']),
    (("type",), 44, ["body.type: 44 is not one of 8, 4 or 7 other candidates"]),
    (("data", "reply_to"), 1, ["body.data.reply_to: unknown field, with 1"]),
]


@pytest.mark.parametrize(("steps", "value", "expected"), WRONG_LAYOUTS)
async def test_one_wrong_value_in_an_answer_is_told_with_its_place(
    steps: Sequence[str | int], value: Any, expected: list[str], bot: Bot, check: SpecCheck
) -> None:
    await bot.interaction().response.send_message(view=layout(), file=file())
    assert told(check, bot.last, json=changed(bot.last.json, steps, value)) == expected


async def test_every_fault_is_told_at_once(bot: Bot, check: SpecCheck) -> None:
    await bot.channel.send("Hello", embed=embed())
    body = changed(bot.last.json, ("embeds", 0, "fields", 0, "name"), "n" * 257)
    body = changed(body, ("embeds", 0, "timestamp"), "yesterday")
    body = changed(body, ("embeds", 0, "flags"), 4)
    assert sorted(told(check, bot.last, json=body)) == [
        f'body.embeds[0].fields[0].name: "{"n" * 79} ... {"n" * 49}" is longer than 256 characters',
        "body.embeds[0].flags: unknown field, with 4",
        'body.embeds[0].timestamp: "yesterday" is not a "date-time"',
    ]


async def test_a_followup_that_is_too_long_is_held_against_the_nearest_form_of_it(bot: Bot, check: SpecCheck) -> None:
    await followup(bot)
    body = {"content": "c" * 2001, "username": "Bot"}
    assert told(check, bot.last, json=body) == [
        f'body.content: "{"c" * 79} ... {"c" * 48}" is longer than 2000 characters'
    ]


async def test_a_command_with_faults_of_every_kind(bot: Bot, check: SpecCheck) -> None:
    await sync(bot)
    body = copy.deepcopy(bot.last.json)
    what = next(each for each in body if each["name"] == "what")
    what["options"][0] |= {"autocompleted": True, "description": ""}
    what["name"] = "n" * 33
    what["contexts"] = [0, 0, 7]
    place = f"body[{body.index(what)}]"
    assert sorted(told(check, bot.last, json=body)) == [
        f"{place}.contexts: [0,0,7] has non-unique elements",
        f"{place}.contexts[2]: 7 is not one of 0, 1 or 2",
        f'{place}.name: "{"n" * 33}" is longer than 32 characters',
        f"{place}.options[0].autocompleted: unknown field, with true",
        f'{place}.options[0].description: "" is shorter than 1 character',
    ]


async def test_queries_are_checked_too(bot: Bot, check: SpecCheck) -> None:
    await followup(bot)
    assert told(check, bot.last, query={"wait": "perhaps", "thread_id": "4x", "wiat": "true"}) == [
        'query.wait: "perhaps" is not of type "boolean"',
        'query.thread_id: "4x" does not match "^(0|[1-9][0-9]*)$"',
        "query.wiat: unknown parameter",
    ]


def test_a_query_that_is_required_is_missed(check: SpecCheck) -> None:
    problems = check.check_request("GET", "/guilds/20001/members/search", {"limit": "1001"})
    assert [str(problem) for problem in problems] == [
        "GET /guilds/{guild_id}/members/search request: query.limit: 1001 is greater than the maximum of 1000",
        "GET /guilds/{guild_id}/members/search request: query.query: required, and missing",
    ]


@pytest.mark.parametrize(
    ("method", "path", "body", "expected"),
    [
        ("POST", "/chanels/1/messages", {}, "POST /chanels/1/messages: path: no such operation"),
        ("PUT", "/channels/1/messages", {}, "PUT /channels/1/messages: path: no such operation"),
        (
            "GET",
            "/channels/1x",
            None,
            'GET /channels/{channel_id} request: path.channel_id: "1x" does not match "^(0|[1-9][0-9]*)$"',
        ),
        ("GET", "/channels/1", {}, "GET /channels/{channel_id} request: body: this operation takes none"),
        (
            "POST",
            "/channels/1/messages",
            None,
            "POST /channels/{channel_id}/messages request: body: required, and missing",
        ),
        (
            "POST",
            "/channels/1/messages",
            [],
            'POST /channels/{channel_id}/messages request: body: [] is not of type "object"',
        ),
    ],
)
def test_a_request_to_the_wrong_place_or_with_the_wrong_body(
    method: str, path: str, body: Any, expected: str, check: SpecCheck
) -> None:
    assert [str(problem) for problem in check.check_request(method, path, {}, body)] == [expected]


def test_a_path_may_be_real_or_a_template_with_or_without_the_prefix_of_the_api(check: SpecCheck) -> None:
    for path in ("/channels/1/messages", "/api/v10/channels/1/messages", "/channels/{channel_id}/messages"):
        assert check.check_request("POST", path, {}, {"content": "Hello"}) == []


def test_at_original_is_a_path_of_its_own(check: SpecCheck) -> None:
    assert check.check_request("GET", "/webhooks/10001/token/messages/@original") == []
    assert check.check_request("GET", "/webhooks/10001/token/messages/original") != []
