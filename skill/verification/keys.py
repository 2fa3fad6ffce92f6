"""Cache of the keys that sign Alexa's requests: download, validate, refresh, expire."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.verification import Store

from .chain import SigningKey, signing_key
from .download import Fetch, FetchFailed
from .refusal import Refused

_log = logging.getLogger(__name__)
_Entry = TypeVar("_Entry")

MAX_DOWNLOADS = 2
# Fewer than the 32 threads of a worker, so that some stay free for requests with a cached key.
MAX_WAITING = 24
PATIENCE_SECONDS = 3.5
MAX_KEPT = 32
FAILURE_SECONDS = 5.0
# Hourly, so that a certificate that is replaced at the same URL is noticed before it expires.
REFRESH_SECONDS = 3600.0
RETRY_SECONDS = 60.0


@dataclass
class _Download:
    """A running download; `done` is set once its result is in the tables."""

    patience_ends: float = field(default_factory=lambda: time.monotonic() + PATIENCE_SECONDS)
    done: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True)
class _CachedKey:
    key: SigningKey
    refresh_at: float


@dataclass(frozen=True)
class _Failed:
    reason: str
    at: float


class SigningKeys:
    """Validated keys by certificate URL, downloaded on threads of their own."""

    def __init__(
        self, roots: Sequence[x509.Certificate], fetch: Fetch, waiting: int = MAX_WAITING
    ) -> None:
        """Trust chains that end in `roots`; at most `waiting` requests wait for a download."""
        self._store = Store(list(roots))
        self._fetch = fetch
        # The lock guards the tables and is never held during a download.
        self._lock = threading.Lock()
        self._known: OrderedDict[str, _CachedKey] = OrderedDict()
        # A table of their own, so that failures never displace a valid key.
        self._failed: OrderedDict[str, _Failed] = OrderedDict()
        self._under_way: dict[str, _Download] = {}
        self._seats = threading.BoundedSemaphore(waiting)

    def key_for(self, url: str, now: float) -> RSAPublicKey:
        """Return the key at *url*, which is normalised; wait up to PATIENCE_SECONDS for a new one.

        Raises:
            Refused: If the key is not valid at *now*, cannot be downloaded in time, or too many
                downloads or waiting requests are in progress.
        """
        with self._lock:
            known = self._look_up(url, now)
            if known is None or now >= known.refresh_at:
                download = self._start(url, now)
            if known:
                return known.key.public
        if download is None:
            raise Refused("too many certificate downloads are under way")
        self._wait(download)
        with self._lock:
            known = self._look_up(url, now)
        if known is None:
            raise Refused("the certificate is not there yet")
        return known.key.public

    def _look_up(self, url: str, now: float) -> _CachedKey | None:
        """Return the cached key that is valid now; raise Refused after a recent failure."""
        known = self._known.get(url)
        if known and known.key.valid_at(now):
            self._known.move_to_end(url)
            return known
        failed = self._failed.get(url)
        # The difference is negative if the clock was set back.
        if failed and 0 <= now - failed.at < FAILURE_SECONDS:
            raise Refused(failed.reason)
        return None

    def _start(self, url: str, now: float) -> _Download | None:
        """Return the running download of *url*, or start one; None if too many are running."""
        download = self._under_way.get(url)
        if download is None and len(self._under_way) < MAX_DOWNLOADS:
            download = _Download()
            thread = threading.Thread(target=self._load, args=(url, now, download), daemon=True)
            try:
                thread.start()
            except RuntimeError:
                # The system cannot start another thread.
                return None
            self._under_way[url] = download
        return download

    def _wait(self, download: _Download) -> None:
        """Wait until *download* is done or its patience, common to all requests, ends."""
        if not self._seats.acquire(blocking=False):
            raise Refused("too many requests are waiting for a certificate")
        try:
            download.done.wait(max(0.0, download.patience_ends - time.monotonic()))
        finally:
            self._seats.release()

    def _load(self, url: str, now: float, download: _Download) -> None:
        """Download and validate on a thread; remove the download from the table in any case."""
        outcome: SigningKey | str = "the certificate could not be loaded"
        try:
            outcome = signing_key(self._fetch(url), self._store, now)
        except Refused as refused:
            outcome = refused.reason
        except FetchFailed as failure:
            outcome = f"the certificate could not be downloaded: {failure}"
        except Exception:
            # A bug. No other code sees an exception of this thread, so it is logged here.
            _log.exception("loading a certificate failed")
        finally:
            with self._lock:
                self._keep(url, now, outcome)
                del self._under_way[url]
            download.done.set()

    def _keep(self, url: str, now: float, outcome: SigningKey | str) -> None:
        if isinstance(outcome, SigningKey):
            # A chain that expires soon is refreshed when a quarter of its time is left.
            wait = min(REFRESH_SECONDS, (outcome.not_after - now) * 0.75)
            _remember(self._known, url, _CachedKey(outcome, now + wait))
            return
        _remember(self._failed, url, _Failed(outcome, now))
        if url in self._known:
            # The cached key stays: it is valid until its chain expires.
            self._known[url] = replace(self._known[url], refresh_at=now + RETRY_SECONDS)


def _remember(table: OrderedDict[str, _Entry], url: str, entry: _Entry) -> None:
    """Add an entry, and remove the least recently used one if the table is full."""
    table[url] = entry
    table.move_to_end(url)
    if len(table) > MAX_KEPT:
        table.popitem(last=False)
