"""The pack format as JSON Schemas, for editors that complete keys and mark mistakes: `python -m knowledge.pack_schema`.

They say what one file can tell. What several files must agree on, and the languages of a pack, only the check knows.
"""

import json
from collections.abc import Mapping
from typing import Any

from knowledge.pack_format import CategoryFile, PackFile, Shape
from knowledge.pack_reader import SHIPPED_PACKS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILES: Mapping[str, type[Shape]] = {"category.schema.json": CategoryFile, "pack.schema.json": PackFile}
TITLES = {
    "AspectValueShape": "Aspect of a concept",
    "CategoryFile": "Category of a Studyhall pack",
    "ComparisonShape": "Comparison",
    "ConceptShape": "Concept",
    "DomainShape": "Domain",
    "FactShape": "Fact",
    "PackFile": "Studyhall pack",
    "QuestionShape": "Question",
    "WhatShape": "What the concept is",
}


def schema_text(shape: type[Shape]) -> str:
    """The schema of one kind of file, as it stands on disk."""
    schema = _tidied(shape.model_json_schema())
    for name, part in [(shape.__name__, schema), *schema["$defs"].items()]:
        part["title"] = TITLES[name]
    return json.dumps({"$schema": DIALECT, **schema}, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _tidied(part: Mapping[str, Any]) -> dict[str, Any]:
    """Without the titles that only repeat a key, and so that a misspelt id or language is marked."""
    tidied = {key: _tidied_value(value) for key, value in part.items() if key != "title"}
    return {**tidied, "additionalProperties": False} if "patternProperties" in tidied else tidied


def _tidied_value(value: object) -> object:
    if isinstance(value, list):
        return [_tidied_value(each) for each in value]
    return _tidied(value) if isinstance(value, Mapping) else value


def main() -> None:
    for name, shape in FILES.items():
        (SHIPPED_PACKS / name).write_text(schema_text(shape), encoding="utf-8")


if __name__ == "__main__":
    main()
