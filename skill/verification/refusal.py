"""The exception that verification raises."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818  a refusal is an answer, not an accident
    """Raised for a request that is not a recent one signed by Amazon for this skill: HTTP 400."""

    def __init__(self, reason: str) -> None:
        """Keep *reason*: one line for the log, without any header or body content."""
        super().__init__(reason)
        self.reason = reason
