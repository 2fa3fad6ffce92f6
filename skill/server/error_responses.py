"""HTTP error responses (400, 404, 405): one line of plain text, and a log entry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Response

from ..common import request_log
from ..responder import describe
from ..verification import Refused

TOO_LARGE = "the body is larger than Alexa sends"


def refusal(error: Exception, began: float) -> Response:
    """Return the response to a request that raised *error*, and log it.

    Args:
        error: The exception.
        began: The time of the request's arrival (``time.monotonic``).
    """
    answer = next(ERROR_ANSWERS[kind] for kind in type(error).__mro__ if kind in ERROR_ANSWERS)
    return answer(error, began)


def _refused(refused: Refused, began: float) -> Response:
    request_log.write_entry("refused", began, reason=refused.reason)
    return _text_response(refused.reason, 400)


def _too_large(_: RequestEntityTooLarge, began: float) -> Response:
    return _refused(Refused(TOO_LARGE), began)


def _not_here(error: HTTPException, began: float) -> Response:
    """Return the response to a wrong path or method."""
    request_log.write_entry("refused", began, reason=error.name.lower())
    answer = _text_response(error.name, error.code or 400)
    answer.headers.extend((k, v) for k, v in error.get_headers() if k == "Allow")
    return answer


def _fault(error: Exception, began: float) -> Response:
    """Return a 400 for a request whose verification raised an unexpected error."""
    request_log.write_entry("refused", began, reason="a fault of ours", **describe(error))
    return _text_response("the request could not be verified", 400)


def _text_response(line: str, status: int) -> Response:
    return Response(f"{line}\n", status, content_type="text/plain;charset=UTF-8")


#: Exception class -> the function that answers it; the most specific class applies.
ERROR_ANSWERS: dict[type[object], Callable[[Any, float], Response]] = {
    Refused: _refused,
    RequestEntityTooLarge: _too_large,
    HTTPException: _not_here,
    Exception: _fault,
}
