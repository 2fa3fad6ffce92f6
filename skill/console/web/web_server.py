"""Serve the web console on 127.0.0.1."""

from __future__ import annotations

import contextlib
import functools
import os
import socket
import sys
import threading
import webbrowser
from typing import Any

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from ..audio.voices import MISSING
from ..client.alexa_skill import AlexaSkill
from ..errors import ConsoleError
from ..nlu.model_reader import known_locales
from .session_store import SessionStore
from .wsgi_app import Both, create_console

HOST = "127.0.0.1"
PORT = 8080
#: No sample of any model, so that the classifier is loaded too.
UNKNOWN_UTTERANCE = "load the classifier with words that no sample has"


#: Print without buffering, also to a pipe.
say = functools.partial(print, flush=True)


def run_web_server(skill: AlexaSkill, port: int, *, open_page: bool = False) -> int:
    """Serve the page and *skill* until Ctrl-C; raise ConsoleError if *port* is not available."""
    desk = SessionStore(skill)
    for problem in desk.problems:
        print(problem, file=sys.stderr)
    server = listen_locally(create_console(desk), port)
    address = f"http://{HOST}:{server.port}/"
    warming = threading.Thread(target=_warm, args=(desk,), daemon=True)
    warming.start()
    say(f"{skill.name} is at {address} until Ctrl-C; nothing leaves this machine.")
    if open_page and _has_desktop():
        webbrowser.open(address)
    try:
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()
    finally:
        server.server_close()
        desk.speaker.close()
        warming.join()
    say("Stopped.")
    return 0


def listen_locally(application: Both, port: int) -> BaseWSGIServer:
    """Return a server on *port* of 127.0.0.1; 0 for any free port."""
    try:
        taken = socket.create_server((HOST, port))
    except OSError as error:
        raise ConsoleError(
            f"port {port} cannot be had ({error.strerror}): stop what uses it, "
            f"or choose another: make run PORT={port + 1}"
        ) from error
    with taken:
        # Werkzeug ends the program if the port is in use.
        return make_server(
            HOST, port, application, threaded=True, request_handler=_Quiet, fd=taken.fileno()
        )


class _Quiet(WSGIRequestHandler):
    """A request handler without log lines."""

    # Keep connections open, because the page sends many requests.
    protocol_version = "HTTP/1.1"

    def log_request(self, *_: Any) -> None:
        """Do not log requests."""


def _warm(desk: SessionStore) -> None:
    """Load the resolver and the voice before the first request."""
    if desk.problems:
        return
    for locale in known_locales(desk.skill.models)[:1]:
        desk.console.resolver(locale).resolve(UNKNOWN_UTTERANCE)
    voice = desk.speaker.name
    say(f"Ready: it understands, and speaks with {voice}." if voice else f"Ready. {MISSING}.")


def _has_desktop() -> bool:
    """Return whether a graphical browser can be opened; a text browser must not be."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
