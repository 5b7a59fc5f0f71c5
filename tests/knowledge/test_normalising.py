"""How texts are written down before they are compared."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.normalising import LONGEST_TEXT, joined, normalise, without_vendor

any_character = st.characters(exclude_categories=())
any_text = st.text(any_character)


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("  API   Gateway ", "api gateway"),
        ("Site-to-Site VPN", "site to site vpn"),
        ("what's AWS\u2019s S3?", "whats awss s3"),
        ("l\u00b4\u00e9l\u00e9phant", "lelephant"),
        ("ca\u02bcn\uff07t", "cant"),
        ("snake_case", "snake case"),
        ("\ufb01rewall", "firewall"),
        ("\uff33\uff13", "s3"),
        ("STRASSE stra\u00dfe", "strasse strasse"),
        ("\u0130stanbul", "istanbul"),
        ("\u0395\u03bb\u03bb\u03ac\u03c2", "\u03b5\u03bb\u03bb\u03b1\u03c3"),
        ("\u0401\u043b\u043a\u0430", "\u0435\u043b\u043a\u0430"),
        ("se\u0301", "se"),
        ("1\ufe0f\u20e3 \u2764\ufe0f", "1"),
        ("?!", ""),
        ("", ""),
        ("a\ud800b", "a b"),
    ],
)
def test_case_accents_and_punctuation_do_not_matter(typed: str, normal: str) -> None:
    assert normalise(typed) == normal


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("99.99%", "99.99"),
        ("99,99 %", "99.99"),
        ("1.2.3.", "1.2.3"),
        ("in 3.", "in 3"),
        (".5", "5"),
        ("v1.x", "v1 x"),
        ("1., 2", "1 2"),
    ],
)
def test_a_point_stays_only_between_two_digits(typed: str, normal: str) -> None:
    assert normalise(typed) == normal


@pytest.mark.parametrize(
    "word",
    [
        "\u0939\u093f\u0928\u094d\u0926\u0940",
        "\u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22\u0e17\u0e35\u0e48",
        "\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f",
        "\u30ac\u30c8",
        "\ud55c\uad6d\uc5b4",
        "\u05e9\u05b8\u05dc\u05d5\u05b9\u05dd",
    ],
    ids=["Hindi", "Thai", "Arabic", "Japanese", "Korean", "Hebrew"],
)
def test_other_scripts_keep_their_marks(word: str) -> None:
    assert normalise(word) == normalise(f" {word}!")
    assert " " not in normalise(word)
    assert len(normalise(word)) == len(word)


@given(any_text)
def test_a_normal_form_is_its_own_normal_form(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


def test_every_character_has_a_stable_normal_form_within_a_word() -> None:
    with_characters = [*range(0x32000), *range(0xE0000, 0xE0200)]
    texts = (f"1{chr(point)}1\u0301{chr(point)}" for point in with_characters)
    assert [text for text in texts if normalise(once := normalise(text)) != once] == []


@settings(deadline=None)
@given(any_character, st.integers(0, 20))
def test_a_long_text_is_cut_and_still_stable(character: str, beyond: int) -> None:
    once = normalise("1.2" + character * (LONGEST_TEXT - 13 + beyond) + "1.2")
    assert len(once) <= LONGEST_TEXT
    assert normalise(once) == once


def test_what_follows_the_longest_text_does_not_count() -> None:
    assert normalise("a" * LONGEST_TEXT + "b") == "a" * LONGEST_TEXT


def test_a_text_that_folding_lengthens_is_cut_too() -> None:
    ligature_of_eighteen = "\ufdfa"
    once = normalise(ligature_of_eighteen * LONGEST_TEXT)
    assert len(once) <= LONGEST_TEXT
    assert normalise(once) == once


@given(any_text)
def test_joined_words_have_no_spaces(text: str) -> None:
    assert joined(text) == "".join(normalise(text).split())


def test_split_and_joined_names_are_joined_alike() -> None:
    assert joined("Step Functions") == joined("StepFunctions") == "stepfunctions"


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("aws lambda", "lambda"),
        ("amazon s3", "s3"),
        ("amazon aws glue", "glue"),
        ("aws", "aws"),
        ("amazon aws", "aws"),
        ("awsome", "awsome"),
        ("lambda aws", "lambda aws"),
        ("", ""),
    ],
)
def test_the_vendor_in_front_is_dropped_if_something_remains(name: str, rest: str) -> None:
    assert without_vendor(name) == rest
