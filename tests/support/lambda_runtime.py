"""A local AWS Lambda runtime API, which sends events to the real runtime client."""

from __future__ import annotations

import json
import logging
import os
import queue
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

from skill.common import request_log
from skill.server.settings import Settings
from tests.support.installed_wheel import clean_environment

HANDLER = "skill.aws_lambda.handler"
#: The timeout of a function and of its start, in seconds.
SECONDS = 30


class Result(NamedTuple):
    """The result of an invocation: "response" or "error", its body, and its seconds."""

    kind: str
    value: Any
    seconds: float


class Function:
    """A running function."""

    def __init__(self, api: RuntimeApi, log: Path) -> None:
        self.api = api
        self.log = log

    def invoke(self, event: object) -> Result:
        """Invoke the function as Alexa does, and return the result."""
        began = time.perf_counter()
        self.api.events.put(event)
        kind, value = self.api.results.get(timeout=SECONDS)
        return Result(kind, value, time.perf_counter() - began)


class RuntimeApi(ThreadingHTTPServer):
    """The three calls of the runtime API that a runtime client uses."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Call)
        self.events: queue.Queue[object] = queue.Queue()
        self.results: queue.Queue[tuple[str, Any]] = queue.Queue()
        self.asked = threading.Event()

    def handle_error(self, *_: object) -> None:
        """Ignore errors of connections of a killed function."""


class _Call(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Buffered, so that a response is one packet; the client would wait for a second one.
    wbufsize = -1
    server: RuntimeApi

    def log_message(self, *_: object) -> None:
        """Log nothing."""

    def do_GET(self) -> None:
        """Send the next event."""
        self.server.asked.set()
        self._answer(
            200,
            json.dumps(self.server.events.get()).encode(),
            {
                "Lambda-Runtime-Aws-Request-Id": "1",
                "Lambda-Runtime-Deadline-Ms": str(int((time.time() + SECONDS) * 1000)),
                "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:us-east-1:1:function:x",
                # Without this header the client waits for ever.
                "Content-Type": "application/json",
            },
        )

    def do_POST(self) -> None:
        """Receive a response or an error."""
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(202, b"", {})
        self.server.results.put((self.path.rpartition("/")[2], json.loads(sent)))

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()


@contextmanager
def running(python: Path, code: Path, log: Path, **environment: str) -> Iterator[Function]:
    """Run the function in the folder *code* with Amazon's runtime client."""
    api = RuntimeApi()
    threading.Thread(target=api.serve_forever, daemon=True).start()
    settings = {
        "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{api.server_port}",
        "AWS_LAMBDA_FUNCTION_NAME": "x",
        "AWS_LAMBDA_FUNCTION_VERSION": "1",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
        "AWS_REGION": "us-east-1",
        "LAMBDA_TASK_ROOT": str(code),
        "_HANDLER": HANDLER,
        # On Lambda, too, its libraries are read-only.
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(python), "-m", "awslambdaric", HANDLER],
            cwd=code,
            env=clean_environment() | settings | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield Function(api, log)
        finally:
            process.kill()
            process.wait()
            api.shutdown()
            api.server_close()


@contextmanager
def in_process(skill_id: str) -> Iterator[Callable[[dict[str, Any]], Any]]:
    """Yield the Lambda handler in this process: a function from an envelope to a response."""
    ours, put = logging.getLogger("skill"), request_log._put
    before = (list(ours.handlers), ours.level, ours.propagate)
    os.environ.setdefault("ALEXA_SKILL_ID", skill_id)
    # The module creates the handler at import, as Lambda requires.
    from skill import aws_lambda

    function = aws_lambda.handler_from(Settings(skill_id))
    try:
        yield lambda sent: function(sent, None)
    finally:
        request_log._put = put
        ours.handlers[:], ours.level, ours.propagate = before
