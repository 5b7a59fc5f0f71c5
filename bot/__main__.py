"""`python -m bot`, also installed as `studyhall`."""

import os
import sys
from pathlib import Path


def main() -> int:
    """Run the command line with this process's arguments, environment and streams."""
    try:
        from bot.commandline import main as run  # noqa: PLC0415 - Ctrl-C falls mostly into the imports

        program = "python -m bot" if Path(sys.argv[0]).name == "__main__.py" else "studyhall"
        return run(sys.argv[1:], os.environ, sys.stdin, sys.stdout, sys.stderr, program=program)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
