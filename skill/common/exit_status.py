"""Exit status of the command-line tools, also after Ctrl-C or with a closed pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence


def status_of(
    command: Callable[[], int], errors: tuple[type[Exception], ...] = (), failed: int = 2
) -> int:
    """Run *command* and return its exit status: 130 after Ctrl-C, 0 if the output pipe is closed.

    Args:
        command: Returns the exit status.
        errors: Exceptions that end the command with their message and the status *failed*.
        failed: The status after one of *errors*.
    """
    try:
        status = command()
        # Flush here, so that a closed pipe raises BrokenPipeError inside this try block.
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes again at exit, which would raise a second error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except errors as error:
        print(error, file=sys.stderr)
        return failed
    return status


def problem_status(problems: Sequence[str]) -> int:
    """Print *problems*, one a line, and their number; return 1, or 0 if there are none."""
    for problem in problems:
        print(problem)
    if problems:
        print(f"problems: {len(problems)}", file=sys.stderr)
    return 1 if problems else 0
