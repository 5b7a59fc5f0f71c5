"""Scheduled events of a server (docs, resources/guild-scheduled-event.mdx)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, TypeAdapter
from pydantic_core import PydanticCustomError

from bot.sandbox.refusals import Fault, Refused, invalid_form
from bot.sandbox.rules.faults import read_or_refuse
from bot.sandbox.rules.shapes import Problem, Shape, Snowflake, length

Json: TypeAlias = Mapping[str, Any]

STAGE, VOICE, EXTERNAL = 1, 2, 3
SCHEDULED: Literal[1] = 1
ACTIVE, COMPLETED, CANCELED = 2, 3, 4
OVER = frozenset({COMPLETED, CANCELED})
# Docs, "Valid Guild Scheduled Event Status Transitions".
TRANSITIONS = {SCHEDULED: (ACTIVE, CANCELED), ACTIVE: (COMPLETED,)}
MOST_EVENTS = 100  # that are not over (docs, "Create Guild Scheduled Event")
_REQUIRED = ("BASE_TYPE_REQUIRED", "This field is required")


def _moment(text: str) -> str:
    """In UTC where no zone is said."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        message = "Could not parse {text}. Should be ISO8601."
        raise PydanticCustomError("DATE_TIME_TYPE_PARSE", message, {"text": text}) from None
    return moment.isoformat() if moment.tzinfo else moment.replace(tzinfo=UTC).isoformat()


Moment = Annotated[str, AfterValidator(_moment)]


class PlaceShape(Shape):
    location: Annotated[str, length(1, 100)] | None = None


class EventShape(Shape):
    name: Annotated[str, length(1, 100)]
    privacy_level: Literal[2]
    entity_type: Literal[1, 2, 3]
    scheduled_start_time: Moment
    scheduled_end_time: Moment | None = None
    description: Annotated[str, length(0, 1000)] | None = None
    channel_id: Snowflake | None = None
    entity_metadata: PlaceShape | None = None
    status: Literal[1, 2, 3, 4] = SCHEDULED
    image: str | None = None

    def problems(self) -> Iterator[Problem]:
        """Docs, "Field Requirements By Entity Type"."""
        if self.entity_type == EXTERNAL:
            if self.entity_metadata is None or self.entity_metadata.location is None:
                yield Problem(("entity_metadata", "location"), *_REQUIRED)
            if self.scheduled_end_time is None:
                yield Problem(("scheduled_end_time",), *_REQUIRED)
            if self.channel_id is not None:
                said = "channel_id must be null for external events."
                yield Problem(("channel_id",), "GUILD_SCHEDULED_EVENT_CHANNEL_NOT_ALLOWED", said)
        elif self.channel_id is None:
            yield Problem(("channel_id",), *_REQUIRED)
        if self.end is not None and self.end <= self.start:
            said = "Cannot schedule the end of an event before its start."
            yield Problem(("scheduled_end_time",), "GUILD_SCHEDULED_EVENT_END_BEFORE_START", said)

    @property
    def start(self) -> datetime:
        return datetime.fromisoformat(self.scheduled_start_time)

    @property
    def end(self) -> datetime | None:
        return None if self.scheduled_end_time is None else datetime.fromisoformat(self.scheduled_end_time)


_EVENT = TypeAdapter(EventShape)


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event that Discord takes. `image` is a new picture as it was sent, or None."""

    name: str
    description: str | None
    entity_type: int
    status: int
    start: datetime
    end: datetime | None
    channel_id: int | None
    location: str | None
    image: str | None


def check_event(body: object, now: datetime) -> EventDraft:
    """A new event: it begins as SCHEDULED, and later than now."""
    shape = read_or_refuse(_EVENT.validate_python, body)
    _not_recurring(body)
    _not_past(shape.start, now)
    return _draft(shape, SCHEDULED)


def check_event_edit(body: object, before: Json, now: datetime) -> EventDraft:
    """The event as it is afterwards; `before` is as the API gives it. Raises Refused (180000) if it is over."""
    said = body if isinstance(body, dict) else {}
    if before["status"] in OVER:
        raise Refused(400, 180000, "Cannot update a finished event")
    kept = {key: value for key, value in before.items() if key != "image"}
    shape = read_or_refuse(_EVENT.validate_python, body if said is not body else {**kept, **said})
    _not_recurring(body)
    if shape.status != before["status"] and shape.status not in TRANSITIONS[before["status"]]:
        choices = ", ".join(map(str, TRANSITIONS[before["status"]]))
        raise invalid_form(Fault(("status",), "BASE_TYPE_CHOICES", f"Value must be one of {{{choices}}}."))
    if shape.start != datetime.fromisoformat(before["scheduled_start_time"]):
        _not_past(shape.start, now)
    return _draft(shape, shape.status)


def _draft(shape: EventShape, status: int) -> EventDraft:
    is_external = shape.entity_type == EXTERNAL
    place = shape.entity_metadata if is_external else None  # of other events it is silently discarded
    return EventDraft(
        shape.name,
        shape.description or None,
        shape.entity_type,
        status,
        shape.start,
        shape.end,
        None if shape.channel_id is None else int(shape.channel_id),
        None if place is None else place.location,
        shape.image,
    )


def _not_past(start: datetime, now: datetime) -> None:
    if start <= now:
        said = "Cannot schedule event in the past."
        raise invalid_form(Fault(("scheduled_start_time",), "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", said))


def _not_recurring(body: object) -> None:
    if isinstance(body, dict) and body.get("recurrence_rule") is not None:
        said = "The sandbox has no events that recur."
        raise invalid_form(Fault(("recurrence_rule",), "BASE_TYPE_CHOICES", said))
