"""The endpoint ``POST /alexa`` (here called the door): verify a request, then answer it.

It is a WSGI application in front of Flask's routing, which would double the time of a request.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import ClientDisconnected, MethodNotAllowed, NotFound
from werkzeug.wrappers import Request

from ..verification import Refused, Verifier
from .error_responses import refusal

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

#: In bytes. Alexa's requests have a few kilobytes, also with the state of a screen.
LARGEST_ENVELOPE = 256 * 1024
JSON = "application/json;charset=UTF-8"


class BoundedRequest(Request):
    """A request with a limit on its body."""

    max_content_length = LARGEST_ENVELOPE


class Endpoint:
    """A WSGI application; it answers every request, and never raises."""

    def __init__(
        self, verifier: Verifier, answer: Callable[[dict[str, Any], float], bytes]
    ) -> None:
        """Verify with *verifier*; *answer* returns the JSON response to an envelope."""
        self._verifier = verifier
        self._answer = answer

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one WSGI request."""
        began = time.monotonic()
        try:
            text = self._let_in(BoundedRequest(environ), began)
        except Exception as error:
            return refusal(error, began)(environ, start_response)
        start_response("200 OK", [("Content-Type", JSON), ("Content-Length", str(len(text)))])
        return [text]

    def _let_in(self, asked: Request, began: float) -> bytes:
        body = read_body(asked)
        if asked.environ["PATH_INFO"]:
            raise NotFound
        if asked.method != "POST":
            raise MethodNotAllowed(["POST"])
        _check_form(asked)
        sent = self._verifier.verify(asked.headers, body)
        return self._answer(sent, began)


def read_body(asked: Request) -> bytes:
    """Return the whole body; every response is sent after it, also a refusal.

    Unread bytes would be read as the next request on the connection, or close it; behind a proxy
    that request has another sender. If a body is too large, the connection is closed after the
    response (gunicorn.conf.py, `pre_request`).
    """
    try:
        return asked.get_data(cache=False)
    except (OSError, ClientDisconnected):
        raise Refused("the body did not arrive") from None


def _check_form(asked: Request) -> None:
    if asked.mimetype not in ("", "application/json"):
        raise Refused("the content type is not JSON")
    if asked.headers.get("Content-Encoding", "identity").lower() != "identity":
        # Decoding before the signature is checked would be work for unverified senders.
        raise Refused("the body is encoded")
