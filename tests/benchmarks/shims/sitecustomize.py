"""Resolve every host name to the local certificate host; Python imports this at its start.

The measured targets download and check certificates with their own code, TLS included; nothing
leaves this machine.
"""

from __future__ import annotations

import os
import socket
from typing import Any

_stand_in = int(os.environ["BENCHMARK_CERTIFICATE_PORT"])
_really = socket.getaddrinfo


def _look_up(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
    if host in (None, "", "localhost", "127.0.0.1", b"127.0.0.1"):
        return _really(host, port, *args, **kwargs)
    return _really("127.0.0.1", _stand_in, *args, **kwargs)


socket.getaddrinfo = _look_up
