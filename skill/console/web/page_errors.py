"""Errors for the page: what is wrong, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from ..client.request_envelopes import Json


class PageError(Exception):
    """Raised for a request of the page that cannot be answered."""

    def __init__(
        self,
        message: str,
        advice: str = "",
        status: int = 400,
        kind: str = "console",
        **more: object,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.told: Json = {"message": message, "advice": advice, "kind": kind, **more}


def unreadable(problems: Sequence[str]) -> PageError:
    """Return the error for content or models with problems."""
    return PageError(
        "the skill's content or model is not in order, so there is no skill to talk to",
        "mend what is listed, then read it again",
        503,
        "content",
        problems=list(problems),
    )


def failed(status: int, text: str, problems: Sequence[str] = ()) -> PageError:
    """Return the error for a response that Alexa would reject."""
    error = PageError(
        f"the skill gave no answer that Alexa would take (status {status})",
        "mend the skill and try again; the conversation is unchanged",
        502,
        "skill",
        text=text.strip()[:2000],
        problems=list(problems),
    )
    error.told["status"] = status
    return error
