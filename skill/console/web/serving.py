"""Serve the web console on this machine, and say where."""

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

from ..errors import ConsoleError
from ..voices import MISSING
from .app import Both, create_console
from .desk import Desk

HOST = "127.0.0.1"
PORT = 8080


#: Tells at once, also where something else reads it.
say = functools.partial(print, flush=True)


def run(port: int, *, open_page: bool = False) -> int:
    """Serve until Ctrl-C; raises ConsoleError where *port* cannot be had."""
    desk = Desk()
    for problem in desk.problems:
        print(problem, file=sys.stderr)
    server = listen(create_console(desk), port)
    address = f"http://{HOST}:{server.port}/"
    warming = threading.Thread(target=_warm, args=(desk,), daemon=True)
    warming.start()
    say(f"Cramp Coach is at {address} until Ctrl-C; nothing leaves this machine.")
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


def listen(application: Both, port: int) -> BaseWSGIServer:
    """Return a server on *port* of this machine alone, 0 for any that is free."""
    try:
        taken = socket.create_server((HOST, port))
    except OSError as error:
        raise ConsoleError(
            f"port {port} cannot be had ({error.strerror}): stop what uses it, "
            f"or choose another: make run PORT={port + 1}"
        ) from error
    with taken:
        # Werkzeug would end the program where a port is in use.
        return make_server(
            HOST, port, application, threaded=True, request_handler=_Quiet, fd=taken.fileno()
        )


class _Quiet(WSGIRequestHandler):
    """Says nothing about each request: a terminal full of them hides what matters."""

    # The page asks for much at once, and a connection for each of them is slow.
    protocol_version = "HTTP/1.1"

    def log_request(self, *_: Any) -> None:
        """Say nothing."""


def _warm(desk: Desk) -> None:
    """Learn to understand before the first words are said, and find the voice."""
    if desk.problems:
        return
    desk.console.resolver("en-US").resolve("it has got me right in the leg again")
    voice = desk.speaker.name
    say(f"Ready: it understands, and speaks with {voice}." if voice else f"Ready. {MISSING}.")


def _has_desktop() -> bool:
    """Tell whether there is a browser with windows; one in the terminal would be in the way."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
