"""Whatever happens around a post, it is there once; and what cannot go on says so, once."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.daily.daily import PostState, State, Told, Why
from bot.daily.postman import LEASE
from bot.sandbox.server import Sandbox
from bot.sandbox.world.permissions import READ_MESSAGE_HISTORY, SEND_MESSAGES, VIEW_CHANNEL
from tests.journeys.daily.days import Days
from tests.journeys.people import Person

NINE = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
SEND = "POST /channels/.*/messages$"
BEGIN = "POST /channels/.*/threads$"


async def dies_at_nine(days: Days, fault: dict[str, object]) -> None:
    """What Discord answers to the post is a 503, done or not; and the bot dies of it."""
    await days.sandbox.faults.apply("error", {"status": 503, "times": 1, **fault})
    await days.come_until_called(NINE, ending="messages" if "messages" in str(fault["path"]) else "threads")
    await days.bot_stops()


async def comes_back(days: Days, moment: datetime) -> None:
    days.clock.move_to(moment)
    await days.bot_starts()
    await days.come_to(max(moment, NINE) + LEASE + MINUTE)


@pytest.mark.parametrize(("is_done", "away"), [(False, timedelta(seconds=10)), (True, timedelta(hours=5))])
async def test_killed_between_claiming_sending_and_marking_it_is_posted_once(
    days: Days, ana: Person, luis: Person, *, is_done: bool, away: timedelta
) -> None:
    await ana.command("daily set", hour=9)
    await dies_at_nine(days, {"path": SEND, "after": is_done})
    assert len(days.messages()) == is_done
    assert (await days.last_post()).state is PostState.CLAIMED
    await comes_back(days, NINE + away)
    (post,) = days.messages()
    assert (await days.last_post()).state is PostState.SENT
    assert (await post.pressed_by(luis, "Look it up")).is_private
    await days.come_to(NINE + DAY)
    assert len(days.messages()) == 2


async def test_killed_and_away_for_too_long_what_was_sent_counts_and_what_was_not_is_skipped(
    days: Days, ana: Person
) -> None:
    await ana.command("daily set", hour=9)
    await dies_at_nine(days, {"path": SEND, "after": False})
    await comes_back(days, NINE + 7 * HOUR)
    assert days.messages() == []
    assert (await days.last_post()).why is Why.LATE
    status = await ana.command("daily status")
    assert "27 November 2026: not posted, since I was away for too long." in status.unescaped


async def test_a_500_after_having_posted_is_one_post(days: Days, ana: Person) -> None:
    await ana.command("daily set", hour=9)
    await days.sandbox.faults.apply("error", {"status": 500, "times": 1, "after": True, "path": SEND})
    await days.come_to(NINE)
    assert len(days.messages()) == 1
    assert (await days.last_post()).state is PostState.SENT


async def test_a_forum_knows_no_nonce_and_gets_one_thread_all_the_same(days: Days, ana: Person) -> None:
    forum = days.channel("daily")
    await ana.command("daily set", hour=9, channel=str(forum))
    await days.sandbox.faults.apply("error", {"status": 500, "times": 1, "after": True, "path": BEGIN})
    await days.come_to(NINE)
    assert (await days.last_post("daily")).state is PostState.CLAIMED
    await days.come_to(NINE + 10 * timedelta(seconds=1))
    assert len(days.threads(forum)) == 1
    assert (await days.last_post("daily")).state is PostState.SENT


async def test_away_for_less_than_six_hours_it_comes_late_and_for_longer_it_does_not(days: Days, ana: Person) -> None:
    await ana.command("daily set", hour=9)
    await days.bot_stops()
    days.clock.move_to(NINE + 6 * HOUR - MINUTE)
    await days.bot_starts()
    assert len(days.messages()) == 1
    await days.bot_stops()
    days.clock.move_to(NINE + DAY + 6 * HOUR)
    await days.bot_starts()
    assert len(days.messages()) == 1
    assert (await days.last_post()).why is Why.LATE


async def test_after_a_restart_everything_goes_on_and_old_buttons_work(days: Days, ana: Person, luis: Person) -> None:
    kept = await ana.command("daily set", hour=9, holds="question")
    await days.come_to(NINE)
    (post,) = days.messages()
    await days.bot_stops()
    await days.bot_starts()
    assert (await post.pressed_by(luis, post.buttons[0])).is_private
    assert "Only you see it" in (await kept.press("Preview")).text
    await days.come_to(NINE + DAY)
    assert "Right: " in days.messages()[-1].text


async def test_without_the_history_nobody_knows_whether_it_is_there_so_it_is_not_sent_again(
    days: Days, ana: Person
) -> None:
    await ana.command("daily set", hour=9)
    await dies_at_nine(days, {"path": SEND, "after": True})
    await days.sandbox.faults.apply(
        "permission", {"channel_id": str(ana.channel_id), "deny": str(READ_MESSAGE_HISTORY)}
    )
    await comes_back(days, NINE + HOUR)
    assert (await days.last_post()).why is Why.UNSURE
    assert "perhaps posted" in (await ana.command("daily status")).text


async def test_its_channel_is_deleted_and_whoever_set_it_up_is_told_once(days: Days, ana: Person) -> None:
    await ana.command("daily set", hour=9, channel=str(days.channel("quiz")))
    await days.sandbox.faults.apply("delete-channel", {"channel_id": str(days.channel("quiz"))})
    told = await days.told_privately(ana)
    assert "The daily post of #quiz, which you set up, has stopped." in told.unescaped
    assert "the channel is gone" in told.text
    await days.come_to(NINE + DAY)
    assert len(ana.in_private().sees()) == 1
    assert "Stopped: the channel is gone." in (await ana.command("daily status")).text
    assert "Stopped: the channel is gone." in (await ana.command("daily resume")).text
    assert "no daily post any more" in (await ana.command("daily off")).text


async def test_its_permission_is_taken_and_given_back(days: Days, ana: Person) -> None:
    await ana.command("daily set", hour=9)
    await days.sandbox.faults.apply("permission", {"channel_id": str(ana.channel_id), "deny": str(SEND_MESSAGES)})
    calls = days.calls()
    await days.come_to(NINE)
    told = await days.told_privately(ana)
    assert "Allow me View Channel and Send Messages" in told.text
    await days.come_to(NINE + 5 * MINUTE)
    await days.come_to(NINE + DAY)
    assert len([call for call in calls if call.startswith("POST") and str(ana.channel_id) in call]) == 1
    refused = await ana.command("daily resume")
    assert refused.text.startswith("I cannot post in #general: I lack the permission “Send Messages” there.")
    await days.sandbox.faults.apply("permission", {"channel_id": str(ana.channel_id), "allow": str(SEND_MESSAGES)})
    assert "goes on" in (await ana.command("daily resume")).text
    await days.come_to(NINE + 2 * DAY)
    assert len(days.messages()) == 1


async def test_the_server_is_left(days: Days, ana: Person) -> None:
    await ana.command("daily set", hour=9)
    await days.sandbox.faults.apply("leave-guild", {})
    await days.until_stored(lambda daily: daily.state is State.GUILD_GONE and daily.told is not Told.DUE)
    calls = days.calls()
    await days.come_to(NINE + DAY)
    assert [call for call in calls if str(ana.channel_id) in call] == []


async def test_it_cannot_be_set_up_where_it_could_not_be_posted(days: Days, ana: Person) -> None:
    await days.sandbox.faults.apply("permission", {"channel_id": str(ana.channel_id), "deny": str(VIEW_CHANNEL)})
    answer = await ana.command("daily set", hour=9)
    assert answer.text.startswith("I cannot post in #general: I lack the permission “View Channel” there.")


async def test_a_zone_that_this_machine_does_not_know_is_told_and_replaced(days: Days, ana: Person) -> None:
    await ana.command("daily set", hour=9)
    await days.loses_zone()
    sentence = "I do not know the time zone Mars/Olympus any more, so nothing is posted."
    for command in ("status", "preview", "now"):
        assert sentence in (await ana.command(f"daily {command}")).text
    await ana.command("daily pause")
    assert sentence in (await ana.command("daily resume")).text
    assert "09:00 (London)" in (await ana.command("daily set", hour=9)).text
    await days.come_to(NINE)
    assert len(days.messages()) == 1


async def test_a_thread_in_a_forum_is_found_again_after_a_restart(days: Days, ana: Person) -> None:
    forum = days.channel("daily")
    await ana.command("daily set", hour=9, channel=str(forum))
    await dies_at_nine(days, {"path": BEGIN, "after": True})
    await comes_back(days, NINE + 5 * HOUR)  # by then a forum may have closed it
    assert len(days.threads(forum)) == 1
    assert (await days.last_post("daily")).state is PostState.SENT


async def test_without_a_database_it_says_so_and_look_ups_go_on(bot: Sandbox) -> None:
    ana = Person("ana", bot)
    assert (await ana.command("daily status")).text.startswith("I cannot reach my notes at present.")
    assert (await ana.command("daily set", hour=9)).text.startswith("I cannot reach my notes at present.")
    assert "Fargate" in (await ana.command("what", concept="fargate")).text
