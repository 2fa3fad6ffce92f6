"""The web application that Alexa calls; everything is wired together here."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import orjson
from flask import Flask, Request, Response, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from . import journal
from .answering import answer_from, describe
from .catalog import ready_catalogs
from .health import Health, count_valid
from .metrics import Metrics, folder_from
from .settings import Settings, SettingsError
from .verification import Fetch, Refused, Verifier, downloader, load_roots

#: Alexa's requests are a few kilobytes; one with a large screen state stays far below this.
LARGEST_REQUEST = 256 * 1024


def create_app(
    settings: Settings | None = None,
    *,
    fetch: Fetch | None = None,
    now: Callable[[], float] = time.time,
) -> Flask:
    """Return the application that serves the skill at ``POST /alexa``.

    Args:
        settings: Where it runs and whom it trusts; read from the environment unless given.
        fetch: Gets a certificate chain by its address; a download from Amazon unless given.
        now: The time, in seconds since the epoch.

    Raises:
        SettingsError: If the environment lacks something, or trusts nobody.
        MetricsError: If it names a folder for metrics that cannot be written to.
        ContentError: If the content is not in order.
    """
    if settings is None:
        settings = Settings.read(os.environ)
        # Started by a server, which gives the journal no place to go.
        journal.to_stderr()
        if counting := folder_from(os.environ):
            journal.count_with(Metrics(counting, journal.OUTCOMES).count)
    catalogs = ready_catalogs(settings.content)
    answer = answer_from(catalogs)
    roots = _roots(settings.trust_store)
    health = Health(len(catalogs), lambda: count_valid(roots, now()))
    # To read Mozilla's list a second time, for downloads, would double the time of a start.
    fetch = fetch or downloader(roots if settings.trust_store else ())
    verifier = Verifier(settings.skill_id, roots, health.watch(fetch), now)
    app = Flask(__name__, static_folder=None)
    app.request_class = TimedRequest
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False

    @app.post("/alexa")
    def alexa() -> Response:
        asked = _asked()
        _check_form(asked)
        sent = verifier.verify(asked.headers, asked.get_data(cache=False))
        return _json(answer(sent, asked.began))

    @app.get("/health")
    def report() -> Response:
        told, status = health.report()
        return _json(orjson.dumps(told), status)

    for error, handler in ERRORS.items():
        app.register_error_handler(error, handler)
    return app


class TimedRequest(Request):
    """A request that knows when it arrived."""

    def __init__(self, environ: dict[str, Any], **more: Any) -> None:
        super().__init__(environ, **more)
        #: In seconds, by ``time.monotonic``.
        self.began = time.monotonic()


def _asked() -> TimedRequest:
    """Return the request itself; its proxy would look it up at every access."""
    return cast("TimedRequest", request._get_current_object())  # type: ignore[attr-defined]


def _roots(store: Path | None) -> list[Any]:
    """Return the trusted certificates; what is wrong with them is the environment's fault."""
    try:
        return load_roots(store)
    except (OSError, ValueError) as error:
        raise SettingsError(f"ALEXA_TRUST_STORE: {error}") from error


def _check_form(asked: Request) -> None:
    if asked.mimetype not in ("", "application/json"):
        raise Refused("the content type is not JSON")
    if asked.headers.get("Content-Encoding", "identity").lower() != "identity":
        # Unpacking before the signature is checked would be work done for strangers.
        raise Refused("the body is encoded")


def _json(text: bytes, status: int = 200) -> Response:
    return Response(text, status, content_type="application/json;charset=UTF-8")


def _refuse(refused: Refused) -> Response:
    journal.write("refused", _asked().began, reason=refused.reason)
    return _plain(refused.reason, 400)


def _too_large(_: RequestEntityTooLarge) -> Response:
    return _refuse(Refused("the body is larger than Alexa sends"))


def _not_here(error: HTTPException) -> Response:
    """Answer a wrong path or method."""
    journal.write("refused", _asked().began, reason=error.name.lower())
    answer = _plain(error.name, error.code or 400)
    answer.headers.extend((k, v) for k, v in error.get_headers() if k == "Allow")
    return answer


def _fault(error: Exception) -> Response:
    """Refuse what we failed to verify."""
    journal.write("refused", _asked().began, reason="a fault of ours", **describe(error))
    return _plain("the request could not be verified", 400)


def _plain(line: str, status: int) -> Response:
    return Response(f"{line}\n", status, content_type="text/plain;charset=UTF-8")


ERRORS: dict[type[Exception], Callable[[Any], Response]] = {
    Refused: _refuse,
    RequestEntityTooLarge: _too_large,
    HTTPException: _not_here,
    Exception: _fault,
}
