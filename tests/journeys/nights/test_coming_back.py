"""The bot dies before, in and after each step of a night, and nothing is lost or done twice."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.journeys.nights.thursday import Guest, Thursday

SATURDAY = datetime(2026, 11, 28, 20, 0, tzinfo=UTC)
DAY, TEN_MINUTES = timedelta(days=1), timedelta(minutes=10)


async def unheard(thursday: Thursday, path: str) -> None:
    """The next call of `path` is done, and the bot never hears that it was."""
    await thursday.sandbox.faults.apply("error", {"status": 503, "times": 1, "after": True, "path": path})


async def plans_and_dies(thursday: Thursday, ana: Guest, away: timedelta) -> None:
    draft = await ana.command("quiz night plan", when="saturday 20:00", zone="utc")
    await draft.press("Plan it")
    await thursday.is_killed_for(seconds=away.total_seconds())
    await thursday.comes(thursday.clock.now() + timedelta(minutes=2))


@pytest.mark.parametrize(
    ("path", "away"),
    [
        # By then Discord has forgotten the nonce.
        ("POST /channels/.*/messages$", timedelta(minutes=20)),
        ("POST /guilds/.*/scheduled-events$", timedelta(minutes=20)),
    ],
)
async def test_killed_while_it_is_announced_it_is_announced_once(
    thursday: Thursday, ana: Guest, luis: Guest, path: str, away: timedelta
) -> None:
    await unheard(thursday, path)
    await plans_and_dies(thursday, ana, away)
    (lobby,) = thursday.lobbies()
    (event,) = ana.events
    assert lobby.id in event["description"]
    await lobby.pressed_by(luis, "I'm in")
    await thursday.passes(5)
    assert "Coming (1): " in lobby.now().text


async def test_who_joined_before_a_kill_is_in_the_lobby_after_it(
    thursday: Thursday, ana: Guest, luis: Guest, mia: Guest
) -> None:
    lobby = await thursday.planned(ana)
    await lobby.pressed_by(luis, "I'm in")
    await lobby.pressed_by(mia, "I'm in")
    await thursday.is_killed_for(hours=1)
    assert "Coming (2): " in lobby.now().text
    await lobby.pressed_by(mia, "I can't come")
    await thursday.passes(10)
    assert "Coming (1): " in lobby.now().text


async def test_killed_while_it_reminds_it_reminds_once(thursday: Thursday, ana: Guest, luis: Guest) -> None:
    lobby = await thursday.planned(ana)
    await lobby.pressed_by(luis, "I'm in")
    for before, words, away in ((DAY, "is tomorrow", 300), (TEN_MINUTES, "begins soon", 5)):
        await unheard(thursday, "POST /channels/.*/messages$")
        await thursday.comes(SATURDAY - before)
        assert len(thursday.said(words)) == 1
        await thursday.is_killed_for(seconds=away)
        await thursday.comes(thursday.clock.now() + timedelta(minutes=1))
        assert len(thursday.said(words)) == 1


async def test_what_was_due_meanwhile_is_done_while_it_still_makes_sense(
    thursday: Thursday, ana: Guest, luis: Guest
) -> None:
    lobby = await thursday.planned(ana)
    await lobby.pressed_by(luis, "I'm in")
    await thursday.bot_is_killed()
    thursday.clock.move_to(SATURDAY - DAY + timedelta(hours=3))
    await thursday.bot_starts()
    assert len(thursday.said("is tomorrow")) == 1
    await thursday.bot_is_killed()
    thursday.clock.move_to(SATURDAY - timedelta(minutes=4))
    await thursday.bot_starts()
    assert len(thursday.said("begins soon")) == 1
    # Less than half an hour late it begins with a word.
    await thursday.bot_is_killed()
    thursday.clock.move_to(SATURDAY + timedelta(minutes=12))
    await thursday.bot_starts()
    assert len(thursday.said("I was away, so we are late by 12 min.")) == 1
    assert thursday.game().opened.night is not None


async def test_killed_while_it_makes_its_thread_and_begins_it_begins_once(
    thursday: Thursday, ana: Guest, luis: Guest
) -> None:
    lobby = await thursday.planned(ana, thread=True, questions=5, title="The big one")
    await lobby.pressed_by(luis, "I'm in")
    await unheard(thursday, "POST /channels/.*/threads$")
    await thursday.comes(SATURDAY)
    await thursday.is_killed_for(minutes=4)
    await thursday.passes(5)
    assert len(thursday.host.games) == 1
    assert len(thursday.said("The big one** begins", "The big one")) == 1
    assert thursday.game("The big one").opened.host == int(thursday.named(ana)[2:-1])
    await thursday.is_killed_for(seconds=5)
    await thursday.passes(60)
    assert len(thursday.host.games) == 1
    assert len(thursday.said("The big one** begins", "The big one")) == 1
    assert len(thursday.said("Question 1 of", "The big one")) == 1


async def test_half_an_hour_late_it_is_called_off_with_a_word_to_its_organiser(
    thursday: Thursday, ana: Guest, luis: Guest
) -> None:
    lobby = await thursday.planned(ana)
    await lobby.pressed_by(luis, "I'm in")
    await thursday.bot_is_killed()
    thursday.clock.move_to(SATURDAY + timedelta(minutes=31))
    await thursday.bot_starts()
    assert thursday.host.games == []
    told = await thursday.told_privately(ana)
    assert "I was away when **Quiz night** was to begin, and now it is too late." in told.unescaped
    assert thursday.pinged(thursday.said("I was away when")[-1]) == ["luis"]
    assert "I was away when" in lobby.now().text
    assert ana.events == []
    before = len(thursday.messages())
    await thursday.is_killed_for(hours=1)
    assert len(thursday.messages()) == before


async def test_killed_while_it_is_called_off_everybody_is_told_once(
    thursday: Thursday, ana: Guest, luis: Guest
) -> None:
    lobby = await thursday.planned(ana)
    await lobby.pressed_by(luis, "I'm in")
    sure = await ana.command("quiz night cancel")
    assert "People who wanted to come: 1." in sure.text
    await unheard(thursday, "POST /channels/.*/messages$")
    await sure.press("Yes, call it off")
    await thursday.is_killed_for(minutes=10)
    await thursday.passes(70)
    (told,) = [message for message in thursday.said("has been called off") if message.id != lobby.id]
    assert thursday.pinged(told) == ["luis"]
    assert "has been called off" in lobby.now().text
    assert ana.events == []
    assert (await ana.command("quiz night list")).text.startswith("No night is planned here.")


async def test_the_clock_is_put_back_and_nothing_comes_twice(thursday: Thursday, ana: Guest, luis: Guest) -> None:
    """By a bot whose own clock was wrong: what is done is stored, whatever the time is then."""
    lobby = await thursday.planned(ana)
    await lobby.pressed_by(luis, "I'm in")
    await thursday.comes(SATURDAY - DAY)
    assert len(thursday.said("is tomorrow")) == 1
    await thursday.bot_is_killed()
    thursday.has_a_clock_that_is_late(timedelta(hours=2))
    await thursday.bot_starts()
    await thursday.comes(SATURDAY - DAY)
    assert len(thursday.said("is tomorrow")) == 1
