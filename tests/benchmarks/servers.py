"""The servers an application is measured under, and how each is started."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: The shipped server, for which the aims are.
SHIPPED = "gunicorn"
#: Gunicorn does not look for them there by itself.
SETTINGS = "--config deploy/gunicorn.conf.py"


@dataclass(frozen=True)
class Server:
    """How a server is called after ``python -m``; ``{…}`` is filled in."""

    command: str
    #: How it is told of a WSGI application, and of a factory of one.
    application: str = "{app}"
    factory: str = "--factory {app}"
    #: How it is told of the factory of an ASGI application; empty if it serves WSGI only.
    asgi_factory: str = ""


SERVERS: Mapping[str, Server] = {
    # The shipped settings; WSGI applications get Gunicorn's threaded worker with the same ones.
    # A worker retires after 10,000 requests: months of a skill's life, but a few seconds of a
    # benchmark, so here it does not.
    "gunicorn": Server(
        f"gunicorn {SETTINGS} --max-requests 0",
        # Without our log, which a peer's environment cannot import.
        application="--worker-class gthread --threads 32"
        " --logger-class gunicorn.glogging.Logger {app}",
        factory="--worker-class gthread --threads 32 {app}()",
        asgi_factory="{app}()",
    ),
    # The skill as a WSGI application, too.
    "gunicorn-threads": Server(
        f"gunicorn {SETTINGS} --max-requests 0 --worker-class gthread --threads 32",
        factory="{app}()",
    ),
    # The shipped settings altogether.
    "gunicorn-as-shipped": Server(f"gunicorn {SETTINGS}", asgi_factory="{app}()"),
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
    server: str,
    app: str,
    *,
    factory: bool,
    asgi_app: str,
    port: int,
    workers: int,
    threads: int,
) -> list[str]:
    """Return the arguments of ``python`` that serve *app* or *asgi_app* (module:name)."""
    kind = SERVERS[server]
    words = kind.factory if factory else kind.application
    if kind.asgi_factory and asgi_app:
        app, words = asgi_app, kind.asgi_factory
    whole = f"-m {kind.command} {words}"
    return whole.format(app=app, port=port, workers=workers, threads=threads).split()
