"""Gunicorn's settings for the skill, used by ``cramp-coach serve`` (skill/cli.py).

The environment variables are those of skill/server/settings.py, which checks them. If the socket
is held from outside (LISTEN_FDS, as systemd does it), Gunicorn uses that one instead of BIND.
"""

import contextlib
import os
import resource
from pathlib import Path

# Two, so that one answers while the other is replaced.
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))

# Gunicorn's own worker for asynchronous applications: neither a slow sender nor a waiting request
# takes a thread, and a stop answers every connection that was accepted (docs/decisions/server.md).
worker_class = "asgi"
wsgi_app = "skill.app:create_asgi_app()"
asgi_lifespan = "off"
asgi_loop = "asyncio"

# A proxy in front terminates TLS; nothing else should reach this port.
bind = os.environ.get("BIND", "127.0.0.1:8000")
backlog = 512

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
# A stop waits for idle connections; the proxies of this folder keep none.
keepalive = 5

# The longest header of Alexa's requests, the signature, has a few hundred characters. The proxies
# of this folder refuse longer headers themselves.
limit_request_line = 4096
limit_request_fields = 512
limit_request_field_size = 4096
# No header of a request changes how the request is read.
forwarder_headers = ""
forwarded_allow_ips = ""
secure_scheme_headers: dict[str, str] = {}

# The heartbeat file in memory: on a disk it can block a worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108

# No access log: the skill writes one line for each request, without personal data.
accesslog = None
errorlog = "-"
loglevel = "info"
logger_class = "skill.server.server_log.ServerLog"
# Gunicorn's control socket in the home folder is not used.
control_socket_disable = True

# Each connection needs a file descriptor; some systems allow a process only 1,024 by default.
_soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
with contextlib.suppress(OSError, ValueError):
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(_soft, min(_hard, 8192)), _hard))
