"""`python -m bot`, also installed as `studyhall`."""

import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Literal, TextIO


def main() -> int:
    """Run the command line with this process's arguments, environment and streams."""
    try:
        from bot.commandline import main as run  # noqa: PLC0415 - Ctrl-C falls mostly into the imports

        program = "python -m bot" if Path(sys.argv[0]).name == "__main__.py" else "studyhall"
        with ExitStack() as stack:
            stdin = _or_nowhere(sys.stdin, "r", stack)
            stdout, stderr = _or_nowhere(sys.stdout, "w", stack), _or_nowhere(sys.stderr, "w", stack)
            return run(sys.argv[1:], os.environ, stdin, stdout, stderr, program=program, dotenv=Path(".env"))
    except KeyboardInterrupt:
        return 130


def _or_nowhere(stream: TextIO | None, mode: Literal["r", "w"], stack: ExitStack) -> TextIO:
    """A stream that was closed before we began is None: nothing comes from it, and what goes to it goes nowhere."""
    return stack.enter_context(Path(os.devnull).open(mode, encoding="utf-8")) if stream is None else stream


if __name__ == "__main__":
    sys.exit(main())
