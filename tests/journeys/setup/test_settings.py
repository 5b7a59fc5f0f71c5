"""What a server has chosen: shown, changed, held to, and told who changed it."""

from collections.abc import Callable

import pytest

from bot.sandbox.world import town
from tests.journeys.people import Person
from tests.journeys.quiz.evening import Evening
from tests.journeys.quiz.night import Night
from tests.journeys.setup.choosing import CHANNELS, ROLES, WORDS, add_hosts, give, lists, locked, picked

Say = Callable[..., str]
QUIZ_LIST, ALLOWED_LIST = 0, 1
# Kinds of channels (docs, resources/channel.mdx, "Channel Types").
TEXT, VOICE, NEWS, STAGE, FORUM, MEDIA = 0, 2, 5, 13, 15, 16


# --- language --------------------------------------------------------------------------------------------------------


async def test_what_all_see_is_in_the_language_of_the_server(ana: Person, luis: Person) -> None:
    changed = await picked(await ana.command("settings show"), WORDS, "es")
    assert "Language: Español" in changed.text
    assert "Fuente:" in (await ana.command("what", concept="lambda")).text
    assert "Source:" in (await ana.command("what", concept="lambda", private=True)).text
    await picked(changed, WORDS, "en")
    assert "Source:" in (await luis.command("what", concept="lambda")).text
    assert "Fuente:" in (await luis.command("what", concept="lambda", private=True)).text
    await picked(changed, WORDS, "own")
    assert "Fuente:" in (await luis.command("what", concept="lambda")).text


async def test_scores_that_all_see_too(night: Night, ana: Person, luis: Person, say: Say) -> None:
    await picked(await ana.command("settings show"), WORDS, "es")
    await night.starts(ana, questions=1, kind="one", mode="calm")
    await night.passes(6)
    await night.last().pressed_by(ana, "ABCD"[night.right()[0]])
    await night.passes(90)
    for command, title in (
        ("score", "scores.title"),
        ("progress", "progress.title"),
        ("leaderboard", "board.title.all"),
    ):
        assert (await ana.command(command)).title == say(luis, title, name="Ana")
        assert (await ana.command(command, private=True)).title == say(ana, title, name="Ana")
    assert (await luis.command("score", person=str(town.ANA))).title == say(luis, "scores.title", name="Ana")


async def test_a_quiz_is_in_the_language_of_the_server_unless_another_is_wanted(
    night: Night, ana: Person, luis: Person
) -> None:
    await picked(await ana.command("settings show"), WORDS, "en")
    await night.starts(luis, questions=1)
    assert "starts a quiz" in night.last().text
    await night.starts(luis.at("general"), questions=1, language="es")
    assert "empieza un quiz" in night.last("general").text


# --- who may host ----------------------------------------------------------------------------------------------------


async def test_without_a_choice_everybody_may_start_a_quiz_and_lead_only_their_own(
    night: Night, luis: Person, mia: Person, say: Say
) -> None:
    await night.starts(luis, questions=1)
    assert (await mia.command("quiz stop")).text == say(mia, "quiz.refusal.not-host")
    assert not (await luis.command("quiz stop")).is_private


async def test_with_a_host_role_only_hosts_and_managers_do(
    night: Night, ana: Person, luis: Person, mia: Person
) -> None:
    hosts = add_hosts(night.sandbox)
    assert f"Who starts quizzes: <@&{hosts}>" in (await picked(await ana.command("settings show"), ROLES, hosts)).text
    refused = await luis.command("quiz start")
    assert refused.is_private
    assert f"los empieza <@&{hosts}>" in refused.text
    give(night.sandbox, town.MIA, hosts)
    await night.starts(mia, questions=1)
    await night.starts(ana.at("general"), questions=1)
    # A host leads the quizzes of others, too.
    assert not (await mia.at("general").command("quiz pause")).is_private
    assert (await luis.command("quiz stop")).is_private
    everybody = await picked(await ana.command("settings show"), ROLES)
    assert "Who starts quizzes: everybody" in everybody.text
    await mia.command("quiz stop")
    await night.passes(1)
    await night.starts(luis, questions=1)


async def test_everybody_s_role_is_no_choice_and_makes_nobody_lead_what_another_began(
    night: Night, ana: Person, luis: Person, mia: Person
) -> None:
    settings = await picked(await ana.command("settings show"), ROLES, town.GUILD)
    assert "Who starts quizzes: everybody" in settings.text
    await night.starts(mia, questions=1)
    assert (await luis.command("quiz stop")).is_private
    assert night.game().host == town.MIA


async def test_a_role_that_is_gone_is_told(night: Night, ana: Person, luis: Person) -> None:
    hosts = add_hosts(night.sandbox)
    await picked(await ana.command("settings show"), ROLES, hosts)
    night.sandbox.world.roles.take(hosts)
    shown = await ana.command("settings show")
    assert f"<@&{hosts}>: not there any more. Choose again." in shown.text
    assert lists(shown, ROLES)[0].get("default_values") in (None, [])
    assert (await luis.command("quiz start")).is_private


async def test_channels_that_are_gone_are_told_when_none_is_left(night: Night, ana: Person, luis: Person) -> None:
    world = night.sandbox.world
    settings = await ana.command("settings show")
    settings = await picked(settings, CHANNELS, town.RESOURCES, town.ANNOUNCEMENTS, which=ALLOWED_LIST)
    await night.sandbox.faults.apply("delete-channel", {"channel_id": str(town.RESOURCES)})
    shown = await ana.command("settings show")
    assert "not there any more" not in shown.text
    assert [each["id"] for each in lists(shown, CHANNELS)[ALLOWED_LIST]["default_values"]] == [str(town.ANNOUNCEMENTS)]
    await night.sandbox.faults.apply("delete-channel", {"channel_id": str(town.ANNOUNCEMENTS)})
    assert world.channels.get(town.ANNOUNCEMENTS) is None
    assert "not there any more. Choose again." in (await ana.command("settings show")).text
    assert (await luis.command("what", concept="lambda")).is_private


# --- where -----------------------------------------------------------------------------------------------------------


async def test_elsewhere_quizzes_are_refused_and_answers_are_private(night: Night, ana: Person, luis: Person) -> None:
    settings = await picked(await ana.command("settings show"), CHANNELS, town.QUIZ, which=ALLOWED_LIST)
    assert f"Where I may speak: <#{town.QUIZ}>" in settings.text
    there = luis.at("general")
    refused = await there.command("quiz start")
    assert (refused.is_private, f"en <#{town.QUIZ}>" in refused.text) == (True, True)
    for command, options in (
        ("what", {"concept": "lambda"}),
        ("score", {}),
        ("topics", {"private": False}),
        ("season list", {}),
    ):
        assert (await there.command(command, **options)).is_private
    assert "AWS Lambda" in await there.autocomplete("what", concept="lamb")
    assert (await there.command("help")).is_private
    assert not (await luis.command("what", concept="lambda")).is_private
    await night.starts(luis, questions=1)
    # Whoever manages the server is never shut out.
    assert not (await ana.at("general").command("what", concept="lambda")).is_private
    await night.starts(ana.at("general"), questions=1)


async def test_a_thread_is_where_its_channel_is(night: Night, ana: Person, luis: Person) -> None:
    await picked(await ana.command("settings show"), CHANNELS, town.QUIZ, which=ALLOWED_LIST)
    within, outside = luis.starts_thread("ours"), luis.at("general").starts_thread("theirs")
    assert not (await within.command("what", concept="lambda")).is_private
    assert (await outside.command("what", concept="lambda")).is_private
    assert (await outside.command("quiz start")).is_private
    await night.starts(within, questions=1)


async def test_a_forum_may_be_allowed_with_its_posts_and_the_chat_of_voice(ana: Person, luis: Person) -> None:
    settings = await ana.command("settings show")
    offered = [set(each["channel_types"]) for each in lists(settings, CHANNELS)]
    assert (offered[QUIZ_LIST], offered[ALLOWED_LIST]) == ({TEXT, NEWS}, {TEXT, NEWS, VOICE, STAGE, FORUM, MEDIA})
    await picked(settings, CHANNELS, town.DAILY, which=ALLOWED_LIST)
    assert not (await luis.at("daily").starts_thread("ours", "Hi").command("what", concept="lambda")).is_private
    assert (await luis.at("general").command("what", concept="lambda")).is_private


async def test_the_quiz_channel_is_always_allowed(night: Night, ana: Person, luis: Person) -> None:
    settings = await ana.command("settings show")
    await picked(settings, CHANNELS, town.QUIZ, which=QUIZ_LIST)
    await picked(settings, CHANNELS, town.GENERAL, which=ALLOWED_LIST)
    await night.starts(luis, questions=1)


async def test_all_channels_again(ana: Person, luis: Person) -> None:
    settings = await picked(await ana.command("settings show"), CHANNELS, town.QUIZ, town.GENERAL, which=ALLOWED_LIST)
    assert [each["id"] for each in lists(settings, CHANNELS)[ALLOWED_LIST]["default_values"]] == [
        str(town.QUIZ),
        str(town.GENERAL),
    ]
    settings = await picked(settings, CHANNELS, which=ALLOWED_LIST)
    assert "Where I may speak: all channels" in settings.text
    assert not (await luis.at("announcements").command("what", concept="lambda")).is_private


# --- who may change it -----------------------------------------------------------------------------------------------


async def test_who_no_longer_manages_the_server_sees_it_and_changes_nothing(
    night: Night, ana: Person, say: Say
) -> None:
    settings = await ana.command("settings show")
    history = await ana.command("settings history")
    give(night.sandbox, town.ANA)
    for press in (picked(settings, WORDS, "es"), picked(settings, ROLES), settings.press("Blocked: 0")):
        refused = await press
        assert (refused.text, refused.is_private) == (say(ana, "setup.managers-only"), True)
    shown = await history.press("Settings")
    assert "Language: As each asks" in shown.text
    assert (shown.offers, lists(shown, ROLES)) == ([], [])
    assert say(ana, "server.ask-manager") in shown.text


# --- who changed what ------------------------------------------------------------------------------------------------


async def test_who_changed_what_and_when(night: Night, ana: Person, luis: Person) -> None:
    assert "Nothing was changed yet." in (await ana.command("settings history")).text
    settings = await picked(await ana.command("settings show"), WORDS, "es")
    await picked(settings, WORDS, "es")
    night.clock.move_to(night.clock.now().replace(hour=21))
    await picked(settings, CHANNELS, town.QUIZ, which=QUIZ_LIST)
    await ana.command("block", person=str(town.LUIS))
    await ana.command("unblock", person=str(town.LUIS))
    nine, eight = round(night.clock.now().timestamp()), round(night.clock.now().replace(hour=20).timestamp())
    history = (await settings.press("History")).text.splitlines()
    assert history[2:] == [
        f"<t:{nine}:f> · <@{town.ANA}> unblocked <@{town.LUIS}>",
        f"<t:{nine}:f> · <@{town.ANA}> blocked <@{town.LUIS}>",
        f"<t:{nine}:f> · <@{town.ANA}> · quiz channel: from no fixed channel to <#{town.QUIZ}>",
        f"<t:{eight}:f> · <@{town.ANA}> · language: from As each asks to Español",
    ]
    assert set(luis.commands).isdisjoint({"settings"})


async def test_many_changes_are_paged(ana: Person) -> None:
    settings = await ana.command("settings show")
    for number in range(12):
        await picked(settings, WORDS, ("en", "es")[number % 2])
    first = await ana.command("settings history")
    assert len(first.text.splitlines()) == 12
    second = await first.press("Older")
    assert second.id == first.id
    assert len(second.text.splitlines()) == 4
    assert "Older" not in second.buttons
    assert (await second.press("Newer")).text == first.text
    assert "Settings of this server" in (await second.press("Settings")).text


async def test_after_a_year_a_change_is_forgotten(night: Night, ana: Person) -> None:
    await picked(await ana.command("settings show"), WORDS, "es")
    night.clock.move_to(night.clock.now().replace(year=2027))
    assert "language" in (await ana.command("settings history")).text
    night.clock.move_to(night.clock.now().replace(month=12))
    assert "Nothing was changed yet." in (await ana.command("settings history")).text


# --- what outlives what ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_killed", [False, True])
async def test_choices_outlive_the_bot(
    is_killed: bool,  # noqa: FBT001 - a parameter of the test
    night: Night,
    ana: Person,
    luis: Person,
) -> None:
    settings = await picked(await ana.command("settings show"), WORDS, "en")
    await picked(settings, CHANNELS, town.QUIZ, which=ALLOWED_LIST)
    await (night.bot_is_killed() if is_killed else night.bot_stops())
    await night.bot_starts()
    assert "Source:" in (await luis.command("what", concept="lambda")).text
    assert (await luis.at("general").command("what", concept="lambda")).is_private


async def test_with_the_database_down_what_was_chosen_still_holds(
    evening: Evening, ana: Person, luis: Person, say: Say
) -> None:
    settings = await picked(await ana.command("settings show"), WORDS, "en")
    async with locked(evening):
        assert (await picked(settings, WORDS, "es")).text == say(ana, "setup.not-stored")
        assert "Source:" in (await luis.command("what", concept="lambda")).text
        assert "Language: English" in (await ana.command("settings show")).text
    assert "Language: Español" in (await picked(settings, WORDS, "es")).text
