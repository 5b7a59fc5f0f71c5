"""What somebody typed to compare -> the two to four concepts, or a question for the missing side."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers import Answer, DidYouMean, Found, Nothing, TooManyConcepts
from knowledge.asking import Asking


def ids(answer: Answer) -> list[str]:
    return [concept.id for concept in answer.concepts] if isinstance(answer, Found) else []


@pytest.mark.parametrize(
    ("typed", "concepts"),
    [
        ("lambda batch", ["lambda", "batch"]),
        ("lambda vs batch", ["lambda", "batch"]),
        ("lambda versus batch", ["lambda", "batch"]),
        ("lambda vs. batch", ["lambda", "batch"]),
        ("lambda y batch", ["lambda", "batch"]),
        ("lambda o batch", ["lambda", "batch"]),
        ("ebs e instance store", ["ebs", "instance-store"]),
        ("lambda and batch", ["lambda", "batch"]),
        ("lambda, batch", ["lambda", "batch"]),
        ("lambda,batch", ["lambda", "batch"]),
        ("lambda/batch", ["lambda", "batch"]),
        ("lambda | batch", ["lambda", "batch"]),
        ("lambda - batch", ["lambda", "batch"]),
        ("lambda + batch & fargate", ["lambda", "batch", "fargate"]),
        ("api gateway lambda", ["api-gateway", "lambda"]),
        ("lambda api gateway", ["lambda", "api-gateway"]),
        ("ecs, eks, fargate and lambda", ["ecs", "eks", "fargate", "lambda"]),
        ("fragate lamda", ["fargate", "lambda"]),
        ("light sail vs dynamo db", ["lightsail", "dynamodb"]),
        ("difference between ECS and EKS", ["ecs", "eks"]),
        ("¿en qué se diferencia docker de docker hub?", ["docker", "docker-hub"]),
        ("is faas the same as serverless", ["faas", "serverless"]),
        ("compare: lambda, batch", ["lambda", "batch"]),
        ("contenedores vs sin servidor", ["containers", "serverless"]),
        ("compare lambda with batch regarding price", ["lambda", "batch"]),
    ],
)
def test_finds_every_side(asking: Asking, typed: str, concepts: list[str]) -> None:
    assert ids(asking.compare([typed])) == concepts


def test_takes_several_arguments(asking: Asking) -> None:
    assert ids(asking.compare(["lamda", "aws batch", "EC2"])) == ["lambda", "batch", "ec2"]


def test_puts_together_what_a_shell_cut_apart(asking: Asking) -> None:
    assert ids(asking.compare(["api", "gateway", "lambda"])) == ["api-gateway", "lambda"]


@pytest.mark.parametrize(
    ("typed", "known", "unclear"),
    [
        ("lambda pizza", ["lambda"], ("pizza",)),
        ("lambda vs pizza", ["lambda"], ("pizza",)),
        ("azure functions vs lambda", ["lambda"], ("azure functions",)),
        ("ecs, pizza, eks", ["ecs", "eks"], ("pizza",)),
        ("lambda", ["lambda"], ()),
        ("lambda lambda", ["lambda"], ()),
    ],
)
def test_shows_what_it_knows_and_asks_for_the_rest(
    asking: Asking, typed: str, known: list[str], unclear: tuple[str, ...]
) -> None:
    answer = asking.compare([typed])
    assert isinstance(answer, DidYouMean)
    assert [concept.id for concept in answer.known] == known
    assert answer.unclear == unclear
    assert not set(known) & {concept.id for concept in answer.suggestions}


def test_an_ambiguous_side_is_asked_for_with_its_candidates(asking: Asking) -> None:
    answer = asking.compare(["ecd vs lambda"])
    assert isinstance(answer, DidYouMean)
    assert [concept.id for concept in answer.known] == ["lambda"]
    assert {concept.id for concept in answer.suggestions} == {"ecr", "ecs", "eks"}


@pytest.mark.parametrize(
    "typed",
    ["", "vs", "pizza vs pasta", "perros y gatos", "messi vs ronaldo", "🍕/🍔", "lambda vs batch " * 300],
)
def test_invents_nothing(asking: Asking, typed: str) -> None:
    assert isinstance(asking.compare([typed]), Nothing)


def test_refuses_more_than_can_be_read_side_by_side(asking: Asking) -> None:
    with pytest.raises(TooManyConcepts) as refused:
        asking.compare(["s3, ebs, efs, rds, lambda"])
    assert refused.value.count == 5


@given(st.lists(st.text(max_size=60), max_size=5))
def test_any_texts_get_an_answer(asking: Asking, parts: list[str]) -> None:
    with suppress(TooManyConcepts):
        assert isinstance(asking.compare(parts), Found | DidYouMean | Nothing)
