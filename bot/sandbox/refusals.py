"""A refusal: what Discord answers to a request that it does not take."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong field. `path` leads to it through keys and indexes; `code` is Discord's name for the mistake."""

    path: tuple[str | int, ...]
    code: str
    message: str


class Refused(Exception):  # noqa: N818 - it reads as what it is: `except Refused`
    """A request that is refused, with the HTTP status and the JSON error code that Discord documents.

    Codes: docs, topics/opcodes-and-status-codes.mdx. `faults` become the nested `errors` tree of code 50035.
    """

    def __init__(self, status: int, code: int, message: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.faults = faults

    def body(self) -> dict[str, object]:
        """The JSON body: {"code", "message"} and, with faults, nested `errors` with `_errors` lists at the leaves."""
        body: dict[str, object] = {"code": self.code, "message": self.message}
        if self.faults:
            body["errors"] = _tree(self.faults)
        return body


def invalid_form(*faults: Fault) -> Refused:
    """400, 50035: the body's shape or a value in it is wrong."""
    return Refused(400, 50035, "Invalid Form Body", faults)


def _tree(faults: tuple[Fault, ...]) -> Mapping[str, object]:
    root: dict[str, object] = {}
    for fault in faults:
        node = root
        for step in map(str, fault.path):
            child = node.setdefault(step, {})
            assert isinstance(child, dict)  # noqa: S101 - only `_errors` is no mapping, and no path has that step
            node = child
        errors = node.setdefault("_errors", [])
        assert isinstance(errors, list)  # noqa: S101 - only lists stand under `_errors`
        errors.append({"code": fault.code, "message": fault.message})
    return root
