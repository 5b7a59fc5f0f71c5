"""Every mistake that a pack can have is said in every language, with the place and what to do."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.cards.problems import problem_lines
from bot.cards.voice import Voice
from bot.texts import Texts
from knowledge.pack_reader import read_packs
from knowledge.problems import PackProblems, Problem
from knowledge.yaml_reader import FILE_LIMIT_BYTES

from .conftest import SMALL_PACK

TODAY = date(2026, 11, 22)

QUESTION = """
questions:
  q:
    about: [lambda]
    ask: {en: A?, es: ¿A?}
    fact: lambda/what
"""
FOUR = "    kind: one\n    right: [a]\n    wrong: [b, c, d]\n"

# The mistake -> the file, what stands there, and what a slip makes of it. Nothing to replace: it is added at the end.
SLIPS = {
    "tab": ("compute.yaml", "  lambda:\n", "\tlambda:\n"),
    "not-yaml": ("compute.yaml", "name: AWS Lambda", 'name: "AWS Lambda'),
    "open-quote": ("compute.yaml", "", 'x: "open'),
    "bare-sign": ("compute.yaml", "name: AWS Lambda", "name: *AWS Lambda"),
    "bare-colon": ("compute.yaml", "name: AWS Lambda", "name: AWS: Lambda"),
    "second-document": ("compute.yaml", "", "---\nx: 1"),
    "control-character": ("compute.yaml", "name: AWS Lambda", "name: AWS\aLambda"),
    "too-deep": ("compute.yaml", "", "x: " + "[" * 100 + "]" * 100),
    "shared-mapping": ("compute.yaml", "", "questions: {a: &a {kind: one}, b: *a}"),
    "key-not-text": ("compute.yaml", "", "? [a, b]\n: c\n"),
    "key-twice": ("compute.yaml", "    name: AWS Lambda\n", "    name: AWS Lambda\n    name: Lambda\n"),
    "strange-tag": ("compute.yaml", "name: AWS Lambda", "name: !secret AWS Lambda"),
    "nothing-there": ("compute.yaml", "name: AWS Lambda", "name:"),
    "unknown-key": ("compute.yaml", "    related: [batch]", "    zzz: 1"),
    "unknown-key-near": ("compute.yaml", "    related: [batch]", "    realted: [batch]"),
    "missing-key": ("compute.yaml", "    name: AWS Lambda\n", ""),
    "not-quoted": ("compute.yaml", "name: AWS Lambda", "name: 42"),
    "not-a-text": ("compute.yaml", "name: AWS Lambda", "name: [AWS, Lambda]"),
    "not-a-list": ("compute.yaml", "related: [batch]", "related: batch"),
    "not-a-mapping": ("compute.yaml", "{en: the work is short, es: el trabajo sea corto}", "short work"),
    "not-a-boolean": ("compute.yaml", "number: true", "number: sometimes"),
    "not-a-number": ("pack.yaml", "weight: 100", "weight: much"),
    "empty-text": ("compute.yaml", "name: AWS Lambda", 'name: " "'),
    "too-long": ("compute.yaml", "name: AWS Lambda", "name: AWS Lambda" + "x" * 60),
    "too-few": ("compute.yaml", "[lambda, fargate]", "[lambda]"),
    "too-many": ("compute.yaml", "[lambda, fargate]", "[lambda, fargate, batch, a, b]"),
    "too-small": ("pack.yaml", "weight: 100", "weight: -1"),
    "too-large": ("pack.yaml", "weight: 100", "weight: 101"),
    "not-a-choice": ("compute.yaml", "", QUESTION + "    kind: guess"),
    "not-a-language": ("pack.yaml", "[en, es]", "[English, es]"),
    "not-an-id": ("compute.yaml", "  batch:\n", "  Batch Jobs:\n"),
    "stray-character": ("compute.yaml", "name: AWS Lambda", 'name: "AWS\\nLambda"'),
    "not-a-date": ("compute.yaml", "as_of: 2026-01-31", "as_of: 31 January 2026"),
    "future-date": ("compute.yaml", "as_of: 2026-01-31", "as_of: 2027-01-31"),
    "missing-language": (
        "compute.yaml",
        "{en: the work is short, es: el trabajo sea corto}",
        "{en: the work is short}",
    ),
    "cut-at-comma": ("compute.yaml", "{en: the work is short, es:", "{en: the work, mostly, is short, es:"),
    "unknown-language": ("compute.yaml", "es: el trabajo sea corto}", "es: el trabajo sea corto, fr: court}"),
    "category-without-file": ("pack.yaml", "categories:\n", "categories:\n  zzz: Zzz\n"),
    "no-such-domain": ("compute.yaml", "domain: technology", "domain: zzz"),
    "no-such-domain-near": ("compute.yaml", "domain: technology", "domain: technolgy"),
    "no-such-aspect": ("compute.yaml", "first: [time-limit]", "first: [zzz]"),
    "no-such-aspect-near": ("compute.yaml", "first: [time-limit]", "first: [time-limits]"),
    "no-such-fact": ("compute.yaml", "fact: time}", "fact: zzz}"),
    "no-such-fact-near": ("compute.yaml", "fact: time}", "fact: tme}"),
    "no-such-concept": ("compute.yaml", "related: [batch]", "related: [zzz]"),
    "no-such-concept-near": ("compute.yaml", "related: [batch]", "related: [bacth]"),
    "name-without-letters": ("compute.yaml", "name: AWS Batch", "name: '...'"),
    "name-twice-here": ("compute.yaml", "name: AWS Batch", "name: AWS Batch\n    aliases: [batch]"),
    "name-twice": ("compute.yaml", "name: AWS Batch", "name: AWS Batch\n    aliases: [fargate]"),
    "elsewhere-is-here": ("pack.yaml", "[Azure Functions]", "[AWS Batch]"),
    "phrase-twice": ("compute.yaml", "", "asked_as: {lambda: {en: [run code, 'Run code!'], es: []}}"),
    "comparison-twice": (
        "compute.yaml",
        "comparisons:\n",
        "comparisons:\n  x: {between: [fargate, lambda], text: {en: A, es: B}, source: C, as_of: 2025-12-31}\n",
    ),
    "weights": ("pack.yaml", "weight: 100", "weight: 99"),
    "itself": ("compute.yaml", "related: [batch]", "related: [lambda]"),
    "confused-twice": (
        "compute.yaml",
        "name: AWS Fargate",
        "name: AWS Fargate\n    confused_with: {lambda: {en: A, es: B}}",
    ),
    "item-twice": ("compute.yaml", "[lambda, fargate]", "[lambda, lambda]"),
    "lonely-aspect": ("pack.yaml", "aspects:\n", "aspects:\n  zzz: Zzz\n"),
    "answer-key-not-for-kind": ("compute.yaml", "", QUESTION + FOUR + "    is_true: true\n"),
    "answer-key-missing": ("compute.yaml", "", QUESTION + "    kind: typed\n"),
    "one-of-four": ("compute.yaml", "", QUESTION + FOUR.replace(", d", "")),
    "several-of-five": ("compute.yaml", "", QUESTION + FOUR.replace("one", "several")),
}


def _second_pack(folder: Path) -> None:
    """The same pack once more beside itself: every id twice."""
    shutil.copytree(folder, folder / "again")


# The mistake -> what makes it, where it is more than a slip in a file.
DEEDS: dict[str, Callable[[Path], object]] = {
    "file-too-large": lambda folder: (folder / "compute.yaml").write_bytes(b"#" * (FILE_LIMIT_BYTES + 1)),
    "file-unreadable": lambda folder: (folder / "pack.yaml").unlink(),
    "not-utf8": lambda folder: (folder / "compute.yaml").write_bytes(b"name: caf\xe9"),
    "yml": lambda folder: (folder / "compute.yaml").rename(folder / "compute.yml"),
    "no-such-category": lambda folder: (folder / "zzz.yaml").touch(),
    "no-such-category-near": lambda folder: (folder / "computer.yaml").touch(),
    "id-twice": _second_pack,
}
# Made by other commands; see test_commandline.py and test_evaluation.py.
ELSEWHERE = {"no-pack", "one-outcome", "topics-without-ask"}


def problems_of(*folders: Path) -> tuple[Problem, ...]:
    with pytest.raises(PackProblems) as caught:
        read_packs(folders, today=TODAY)
    return caught.value.problems


def assert_told(key: str, problems: tuple[Problem, ...], texts: Texts, below: Path) -> None:
    """The mistake is among the problems, and each of them has its sentence and its line in every language."""
    assert key in {problem.key for problem in problems}
    for language in texts.languages:
        lines = list(problem_lines(problems, Voice(texts, language), below))
        assert len(lines) == len(problems) + 1
        assert str(below) not in "".join(lines)


@pytest.mark.parametrize("key", SLIPS)
def test_a_slip_in_a_file_is_told(key: str, texts: Texts, tmp_path: Path) -> None:
    name, before, after = SLIPS[key]
    shutil.copytree(SMALL_PACK, tmp_path / "pack")
    path = tmp_path / "pack" / name
    content = path.read_text(encoding="utf-8")
    assert before in content
    path.write_text(content.replace(before, after, 1) if before else content + "\n" + after, encoding="utf-8")
    assert_told(key, problems_of(tmp_path / "pack"), texts, tmp_path)


@pytest.mark.parametrize("key", DEEDS)
def test_what_is_wrong_with_a_whole_file_is_told(key: str, texts: Texts, tmp_path: Path) -> None:
    shutil.copytree(SMALL_PACK, tmp_path / "pack")
    DEEDS[key](tmp_path / "pack")
    folders = [tmp_path / "pack", *(tmp_path / "pack").glob("again")]
    assert_told(key, problems_of(*folders), texts, tmp_path)


def test_every_sentence_is_for_a_mistake_that_somebody_can_make(texts: Texts) -> None:
    told = {key.removeprefix("problem.") for key in texts.keys("en") if key.startswith("problem.")}
    assert told == SLIPS.keys() | DEEDS.keys() | ELSEWHERE
