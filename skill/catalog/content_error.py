"""The exception for unusable content."""

from __future__ import annotations


# A RuntimeError, because Gunicorn prints it at start without a stack trace.
class ContentError(RuntimeError):
    """Raised for unusable content; ``problems`` are ``file: place: what is wrong``."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
