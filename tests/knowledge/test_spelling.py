"""How likely one word is a slip of another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.naming import SLIP_ASKED_AT_MOST, SLIP_FOUND_AT_MOST
from knowledge.spelling import acronym_slip_cost, slip_cost, sounds_alike

WORDS = st.text(alphabet="abcdefghijklmnñopqrstuvwxyz0123456789", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fragate", "fargate"),  # swapped
        ("lamda", "lambda"),  # missing
        ("lambbda", "lambda"),  # doubled
        ("lanvda", "lambda"),  # neighbouring keys
        ("ñambda", "lambda"),  # beside L on a Spanish keyboard
        ("kuberntes", "kubernetes"),
        ("laitseil", "lightsail"),  # as a Spanish ear writes it
        ("doquer", "docker"),
        ("serberles", "serverless"),
        ("apigueitguey", "apigateway"),
    ],
)
def test_what_fingers_and_ears_do_is_a_slip(typed: str, meant: str) -> None:
    assert 0 < slip_cost(typed, meant) <= SLIP_FOUND_AT_MOST


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cloudtrail", "cloudwatch"),
        ("cloudfront", "cloudwatch"),
        ("lighthouse", "lightsail"),
        ("redshift", "redis"),
        ("mongodb", "dynamodb"),
        ("pizza", "batch"),
    ],
)
def test_another_word_is_no_slip(typed: str, meant: str) -> None:
    assert slip_cost(typed, meant) > SLIP_ASKED_AT_MOST


@pytest.mark.parametrize(("typed", "meant"), [("s4", "s3"), ("route54", "route53"), ("99.9", "99.99"), ("s", "s3")])
def test_other_digits_are_never_a_slip(typed: str, meant: str) -> None:
    assert slip_cost(typed, meant) == 1.0


def test_in_an_acronym_a_digit_is_one_letter_to_get_wrong() -> None:
    assert acronym_slip_cost("ec3", "ec2") < acronym_slip_cost("ec3", "eks")


def test_slips_of_the_hand_cost_less_than_chance() -> None:
    swapped, chance = slip_cost("fragate", "fargate"), slip_cost("fxrgate", "fargate")
    assert swapped < chance


def test_words_of_other_consonants_do_not_sound_alike() -> None:
    assert sounds_alike("laitseil", "lightsail")
    assert not sounds_alike("docker", "ducati")


@given(WORDS, WORDS)
def test_a_cost_is_a_share_and_only_equal_words_are_free(typed: str, meant: str) -> None:
    cost = slip_cost(typed, meant)
    assert 0.0 <= cost <= 1.0
    assert (cost == 0.0) == (typed == meant)
