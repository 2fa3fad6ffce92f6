"""Whether this process is fit to serve, for whoever watches over it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from . import __version__
from .verification import Fetch, FetchFailed


class Health:
    """What `GET /health` tells: no path, no address, no secret."""

    def __init__(self, locales: int, valid_roots: Callable[[], int]) -> None:
        """Content is in order by existing: nothing is served without it."""
        self._locales = locales
        self._valid_roots = valid_roots
        self._last_download = "none yet"

    def watch(self, fetch: Fetch) -> Fetch:
        """Return *fetch*, remembering how its last download went."""

        def watched(url: str) -> bytes:
            try:
                chain = fetch(url)
            except FetchFailed:
                self._last_download = "failed"
                raise
            self._last_download = "worked"
            return chain

        return watched

    def report(self) -> tuple[dict[str, Any], int]:
        """Return the report and its HTTP status, 200 or 503."""
        roots = self._valid_roots()
        # A failed download is told, but not held against us: any stranger can name a certificate
        # that is not there, and must not be able to take the skill out of service with it.
        fit = roots > 0
        return {
            "status": "ok" if fit else "not fit to serve",
            "version": __version__,
            "content": {"locales": self._locales},
            "certificates": {"valid_roots": roots, "last_download": self._last_download},
        }, 200 if fit else 503


def count_valid(roots: Iterable[Any], now: float) -> int:
    """Return how many certificates are valid at *now* (seconds since the epoch)."""
    return sum(
        root.not_valid_before_utc.timestamp() <= now <= root.not_valid_after_utc.timestamp()
        for root in roots
    )
