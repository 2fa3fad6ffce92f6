"""What is raised where content cannot be used."""

from __future__ import annotations


# Gunicorn prints a RuntimeError at its start without a stack trace.
class ContentError(RuntimeError):
    """``content/`` cannot be used; ``problems`` has a ``file: place: what is wrong`` for each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
