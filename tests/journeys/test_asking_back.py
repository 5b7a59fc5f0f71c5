"""When a name is not clear, or not known: questions back, and what to try."""

from collections.abc import Callable

from tests.journeys.people import Person

Say = Callable[..., str]


async def test_the_answer_takes_the_place_of_the_question(reader: Person, say: Say) -> None:
    question = await reader.command("what", concept="ecd")
    assert question.title == say(reader, "lookup.which")
    assert question.buttons == ["Amazon ECR", "Amazon ECS", "Amazon EKS"]
    answer = await question.press("Amazon ECS")
    assert answer.title == "Amazon ECS"
    assert answer.id == question.id
    assert len(reader.sees()) == 1


async def test_somebody_else_s_press_leaves_the_question_and_is_answered_privately(ana: Person, luis: Person) -> None:
    question = await ana.command("what", concept="ecd")
    answer = await question.pressed_by(luis, "Amazon ECR")
    assert answer.title == "Amazon ECR"
    assert answer.is_private
    assert question.now().text == question.text
    assert [seen.id for seen in ana.sees()] == [question.id]


async def test_a_private_question_becomes_a_private_answer(reader: Person) -> None:
    question = await reader.command("what", concept="ecd", private=True)
    answer = await question.press("Amazon EKS")
    assert (answer.id, answer.is_private, answer.title) == (question.id, True, "Amazon EKS")


async def test_an_unclear_side_of_a_comparison_is_asked_for(reader: Person) -> None:
    question = await reader.command("compare", first="lambda", second="ecd")
    assert question.buttons == ["Amazon ECR", "Amazon ECS", "Amazon EKS"]
    answer = await question.press("Amazon ECS")
    assert answer.title == "AWS Lambda vs Amazon ECS"
    assert answer.id == question.id


async def test_what_nobody_knows_is_said_kindly_with_what_to_try(reader: Person, say: Say) -> None:
    answer = await reader.command("what", concept="azure functions")
    assert answer.title == say(reader, "lookup.nothing")
    assert say(reader, "lookup.nothing-on", query="azure functions") in answer.text
    topics = await answer.press(say(reader, "lookup.all-topics"))
    assert topics.title == say(reader, "topics.title")


async def test_nothing_is_found_for_signs_alone(reader: Person, say: Say) -> None:
    assert (await reader.command("what", concept="???")).title == say(reader, "lookup.nothing")


async def test_a_comparison_of_two_unknown_things_finds_nothing(reader: Person, say: Say) -> None:
    answer = await reader.command("compare", first="pizza", second="pasta")
    assert answer.title == say(reader, "lookup.nothing")
