"""The web application that Alexa calls; everything is wired together here."""

from __future__ import annotations

import functools
import gc
import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import orjson
from flask import Flask, Response, g, request
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from . import journal
from .answering import answer_from
from .catalog import ready_catalogs
from .door import JSON, LARGEST_REQUEST, Door, read_body
from .health import Health, count_valid
from .metrics import Metrics, folder_from
from .pages import HEADERS, pages
from .refusals import refusal
from .settings import Settings, SettingsError
from .verification import Fetch, Verifier, downloader, load_roots


def create_app(
    settings: Settings | None = None,
    *,
    fetch: Fetch | None = None,
    now: Callable[[], float] = time.time,
) -> Flask:
    """Return the application that serves the skill at ``POST /alexa``.

    Its ``extensions["catalogs"]`` are what it answers from.

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
        # Started by a server, which gives the journal no place to go.
        journal.to_stderr()
        if counting := folder_from(os.environ):
            journal.count_with(Metrics(counting, journal.OUTCOMES).count)
        app = create_app(Settings.read(os.environ), fetch=fetch, now=now)
        # What is there now stays: to look it through for garbage would stop a worker for 20 ms.
        gc.collect()
        gc.freeze()
        return app
    catalogs = ready_catalogs(settings.content)
    roots = _roots(settings.trust_store)
    health = Health(len(catalogs), lambda: count_valid(roots, now()))
    # To read Mozilla's list a second time, for downloads, would double the time of a start.
    fetch = fetch or downloader(roots if settings.trust_store else ())
    # Some threads are always left for requests whose key is known.
    waiting = max(1, settings.threads * 3 // 4)
    verifier = Verifier(settings.skill_id, roots, health.watch(fetch), now, waiting)
    app = _pages(health, pages(catalogs, settings.contact))
    app.extensions["catalogs"] = catalogs
    door = Door(verifier, answer_from(catalogs))
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/alexa": door})  # type: ignore[method-assign]
    return app


def _pages(health: Health, written: Mapping[str, bytes]) -> Flask:
    """Return the application round the door: what people and machines look at."""
    app = Flask(__name__, static_folder=None)
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST

    @app.before_request
    def begin() -> None:
        g.began = time.monotonic()
        read_body(request)

    @app.get("/health")
    def report() -> Response:
        told, status = health.report()
        return Response(orjson.dumps(told), status, content_type=JSON)

    for address, text in written.items():
        app.add_url_rule(address, address, functools.partial(_page, text), methods=["GET"])
    app.register_error_handler(Exception, lambda error: refusal(error, g.began))
    return app


def _page(text: bytes) -> Response:
    return Response(text, headers=HEADERS, content_type="text/html;charset=UTF-8")


def _roots(store: Path | None) -> list[Any]:
    """Return the trusted certificates; what is wrong with them is the environment's fault."""
    try:
        return load_roots(store)
    except (OSError, ValueError) as error:
        raise SettingsError(f"ALEXA_TRUST_STORE: {error}") from error
