"""An application called in this process, as a WSGI server calls it."""

from __future__ import annotations

import io
import sys
from typing import Any

from flask import Flask

from tests.support.signed_requests import Sent

_ALWAYS: dict[str, Any] = {
    "REQUEST_METHOD": "POST",
    "SCRIPT_NAME": "",
    "PATH_INFO": "/alexa",
    "QUERY_STRING": "",
    "SERVER_NAME": "127.0.0.1",
    "SERVER_PORT": "8000",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "REMOTE_ADDR": "127.0.0.1",
    "wsgi.version": (1, 0),
    "wsgi.url_scheme": "http",
    "wsgi.errors": sys.stderr,
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
}


def environ(sent: Sent) -> dict[str, Any]:
    """Return what a server makes of a request."""
    headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in sent.headers}
    headers["CONTENT_TYPE"] = headers.pop("HTTP_CONTENT_TYPE")
    length = {"CONTENT_LENGTH": str(len(sent.body)), "wsgi.input": io.BytesIO(sent.body)}
    return {**_ALWAYS, **headers, **length}


def call(app: Flask, made: dict[str, Any]) -> bytes:
    """Return the body of the answer; RuntimeError if its status is not 200."""
    told: list[str] = []

    def start_response(status: str, _headers: Any, _exception: Any = None) -> Any:
        told.append(status)

    answer = app(made, start_response)
    body = b"".join(answer)
    # As WSGI has it: an answer may have something to close.
    if close := getattr(answer, "close", None):
        close()
    if not told[0].startswith("200"):
        raise RuntimeError(f"the application answers {told[0]}: {body[:200]!r}")
    return body
