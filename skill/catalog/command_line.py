"""How a command of ours ends: with its exit status, also when nobody listens any more."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable


def status_of(command: Callable[[], int]) -> int:
    """Run *command* and return its exit status: 130 after Ctrl-C, 0 where the reader has gone."""
    try:
        status = command()
        # What is left in the buffer is written now, while a closed pipe is still no traceback.
        sys.stdout.flush()
    except BrokenPipeError:
        # Python must not complain about it at its exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return status
