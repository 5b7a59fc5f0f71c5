"""Every row of the proof-read notes is carried by a fact, in words that are right today.

`proofread_rows/*.yaml` map a row to the facts that carry it and to words that they must contain. The notes themselves
(`seeds/proofread.md`) lie beside the checkout, in the folder `shared`.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.comparing import compare
from knowledge.library import Library

ROWS = Path(__file__).parent / "proofread_rows"
NOTES = Path(__file__).parents[3] / "shared" / "seeds" / "proofread.md"
ROW_COUNT = 102


def _mapped() -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Row -> what carries it, over all files."""
    mapped: dict[str, list[Mapping[str, Any]]] = {}
    for path in sorted(ROWS.glob("*.yaml")):
        for row, entries in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            mapped.setdefault(row, []).extend(entries if isinstance(entries, list) else [entries])
    return mapped


MAPPED = _mapped()


def test_exactly_the_rows_of_the_notes_are_mapped() -> None:
    if not NOTES.exists():
        pytest.skip(f"The notes are not here: {NOTES}")
    rows = re.findall(r"^\| ((?:ES|EN)-\d+) \|", NOTES.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) == ROW_COUNT
    assert sorted(MAPPED) == sorted(rows)


def test_there_are_as_many_rows_as_there_were() -> None:
    assert len(MAPPED) == ROW_COUNT


@pytest.mark.parametrize("row", sorted(MAPPED))
def test_a_row_is_carried_by_facts_or_says_why_not(row: str, library: Library) -> None:
    reasons = [entry for entry in MAPPED[row] if "none" in entry]
    assert reasons in ([], MAPPED[row])
    for entry in reasons:
        assert entry.keys() == {"none"}
        assert len(entry["none"]) > 20
    for entry in MAPPED[row]:
        if "fact" in entry:
            assert entry.keys() == {"fact", "words"}
            text = library.fact(entry["fact"]).text
            assert [words for words in entry["words"] if words not in text["en"]] == []
            assert entry["words"]
            assert text["es"]


# The tables of the notes, as the packs word them: each aspect with a cell for each side.
TABLES = {
    ("lambda", "ec2"): {
        "what-it-is": ("Virtual functions, no servers to manage", "Virtual servers in the cloud"),
        "limits": ("Time (15 min per invocation) and memory (10 GB)", "RAM and CPU of the instance type"),
        "running": ("On demand", "Continuously, until stopped"),
        "scaling": ("Automatic", "By intervention, or with EC2 Auto Scaling"),
    },
    ("lambda", "batch"): {
        "time-limit": ("15 minutes per invocation", "No limit unless you set one"),
        "runtimes": (
            "Supported languages, or a container or custom runtime",
            "Any, if packaged as a Docker image",
        ),
        "disk": (
            "Limited temporary space: /tmp, 512 MB to 10 GB",
            "EBS or instance store (Fargate: ephemeral storage)",
        ),
        "servers": ("Serverless: none to manage", "EC2 underneath, which AWS can manage; or Fargate"),
    },
}


@pytest.mark.parametrize("concepts", TABLES)
def test_the_tables_of_the_notes_come_first_in_their_comparisons(concepts: tuple[str, str], library: Library) -> None:
    comparison = compare([library.concept(concept) for concept in concepts], library)
    rows = {
        row.aspect.id: tuple(value.text["en"] for value in row.values if value is not None)
        for row in comparison.differing[: len(TABLES[concepts])]
    }
    assert list(rows.items()) == list(TABLES[concepts].items())
