"""Which concepts stand beside each other, and which texts show a name."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from knowledge.languages import Vocabulary
from knowledge.library import Library
from knowledge.questions.asked import Option
from knowledge.questions.options import distinct, of_like_length
from knowledge.questions.phrases import Phrases
from knowledge.questions.workshop import Workshop, open_workshop


@pytest.fixture(scope="module")
def workshop(library: Library, vocabulary: Vocabulary, phrases: Phrases) -> Workshop:
    return open_workshop(library, vocabulary, phrases)


# One is an example, a part or another name of the other, or is said to be by the other.
KIN = [
    ("lambda", "faas"), ("faas", "serverless"), ("fargate", "serverless"), ("alb", "elb"), ("eks", "kubernetes"),
    ("docker", "containers"), ("docker-hub", "docker"), ("ecs", "containers"), ("instance-store", "ec2"),
    ("ebs", "ec2"),
]  # fmt: skip
APART = [
    ("ecs", "eks"), ("ecs", "ecr"), ("ecr", "docker-hub"), ("ebs", "instance-store"), ("ebs", "efs"), ("s3", "ebs"),
    ("lambda", "fargate"), ("lambda", "ec2"), ("dynamodb", "rds"), ("alb", "api-gateway"), ("ec2", "lightsail"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), KIN)
def test_a_thing_and_its_kind_are_never_asked_apart(one: str, other: str, workshop: Workshop) -> None:
    assert not workshop.neighbours.may_stand_beside(one, other)
    assert not workshop.neighbours.may_stand_beside(other, one)


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_people_confuse_is_asked_apart(one: str, other: str, workshop: Workshop) -> None:
    assert workshop.neighbours.may_stand_beside(one, other)
    assert workshop.neighbours.may_stand_beside(other, one)


def test_the_plausible_ones_come_first_but_not_always_the_same(workshop: Workshop) -> None:
    firsts = [workshop.neighbours.shuffled(Random(seed), "ebs")[0].id for seed in range(100)]
    assert sum(first in {"s3", "efs", "instance-store"} for first in firsts) >= 70
    assert len(set(firsts)) >= 3


@pytest.mark.parametrize(
    ("concept", "text", "shown"),
    [
        ("fargate", "Fargate runs tasks that AWS looks after.", "[?] runs tasks that AWS looks after."),
        ("fargate", "Tasks of aws fargate can use Fargate's disks.", "Tasks of [?] can use [?]'s disks."),
        ("fargate", "Tasks run without servers of yours.", "Tasks run without servers of yours."),
        ("s3", "S3 Standard keeps objects in three zones.", "[?] Standard keeps objects in three zones."),
        # An article tells the number, a second word of the name the rest, and too little is left of the last two.
        ("containers", "A container starts from a read-only image.", None),
        ("docker-hub", "The registry of Docker, where images are found.", None),
        ("ecs", "ECS stands for Elastic Container Service; its official name is Amazon ECS.", None),
        ("fargate", "On AWS, Fargate means Fargate.", None),
    ],
)
def test_a_name_is_left_blank_or_the_text_is_not_used(
    concept: str, text: str, shown: str | None, workshop: Workshop, library: Library
) -> None:
    hidden = workshop.mentions.without_name({"en": text}, library.concept(concept))
    assert hidden == (None if shown is None else {"en": shown})


def test_a_text_is_not_used_if_one_language_gives_the_name_away(workshop: Workshop, library: Library) -> None:
    text = {"en": "It runs tasks that AWS looks after.", "es": "El Fargate ejecuta tareas que cuida AWS."}
    assert workshop.mentions.without_name(text, library.concept("fargate")) is None


@pytest.mark.parametrize(
    ("one", "other", "exclude"),
    [
        ({"en": "No limit"}, {"en": "15 minutes per invocation"}, True),
        ({"en": "No limit"}, {"en": "No limit unless you set one"}, False),
        ({"en": "Continuously, until stopped"}, {"en": "As one job or continuously"}, False),
        ({"en": "Automatic", "es": "Automático"}, {"en": "By hand or by itself", "es": "Manual o automático"}, False),
        ({"en": "Yours"}, {"en": "None"}, False),
    ],
)
def test_values_exclude_each_other_only_if_they_share_hardly_a_word(
    one: dict[str, str], other: dict[str, str], *, exclude: bool, workshop: Workshop
) -> None:
    assert workshop.sayings.exclude_each_other(one, other) is exclude


def options(*texts: str) -> Iterator[Option]:
    return (Option({"en": text}, is_right=False) for text in texts)


def test_options_that_say_the_same_are_offered_once() -> None:
    offered = distinct(options("On demand.", "Per hour", "per HOUR", "Free"), besides={"en": "on-demand"})
    assert [option.text["en"] for option in offered] == ["Per hour", "Free"]


def test_options_much_longer_or_shorter_are_not_offered() -> None:
    candidates = list(options("x" * 3, "x" * 12, "x" * 25, "x" * 9, "x" * 8))
    offered = of_like_length(Random(1), {"en": "x" * 10}, candidates)
    assert sorted(len(option.text["en"]) for option in offered or ()) == [8, 9, 12]
    assert of_like_length(Random(1), {"en": "x" * 10}, candidates[:4]) is None


def test_wrong_answers_are_of_the_same_subject(library: Library, vocabulary: Vocabulary, phrases: Phrases) -> None:
    (pack,) = library.packs
    storage = tuple(concept for concept in pack.concepts if concept.category == "storage")
    rest = tuple(concept for concept in pack.concepts if concept.category != "storage")
    two = Library([replace(pack, concepts=rest), replace(pack, id="other", concepts=storage, questions=())])
    workshop = open_workshop(two, vocabulary, phrases)
    beside = {other.id for concept in storage for other in workshop.neighbours.shuffled(Random(1), concept.id)}
    assert beside == {concept.id for concept in storage}
