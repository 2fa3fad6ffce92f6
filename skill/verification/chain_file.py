"""Keep the last valid certificate chains in a file, for processes that start later.

Without it, a new process knows no key, and requests of other clients, with certificate URLs that
do not exist, could delay its first download. A chain from the file is validated like a downloaded
one, so the file need not be trusted.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from ..common.atomic_write import write_whole

#: Amazon uses one chain for months, and has few valid ones at a time.
MOST_CHAINS = 8
MOST_BYTES = 1024 * 1024


class ChainFile:
    """A JSON file with PEM chains by URL; every problem with it means that there is no chain."""

    def __init__(self, path: Path | None) -> None:
        """Use the file *path*; without one, nothing is kept."""
        self._path = path

    def read(self, url: str) -> bytes | None:
        """Return the chain that was kept for *url*, or None."""
        chain = self._read_all().get(url)
        return chain.encode() if isinstance(chain, str) else None

    def keep(self, url: str, chain: bytes) -> None:
        """Keep *chain*, the valid chain at *url*."""
        if self._path is None:
            return
        with contextlib.suppress(OSError, ValueError):
            # The newest is the last.
            others = [(old, pem) for old, pem in self._read_all().items() if old != url]
            chains = [*others, (url, chain.decode("ascii"))][-MOST_CHAINS:]
            write_whole(self._path, json.dumps(dict(chains)))

    def remove(self) -> None:
        """Remove the file, after a chain in it was not valid."""
        if self._path is not None:
            with contextlib.suppress(OSError):
                self._path.unlink()

    def _read_all(self) -> dict[str, object]:
        try:
            if self._path is None or self._path.stat().st_size > MOST_BYTES:
                return {}
            found = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}
