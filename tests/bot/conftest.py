"""The command line as a function, on a small pack, with streams in memory."""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.commandline import main
from bot.settings import Settings
from bot.texts import SHIPPED_LOCALES, Texts, read_texts
from bot.wiring import Study, build_study

SMALL_PACK = Path(__file__).parent / "small_pack"


@dataclass(frozen=True)
class Run:
    """What one call left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


class Stream(io.TextIOWrapper):
    """A stream in memory that may say that it is a terminal. It begins as ASCII, like a machine without a locale."""

    def __init__(self, content: bytes = b"", *, is_terminal: bool = False) -> None:
        super().__init__(io.BytesIO(content), encoding="ascii")
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal

    def text(self) -> str:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode("utf-8")


class Shell:
    """Runs commands in an environment of its own."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ

    def __call__(
        self,
        *argv: str,
        stdin: bytes = b"",
        is_terminal: bool = False,
        locales: Path = SHIPPED_LOCALES,
        **environ: str,
    ) -> Run:
        out, err = Stream(is_terminal=is_terminal), Stream(is_terminal=is_terminal)
        code = main(argv, {**self._environ, **environ}, Stream(stdin), out, err, locales=locales)
        return Run(code, out.text(), err.text())


@pytest.fixture
def shell() -> Shell:
    return Shell({"STUDYHALL_PACKS": str(SMALL_PACK), "STUDYHALL_CACHE": "", "TERM": "xterm-256color"})


@pytest.fixture(scope="session")
def texts() -> Texts:
    return read_texts()


@pytest.fixture(scope="session")
def study() -> Study:
    return build_study(Settings(packs=(SMALL_PACK,), language="en", cache=None))
