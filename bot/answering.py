"""Questions as JSON lines -> answers as JSON lines, in order; a bad line gets an error and the rest goes on."""

import codecs
from collections.abc import Callable, Iterator, Sequence
from time import perf_counter
from typing import Any, BinaryIO, TypeAlias

import msgspec

from bot.cards.voice import in_english
from bot.wiring import Study
from knowledge.answers import MOST_COMPARED, Answer, DidYouMean, Found, TooManyConcepts
from knowledge.concepts import Concept

# No question is longer. A longer line is read past without being kept.
LONGEST_LINE_BYTES = 1_000_000
COMMANDS = ("what", "compare")

Id: TypeAlias = int | float | str | None


class Reply(msgspec.Struct, frozen=True):
    """What is found: names in English as the pack gives them, `topics` only for what is answered."""

    id: Id
    outcome: str
    topics: list[str]
    suggestions: list[str]
    ms: float


class BadLine(Exception):  # noqa: N818 - it reads as what it is: `except BadLine`
    """A line that cannot be answered. Says why in English: programs read it, and those who write programs."""


def answer_lines(study: Study, languages: Sequence[str], lines: BinaryIO, write: Callable[[bytes], object]) -> None:
    """Answer every line of `lines` as soon as it is there. `write` is given one whole line at a time."""
    for line in _lines(lines):
        write(msgspec.json.encode(_answered(study, languages, line)) + b"\n")


def outcome(answer: Answer) -> tuple[str, list[str], list[str]]:
    """The outcome by name, what is answered, and what is suggested."""
    match answer:
        case Found(concepts):
            return "found", _names(concepts), []
        case DidYouMean(suggestions, known):
            return "ask", _names(known), _names(suggestions)
        case _:
            return "nothing", [], []


def _names(concepts: Sequence[Concept]) -> list[str]:
    return [in_english(concept.name) for concept in concepts]


# --- lines ---------------------------------------------------------------------------------------------------------


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Every line that is not empty; None for one that is too long to be a question."""
    first = True
    while line := stream.readline(LONGEST_LINE_BYTES + 1):
        is_too_long = len(line) > LONGEST_LINE_BYTES
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE_BYTES)
        line = line.removeprefix(codecs.BOM_UTF8) if first else line
        first = False
        if is_too_long or line.strip():
            yield None if is_too_long else line


def _answered(study: Study, languages: Sequence[str], line: bytes | None) -> Reply | dict[str, object]:
    fields: dict[str, Any] = {}
    try:
        fields = _fields(line)
        command, query = _request(fields, languages)
        return _timed(study, fields["id"], command, query)
    except BadLine as fault:
        return {"id": _id(fields), "error": str(fault)}


def _fields(line: bytes | None) -> dict[str, Any]:
    if line is None:
        raise BadLine(f"The line is longer than {LONGEST_LINE_BYTES} bytes.")
    try:
        fields = msgspec.json.decode(line.decode("utf-8"))
    except UnicodeDecodeError as fault:
        raise BadLine(f"The line is not UTF-8 (byte {fault.start + 1}).") from fault
    except (msgspec.DecodeError, RecursionError) as fault:
        raise BadLine(f"The line is not JSON: {fault}.") from fault
    if not isinstance(fields, dict):
        raise BadLine("The line is not a JSON object.")
    return fields


def _request(fields: dict[str, Any], languages: Sequence[str]) -> tuple[str, list[str]]:
    """The command and the query, which for `compare` may be one text for each side."""
    for name in ("id", "command", "query"):
        if name not in fields:
            raise BadLine(f'The field "{name}" is missing.')
    if not _is_id(fields["id"]):
        raise BadLine('The field "id" must be a number, a text or null.')
    command, query, language = fields["command"], fields["query"], fields.get("lang")
    if command not in COMMANDS:
        raise BadLine(f'The field "command" must be one of: {", ".join(COMMANDS)}.')
    if language is not None and language not in languages:
        raise BadLine(f'The field "lang" must be one of: {", ".join(languages)}.')
    if isinstance(query, str):
        return command, [query]
    if command == "compare" and isinstance(query, list) and query and all(isinstance(part, str) for part in query):
        return command, query
    raise BadLine('The field "query" must be a text' + (" or a list of texts." if command == "compare" else "."))


def _is_id(value: object) -> bool:
    return value is None or (isinstance(value, int | float | str) and not isinstance(value, bool))


def _id(fields: dict[str, Any]) -> object:
    """The line's id as far as it has one, so that whoever asked can tell which line was bad."""
    value = fields.get("id")
    return value if _is_id(value) else None


def _timed(study: Study, number: Id, command: str, query: list[str]) -> Reply:
    """The answer, and the milliseconds that finding it took."""
    started = perf_counter()
    try:
        answer = study.asking.what(query[0]) if command == "what" else study.asking.compare(query)
    except TooManyConcepts as fault:
        raise BadLine(f"{fault.count} things are too many; at most {MOST_COMPARED} can be compared.") from fault
    milliseconds = (perf_counter() - started) * 1000
    return Reply(number, *outcome(answer), ms=round(milliseconds, 2))
