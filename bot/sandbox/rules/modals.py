"""Modals: what a form may hold (docs, interactions/receiving-and-responding.mdx, components/reference.mdx)."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from bot.sandbox.refusals import invalid_form
from bot.sandbox.rules.choosing import (
    OPTION_TEXT_LIMIT,
    ChannelSelectShape,
    ComponentId,
    CustomId,
    EntitySelectShape,
    OptionText,
    SelectShape,
    StringSelectShape,
    problems_of_options,
    problems_of_range,
)
from bot.sandbox.rules.components import TextDisplayShape
from bot.sandbox.rules.drafts import Json
from bot.sandbox.rules.faults import Path, read_or_refuse
from bot.sandbox.rules.shapes import Problem, Shape, length
from bot.sandbox.rules.trees import faults_of_doubles, given_back, walk

TITLE_LIMIT = 45
PARTS_LIMIT = 5  # the spec says 40, the docs 5
LABEL_LIMIT = 45
DESCRIPTION_LIMIT = 100
TEXT_LIMIT = 4000  # what somebody may type
PLACEHOLDER_LIMIT = 100
FILES_LIMIT = 10
RADIO_OPTIONS = (2, 10)
CHECKBOX_OPTIONS = (1, 10)


def _problems_of_required(part: Any) -> Iterator[Problem]:  # noqa: ANN401 - any part with these two fields
    """docs, PR 8177: nothing may be chosen only where nothing has to be."""
    if part.min_values == 0 and part.required:
        said = "min_values can only be 0 if required is false"
        yield Problem(("min_values",), "INPUT_COMPONENT_REQUIRED_INVALID", said)


class TextInputShape(Shape):
    type: Literal[4]
    id: ComponentId = 0
    custom_id: CustomId
    style: Literal[1, 2]
    label: Annotated[str, length(1, LABEL_LIMIT, is_optional=True)] | None = (
        None  # only in an action row, which has no label itself
    )
    min_length: Annotated[int, Field(ge=0, le=TEXT_LIMIT)] | None = None
    max_length: Annotated[int, Field(ge=1, le=TEXT_LIMIT)] | None = None
    required: bool = True
    value: Annotated[str, length(0, TEXT_LIMIT)] | None = None
    placeholder: Annotated[str, length(0, PLACEHOLDER_LIMIT)] | None = None

    def problems(self) -> Iterator[Problem]:
        yield from problems_of_range(self.min_length, self.max_length, "min_length")


class _InModal(SelectShape):
    """A select in a modal: something may have to be chosen, and it cannot be disabled (docs)."""

    required: bool = True

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        yield from _problems_of_required(self)
        if self.disabled:
            said = "Components in modals cannot be disabled"
            yield Problem(("disabled",), "INPUT_COMPONENT_DISABLED", said)


class ModalStringSelectShape(_InModal, StringSelectShape):
    pass


class ModalEntitySelectShape(_InModal, EntitySelectShape):
    pass


class ModalChannelSelectShape(_InModal, ChannelSelectShape):
    pass


class FileUploadShape(Shape):
    type: Literal[19]
    id: ComponentId = 0
    custom_id: CustomId
    min_values: Annotated[int, Field(ge=0, le=FILES_LIMIT)] = 1
    max_values: Annotated[int, Field(ge=1, le=FILES_LIMIT)] = 1
    required: bool = True

    def problems(self) -> Iterator[Problem]:
        yield from problems_of_range(self.min_values, self.max_values)
        yield from _problems_of_required(self)


class GroupOptionShape(Shape):
    label: OptionText
    value: OptionText
    description: Annotated[str, length(0, OPTION_TEXT_LIMIT)] | None = None
    default: bool = False


class RadioGroupShape(Shape):
    """One of several."""

    type: Literal[21]
    id: ComponentId = 0
    custom_id: CustomId
    options: Annotated[list[GroupOptionShape], length(*RADIO_OPTIONS)]
    required: bool = True

    def problems(self) -> Iterator[Problem]:
        yield from problems_of_options(self.options, at_most=1)


class CheckboxGroupShape(Shape):
    """Any of several; without max_values all of them."""

    type: Literal[22]
    id: ComponentId = 0
    custom_id: CustomId
    options: Annotated[list[GroupOptionShape], length(*CHECKBOX_OPTIONS)]
    min_values: Annotated[int, Field(ge=0, le=CHECKBOX_OPTIONS[1])] = 1
    max_values: Annotated[int, Field(ge=1, le=CHECKBOX_OPTIONS[1])] | None = None
    required: bool = True

    def problems(self) -> Iterator[Problem]:
        yield from problems_of_range(self.min_values, self.max_values)
        yield from _problems_of_required(self)
        yield from problems_of_options(self.options, at_most=self.max_values or len(self.options))


class CheckboxShape(Shape):
    """Yes or no; it cannot be required (docs)."""

    type: Literal[23]
    id: ComponentId = 0
    custom_id: CustomId
    default: bool = False


class LabelShape(Shape):
    """A title for one thing to fill in."""

    type: Literal[18]
    id: ComponentId = 0
    label: Annotated[str, length(1, LABEL_LIMIT)]
    description: Annotated[str, length(0, DESCRIPTION_LIMIT)] | None = None
    component: Annotated[
        TextInputShape
        | ModalStringSelectShape
        | ModalEntitySelectShape
        | ModalChannelSelectShape
        | FileUploadShape
        | RadioGroupShape
        | CheckboxGroupShape
        | CheckboxShape,
        Field(discriminator="type"),
    ]


class ModalRowShape(Shape):
    """The old way: a row with one text input, which has its own label (deprecated, still taken)."""

    type: Literal[1]
    id: ComponentId = 0
    components: Annotated[list[Annotated[TextInputShape, Field(discriminator="type")]], length(1, 1)]

    def problems(self) -> Iterator[Problem]:
        for index, part in enumerate(self.components):
            if part.label is None:
                yield Problem(("components", index, "label"), "BASE_TYPE_REQUIRED", "This field is required")


class ModalShape(Shape):
    custom_id: CustomId
    title: Annotated[str, length(1, TITLE_LIMIT)]
    components: Annotated[
        list[Annotated[LabelShape | TextDisplayShape | ModalRowShape, Field(discriminator="type")]],
        length(1, PARTS_LIMIT),
    ]


_MODAL = TypeAdapter(ModalShape)


def check_modal(body: object, path: Path = ()) -> Json:
    """The form that a person is shown: {"custom_id", "title", "components"}."""
    modal = read_or_refuse(_MODAL.validate_python, body, path)
    faults = faults_of_doubles(walk(modal.components, (*path, "components")))
    if faults:
        raise invalid_form(*faults)
    return {"custom_id": modal.custom_id, "title": modal.title, "components": given_back(modal.components)}
