"""Looking things up: every command, in both languages."""

from collections.abc import Callable

import pytest

from bot.sandbox.refusals import Refused
from tests.journeys.people import Person

Say = Callable[..., str]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("fargate", "AWS Fargate"),
        ("fragate", "AWS Fargate"),
        ("qué es k8s?", "Kubernetes"),
        ("where do my docker images live", "Amazon ECR"),
        ("donde guardo mis imagenes docker", "Amazon ECR"),
    ],
)
async def test_what_finds_the_card_for_whatever_is_typed(typed: str, found: str, reader: Person, say: Say) -> None:
    answer = await reader.command("what", concept=typed)
    assert answer.title == found
    assert say(reader, "lookup.facts") in answer.text
    assert not answer.is_private


async def test_a_card_has_its_source_with_its_day(ana: Person) -> None:
    answer = await ana.command("what", concept="fargate")
    assert "docs.aws.amazon.com" in answer.text
    assert "as of" in answer.text


async def test_a_card_leads_to_comparisons_and_to_what_is_related(reader: Person, say: Say) -> None:
    answer = await reader.command("what", concept="fargate")
    compared = await answer.press(say(reader, "button.versus", name="AWS Lambda"))
    assert compared.title == "AWS Fargate vs AWS Lambda"
    assert (await answer.press("Amazon ECR")).title == "Amazon ECR"


@pytest.mark.parametrize(
    "typed",
    [
        {"first": "lambda batch"},
        {"first": "lambda vs batch"},
        {"first": "lambda y batch"},
        {"first": "lamda", "second": "bach"},
    ],
    ids=str,
)
async def test_compare_takes_its_sides_from_one_field_or_from_two(
    typed: dict[str, str], reader: Person, say: Say
) -> None:
    answer = await reader.command("compare", **typed)
    assert answer.title == "AWS Lambda vs AWS Batch"
    assert say(reader, "comparison.differs") in answer.text
    assert say(reader, "comparison.picks") in answer.text


async def test_compare_takes_four_sides(reader: Person) -> None:
    answer = await reader.command("compare", first="lambda", second="batch", third="fargate", fourth="ecs")
    assert answer.title == "AWS Lambda vs AWS Batch vs AWS Fargate vs Amazon ECS"


async def test_five_sides_are_too_many(reader: Person, say: Say) -> None:
    answer = await reader.command("compare", first="lambda, batch, ecs, fargate, s3")
    assert answer.text == say(reader, "mistake.too-many", count=5, most=4)
    assert answer.is_private


async def test_a_comparison_with_one_side_asks_for_the_other(reader: Person, say: Say) -> None:
    answer = await reader.command("compare", first="lambda")
    assert say(reader, "lookup.other-side", name="AWS Lambda") in answer.text


async def test_topics_lead_to_a_category_and_from_there_to_a_card(reader: Person, say: Say) -> None:
    topics = await reader.command("topics")
    assert topics.title == say(reader, "topics.title")
    assert len(topics.menu) == 7
    category = await topics.press(topics.menu[1])
    assert category.title == topics.menu[1]
    assert (await category.press("Amazon ECS")).title == "Amazon ECS"


@pytest.mark.parametrize("typed", ["Containers", "Contenedores", "contenedores"])
async def test_a_category_is_found_in_either_language(typed: str, reader: Person) -> None:
    answer = await reader.command("topics", category=typed)
    assert "Amazon ECS" in answer.menu


async def test_a_category_that_is_not_there_is_told_with_those_that_are(reader: Person, say: Say) -> None:
    for command in ("topics", "random"):
        answer = await reader.command(command, category="nowhere")
        assert say(reader, "topics.no-category", typed="nowhere") in answer.text
        assert len(answer.menu) == 7


async def test_random_tells_something_of_the_category_that_was_asked_for(reader: Person, say: Say) -> None:
    answer = await reader.command("random", category="Networking")
    shelf = await reader.command("topics", category="Networking")
    assert answer.title in shelf.offers
    assert say(reader, "lookup.facts") in answer.text


async def test_random_without_a_category_tells_something(reader: Person, say: Say) -> None:
    assert say(reader, "lookup.facts") in (await reader.command("random")).text


async def test_help_names_every_command_so_that_it_can_be_pressed(reader: Person, say: Say) -> None:
    answer = await reader.command("help")
    assert answer.is_private
    for command in ("what", "compare", "topics", "random", "help", "about", "quiz start", "quiz stop"):
        assert f"</{command}:" in answer.text
        # Those of a group stand together, under what the group is for.
        assert say(reader, f"command.{command.partition(' ')[0]}.about") in answer.text
    assert say(reader, "guide.slips") in answer.text


async def test_help_names_what_only_some_may_do_to_them(ana: Person, luis: Person, say: Say) -> None:
    for person, is_shown in ((ana, True), (luis, False), (ana.in_private(), False)):
        text = (await person.command("help")).text
        assert ("</settings show:" in text) == is_shown
        # However much there is, it is all there.
        assert say(person, "guide.slips") in text


async def test_about_tells_what_the_bot_knows_and_stores(reader: Person, say: Say) -> None:
    answer = await reader.command("about")
    assert answer.is_private
    assert say(reader, "about.stored") in answer.text
    assert say(reader, "about.version", version="1.2.3") in answer.text


async def test_commands_are_named_in_the_reader_s_language(luis: Person, say: Say) -> None:
    commands = {command.body["name"]: command.body for command in luis.sandbox.world.commands}
    for name in ("what", "compare", "topics", "random", "help", "about"):
        for locale in ("es-ES", "es-419"):
            assert commands[name]["name_localizations"][locale] == say(luis, f"command.{name}.name")
            assert commands[name]["description_localizations"][locale] == say(luis, f"command.{name}.about")
    assert commands["Explain this"]["name_localizations"]["es-ES"] == say(luis, "command.explain.name")


async def test_a_command_without_what_it_needs_is_not_sent(ana: Person) -> None:
    with pytest.raises(Refused):
        await ana.command("what")
    with pytest.raises(Refused):
        await ana.command("what", concept="x" * 501)


async def test_mentions_in_what_was_typed_ping_nobody(ana: Person) -> None:
    answer = await ana.command("what", concept="@everyone <@1200000000000000202>")
    assert answer.message["mentions"] == []
    assert answer.message["mention_everyone"] is False
