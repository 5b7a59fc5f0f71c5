"""Files that a person sends with a command or a form: `files[n]`, named by n where a value is wanted."""

from collections.abc import Iterable, Sequence
from typing import Any

from bot.sandbox.bodies import SentFile
from bot.sandbox.people.scenes import cannot
from bot.sandbox.world.things import Json

ATTACHMENT_OPTION = 11
FILE_UPLOAD = 19


class Uploads:
    """The files of one request. Each gets its attachment's id before it is known whether the request is taken."""

    def __init__(self, files: Sequence[SentFile], ids: Iterable[int]) -> None:
        self.files = tuple(zip(ids, files, strict=False))

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(str(number) for number, _ in self.files)

    def in_options(self, options: Any) -> Any:  # noqa: ANN401 - unchecked JSON in, unchecked JSON out
        """The options, with ids in place of the numbers of files. What has another shape is left for the rules."""
        if not isinstance(options, list):
            return options
        return [self._in_option(option) if isinstance(option, dict) else option for option in options]

    def _in_option(self, option: Json) -> Json:
        if "options" in option:
            return option | {"options": self.in_options(option["options"])}
        return option | {"value": self._id(option.get("value"))} if option.get("type") == ATTACHMENT_OPTION else option

    def in_form(self, components: Any) -> Any:  # noqa: ANN401 - whatever the page sent
        """The parts of a submitted form, likewise."""
        if not isinstance(components, list):
            return components
        return [self._in_label(part) if isinstance(part, dict) else part for part in components]

    def _in_label(self, part: Json) -> Json:
        inner = part.get("component")
        if not isinstance(inner, dict) or inner.get("type") != FILE_UPLOAD:
            return part
        values = inner.get("values") or []
        return part | {"component": inner | {"values": [self._id(value) for value in values]}}

    def _id(self, key: object) -> str:
        for number, file in self.files:
            if str(file.key) == str(key):
                return str(number)
        raise cannot(f"There is no file number {key} in this request.")
