"""Create the Flask application; all parts of the server are connected here."""

from __future__ import annotations

import contextlib
import functools
import gc
import logging
import os
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson
from flask import Flask, Response, g, request
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from .catalog import ready_catalogs
from .common import request_log
from .responder import answer_from
from .server.asgi_app import AsgiApp
from .server.endpoint import JSON, LARGEST_ENVELOPE, Endpoint, read_body
from .server.error_responses import refusal
from .server.health import Health, count_valid
from .server.legal_pages import LEGAL_PAGE_HEADERS, legal_pages
from .server.metrics import Metrics, folder_from
from .server.settings import Settings, SettingsError
from .verification import ChainFile, Fetch, Verifier, downloader, load_roots

_log = logging.getLogger(__name__)


def create_app(
    settings: Settings | None = None,
    *,
    fetch: Fetch | None = None,
    now: Callable[[], float] = time.time,
) -> Flask:
    """Return the application: ``POST /alexa``, ``GET /health``, and the web pages.

    ``extensions`` of the application has the ``catalogs`` by locale, and the ``endpoint``.

    Args:
        settings: The settings; read from the environment if not given.
        fetch: Returns the certificate chain at a URL; a download from Amazon if not given.
        now: Returns the time, in seconds since 1970.

    Raises:
        SettingsError: If a variable is missing or invalid, or there are no root certificates.
        MetricsError: If the folder of the metrics cannot be written to.
        ContentError: If the content has problems.
    """
    if settings is None:
        # Started by a server, which does not configure the log.
        request_log.to_stderr()
        if counting := folder_from(os.environ):
            _count_requests(counting)
        with _without_garbage_collection():
            return create_app(Settings.read(os.environ), fetch=fetch, now=now)
    catalogs = ready_catalogs(settings.content)
    if not settings.serves_unfinished:
        catalogs = catalogs.finished()
    roots = _roots(settings.trust_store)
    health = Health(len(catalogs), lambda: count_valid(roots, now()))
    # Pass no roots if they are certifi's: reading that list again would double the start time.
    fetch = fetch or downloader(roots if settings.trust_store else ())
    chains = ChainFile(settings.runtime_folder and settings.runtime_folder / "chains.json")
    verifier = Verifier(settings.skill_id, roots, health.watch(fetch), now, chains)
    app = _web_pages(health, legal_pages(catalogs, settings.contact))
    app.extensions["catalogs"] = catalogs
    app.extensions["endpoint"] = door = Endpoint(verifier, answer_from(catalogs))
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/alexa": door})  # type: ignore[method-assign]
    return app


def create_asgi_app() -> AsgiApp:
    """Return the application for the ASGI server of deploy/gunicorn.conf.py; see `create_app`."""
    app = create_app()
    return AsgiApp(app.extensions["endpoint"], app.wsgi_app)


@contextlib.contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Create objects that stay, and exclude them from garbage collection.

    During the start it would find nothing and take a tenth of the time; later, a full collection of
    all these objects would stop a worker for 20 ms.
    """
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


def _count_requests(folder: Path) -> None:
    """Count requests in *folder*; if it is full, serve without metrics."""
    try:
        request_log.observe_entries(Metrics(folder, request_log.OUTCOMES).count)
    except OSError:
        _log.exception("no metrics")


def _web_pages(health: Health, written: Mapping[str, bytes]) -> Flask:
    """Return the Flask application with the health report and the web pages."""
    app = Flask(__name__, static_folder=None)
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_ENVELOPE

    @app.before_request
    def begin() -> None:
        g.began = time.monotonic()
        read_body(request)

    @app.get("/health")
    def report() -> Response:
        told, status = health.report()
        return Response(orjson.dumps(told), status, content_type=JSON)

    for address, text in written.items():
        app.add_url_rule(address, address, functools.partial(_html_response, text), methods=["GET"])
    app.register_error_handler(Exception, lambda error: refusal(error, g.began))
    return app


def _html_response(text: bytes) -> Response:
    return Response(text, headers=LEGAL_PAGE_HEADERS, content_type="text/html;charset=UTF-8")


def _roots(store: Path | None) -> list[Any]:
    """Return the trusted root certificates; raise SettingsError if there are none."""
    try:
        return load_roots(store)
    except (OSError, ValueError) as error:
        raise SettingsError(f"ALEXA_TRUST_STORE: {error}") from error
