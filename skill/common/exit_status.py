"""Exit status of the command-line tools, also after Ctrl-C or with a closed pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable


def status_of(command: Callable[[], int]) -> int:
    """Run *command*; return its exit status, 130 after Ctrl-C, 0 if the output pipe is closed."""
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
    return status
