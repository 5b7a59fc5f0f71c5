"""The editors' schemas say what the format says, and are current."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from knowledge.pack_reader import PACK_FILE, SHIPPED_PACKS
from knowledge.pack_schema import FILES, schema_text
from knowledge.yaml_reader import Value, parse_yaml

from .readme_example import example_files

SHIPPED = {str(path.relative_to(SHIPPED_PACKS)): path.read_bytes() for path in SHIPPED_PACKS.glob("*/*.yaml")}
EXAMPLE = {name: text.encode() for name, text in example_files().items()}
FACT = {"text": {"en": "It rolls."}, "source": "Toys, page 1", "as_of": "2026-11-22"}
CONCEPT = {"name": "Ball", "domain": "play", "what": FACT}


def schema_for(name: str) -> Draft202012Validator:
    file = "pack.schema.json" if Path(name).name == PACK_FILE else "category.schema.json"
    schema = json.loads((SHIPPED_PACKS / file).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def value_of(content: bytes) -> Value:
    document, problems = parse_yaml(Path("example.yaml"), content)
    assert document is not None
    assert problems == []
    return document.value


def faults(concept: Mapping[str, object]) -> list[str]:
    """What an editor marks in a category with this concept, and where."""
    found = schema_for("toys.yaml").iter_errors({"concepts": {"ball": concept}})
    return [f"{'.'.join(map(str, error.path))}: {error.message}" for error in found]


@pytest.mark.parametrize("name", FILES)
def test_the_schemas_on_disk_are_current(name: str) -> None:
    written = (SHIPPED_PACKS / name).read_text(encoding="utf-8")
    assert written == schema_text(FILES[name]), "run: make schema"


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_files_are_accepted(name: str) -> None:
    assert list(schema_for(name).iter_errors(value_of(SHIPPED[name]))) == []


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_files_tell_editors_their_schema(name: str) -> None:
    schema = "pack" if Path(name).name == PACK_FILE else "category"
    assert SHIPPED[name].startswith(f"# yaml-language-server: $schema=../{schema}.schema.json\n".encode())


@pytest.mark.parametrize("name", EXAMPLE)
def test_the_readmes_example_is_accepted(name: str) -> None:
    assert list(schema_for(name).iter_errors(value_of(EXAMPLE[name]))) == []


def test_a_sound_concept_is_accepted() -> None:
    assert faults(CONCEPT) == []


@pytest.mark.parametrize(
    ("concept", "fault"),
    [
        (
            {**CONCEPT, "alises": ["orb"]},
            "concepts.ball: Additional properties are not allowed ('alises' was unexpected)",
        ),
        (
            {**CONCEPT, "what": {key: value for key, value in FACT.items() if key != "source"}},
            "concepts.ball.what: 'source' is a required property",
        ),
        ({**CONCEPT, "aliases": [7]}, "concepts.ball.aliases.0: 7 is not of type 'string'"),
        (
            {**CONCEPT, "facts": {"It rolls": FACT}},
            "concepts.ball.facts: 'It rolls' does not match any of the regexes: '^[a-z0-9]+(-[a-z0-9]+)*$'",
        ),
        (
            {**CONCEPT, "what": {**FACT, "as_of": "22/11/2026"}},
            r"concepts.ball.what.as_of: '22/11/2026' does not match '^\\d{4}-\\d{2}-\\d{2}$'",
        ),
    ],
)
def test_a_mistake_is_marked(concept: Mapping[str, object], fault: str) -> None:
    assert faults(concept) == [fault]
