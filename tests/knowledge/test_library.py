"""All packs together."""

import pytest

from knowledge.library import Library


def test_a_confusion_is_told_on_both_sides(library: Library) -> None:
    on_ecs = {other.id: text["en"] for other, text in library.confused_with(library.concept("ecs"))}
    on_fargate = {other.id: text["en"] for other, text in library.confused_with(library.concept("fargate"))}
    assert on_ecs["fargate"] == on_fargate["ecs"]


def test_categories_hold_their_concepts_in_the_order_of_the_file(library: Library) -> None:
    assert [concept.id for concept in library.in_category("databases")] == ["dynamodb", "rds"]
    assert sum(len(library.in_category(category)) for category in library.categories) == len(library.concepts)


def test_every_aspect_value_and_question_rests_on_a_fact(library: Library) -> None:
    for concept in library.concepts:
        for value in concept.aspects.values():
            assert library.fact(value.fact).source
    for question in library.questions:
        assert library.fact(question.fact).source


def test_an_unknown_id_is_a_mistake_of_the_caller(library: Library) -> None:
    with pytest.raises(KeyError):
        library.concept("azure-functions")
