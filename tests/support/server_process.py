"""The shipped server: Gunicorn with the project's settings on a local port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple, Self

from tests.support.certificate_host import stand_in
from tests.support.pki import pem, the_pki
from tests.support.signed_requests import SKILL_ID, Signer, send

ROOT = Path(__file__).resolve().parents[2]
#: Generous, because the content is read before the port opens, and the machine may be busy.
SECONDS_TO_START = 90


class Server(NamedTuple):
    """A running server."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path
    signer: Signer

    def workers(self) -> list[int]:
        """Return the process ids of the workers, oldest first."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return sorted(map(int, listed.split()))

    def wait_for_workers(self) -> list[int]:
        """Wait until two workers run, and return them."""
        until = time.monotonic() + SECONDS_TO_START
        while len(found := self.workers()) < 2:
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.05)
        return found

    def stop(self) -> int:
        """Stop the server as systemd or Docker does, and return its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)


#: Become the command after the first argument, and give it that socket as systemd does. A shell may
#: refuse numbers above 9.
_AS_SYSTEMD = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
os.execv(sys.argv[2], sys.argv[2:])
"""


class HeldServer:
    """The shipped server on a socket that is held here, as systemd's socket unit holds it."""

    def __init__(self, folder: Path, host_port: int) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port: int = self.socket.getsockname()[1]
        self.signer = Signer(the_pki())
        self._log = folder / "log.txt"
        trust = folder / "trust.pem"
        trust.write_bytes(pem(*the_pki().roots))
        self._environment = os.environ | {
            "ALEXA_SKILL_ID": SKILL_ID,
            "ALEXA_TRUST_STORE": str(trust),
            "RUNTIME_DIRECTORY": str(folder),
            "TEST_PORT": str(self.port),
            "TEST_CERTIFICATE_HOST_PORT": str(host_port),
        }
        self.process = self.start()

    def start(self) -> subprocess.Popen[bytes]:
        """Start a process that takes connections from the socket."""
        held = self.socket.fileno()
        launch = [sys.executable, "-c", _AS_SYSTEMD, str(held), sys.executable]
        settings = ["-m", "gunicorn", "-c", "tests/support/gunicorn_settings.py"]
        with self._log.open("ab") as output:
            return subprocess.Popen(
                [*launch, *settings],
                cwd=ROOT,
                env=self._environment,
                pass_fds=[held],
                stdout=output,
                stderr=output,
            )

    def restart(self) -> None:
        """Stop the process, and start the next one as soon as it has ended."""
        self.stop()
        self.process = self.start()

    def stop(self) -> None:
        """Stop the process as systemd does."""
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(40) == 0, self._log.read_text()


@contextmanager
def serving(
    folder: Path,
    *arguments: str,
    before: Sequence[str] = (),
    stderr: IO[bytes] | int = subprocess.STDOUT,
    closed: bool = False,
    **more: str,
) -> Iterator[Server]:
    """Run the shipped server with the test authority's certificates.

    Its standard error goes into its log, or to *stderr*, or is *closed* before it starts. *before*
    precedes the command, and *more* is added to its environment.
    """
    pki = the_pki()
    trust, log = folder / "trust.pem", folder / "log.txt"
    trust.write_bytes(pem(*pki.roots))
    port = free_port()
    with stand_in(pki, folder) as host, log.open("wb") as output:
        environment = os.environ | {
            "ALEXA_SKILL_ID": SKILL_ID,
            "ALEXA_TRUST_STORE": str(trust),
            "TEST_PORT": str(port),
            "TEST_CERTIFICATE_HOST_PORT": str(host.server_port),
            **more,
        }
        command = [
            *before,
            sys.executable,
            "-m",
            "gunicorn",
            "-c",
            "tests/support/gunicorn_settings.py",
            *arguments,
        ]
        if closed:
            command = ["/bin/sh", "-c", 'exec "$0" "$@" 2>&-', *command]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=stderr)
        try:
            wait_for(port, process, log)
            yield Server(port, process, log, Signer(pki))
        finally:
            process.terminate()
            process.wait(30)


def free_port() -> int:
    """Return a free port."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def wait_for(
    port: int, process: subprocess.Popen[bytes], log: Path, seconds: float = SECONDS_TO_START
) -> None:
    """Wait until *process* listens on *port*; raise with its log if it does not."""
    until = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(log.read_text())


class Crew:
    """Threads that send requests until the end of the block."""

    def __init__(self, count: int) -> None:
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._ask) for _ in range(count)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _ask(self) -> None:
        """Send requests until the end."""
        raise NotImplementedError


class Load(Crew):
    """Eight threads that send requests without a break."""

    def __init__(self, server: Server) -> None:
        self.server = server
        #: "answered", "lost" (connected, but no status 200), "shut" (no connection).
        self.count: Counter[str] = Counter()
        super().__init__(8)

    def _ask(self) -> None:
        sent = self.server.signer.request()
        while not self._over.is_set():
            try:
                status = send(sent, self.server.port, timeout=10).status
            except ConnectionRefusedError:
                self.count["shut"] += 1
                self._over.wait(0.02)
                continue
            except OSError:
                status = 0
            self.count["answered" if status == 200 else "lost"] += 1
