"""Whom a text names."""

import pytest

from bot.sandbox.clock import SandboxClock
from bot.sandbox.world import town
from bot.sandbox.world.mentions import Named, named_in
from bot.sandbox.world.world import World

NOBODY = Named((), (), everyone=False)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", NOBODY),
        (f"<@{town.ANA}> and <@!{town.LUIS}>", Named((town.ANA, town.LUIS), (), everyone=False)),
        (f"<@{town.ANA}> <@{town.ANA}>", Named((town.ANA,), (), everyone=False)),
        (f"<@&{town.ORGANISER}>", Named((), (town.ORGANISER,), everyone=False)),
        ("Hello @everyone!", Named((), (), everyone=True)),
        ("Hello @here", Named((), (), everyone=True)),
        ("@everyones", NOBODY),
        (f"<@1> <@&1> <@&{town.GUILD}>", NOBODY),
        (f"`<@{town.ANA}>` and ```\n@everyone <@{town.LUIS}>```", NOBODY),
    ],
)
def test_names(text: str, named: Named) -> None:
    world = World(SandboxClock(), town.new_town("Bot", ""))
    assert named_in(world, text, []) == named


def test_text_displays_name_people_too() -> None:
    world = World(SandboxClock(), town.new_town("Bot", ""))
    inside = {"type": 17, "components": [{"type": 10, "content": f"<@{town.MIA}>"}]}
    assert named_in(world, "", [inside]).users == (town.MIA,)
