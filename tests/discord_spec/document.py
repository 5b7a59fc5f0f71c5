"""Discord's own description of its API, OpenAPI 3.1, read where somebody has put it; the project holds no copy."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# discord/discord-api-spec, specs/openapi.json, beside the repository.
DESCRIPTION = Path(__file__).parents[3] / "shared" / "discord" / "openapi.json"

Schema = Mapping[str, Any]

_NAMED = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Document:
    """The description as it was read. `schemas` are its named ones."""

    tree: Schema

    @property
    def schemas(self) -> Schema:
        schemas: Schema = self.tree["components"]["schemas"]
        return schemas

    def with_schemas(self, **more: Schema) -> "Document":
        """The same description with more named schemas, or others."""
        components = {**self.tree["components"], "schemas": {**self.schemas, **more}}
        return Document({**self.tree, "components": components})

    def at(self, pointer: str) -> Any:
        """What stands at a JSON pointer such as `#/components/schemas/Error`."""
        value: Any = self.tree
        for step in pointer.removeprefix("#").split("/")[1:]:
            key = step.replace("~1", "/").replace("~0", "~")
            value = value[int(key)] if isinstance(value, list) else value[key]
        return value


def read_document(path: Path = DESCRIPTION) -> Document | None:
    """The description, or None where there is none."""
    return Document(json.loads(path.read_bytes())) if path.is_file() else None


def pointer(*steps: str) -> str:
    return "#" + "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)


def ref(name: str) -> dict[str, Any]:
    """A schema that is another one by name."""
    return {"$ref": _NAMED + name}


def name_of(reference: str) -> str:
    """The name in a reference; empty if it leads elsewhere."""
    return reference.removeprefix(_NAMED) if reference.startswith(_NAMED) else ""


def telling_key(branches: Sequence[Schema], schemas: Schema) -> tuple[str, tuple[list[Any], ...]] | None:
    """The property whose value tells the branches of a union apart, with the values for each; None if there is none.

    The description has no `discriminator`, but nearly all its unions have a `type` that serves as one.
    """
    choices = [_fixed_values(schemas[name_of(branch["$ref"])] if "$ref" in branch else branch) for branch in branches]
    for key in choices[0] if choices else ():
        values = tuple(choice.get(key, []) for choice in choices)
        together = [value for several in values for value in several]
        if all(values) and len(set(together)) == len(together):
            return key, values
    return None


def _fixed_values(schema: Schema) -> dict[str, list[Any]]:
    return {key: kind["enum"] for key, kind in schema.get("properties", {}).items() if "enum" in kind}
