"""What the packs promise that ship with Studyhall, beyond having no mistakes."""

import re
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from knowledge.comparing import compare
from knowledge.concepts import Question, QuestionKind
from knowledge.library import Library
from knowledge.pack_reader import read_packs

from .readme_example import example_files

LANGUAGES = ("en", "es")
CONCEPTS = {
    *("Docker", "Containers", "Amazon ECS", "AWS Fargate", "Amazon ECR", "Amazon EKS", "Docker Hub", "Kubernetes"),
    *("Serverless", "FaaS", "AWS Lambda", "Amazon API Gateway"),
    *("AWS Batch", "Amazon Lightsail", "Amazon EC2"),
    *("Amazon S3", "Amazon EBS", "Instance store", "Amazon EFS"),
    *("Amazon DynamoDB", "Amazon RDS"),
    *("Elastic Load Balancing", "Application Load Balancer", "Amazon Route 53"),
    "Amazon CloudWatch",
}
COMPUTE_AND_CONTAINERS = ("ec2", "lambda", "batch", "lightsail", "ecs", "eks", "ecr", "fargate")
# "Which two ...?", "¿Cuáles tres ...?"
COUNTS = {
    "en": {2: r"\btwo\b", 3: r"\bthree\b", 4: r"\bfour\b"},
    "es": {2: r"\bdos\b", 3: r"\btres\b", 4: r"\bcuatro\b"},
}
LONGEST_IS_RIGHT_AT_MOST = 0.4


def options(question: Question, language: str) -> list[str]:
    return [option[language] for option in (*question.right, *question.wrong)]


def of_kind(library: Library, kind: QuestionKind) -> list[Question]:
    return [question for question in library.questions if question.kind is kind]


def test_every_promised_concept_is_there_by_its_own_name(library: Library) -> None:
    assert {concept.name["en"] for concept in library.concepts} >= CONCEPTS


@pytest.mark.parametrize(("one", "other"), list(combinations(COMPUTE_AND_CONTAINERS, 2)))
def test_two_compute_or_container_services_share_four_aspects(one: str, other: str, library: Library) -> None:
    comparison = compare([library.concept(one), library.concept(other)], library)
    assert len(comparison.differing) + len(comparison.agreeing) >= 4


def test_there_are_questions_enough(library: Library) -> None:
    assert len(library.questions) >= 40


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_options_of_a_question_are_distinct(language: str, library: Library) -> None:
    doubled = [
        question.id
        for question in library.questions
        if len({text.casefold() for text in options(question, language)}) < len(options(question, language))
    ]
    assert doubled == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_option_is_no_hint(language: str, library: Library) -> None:
    questions = of_kind(library, QuestionKind.ONE)
    given_away = [
        question.id
        for question in questions
        if all(len(question.right[0][language]) > len(wrong[language]) for wrong in question.wrong)
    ]
    assert len(given_away) / len(questions) <= LONGEST_IS_RIGHT_AT_MOST, given_away


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_with_several_answers_says_how_many(language: str, library: Library) -> None:
    silent = [
        question.id
        for question in of_kind(library, QuestionKind.SEVERAL)
        if not re.search(COUNTS[language][len(question.right)], question.ask[language], re.IGNORECASE)
    ]
    assert silent == []


def test_the_readmes_example_is_a_sound_pack(tmp_path: Path) -> None:
    files = example_files()
    assert files.keys() == {"pack.yaml", "containers.yaml"}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (pack,) = read_packs([tmp_path], today=date(2026, 11, 22))
    assert [concept.name["en"] for concept in pack.concepts] == ["AWS Fargate", "Amazon ECS"]
    assert len(pack.questions) == 2
