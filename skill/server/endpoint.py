"""The endpoint ``POST /alexa`` (here called the door): verify a request, then answer it.

It is independent of the server: `Endpoint` is a WSGI application, and `asgi_app` calls its parts.
Flask's routing is not used, because it would double the time of a request.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import ClientDisconnected, MethodNotAllowed, NotFound
from werkzeug.wrappers import Request

from ..verification import Download, Refused, Verifier
from ..verification.verifier import Headers
from .error_responses import refusal

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

#: In bytes. Alexa's requests have a few kilobytes, also with the state of a screen.
LARGEST_ENVELOPE = 256 * 1024
JSON = "application/json;charset=UTF-8"


@dataclass(frozen=True)
class Reply:
    """An HTTP response."""

    status: int
    headers: Iterable[tuple[str, str]]
    body: bytes


class BoundedRequest(Request):
    """A request with a limit on its body."""

    max_content_length = LARGEST_ENVELOPE


class Endpoint:
    """It answers every request, and never raises."""

    def __init__(
        self, verifier: Verifier, answer: Callable[[dict[str, Any], float], bytes]
    ) -> None:
        """Verify with *verifier*; *answer* returns the JSON response to an envelope."""
        self._verifier = verifier
        self._answer = answer

    def key_download(self, method: str, headers: Headers) -> Download | None:
        """Start the download of the certificate that `reply` needs, if it is not known.

        None also for a request that is refused without it.
        """
        try:
            _check_form(method, headers)
            return self._verifier.key_download(headers)
        except Exception:
            # The reply has the reason.
            return None

    def reply(self, method: str, headers: Headers, body: bytes, began: float) -> Reply:
        """Return the response to a request whose certificate is known, or refuse it.

        Args:
            method: The HTTP method.
            headers: The request headers.
            body: The complete body.
            began: The time of the request's arrival (``time.monotonic``).
        """
        try:
            _check_form(method, headers)
            text = self._answer(self._verifier.check(headers, body), began)
        except Exception as error:
            return error_reply(error, began)
        return Reply(200, [("Content-Type", JSON), ("Content-Length", str(len(text)))], text)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one WSGI request; wait for its certificate if necessary."""
        began = time.monotonic()
        reply = self._wsgi_reply(BoundedRequest(environ), began)
        phrase = HTTPStatus(reply.status).phrase
        start_response(f"{reply.status} {phrase}", list(reply.headers))
        return [reply.body]

    def _wsgi_reply(self, asked: Request, began: float) -> Reply:
        try:
            body = read_body(asked)
            if asked.environ["PATH_INFO"]:
                raise NotFound
            if download := self.key_download(asked.method, asked.headers):
                self._verifier.wait(download)
        except Exception as error:
            return error_reply(error, began)
        return self.reply(asked.method, asked.headers, body, began)


def error_reply(error: Exception, began: float) -> Reply:
    """Return the response to a request that raised *error*, and log it."""
    answer = refusal(error, began)
    return Reply(answer.status_code, answer.headers.items(), answer.get_data())


def read_body(asked: Request) -> bytes:
    """Return the whole body; every response is sent after it, also a refusal.

    Unread bytes would be read as the next request on the connection, or close it; behind a proxy
    that request has another sender.
    """
    try:
        return asked.get_data(cache=False)
    except (OSError, ClientDisconnected):
        raise Refused("the body did not arrive") from None


def _check_form(method: str, headers: Headers) -> None:
    if method != "POST":
        raise MethodNotAllowed(["POST"])
    media_type = (headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    if media_type not in ("", "application/json"):
        raise Refused("the content type is not JSON")
    if (headers.get("Content-Encoding") or "identity").lower() != "identity":
        # Decoding before the signature is checked would be work for unverified senders.
        raise Refused("the body is encoded")
