"""Gunicorn's settings in tests: the shipped ones, with all host names resolved to the test host.

The app's certificate download is unchanged, TLS included.
"""

from __future__ import annotations

import os
import socket
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

_file = Path(__file__).parents[2] / "deploy" / "gunicorn.conf.py"
_spec = spec_from_file_location("shipped", _file)
assert _spec
assert _spec.loader
_shipped = module_from_spec(_spec)
_spec.loader.exec_module(_shipped)
globals().update(vars(_shipped))
bind = "127.0.0.1:" + os.environ["TEST_PORT"]

_stand_in = int(os.environ["TEST_CERTIFICATE_HOST_PORT"])
_really = socket.getaddrinfo


def _look_up(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
    if host in (None, "", "localhost", "127.0.0.1"):
        return _really(host, port, *args, **kwargs)
    return _really("127.0.0.1", _stand_in, *args, **kwargs)


socket.getaddrinfo = _look_up
