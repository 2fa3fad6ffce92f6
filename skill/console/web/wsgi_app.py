"""The web console and the skill as one WSGI application."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, Response, jsonify, request
from flask.json.provider import DefaultJSONProvider
from werkzeug.exceptions import HTTPException

from ...common import apl_engine
from ..errors import ConsoleError, SkillError
from .api.conversations import conversations_api
from .api.experiments import experiments_api
from .api.files import files_api
from .api.speech_input import speech_input_api
from .options import options
from .page_errors import PageError, failed
from .session_store import SessionStore
from .static_files import guard, static_pages

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

#: The path prefixes that the frame of the screen may request; these files have no secrets.
SCRIPTS = ("/static/screen/", "/screen/engine.js")
#: In bytes. A minute of recorded speech has two megabytes.
LARGEST_REQUEST = 4 * 1024 * 1024


class InOrder(DefaultJSONProvider):
    """Writes JSON without sorting keys, so that requests keep Amazon's order."""

    sort_keys = False


class Both:
    """A WSGI application that serves the console, and the skill if it could be started."""

    def __init__(self, desk: SessionStore, console: Flask) -> None:
        self._desk = desk
        self._console = console

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one WSGI request."""
        pages = self._desk.console.running.pages if self._desk.has_skill else {}
        application = pages.get(environ["PATH_INFO"], self._console)
        return application(environ, start_response)


def create_console(
    desk: SessionStore, bundle: Path = apl_engine.BUNDLE, conversations: Path | None = None
) -> Both:
    """Return the console's page, its ``/api``, and the skill.

    Args:
        desk: The skill and its conversations.
        bundle: The file of Amazon's engine for screens; may be missing.
        conversations: The folder of the conversation files, with a folder for each locale; the
            skill's own if not given.
    """
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.json = InOrder(app)
    app.before_request(only_from_here)
    app.after_request(guard)
    folder = conversations or desk.skill.conversations
    offered = functools.partial(options, desk.skill, engine=bundle, conversations=folder)
    app.get("/api/options")(lambda: jsonify(offered(voice=desk.speaker.name)))
    for part in (
        static_pages(bundle),
        conversations_api(desk),
        experiments_api(desk),
        speech_input_api(desk),
        files_api(desk, folder),
    ):
        app.register_blueprint(part)
    app.register_error_handler(Exception, error_response)
    return Both(desk, app)


def only_from_here() -> None:
    """Refuse requests from other web sites and for other host names (HTTP 403)."""
    name = request.host.rpartition(":")[0] or request.host
    if name not in ("127.0.0.1", "localhost"):
        raise PageError("this console answers to 127.0.0.1 alone", status=403)
    origin = request.headers.get("Origin")
    # The screen is in a frame without an origin, and loads its scripts.
    of_screen = request.path.startswith(SCRIPTS) and ".." not in request.path
    if origin == "null" and request.method == "GET" and of_screen:
        return
    if origin not in (None, f"http://{request.host}"):
        raise PageError("another site asked for this", status=403)


def error_response(error: Exception) -> tuple[Response, int]:
    """Return *error* as a JSON response for the page."""
    told = _page_error(error)
    return jsonify(error=told.told), told.status


def _page_error(error: Exception) -> PageError:
    if isinstance(error, PageError):
        return error
    if isinstance(error, SkillError):
        return failed(error.status, error.text)
    if isinstance(error, ConsoleError):
        return PageError(str(error))
    if isinstance(error, HTTPException):
        return PageError(error.description or error.name, status=error.code or 500)
    told = f"the console itself failed: {type(error).__name__}: {error}"
    return PageError(told, "go on with something else, and report this", status=500)
