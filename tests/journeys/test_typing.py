"""What is offered while one types."""

import pytest

from tests.journeys.people import Person


@pytest.mark.parametrize("typed", ["farg", "FARG", "fragate", "aws far"])
async def test_a_name_is_offered_while_it_is_typed(typed: str, reader: Person) -> None:
    assert "AWS Fargate" in await reader.autocomplete("what", concept=typed)


async def test_without_a_letter_something_is_offered_all_the_same(reader: Person) -> None:
    assert 0 < len(await reader.autocomplete("what", concept="")) <= 25


async def test_nothing_is_offered_for_nonsense(reader: Person) -> None:
    assert await reader.autocomplete("what", concept="qqqqqqqqq") == []


async def test_what_is_offered_finds_its_card(reader: Person) -> None:
    offered = await reader.autocomplete("what", concept="conta")
    assert (await reader.command("what", concept=offered[0])).title == offered[0].partition(" · ")[0]


async def test_a_comparison_in_one_field_is_completed_side_by_side(reader: Person) -> None:
    assert "lambda vs AWS Batch" in await reader.autocomplete("compare", first="lambda vs ba")


async def test_what_stands_in_one_field_is_not_offered_in_the_next(reader: Person) -> None:
    offered = await reader.autocomplete("compare", first="AWS Lambda", second="lambda")
    assert "AWS Lambda" not in offered


async def test_categories_are_offered_in_the_reader_s_language(ana: Person, luis: Person) -> None:
    assert await ana.autocomplete("topics", category="cont") == ["Containers"]
    assert await luis.autocomplete("random", category="cont") == ["Contenedores"]


async def test_a_text_longer_than_any_name_gets_an_answer(reader: Person) -> None:
    assert len(await reader.autocomplete("what", concept="lambda " * 70)) <= 25
