"""The exceptions of the console; each message is one line."""

from __future__ import annotations


class ConsoleError(Exception):
    """Raised for a problem that the user of the console can solve."""


class SkillError(Exception):
    """Raised if the skill has no valid response; it has the HTTP status and text instead."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(f"the skill answered {status}: {text.strip()[:300]}")
        self.status = status
        self.text = text
