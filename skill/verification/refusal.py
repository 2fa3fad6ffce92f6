"""The one error of the front door."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818  a refusal is an answer, not an accident
    """This is not a fresh request that Amazon signed for this skill: answer 400."""

    def __init__(self, reason: str) -> None:
        """Keep the reason: one plain line for the log, without header or body content."""
        super().__init__(reason)
        self.reason = reason
