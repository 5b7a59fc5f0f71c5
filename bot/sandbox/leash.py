"""Started in place of a bot, and turns into it: a program that ends together with the sandbox.

By itself, so that it starts at once: `python -I -S leash.py PID COMMAND ...`, with the sandbox's PID. Linux only.
"""

import ctypes
import os
import signal
import sys

# <sys/prctl.h>: the signal that this process gets when the one that started it is gone; it outlives the exec.
PR_SET_PDEATHSIG = 1


def main() -> None:
    sandbox, *command = sys.argv[1:]
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != int(sandbox):
        return  # it was gone before it could be noticed
    try:
        os.execvp(command[0], command)  # noqa: S606 - the command that was typed, without a shell
    except OSError as fault:
        sys.exit(f"Cannot start {command[0]}: {fault.strerror}.")


if __name__ == "__main__":
    main()
