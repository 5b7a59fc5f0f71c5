"""Who comes to a night: joining and leaving, teams, reminders for those who joined and nobody else."""

import asyncio
from datetime import UTC, datetime, timedelta

from tests.journeys.nights.thursday import Guest, Thursday

SATURDAY = datetime(2026, 11, 28, 20, 0, tzinfo=UTC)
THURSDAY = SATURDAY - timedelta(days=2)
DAY, TEN_MINUTES = timedelta(days=1), timedelta(minutes=10)


async def test_people_join_and_leave_with_one_press(thursday: Thursday, ana: Guest, luis: Guest, mia: Guest) -> None:
    lobby = await thursday.planned(ana)
    joined = await lobby.pressed_by(luis, "I'm in")
    assert (joined.is_private, joined.text) == (True, "Te has apuntado. Te aviso un día y diez minutos antes.")
    await lobby.pressed_by(mia, "I'm in")
    await lobby.pressed_by(mia, "I'm in")
    await thursday.passes(5)
    assert f"Coming (2): {thursday.named(luis)}, {thursday.named(mia)}" in lobby.now().text
    assert thursday.pinged(lobby.now()) == []
    left = await lobby.pressed_by(luis, "I can't come")
    assert left.text == "Ya no cuento contigo. Si cambias de idea, pulsa otra vez."
    assert (await lobby.pressed_by(ana, "I can't come")).text == "You had not joined."
    await thursday.passes(5)
    assert f"Coming (1): {thursday.named(mia)}" in lobby.now().text


async def test_many_who_join_at_once_are_a_few_edits(thursday: Thursday, ana: Guest) -> None:
    lobby = await thursday.planned(ana)
    await thursday.passes(10)
    sent = thursday.calls()
    everybody = [thursday.guest(person.key) for person in thursday.sandbox.world.people]
    for _ in range(3):
        await asyncio.gather(*(lobby.pressed_by(person, "I'm in") for person in everybody))
        await asyncio.gather(*(lobby.pressed_by(person, "I can't come") for person in everybody))
    await asyncio.gather(*(lobby.pressed_by(person, "I'm in") for person in everybody))
    await thursday.passes(5)
    assert "Coming (6): " in lobby.now().text
    assert len([call for call in sent if call.startswith("PATCH /channels/")]) <= 3


async def test_only_those_who_joined_are_reminded(thursday: Thursday, ana: Guest, luis: Guest, mia: Guest) -> None:
    tonight = await thursday.planned(thursday.guest("ana", "general"), "in 2 hours", questions=1, rounds=1)
    await tonight.pressed_by(luis.at("general"), "I'm in")
    await thursday.comes(THURSDAY + timedelta(hours=2) - TEN_MINUTES)
    assert thursday.said("is tomorrow", "general") == []
    assert len(thursday.said("begins soon", "general")) == 1
    lobby = await thursday.planned(ana)
    await lobby.pressed_by(luis, "I'm in")
    await lobby.pressed_by(mia, "I'm in")
    await thursday.comes(SATURDAY - DAY - timedelta(seconds=1))
    assert thursday.said("is tomorrow") == []
    await thursday.comes(SATURDAY - DAY)
    (tomorrow,) = thursday.said("Quiz night** is tomorrow")
    assert thursday.pinged(tomorrow) == ["luis", "mia"]
    assert f"<t:{int(SATURDAY.timestamp())}:F>" in tomorrow.text
    assert (await tomorrow.pressed_by(mia, "I can't come")).text.startswith("You are out.")
    await thursday.comes(SATURDAY - TEN_MINUTES)
    (soon,) = thursday.said("begins soon")
    assert thursday.pinged(soon) == ["luis"]
    await thursday.comes(SATURDAY - TEN_MINUTES + timedelta(minutes=5))
    assert len(thursday.said("is tomorrow")) == len(thursday.said("begins soon")) == 1


async def test_teams_are_joined_by_button(thursday: Thursday, ana: Guest, luis: Guest, mia: Guest) -> None:
    lobby = await thursday.planned(ana, names="Reds, Blues")
    assert "**Reds**: nobody yet" in lobby.text
    assert (await lobby.pressed_by(luis, "Reds")).text.startswith("Te has apuntado, con Reds.")
    await lobby.pressed_by(mia, "Reds")
    await lobby.pressed_by(luis, "Blues")
    await thursday.passes(5)
    assert f"**Reds** (1): {thursday.named(mia)}\n**Blues** (1): {thursday.named(luis)}" in lobby.now().text


async def test_the_nights_of_a_server_are_listed(thursday: Thursday, ana: Guest, luis: Guest) -> None:
    assert "Aquí no hay ninguna noche planeada." in (await luis.command("quiz night list")).text
    await thursday.planned(ana, "sunday 20:00", title="The second")
    await thursday.planned(thursday.guest("ana", "general"), "saturday 20:00", title="The first")
    listed = await luis.command("quiz night list")
    assert listed.is_private
    assert listed.text.index("The first") < listed.text.index("The second")
    assert f"<t:{int(SATURDAY.timestamp())}:F>" in listed.text
    shown = await listed.press("Ver")
    assert "Dirige " in shown.text
    await shown.press("Me apunto")
    assert sum(len(night.people) for night in await thursday.stored()) == 1
    titles = await luis.autocomplete("quiz night start", night="the")
    assert titles == [
        "The first · sábado 28 de noviembre de 2026, 20:00",
        "The second · domingo 29 de noviembre de 2026, 20:00",
    ]
