"""A night begins: by itself, at its host's press, in its thread, with teams; and is played to its end."""

from datetime import UTC, datetime, timedelta

from bot.sandbox.world.permissions import CREATE_PUBLIC_THREADS
from tests.journeys.nights.thursday import Guest, Thursday

SATURDAY = datetime(2026, 11, 28, 20, 0, tzinfo=UTC)


async def test_it_begins_by_itself_and_is_played_with_a_break_to_the_end(
    thursday: Thursday, ana: Guest, luis: Guest, mia: Guest
) -> None:
    lobby = await thursday.planned(ana, rounds=2, questions=1, seconds=10, pause=1, categories="Compute")
    await lobby.pressed_by(luis, "I'm in")
    await lobby.pressed_by(mia, "I'm in")
    await thursday.comes(SATURDAY)
    (opening,) = thursday.said("Quiz night** begins")
    assert thursday.pinged(opening) == ["luis", "mia"]
    assert "First question: <t:" in opening.text
    game = thursday.game()
    (night,) = await thursday.stored()
    assert (game.opened.night, game.host, len(game.opened.questions)) == (night.night, night.host, 2)
    assert [(part.title, part.first) for part in game.opened.settings.parts] == [
        ("Round 1 · Compute", 1),
        ("Round 2 · Compute", 2),
    ]
    assert game.opened.settings.break_seconds == 60
    await thursday.passes(5)
    assert "It has begun: <#" in lobby.now().text
    assert lobby.now().buttons == []
    copy = await (await mia.command("quiz night list")).press("Show")
    assert "It has begun: <#" in copy.text
    (event,) = ana.events
    assert event["status"] == 2
    await thursday.passes(300)
    assert thursday.host.games == []
    assert "It is over." in lobby.now().text
    assert ana.events == []
    assert await thursday.stored() == []


async def test_its_host_starts_it_early_and_nobody_else(thursday: Thursday, luis: Guest, mia: Guest) -> None:
    lobby = await thursday.planned(luis, "el sábado a las 20:00")
    await lobby.pressed_by(mia, "Me apunto")
    refused = await lobby.pressed_by(mia, "Para quien dirige")
    assert refused.text == "Only whoever leads this night can do that, or somebody who manages the server."
    assert (await mia.command("quiz night start")).text == refused.text
    panel = await lobby.pressed_by(luis, "Para quien dirige")
    assert panel.is_private
    assert panel.buttons == ["Empezar ya", "Cambiar", "Cancelar"]
    assert (await panel.press("Empezar ya")).text == "Empieza enseguida."
    await thursday.settle()
    assert thursday.game().opened.settings.language == "es"
    assert len(thursday.said("Empieza **Noche de quiz")) == 1
    assert thursday.said("is tomorrow") == []


async def test_who_manages_the_server_may_start_it_by_its_name(thursday: Thursday, ana: Guest, luis: Guest) -> None:
    await thursday.planned(luis, "sábado 20:00", title="La primera")
    await thursday.planned(luis, "domingo 20:00", title="La segunda")
    which = await ana.command("quiz night start")
    assert which.menu == [
        "La primera · Saturday 28 November 2026, 20:00",
        "La segunda · Sunday 29 November 2026, 20:00",
    ]
    assert (await which.press(which.menu[1])).text == "It begins in a moment."
    await thursday.settle()
    assert len(thursday.said("Empieza **La segunda**")) == 1
    assert "There is no night of that name here." in (await ana.command("quiz night start", night="tercera")).text


async def test_in_a_thread_of_its_own_with_teams_that_were_drawn(thursday: Thursday, ana: Guest) -> None:
    lobby = await thursday.planned(ana, thread=True, teams="drawn", questions=1, rounds=1, title="The big one")
    everybody = [thursday.guest(key) for key in ("luis", "mia", "kai", "noa")]
    for person in everybody:
        await lobby.pressed_by(person, "I'm in")
    await thursday.comes(SATURDAY)
    (opening,) = thursday.said("begins", "The big one")
    assert thursday.pinged(opening) == ["kai", "luis", "mia", "noa"]
    assert "**Otters**: <@" in opening.text
    game = thursday.game("The big one")
    assert game.opened.teams == ("Otters", "Herons")
    assert sorted(game.opened.members.values()) == [0, 0, 1, 1]
    assert "It has begun: <#" in lobby.now().text
    late = thursday.guest("sam", "The big one")
    assert (await opening.pressed_by(late, "Give me a team")).text.startswith("You play for ")
    assert len(thursday.game("The big one").members) == 5
    assert [message.text for message in thursday.messages() if "Question" in message.text] == []


async def test_where_no_thread_may_be_made_it_is_played_in_the_channel(
    thursday: Thursday, ana: Guest, luis: Guest
) -> None:
    await thursday.without_permission(CREATE_PUBLIC_THREADS)
    draft = await ana.command("quiz night plan", when="saturday 20:00", zone="utc", thread=True, names="Reds, Blues")
    assert "I lack the permission “Create Public Threads”" in draft.text
    await draft.press("Plan it")
    await thursday.lobby().pressed_by(luis, "Blues")
    await thursday.comes(SATURDAY)
    (opening,) = thursday.said("Quiz night** begins")
    assert "I may not make a thread here, so we play in the channel." in opening.text
    assert thursday.game().opened.members == {int(thursday.named(luis)[2:-1]): 1}


async def test_nobody_has_joined_and_the_host_is_asked(thursday: Thursday, ana: Guest, luis: Guest) -> None:
    lobby = await thursday.planned(ana)
    await thursday.comes(SATURDAY)
    (asked,) = thursday.said("nobody has joined. Shall I start it")
    assert thursday.pinged(asked) == ["ana"]
    assert thursday.host.games == []
    assert (await asked.pressed_by(luis, "Start now")).text.startswith("Solo puede hacerlo quien dirige")
    await asked.pressed_by(ana, "Start now")
    await thursday.settle()
    assert thursday.game().opened.host == int(thursday.named(ana)[2:-1])
    assert "Nobody had joined." in lobby.now().text


async def test_somebody_joins_late_and_it_begins(thursday: Thursday, ana: Guest, luis: Guest) -> None:
    lobby = await thursday.planned(ana)
    await thursday.comes(SATURDAY, plus=timedelta(minutes=1))
    await lobby.pressed_by(luis, "I'm in")
    await thursday.settle()
    assert thursday.game().opened.night is not None
    assert "I was away" not in thursday.said("Quiz night** begins")[-1].text


async def test_nobody_comes_and_nobody_answers_so_it_is_called_off(thursday: Thursday, ana: Guest) -> None:
    lobby = await thursday.planned(ana)
    await thursday.comes(SATURDAY)
    await thursday.comes(SATURDAY, plus=timedelta(minutes=15))
    assert "does not take place: nobody had joined." in lobby.now().text
    assert "does not take place" in (await thursday.told_privately(ana)).text
    assert ana.events == []
    assert thursday.host.games == []
    assert await thursday.stored() == []


async def test_called_off_at_its_very_minute_it_is_not_played(thursday: Thursday, ana: Guest, luis: Guest) -> None:
    lobby = await thursday.planned(ana)
    await lobby.pressed_by(luis, "I'm in")
    await thursday.comes(SATURDAY - timedelta(minutes=1))
    panel = await lobby.pressed_by(ana, "For the host")
    sure = await panel.press("Call it off")
    thursday.clock.move_to(SATURDAY)
    assert (await sure.press("Yes, call it off")).text.startswith("It is called off")
    await thursday.passes(10)
    assert thursday.host.games == []
    assert len(thursday.said("**Quiz night** has been called off.\n<@")) == 1


async def test_its_channel_went_while_the_bot_was_away(thursday: Thursday, ana: Guest, luis: Guest) -> None:
    lobby = await thursday.planned(ana)
    await lobby.pressed_by(luis, "I'm in")
    await thursday.comes(SATURDAY - timedelta(minutes=5))
    await thursday.bot_is_killed()
    await thursday.sandbox.faults.apply("delete-channel", {"channel_id": ana.channel_id})
    thursday.clock.move_to(SATURDAY)
    await thursday.bot_starts()
    assert "has no channel any more" in (await thursday.told_privately(ana)).text
    assert thursday.host.games == []


async def test_it_waits_for_another_quiz_to_end(thursday: Thursday, ana: Guest, luis: Guest) -> None:
    lobby = await thursday.planned(ana, questions=1)
    await lobby.pressed_by(luis, "I'm in")
    await thursday.comes(SATURDAY - timedelta(minutes=1))
    await thursday.starts(luis, questions=5)
    await thursday.comes(SATURDAY)
    assert len(thursday.said("there is another quiz here")) == 1
    assert thursday.game().opened.night is None
    await luis.command("quiz stop")
    await thursday.passes(20)
    assert thursday.game().opened.night is not None
    assert len(thursday.said("there is another quiz here")) == 1


async def test_it_waits_half_an_hour_and_no_longer(thursday: Thursday, ana: Guest, luis: Guest) -> None:
    lobby = await thursday.planned(ana, questions=1)
    await lobby.pressed_by(luis, "I'm in")
    await thursday.comes(SATURDAY - timedelta(minutes=1))
    await thursday.starts(luis, questions=5)
    await luis.command("quiz pause")
    await thursday.comes(SATURDAY)
    await thursday.comes(SATURDAY, plus=timedelta(minutes=31))
    told = thursday.said("for half an hour there was another quiz in its place")[-1]
    assert thursday.pinged(told) == ["luis"]
    assert "could not begin" in lobby.now().text
