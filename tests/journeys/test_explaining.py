"""Explain this: what somebody's message names."""

from collections.abc import Callable

from tests.journeys.people import Person

Say = Callable[..., str]


async def test_the_one_thing_that_a_message_names_is_explained_privately(reader: Person, mia: Person) -> None:
    message = mia.say("we moved to fargate last week")
    answer = await reader.message_command("Explain this", message)
    assert answer.title == "AWS Fargate"
    assert answer.is_private


async def test_of_several_things_one_is_chosen_or_all_are_compared(reader: Person, mia: Person, say: Say) -> None:
    message = mia.say("de ecs a fargate, y algo con lambda")
    question = await reader.message_command("Explain this", message)
    assert say(reader, "explain.several") in question.text
    assert question.buttons == ["Amazon ECS", "AWS Fargate", "AWS Lambda", say(reader, "button.all-together")]
    together = await question.press(say(reader, "button.all-together"))
    assert together.title == "Amazon ECS vs AWS Fargate vs AWS Lambda"
    assert (together.id, together.is_private) == (question.id, True)


async def test_a_message_about_something_else_names_nothing(reader: Person, mia: Person, say: Say) -> None:
    answer = await reader.message_command("Explain this", mia.say("see you tomorrow"))
    assert say(reader, "explain.nothing") in answer.text
    assert answer.is_private


async def test_an_answer_of_the_bot_can_be_explained_too(reader: Person) -> None:
    answer = await reader.command("what", concept="lambda")
    explained = await reader.message_command("Explain this", answer.message)
    assert explained.is_private
