"""Which address may name the certificate of a request."""

from __future__ import annotations

import functools
import posixpath
import re

from .refusal import Refused

_MAX_URL = 512
# Amazon's rule, written as what is allowed: no other character needs to be reasoned about.
_URL = re.compile(r"(?i:https://s3\.amazonaws\.com)(?::443)?(/[A-Za-z0-9._~/-]+)", re.ASCII)
_PREFIX = "/echo.api/"


# Amazon uses one address for months.
@functools.lru_cache(64)
def canonical_url(url: str) -> str:
    """Return the one address that is ever fetched for this URL; Refused if it is not Amazon's."""
    match = _URL.fullmatch(url) if len(url) <= _MAX_URL else None
    # normpath keeps exactly two leading slashes.
    path = posixpath.normpath(match[1]) if match else ""
    if not path.startswith(_PREFIX):
        raise Refused("the certificate URL is not one of Amazon's")
    return f"https://s3.amazonaws.com{path}"
