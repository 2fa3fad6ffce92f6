"""Check and normalise the URL of a request's certificate chain."""

from __future__ import annotations

import functools
import posixpath
import re

from .refusal import Refused

_MAX_URL = 512
# An allow-list of characters: no other character can change the meaning of the URL.
_URL = re.compile(r"(?i:https://s3\.amazonaws\.com)(?::443)?(/[A-Za-z0-9._~/-]+)", re.ASCII)
_PREFIX = "/echo.api/"


# Amazon uses one URL for months.
@functools.lru_cache(64)
def canonical_url(url: str) -> str:
    """Return the normalised *url*: the URL to download, and the cache key of the signing key.

    Raises:
        Refused: If it is not a URL of Amazon's certificates.
    """
    match = _URL.fullmatch(url) if len(url) <= _MAX_URL else None
    # normpath keeps exactly two leading slashes.
    path = posixpath.normpath(match[1]) if match else ""
    if not path.startswith(_PREFIX):
        raise Refused("the certificate URL is not one of Amazon's")
    return f"https://s3.amazonaws.com{path}"
