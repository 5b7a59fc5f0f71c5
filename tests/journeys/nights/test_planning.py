"""Planning a night: in a minute, in one's own zone, seen before it is announced."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.sandbox.world.permissions import CREATE_EVENTS, MANAGE_EVENTS, SEND_MESSAGES
from tests.journeys.nights.thursday import Guest, Thursday

# Saturday, 28 November 2026, 20:00 in Madrid; and in London.
SATURDAY, IN_LONDON = 1795892400, 1795896000


def starts(event: Mapping[str, Any]) -> int:
    return int(datetime.fromisoformat(event["scheduled_start_time"]).timestamp())


async def test_a_night_is_planned_in_two_presses(thursday: Thursday, ana: Guest) -> None:
    draft = await ana.command("quiz night plan", when="saturday 20:00", zone="Madrid")
    assert draft.is_private
    assert "Quiz night" in draft.title
    assert f"<t:{SATURDAY}:F> (<t:{SATURDAY}:R>)" in draft.text
    assert "That is Saturday 28 November 2026, 20:00 in Madrid." in draft.text
    assert "Rounds: 2 · questions in each: 10 · 20 s a question · breaks of 5 min" in draft.text
    assert thursday.messages() == []
    planned = await draft.press("Plan it")
    assert planned.is_private
    assert "Quiz night is planned, and its lobby is in <#" in planned.unescaped.replace("**", "")
    assert "It is in the server's list of events, too." in planned.text
    lobby = thursday.lobby()
    assert f"<t:{SATURDAY}:F> (<t:{SATURDAY}:R>)" in lobby.text
    assert f"Led by {thursday.named(ana)}" in lobby.text
    assert "Nobody has joined yet" in lobby.text
    assert lobby.buttons == ["I'm in", "I can't come", "En español", "For the host"]
    assert thursday.pinged(lobby) == []
    (event,) = ana.events
    assert (event["name"], starts(event)) == ("Quiz night", SATURDAY)
    assert lobby.id in event["description"]


async def test_in_spanish_too_and_once_though_the_press_arrives_twice(thursday: Thursday, luis: Guest) -> None:
    draft = await luis.command("quiz night plan", when="el sábado a las 8 de la tarde", zone="españa")
    assert "Es decir, sábado 28 de noviembre de 2026, 20:00 en Madrid." in draft.text
    await thursday.sandbox.faults.apply("duplicate", {"event": "INTERACTION_CREATE"})
    await draft.press("Planear")
    await thursday.settle()
    assert len(luis.events) == len(await thursday.stored()) == 1
    (lobby,) = thursday.lobbies()
    assert "Noche de quiz" in lobby.title
    assert "Aún no se ha apuntado nadie" in lobby.text
    in_english = await lobby.press("In English")
    assert (in_english.is_private, "Nobody has joined yet" in in_english.text) == (True, True)


async def test_what_is_typed_is_offered_as_it_would_be_read(thursday: Thursday, ana: Guest, luis: Guest) -> None:
    assert await ana.autocomplete("quiz night plan", zone="madrid", when="thursday 8") == [
        "Thursday 3 December 2026, 20:00 (Madrid)",
        "Thursday 3 December 2026, 08:00 (Madrid)",
    ]
    assert await luis.autocomplete("quiz night plan", zone="madrid", when="mañana a las 8") == [
        "viernes 27 de noviembre de 2026, 20:00 (Madrid)",
        "viernes 27 de noviembre de 2026, 08:00 (Madrid)",
    ]
    assert (await ana.autocomplete("quiz night plan", when=""))[0] == "Friday 27 November 2026, 20:00 (London)"
    assert await ana.autocomplete("quiz night plan", zone="madr") == ["Madrid (Europe/Madrid) · 21:00"]
    (chosen,) = await ana.choices("quiz night plan", zone="utc", when="28/11 20:30")
    draft = await ana.command("quiz night plan", when=chosen["value"], zone="utc")
    assert "20:30 in UTC" in draft.text
    twice = await ana.command("quiz night plan", when="2027-10-31 02:30", zone="Madrid")
    assert "this hour comes twice: I take the first." in twice.text
    assert f"<t:{int(datetime.fromisoformat('2027-10-31T00:30Z').timestamp())}:F>" in twice.text
    assert thursday.messages() == []


async def test_the_zone_is_guessed_first_and_remembered_then(thursday: Thursday, ana: Guest, luis: Guest) -> None:
    draft = await ana.command("quiz night plan", when="saturday 20:00")
    assert f"<t:{IN_LONDON}:F>" in draft.text
    assert "I guessed the time zone" in draft.text
    await thursday.planned(ana, zone="Bogotá")
    again = await luis.command("quiz night plan", when="sábado 20:00")
    assert "en Bogota" in again.text
    assert "supuesto" not in again.text


async def test_everything_can_be_changed_before_it_is_planned(thursday: Thursday, ana: Guest) -> None:
    draft = await ana.command("quiz night plan", when="saturday 20:00", zone="utc")
    form = await draft.open_form(ana, "Title and time")
    draft = await ana.fill(form, title="The big one", when="sunday 9pm", zone="Madrid")
    assert "The big one" in draft.title
    assert "Sunday 29 November 2026, 21:00 in Madrid" in draft.text
    form = await draft.open_form(ana, "Rounds")
    draft = await ana.fill(form, count=["3"], questions=["5"], seconds=["30"], pause=["10"])
    assert "Rounds: 3 · questions in each: 5 · 30 s a question · breaks of 10 min" in draft.text
    form = await draft.open_form(ana, "Topics")
    draft = await ana.fill(form, **{"round-1": ["compute", "storage"], "round-2": [], "round-3": ["networking"]})
    assert "Round 1: Compute, Storage\nRound 2: A mix of everything\nRound 3: Networking" in draft.text
    form = await draft.open_form(ana, "Rules")
    draft = await ana.fill(form, mode=["calm"], thread=["in-thread"], language=["es"])
    assert "Calm: only being right pays." in draft.text
    assert "In a thread of its own in <#" in draft.text
    assert "Questions in Spanish." in draft.text
    form = await draft.open_form(ana, "Teams")
    draft = await ana.fill(form, kind=["chosen"], names="Reds, Blues; Greens")
    assert "Teams that people join by button: Reds, Blues, Greens." in draft.text
    assert thursday.messages() == []
    await draft.press("Plan it")
    lobby = thursday.lobby()
    assert lobby.buttons == ["Reds", "Blues", "Greens", "No puedo ir", "In English", "Para quien dirige"]
    assert "Ronda 1: Cómputo, Almacenamiento\nRonda 2: Un poco de todo" in lobby.text


async def test_what_cannot_be_read_in_a_form_is_told_and_the_rest_is_kept(thursday: Thursday, ana: Guest) -> None:
    draft = await ana.command("quiz night plan", when="saturday 20:00", zone="utc")
    form = await draft.open_form(ana, "Title and time")
    draft = await ana.fill(form, title="The big one", when="whenever", zone="Madird")
    assert "I do not understand “whenever” as a day and a time." in draft.text
    assert "I do not know a time zone “Madird”. Did you mean Madrid?" in draft.text
    assert "The big one" in draft.title
    assert "Saturday 28 November 2026, 20:00 in UTC" in draft.text
    form = await draft.open_form(ana, "Teams")
    draft = await ana.fill(form, kind=["chosen"], names="Only one")
    assert "There can be 2 to 5 teams." in draft.text
    refused = await draft.press("Plan it")
    assert "There can be 2 to 5 teams." in refused.text
    assert thursday.messages() == []


WRONG: Sequence[tuple[dict[str, str | int], str]] = (
    ({"when": "whenever"}, "I do not understand “whenever” as a day and a time."),
    ({"when": "2026-11-26 19:00"}, "That time is past, or less than a minute away."),
    ({"when": "2028-01-01 20:00"}, "That is more than a year away."),
    (
        {"when": "2027-03-28 02:30", "zone": "Madrid"},
        "clocks are put forward. The nearest times are 01:59 and 03:00.",
    ),
    ({"zone": "Atlantis"}, "I do not know a time zone “Atlantis”."),
    ({"categories": "Kompute"}, "There is no category “Kompute”. Did you mean “Compute”?"),
    ({"rounds": 5, "questions": 20}, "A night has 1 to 50 questions in all."),
    ({"names": "Reds, reds"}, "Two teams cannot both be called “Reds”."),
    (
        {"rounds": 5, "questions": 20, "names": "Reds"},
        "Choose fewer rounds, or fewer questions in each. There can be 2 to 5 teams.",
    ),
)


async def test_what_cannot_be_planned_says_why(thursday: Thursday, ana: Guest) -> None:
    for options, told in WRONG:
        refused = await ana.command("quiz night plan", **{"when": "saturday 20:00", "zone": "utc", **options})
        assert refused.is_private
        assert told in refused.unescaped
    assert await thursday.stored() == []


async def test_without_permission_for_events_it_goes_without_and_says_so(thursday: Thursday, ana: Guest) -> None:
    await thursday.without_permission(CREATE_EVENTS | MANAGE_EVENTS)
    draft = await ana.command("quiz night plan", when="saturday 20:00", zone="utc")
    assert "I lack the permission “Create Events”" in draft.text
    planned = await draft.press("Plan it")
    assert "I lack the permission “Create Events”" in planned.text
    assert ana.events == []
    assert "Nobody has joined yet" in thursday.lobby().text


async def test_it_is_planned_only_where_we_may_write(thursday: Thursday, ana: Guest) -> None:
    await thursday.sandbox.faults.apply("permission", {"channel_id": ana.channel_id, "deny": SEND_MESSAGES})
    refused = await ana.command("quiz night plan", when="saturday 20:00", zone="utc")
    assert "I lack the permission “Send Messages”" in refused.text
    elsewhere = str(ana.at("general").channel_id)
    draft = await ana.command("quiz night plan", when="saturday 20:00", zone="utc", channel=elsewhere)
    await draft.press("Plan it")
    assert thursday.messages() == []
    assert "Nobody has joined yet" in thursday.lobby("general").text
