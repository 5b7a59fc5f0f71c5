"""What a person may do with components: press a button, choose in a select, fill in a form.

Docs, components/reference.mdx; the answers, interactions/receiving-and-responding.mdx "Interaction Data".
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import Field, TypeAdapter

from bot.sandbox.refusals import Refused
from bot.sandbox.rules.around import Around
from bot.sandbox.rules.chosen import Part, wrong_with_chosen
from bot.sandbox.rules.drafts import Json
from bot.sandbox.rules.faults import read_or_refuse
from bot.sandbox.rules.modals import TEXT_LIMIT
from bot.sandbox.rules.sentences import PERSON, cannot, length_said, refuse
from bot.sandbox.rules.shapes import Shape

ROW, BUTTON, TEXT_DISPLAY, LABEL = 1, 2, 10, 18

_VALUES = TypeAdapter(list[str])


def check_press(components: Iterable[Part], custom_id: object, values: object, around: Around) -> Json:
    """The component that is used, out of those of a message. `values` are what a select has, and None for a button."""
    part = next((part for part in _every(components) if part.get("custom_id") == custom_id), None)
    if custom_id is None or part is None:
        raise Refused(404, PERSON, "That is no longer there.")
    if part.get("disabled"):
        raise Refused(400, PERSON, "That is switched off.")
    chosen = read_or_refuse(_VALUES.validate_python, [] if values is None else values, ("values",))
    if part["type"] == BUTTON:
        said = "is a button and takes no values" if chosen else None
    else:
        said = wrong_with_chosen(part, chosen, around)
    if said is not None:
        refuse([cannot(("values",), f"“{_name_of(part)}” {said}.")])
    return dict(part)


class FilledShape(Shape):
    """A field of a form, as it is filled in: one value, or several."""

    custom_id: str
    value: Any = None
    values: list[str] = Field(default_factory=list)


class PlacedShape(Shape):
    """A label with its field, a row with its text input, or a text with nothing."""

    component: FilledShape | None = None
    components: list[FilledShape] = Field(default_factory=list)

    @property
    def fields(self) -> list[FilledShape]:
        return self.components if self.component is None else [self.component]


_FORM = TypeAdapter(list[PlacedShape])


def check_modal_submission(modal: Part, submitted: object, around: Around) -> list[Json]:
    """The components for the interaction's data: all of the form, in its order, each with what is filled in."""
    placed = read_or_refuse(_FORM.validate_python, submitted, ("components",))
    filled = {field.custom_id: field for part in placed for field in part.fields}
    titles = dict(_titles(modal["components"]))
    faults = [cannot(("components",), f"This form has no field “{name}”.") for name in filled if name not in titles]
    for field in _every(modal["components"]):
        said = _wrong_with_field(field, _filled(field, filled), around) if "custom_id" in field else None
        if said is not None:
            faults.append(cannot(("components",), f"“{titles[field['custom_id']]}” {said}."))
    refuse(faults)
    return [_submitted(part, filled) for part in modal["components"]]


def _titles(parts: Iterable[Part]) -> Iterator[tuple[str, str]]:
    """What each field is called for a person: by its label."""
    for part in parts:
        if part["type"] == LABEL:
            yield part["component"]["custom_id"], part["label"]
        for field in part.get("components", ()):
            yield field["custom_id"], _name_of(field)


def _filled(field: Part, filled: Mapping[str, FilledShape]) -> FilledShape:
    """What was filled in; whatever was left out is empty."""
    return filled.get(field["custom_id"]) or FilledShape(custom_id=field["custom_id"])


def _wrong_with_field(field: Part, filled: FilledShape, around: Around) -> str | None:
    match field["type"]:
        case 4:
            return _wrong_with_text(field, filled.value)
        case 21:
            return _wrong_with_radio(field, filled.value)
        case 23:
            return None if isinstance(filled.value, bool | None) else "must be true or false"
        case _:
            return wrong_with_chosen(field, filled.values, around)


def _wrong_with_text(field: Part, value: object) -> str | None:
    if not isinstance(value, str | None):
        return "must be a text"
    if not value:
        return "must be filled in" if field["required"] else None
    return length_said(value, field.get("min_length") or 0, field.get("max_length") or TEXT_LIMIT)


def _wrong_with_radio(field: Part, value: object) -> str | None:
    if value is None:
        return "must be chosen" if field["required"] else None
    return None if value in [option["value"] for option in field["options"]] else "has no such choice"


def _submitted(part: Part, filled: Mapping[str, FilledShape]) -> Json:
    """A part of the form as the bot gets it."""
    given: Json = {"type": part["type"], "id": part["id"]}
    if part["type"] == LABEL:
        return {**given, "component": _submitted(part["component"], filled)}
    if part["type"] == ROW:
        return {**given, "components": [_submitted(field, filled) for field in part["components"]]}
    if part["type"] == TEXT_DISPLAY:
        return given
    return {**given, "custom_id": part["custom_id"], **_value(part, _filled(part, filled))}


def _value(part: Part, field: FilledShape) -> Json:
    match part["type"]:
        case 4:
            return {"value": field.value or ""}
        case 21:
            return {"value": field.value}
        case 23:
            return {"value": bool(field.value)}
        case _:
            return {"values": field.values}


def _every(components: Iterable[Part]) -> Iterator[Part]:
    for part in components:
        yield part
        yield from _every(part.get("components", ()))
        yield from _every(part[name] for name in ("accessory", "component") if name in part)


def _name_of(part: Part) -> str:
    name: str = part.get("label") or part.get("placeholder") or part["custom_id"]
    return name
