"""Gunicorn's settings in tests: every host that is not this one is the stand-in's.

The app's own download runs unchanged, TLS included; only the names lead elsewhere.
"""

from __future__ import annotations

import os
import socket
from typing import Any

bind = "127.0.0.1:" + os.environ["TEST_PORT"]
worker_class = "gthread"
workers = 1
threads = 4
# Its control socket would lie in the home folder.
control_socket_disable = True

_stand_in = int(os.environ["TEST_CERTIFICATE_HOST_PORT"])
_really = socket.getaddrinfo


def _look_up(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
    if host in (None, "", "localhost", "127.0.0.1"):
        return _really(host, port, *args, **kwargs)
    return _really("127.0.0.1", _stand_in, *args, **kwargs)


socket.getaddrinfo = _look_up
