"""What is said to whoever may not come in, or asks for what is not here: one line, and no more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Response

from . import journal
from .answering import describe
from .verification import Refused


def refusal(error: Exception, began: float) -> Response:
    """Return the answer to a request that came to nothing, and note it in the journal.

    Args:
        error: What was raised on the way.
        began: When the request arrived (``time.monotonic``).
    """
    answer = next(ANSWERS[kind] for kind in type(error).__mro__ if kind in ANSWERS)
    return answer(error, began)


def _refused(refused: Refused, began: float) -> Response:
    journal.write("refused", began, reason=refused.reason)
    return _plain(refused.reason, 400)


def _too_large(_: RequestEntityTooLarge, began: float) -> Response:
    return _refused(Refused("the body is larger than Alexa sends"), began)


def _not_here(error: HTTPException, began: float) -> Response:
    """Answer a wrong path or method."""
    journal.write("refused", began, reason=error.name.lower())
    answer = _plain(error.name, error.code or 400)
    answer.headers.extend((k, v) for k, v in error.get_headers() if k == "Allow")
    return answer


def _fault(error: Exception, began: float) -> Response:
    """Refuse what we failed to verify."""
    journal.write("refused", began, reason="a fault of ours", **describe(error))
    return _plain("the request could not be verified", 400)


def _plain(line: str, status: int) -> Response:
    return Response(f"{line}\n", status, content_type="text/plain;charset=UTF-8")


#: Each kind of error, and what answers it and all of its kind that are not named here.
ANSWERS: dict[type[object], Callable[[Any, float], Response]] = {
    Refused: _refused,
    RequestEntityTooLarge: _too_large,
    HTTPException: _not_here,
    Exception: _fault,
}
