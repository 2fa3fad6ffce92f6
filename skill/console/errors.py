"""The errors of the console, each one line that says what to do."""

from __future__ import annotations


class ConsoleError(Exception):
    """Something the person at the console can put right."""


class SkillError(Exception):
    """The skill gave no answer Alexa would accept: the status and the text it gave instead."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(f"the skill answered {status}: {text.strip()[:300]}")
        self.status = status
        self.text = text
