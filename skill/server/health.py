"""The health report of one worker process, for monitoring."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ..common.release import release_version
from ..verification import Fetch, FetchFailed


class Health:
    """The report of `GET /health`; it has no path, address or secret."""

    def __init__(self, locales: int, valid_roots: Callable[[], int]) -> None:
        """Report *locales*, the number of locales, and the result of *valid_roots*."""
        self._locales = locales
        self._valid_roots = valid_roots
        self._last_download = "none yet"

    def watch(self, fetch: Fetch) -> Fetch:
        """Return *fetch* wrapped, so that the report has the result of the last download."""

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
        # A failed download does not change the status: anyone can send a request that names a
        # missing certificate, and must not be able to take the server out of service with it.
        fit = roots > 0
        return {
            "status": "ok" if fit else "not fit to serve",
            "version": release_version(),
            "content": {"locales": self._locales},
            "certificates": {"valid_roots": roots, "last_download": self._last_download},
        }, 200 if fit else 503


def count_valid(roots: Iterable[Any], now: float) -> int:
    """Return the number of certificates that are valid at *now* (seconds since 1970)."""
    return sum(
        root.not_valid_before_utc.timestamp() <= now <= root.not_valid_after_utc.timestamp()
        for root in roots
    )
