"""What happens to a night from outside: events, channels and lobbies that people change or delete; changes and ends."""

from datetime import UTC, datetime, timedelta

from bot.sandbox.world.permissions import SEND_MESSAGES
from tests.journeys.nights.thursday import Guest, Thursday

SATURDAY = datetime(2026, 11, 28, 20, 0, tzinfo=UTC)


async def test_a_lobby_that_was_deleted_comes_again_and_an_event_if_its_host_wants_that(
    thursday: Thursday, ana: Guest, luis: Guest, mia: Guest
) -> None:
    first = await thursday.planned(ana)
    await first.pressed_by(luis, "I'm in")
    await thursday.passes(5)
    thursday.sandbox.people.delete("ana", ana.channel_id, int(first.id))
    shown = await (await mia.command("quiz night list")).press("Show")
    await shown.press("I'm in")
    await thursday.passes(5)
    lobby = thursday.lobby()
    assert lobby.id != first.id
    assert "Coming (2): " in lobby.text
    assert lobby.id in ana.events[0]["description"]
    ana.deletes_event(ana.events[0])
    told = await thursday.told_privately(ana)
    assert "Somebody deleted the server's event of **Quiz night**. The night goes on without it." in told.unescaped
    assert (await told.press("Make the event again")).text == "I am making the event again."
    await thursday.settle()
    (event,) = ana.events
    assert lobby.id in event["description"]
    ana.deletes_event(event)
    await thursday.comes(SATURDAY)
    assert thursday.game().opened.night is not None


async def test_an_event_that_was_moved_by_hand_is_followed_or_put_back(
    thursday: Thursday, ana: Guest, luis: Guest
) -> None:
    lobby = await thursday.planned(ana)
    await lobby.pressed_by(luis, "I'm in")
    later = SATURDAY + timedelta(hours=1)
    await thursday.moves_event(later)
    told = await thursday.told_privately(ana)
    assert f"from <t:{int(SATURDAY.timestamp())}:F> to <t:{int(later.timestamp())}:F>" in told.text
    assert (await told.press("Put the event back")).text == "I am putting the event back."
    await thursday.settle()
    assert ana.events[0]["scheduled_start_time"].startswith("2026-11-28T20:00")
    latest = SATURDAY + timedelta(hours=2)
    await thursday.moves_event(latest)
    await thursday.told_privately(ana, times=2)
    assert (await ana.in_private().sees()[-1].press("Move the night, too")).text.startswith("The night has moved, too.")
    await thursday.passes(5)
    assert f"<t:{int(latest.timestamp())}:F>" in lobby.now().text
    (moved,) = thursday.said("has been moved")
    assert thursday.pinged(moved) == ["luis"]
    await thursday.comes(SATURDAY)
    assert thursday.host.games == []
    await thursday.comes(latest)
    assert thursday.game().opened.night is not None


async def test_a_night_does_not_follow_its_event_into_the_past(thursday: Thursday, ana: Guest) -> None:
    lobby = await thursday.planned(ana)
    await thursday.moves_event(thursday.clock.now() + timedelta(hours=1))
    told = await thursday.told_privately(ana)
    await thursday.comes(thursday.clock.now() + timedelta(hours=2))
    assert "That time is past" in (await told.press("Move the night, too")).text
    await thursday.passes(5)
    assert f"<t:{int(SATURDAY.timestamp())}:F>" in lobby.now().text


async def test_while_discord_takes_nothing_it_is_tried_less_and_less_often(thursday: Thursday, ana: Guest) -> None:
    down = {"status": 503, "times": 1_000, "path": "POST /channels/.*/messages$"}
    await thursday.sandbox.faults.apply("error", down)
    draft = await ana.command("quiz night plan", when="saturday 20:00", zone="UTC")
    assert "I am still preparing its lobby" in (await draft.press("Plan it")).text
    calls = thursday.calls()
    await thursday.passes(60)
    assert len([call for call in calls if call.startswith("POST") and call.endswith("/messages")]) <= 6
    thursday.sandbox.faults.clear()
    await thursday.passes(60)
    assert len(thursday.lobbies()) == 1


async def test_without_its_channel_it_waits_and_is_given_another(thursday: Thursday, ana: Guest, luis: Guest) -> None:
    lobby = await thursday.planned(ana)
    await lobby.pressed_by(luis, "I'm in")
    general = ana.at("general")
    await thursday.sandbox.faults.apply("delete-channel", {"channel_id": ana.channel_id})
    told = await thursday.told_privately(ana)
    assert "has no channel any more: it was deleted, or I may not write there. It waits." in told.unescaped
    assert "waits for a channel" in (await general.command("quiz night list")).text
    assert "This night has no channel at present." in (await general.command("quiz night start")).text
    changed = await general.command("quiz night edit", channel=str(general.channel_id))
    await changed.press("Save")
    await thursday.settle()
    assert "Coming (1): " in thursday.lobby("general").text
    (moved,) = thursday.said("has been moved", "general")
    assert thursday.pinged(moved) == ["luis"]
    (event,) = ana.events if ana.channel != "quiz" else general.events
    assert thursday.lobby("general").id in event["description"]
    await thursday.comes(SATURDAY)
    assert thursday.game("general").opened.night is not None


async def test_where_we_may_not_write_any_more_it_waits_and_then_ends(
    thursday: Thursday, ana: Guest, luis: Guest
) -> None:
    lobby = await thursday.planned(ana)
    await lobby.pressed_by(luis, "I'm in")
    await thursday.sandbox.faults.apply("permission", {"channel_id": ana.channel_id, "deny": SEND_MESSAGES})
    await thursday.comes(SATURDAY)
    assert "has no channel any more" in (await thursday.told_privately(ana)).text
    assert thursday.host.games == []
    await thursday.comes(SATURDAY, plus=timedelta(minutes=31))
    assert "it had no channel that I can write in" in (await thursday.told_privately(ana, times=2)).text
    assert await thursday.stored() == []


async def test_a_change_is_seen_first_and_told_to_those_who_joined(
    thursday: Thursday, ana: Guest, luis: Guest, mia: Guest
) -> None:
    lobby = await thursday.planned(ana)
    await lobby.pressed_by(luis, "I'm in")
    assert "Only whoever leads this night" in (await mia.command("quiz night edit", title="Mine")).text
    changed = await ana.command("quiz night edit", when="sunday 9pm", title="The big one")
    assert "Sunday 29 November 2026, 21:00 in UTC" in changed.text
    assert "Quiz night" in lobby.now().text
    saved = await changed.press("Save")
    assert "**The big one** is changed." in saved.unescaped
    await thursday.passes(5)
    sunday = int((SATURDAY + timedelta(days=1, hours=1)).timestamp())
    assert "The big one" in lobby.now().title
    assert f"<t:{sunday}:F>" in lobby.now().text
    assert (ana.events[0]["name"], len(ana.events)) == ("The big one", 1)
    (moved,) = thursday.said("has been moved")
    assert thursday.pinged(moved) == ["luis"]
    panel = await lobby.now().pressed_by(ana, "For the host")
    again = await panel.press("Change")
    form = await again.open_form(ana, "Rounds")
    again = await ana.fill(form, count=["1"], questions=["3"], seconds=["10"], pause=["0"])
    await again.press("Save")
    await thursday.passes(5)
    assert "Rounds: 1 · questions in each: 3 · 10 s a question\n" in lobby.now().text
    assert len(thursday.said("has been moved")) == 1


async def test_what_is_called_off_stays_so(thursday: Thursday, ana: Guest, luis: Guest) -> None:
    lobby = await thursday.planned(ana)
    panel = await lobby.pressed_by(ana, "For the host")
    sure = await panel.press("Call it off")
    await sure.press("Yes, call it off")
    await thursday.passes(5)
    assert "has been called off." in lobby.now().text
    assert lobby.now().buttons == []
    assert len(thursday.messages()) == 1
    assert (await panel.press("Start now")).text == "This night is over, or has been called off."
    assert (await sure.press("Yes, call it off")).text == "This night is over, or has been called off."
    await thursday.comes(SATURDAY)
    assert thursday.host.games == []
    assert "Aquí no hay ninguna noche planeada." in (await luis.command("quiz night cancel")).text


async def test_its_host_is_forgotten_and_the_night_goes_on(
    thursday: Thursday, ana: Guest, luis: Guest, mia: Guest
) -> None:
    lobby = await thursday.planned(luis, "sábado 20:00")
    await lobby.pressed_by(mia, "Me apunto")
    assert f"Dirige {thursday.named(luis)}" in lobby.now().text
    await thursday.forgets(luis)
    await thursday.comes(thursday.clock.now() + timedelta(hours=1))
    assert "Dirige quien administra este servidor" in lobby.now().text
    await thursday.comes(SATURDAY)
    assert thursday.game().opened.night is not None
    assert (await ana.command("quiz stop")).is_private is False
