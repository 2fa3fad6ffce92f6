"""Gunicorn's settings for the skill: ``gunicorn --config deploy/gunicorn.conf.py``.

Environment variables: ALEXA_SKILL_ID; optionally ALEXA_TRUST_STORE, BIND (address:port),
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

# A proxy in front terminates TLS; nothing else should reach this port.
bind = os.environ.get("BIND", "127.0.0.1:8000")
backlog = 512

# Two, so that one answers while the other is replaced.
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# Python runs one thread at a time: the threads are for waiting, for certificates and slow senders.
# Each is free again after a few seconds.
threads = int(os.environ.get("WEB_THREADS") or 32)
#: Seconds in which a request must arrive completely.
SECONDS_TO_SEND = 5.0
worker_connections = 1000
# Load the content once, before the port is open: invalid content prevents the start, a replaced
# worker starts at once, and all share one copy. New content needs a restart, not a reload.
preload_app = True
# Replace workers regularly, to limit memory leaks; the jitter avoids replacing all at once.
max_requests = 10_000
max_requests_jitter = 2_000

# Seconds without a sign of life from a worker's main loop after which the worker is replaced.
timeout = 15
# Alexa waits 8 seconds for a response, so nothing that takes longer needs to be finished.
graceful_timeout = 10
keepalive = 15

# The longest header of Alexa's requests, the signature, has a few hundred characters.
limit_request_line = 1024
limit_request_fields = 64
limit_request_field_size = 4096

# The heartbeat file in memory: on a disk it can block a worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108

# No access log: the skill writes one line for each request, without personal data.
accesslog = None
errorlog = "-"
loglevel = "info"
# Gunicorn's control socket in the home folder is not used.
control_socket_disable = True


class Worker(gthread.ThreadWorker):  # type: ignore[misc]  # as above
    """A threaded worker with a deadline for slow senders, and a stop without lost requests."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Create a worker without connections."""
        super().__init__(*args, **kwargs)
        self._deadlines: dict[gthread.TConn, float] = {}
        self._asked_to_stop = False

    def handle(self, conn: gthread.TConn) -> object:
        """Handle a connection that has sent data; all others wait without a thread."""
        if not (conn.initialized or conn.data_ready or conn.wait_for_data(0.1)):
            return gthread._DEFER
        self._deadlines[conn] = time.monotonic() + SECONDS_TO_SEND
        try:
            return super().handle(conn)
        finally:
            del self._deadlines[conn]

    def murder_pending(self) -> None:
        """Close connections whose request takes too long; Gunicorn calls this every second."""
        super().murder_pending()
        for conn, deadline in self._deadlines.copy().items():
            if time.monotonic() > deadline:
                with contextlib.suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RD)

    def handle_exit(self, sig: int, frame: object) -> None:
        """Remember that the service stops, as opposed to the replacement of one worker."""
        self._asked_to_stop = True
        super().handle_exit(sig, frame)

    def set_accept_enabled(self, enabled: bool) -> None:
        """Before a stop, accept the connections that the kernel has already accepted."""
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


#: As skill.server.endpoint.LARGEST_ENVELOPE: up to here a body is read before anything is answered.
LARGEST_BODY = 256 * 1024


def pre_request(worker: Any, request: Any) -> None:  # noqa: ARG001  gunicorn's arguments
    """End the connection after a request whose body may be too large to be read.

    Gunicorn would answer `Connection: keep-alive` and close the connection nevertheless; a proxy
    that reuses it loses its next request. An application cannot make gunicorn send `close`.
    """
    for name, value in request.headers:
        if name == "TRANSFER-ENCODING" or (name == "CONTENT-LENGTH" and int(value) > LARGEST_BODY):
            request.force_close()


def on_starting(server: Any) -> None:
    """Remove request data and IP addresses from Gunicorn's log, and never block on its reader."""
    # The application's folder is on the path only from here on.
    from skill.common import request_log

    server.log.error_log.addFilter(_without_words)
    for handler in server.log.error_log.handlers:
        if type(handler) is logging.StreamHandler:
            handler.setStream(request_log.line_stream(handler.stream))


def _without_words(record: logging.LogRecord) -> bool:
    if str(record.msg).startswith(("Invalid request from", "Error handling request")):
        fault = record.exc_info[0] if record.exc_info else None
        record.msg = "a request that is not HTTP" + (f": {fault.__name__}" if fault else "")
        record.args, record.exc_info = (), None
    # Debug lines quote whole requests.
    return record.levelno > logging.DEBUG
