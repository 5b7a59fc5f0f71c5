"""Where one asks: servers, direct messages, one's own account; and places that change."""

from collections.abc import Callable

import pytest

from bot.sandbox.refusals import Refused
from bot.sandbox.world.permissions import SEND_MESSAGES, VIEW_CHANNEL
from tests.journeys.people import Person

Say = Callable[..., str]

COMMANDS = {"what", "compare", "topics", "random", "help", "about", "accessibility", "privacy", "Explain this"}


async def test_in_direct_messages_everything_works(reader: Person) -> None:
    private = reader.in_private()
    assert set(private.commands) == COMMANDS | {"score", "progress"}
    answer = await private.command("what", concept="lambda")
    assert (answer.title, answer.is_private) == ("AWS Lambda", False)
    assert (await private.command("compare", first="lambda batch")).title == "AWS Lambda vs AWS Batch"


async def test_in_direct_messages_a_press_is_answered_openly_since_nobody_else_reads_along(
    reader: Person, say: Say
) -> None:
    answer = await reader.in_private().command("what", concept="fargate")
    page = await answer.press(say(reader, "button.more", page=2, pages=2))
    assert not page.is_private


async def test_whoever_installed_the_bot_has_it_where_it_is_not(luis: Person, mia: Person) -> None:
    await luis.sandbox.faults.apply("leave-guild")
    assert mia.commands == []
    with pytest.raises(Refused):
        await mia.command("what", concept="lambda")
    luis.install()
    assert set(luis.commands) == COMMANDS
    answer = await luis.command("what", concept="ecd")
    assert (await answer.press("Amazon ECS")).title == "Amazon ECS"


async def test_commands_are_answered_where_the_bot_may_neither_see_nor_write(ana: Person) -> None:
    denied = VIEW_CHANNEL | SEND_MESSAGES
    await ana.sandbox.faults.apply("permission", {"channel_id": ana.channel_id, "deny": denied})
    answer = await ana.command("what", concept="lambda")
    assert answer.title == "AWS Lambda"
    assert (await answer.press("Serverless")).title == "Serverless"


async def test_the_bot_goes_on_when_a_channel_and_a_server_go(ana: Person) -> None:
    quiz = ana.at("quiz")
    answer = await quiz.command("what", concept="lambda")
    await ana.sandbox.faults.apply("delete-channel", {"channel_id": quiz.channel_id})
    with pytest.raises(Refused):
        await ana.press(answer.message, "card:what:fargate:0:")
    assert (await ana.command("what", concept="lambda")).title == "AWS Lambda"
    await ana.sandbox.faults.apply("leave-guild")
    assert (await ana.in_private().command("what", concept="lambda")).title == "AWS Lambda"


async def test_people_in_different_channels_are_answered_at_once(ana: Person, luis: Person, mia: Person) -> None:
    answers = [
        await person.at(channel).command("what", concept=concept)
        for person, channel, concept in ((ana, "quiz", "s3"), (luis, "general", "ec2"), (mia, "announcements", "rds"))
    ]
    assert [answer.title for answer in answers] == ["Amazon S3", "Amazon EC2", "Amazon RDS"]
