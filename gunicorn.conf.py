"""How the skill is served: ``gunicorn`` in this folder is the whole command.

The environment: ALEXA_SKILL_ID; optionally ALEXA_TRUST_STORE, BIND (address:port),
WEB_CONCURRENCY (number of workers) and WEB_THREADS (threads of each).
"""

import contextlib
import logging
import os
import socket
import time
from pathlib import Path
from typing import Any

from gunicorn.workers import gthread  # type: ignore[import-untyped]  # gunicorn has no types

wsgi_app = "skill.app:create_app()"

# TLS is the business of whatever stands in front; nothing else should reach this port.
bind = os.environ.get("BIND", "127.0.0.1:8000")
backlog = 512

# Two, so that one goes on answering while the other is replaced.
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# The work is done by one processor whatever their number: threads are for waiting, on certificates
# and on slow senders. Each is free again after a few seconds.
threads = int(os.environ.get("WEB_THREADS") or 32)
#: A request that has not arrived completely after so many seconds is given up.
SECONDS_TO_SEND = 5.0
worker_connections = 1000
# The content is read once, before the port is open: bad content stops the start, a worker that is
# replaced is back at once, and all share one copy. New content needs a restart, not a reload.
preload_app = True
# Whatever piles up in a worker goes with it; the jitter keeps them from going together.
max_requests = 10_000
max_requests_jitter = 2_000

# A worker whose main loop has not moved for so many seconds is replaced.
timeout = 15
# Alexa waits 8 seconds for an answer: nobody is listening after ten.
graceful_timeout = 10
keepalive = 15

# Amazon's longest header, the signature, has a few hundred characters.
limit_request_line = 1024
limit_request_fields = 64
limit_request_field_size = 4096

# The heartbeat file belongs in memory: on a disk it can stall a worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108

# The skill writes one line for each request, without anything that says who asked.
accesslog = None
errorlog = "-"
loglevel = "info"
# Nothing of ours is steered over a socket in the home folder.
control_socket_disable = True


class Worker(gthread.ThreadWorker):  # type: ignore[misc]  # as above
    """Threads that no slow sender can keep, and a stop that leaves nobody in the queue."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with nobody."""
        super().__init__(*args, **kwargs)
        self._deadlines: dict[gthread.TConn, float] = {}
        self._asked_to_stop = False

    def handle(self, conn: gthread.TConn) -> object:
        """Serve a connection that has something to say; any other waits without a thread."""
        if not (conn.initialized or conn.data_ready or conn.wait_for_data(0.1)):
            return gthread._DEFER
        self._deadlines[conn] = time.monotonic() + SECONDS_TO_SEND
        try:
            return super().handle(conn)
        finally:
            del self._deadlines[conn]

    def murder_pending(self) -> None:
        """Called every second: end the reading that takes too long, byte by byte as it may be."""
        super().murder_pending()
        for conn, deadline in self._deadlines.copy().items():
            if time.monotonic() > deadline:
                with contextlib.suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RD)

    def handle_exit(self, sig: int, frame: object) -> None:
        """Remember that this is a stop of the service, not the retirement of one worker."""
        self._asked_to_stop = True
        super().handle_exit(sig, frame)

    def set_accept_enabled(self, enabled: bool) -> None:
        """On the way out, take in whoever the kernel has already let in."""
        super().set_accept_enabled(enabled)
        if enabled or not self._asked_to_stop:
            return
        for listener in self.sockets:
            before = -1
            while before < self.nr_conns < self.worker_connections:
                before = self.nr_conns
                self.accept(listener)
            listener.close()


worker_class = Worker


#: As skill.door.LARGEST_REQUEST: up to here a body is read before anything is answered.
LARGEST_BODY = 256 * 1024


def pre_request(worker: Any, request: Any) -> None:  # noqa: ARG001  gunicorn's arguments
    """End the connection after a request whose body may be too large to be read.

    Gunicorn would announce that it stays open, drop it all the same, and with it the request that a
    proxy sends there next. An application cannot say `Connection: close` to gunicorn by itself.
    """
    for name, value in request.headers:
        if name == "TRANSFER-ENCODING" or (name == "CONTENT-LENGTH" and int(value) > LARGEST_BODY):
            request.force_close()


def on_starting(server: Any) -> None:
    """Keep strangers' words out of gunicorn's own lines, and let none of them wait for a reader."""
    # Only now is the application's folder on the path.
    from skill import journal

    server.log.error_log.addFilter(_without_words)
    for handler in server.log.error_log.handlers:
        if type(handler) is logging.StreamHandler:
            handler.setStream(journal.line_stream(handler.stream))


def _without_words(record: logging.LogRecord) -> bool:
    if str(record.msg).startswith(("Invalid request from", "Error handling request")):
        fault = record.exc_info[0] if record.exc_info else None
        record.msg = "a request that is not HTTP" + (f": {fault.__name__}" if fault else "")
        record.args, record.exc_info = (), None
    # Its debugging lines quote whole requests.
    return record.levelno > logging.DEBUG
