"""The servers an application is measured under, and how each is started."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: The faster server, for a skill behind a proxy that forwards complete requests. The aims against
#: Amazon's adapters are for this server.
FASTER = "granian"
#: Gunicorn does not look for them there by itself.
SETTINGS = "--config deploy/gunicorn.conf.py"


@dataclass(frozen=True)
class Server:
    """How a server is called; ``{…}`` is filled in."""

    #: After ``python -m``; ours is a factory, the peers are applications.
    command: str
    #: How it names an application, and a factory.
    application: str = "{app}"
    factory: str = "--factory {app}"


SERVERS: Mapping[str, Server] = {
    # The shipped settings. A worker retires after 10,000 requests: months
    # of a skill's life, but a few seconds of a benchmark, so here it does not.
    "gunicorn": Server(f"gunicorn {SETTINGS} --max-requests 0", factory=""),
    # The shipped settings altogether.
    "gunicorn-as-shipped": Server(f"gunicorn {SETTINGS}", factory=""),
    # One thread: the work is Python's, and more threads would only quarrel about who runs.
    "granian": Server(
        "granian --interface wsgi --no-ws --workers {workers} --blocking-threads {threads}"
        # Else the whole server ends with the first worker that does.
        " --respawn-failed-workers --host 127.0.0.1 --port {port}"
    ),
    "waitress": Server(
        "waitress --listen=127.0.0.1:{port} --threads={threads}", factory="--call {app}"
    ),
}


def command(
    server: str, app: str, *, factory: bool, port: int, workers: int, threads: int
) -> list[str]:
    """Return the arguments of ``python`` that serve *app* (module:name)."""
    kind = SERVERS[server]
    words = f"-m {kind.command} {kind.factory if factory else kind.application}"
    return words.format(app=app, port=port, workers=workers, threads=threads).split()
