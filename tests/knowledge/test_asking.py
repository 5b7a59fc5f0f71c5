"""What a message names, and what a comparison may become while it is typed."""

import pytest

from knowledge.asking import Asking


def ids(asking: Asking, text: str) -> list[str]:
    return [concept.id for concept in asking.named_in(text)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("So is Fargate like Lambda, or more like ECS? And again: lambda!", ["fargate", "lambda", "ecs"]),
        ("¿Alguien me explica la diferencia entre S3 y EBS?", ["s3", "ebs"]),
        ("where do my docker images live", ["docker"]),
        ("I prefer Azure Functions over AWS Lambda", ["lambda"]),
        ("what runs code without servers?", ["lambda"]),
        ("See you on Thursday :)", []),
        ("", []),
        ("<@123> https://example.org/?q=1 ```x```", []),
    ],
)
def test_what_a_message_names(asking: Asking, text: str, named: list[str]) -> None:
    assert ids(asking, text) == named


def test_a_message_of_any_length_is_read(asking: Asking) -> None:
    assert ids(asking, "blah " * 700 + "fargate") == ["fargate"]


@pytest.mark.parametrize(
    ("typed", "before", "first"),
    [
        ("lambda vs bat", "lambda vs ", "batch"),
        ("lambda, farg", "lambda, ", "fargate"),
        ("ecs y ek", "ecs y ", "eks"),
        ("lambda vs ", "lambda vs ", "ec2"),
        ("lamb", "", "lambda"),
        ("", "", "ec2"),
        ("a vs b vs dock", "a vs b vs ", "docker"),
    ],
)
def test_the_last_thing_of_a_comparison_is_completed(asking: Asking, typed: str, before: str, first: str) -> None:
    kept, concepts = asking.complete_comparison(typed)
    assert (kept, concepts[0].id) == (before, first)
