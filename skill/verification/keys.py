"""Cache of the keys that sign Alexa's requests: download, validate, refresh, expire."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import TypeVar

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.verification import Store

from .chain import SigningKey, signing_key
from .chain_file import ChainFile
from .download import Fetch, FetchFailed
from .refusal import Refused

_log = logging.getLogger(__name__)
_Entry = TypeVar("_Entry")

MAX_DOWNLOADS = 8
#: Downloads that wait for a place among these; more are refused. At 0.15 seconds for a missing
#: file, the last of them is done in 1.2 seconds.
MAX_QUEUED = 64
#: Requests that wait for one of the downloads, each on a thread (`wait`).
MAX_WAITING = 24
PATIENCE_SECONDS = 3.5
MAX_KEPT = 32
FAILURE_SECONDS = 5.0
# Hourly, so that a certificate that is replaced at the same URL is noticed before it expires.
REFRESH_SECONDS = 3600.0
RETRY_SECONDS = 60.0


@dataclass
class Download:
    """A running or queued download; `done` has a result once the tables have its outcome."""

    url: str
    now: float
    patience_ends: float = field(default_factory=lambda: time.monotonic() + PATIENCE_SECONDS)
    done: Future[None] = field(default_factory=Future)

    def patience(self) -> float:
        """Return for how many seconds a request may still wait, the same for all requests."""
        return max(0.0, self.patience_ends - time.monotonic())


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
        self,
        roots: Sequence[x509.Certificate],
        fetch: Fetch,
        chains: ChainFile | None = None,
        waiting: int = MAX_WAITING,
    ) -> None:
        """Trust chains that end in *roots*.

        Args:
            roots: The trusted root certificates.
            fetch: Returns the chain at a URL, or raises FetchFailed.
            chains: The chains of earlier processes; each is validated again.
            waiting: How many requests may `wait` at once.
        """
        self._store = Store(list(roots))
        self._fetch = fetch
        self._chains = chains or ChainFile(None)
        # The lock guards the tables and is never held during a download.
        self._lock = threading.Lock()
        self._known: OrderedDict[str, _CachedKey] = OrderedDict()
        # A table of their own, so that failures never displace a valid key.
        self._failed: OrderedDict[str, _Failed] = OrderedDict()
        self._under_way: dict[str, Download] = {}
        self._queue: deque[Download] = deque()
        self._running = 0
        self._seats = threading.BoundedSemaphore(waiting)

    def key_for(self, url: str, now: float) -> RSAPublicKey:
        """Return the key at *url*, which is normalised; wait up to PATIENCE_SECONDS for a new one.

        Raises:
            Refused: As `known_key`, or if too many requests are waiting.
        """
        if download := self.download(url, now):
            self.wait(download)
        return self.known_key(url, now)

    def download(self, url: str, now: float) -> Download | None:
        """Start the download that *url* needs, if any.

        Return it if there is no key at *now* without it. A key that is only to be refreshed is
        downloaded in the background.
        """
        with self._lock:
            known = self._valid(url, now)
            if known is None and self._recent_failure(url, now):
                return None
        if known is None:
            known = self._from_file(url, now)
        if known and now < known.refresh_at:
            return None
        with self._lock:
            download = self._start(url, now)
        return None if known else download

    def wait(self, download: Download) -> None:
        """Wait until *download* is done or the patience for it ends.

        Raises:
            Refused: If too many requests are waiting.
        """
        if not self._seats.acquire(blocking=False):
            raise Refused("too many requests are waiting for a certificate")
        try:
            with contextlib.suppress(TimeoutError):
                download.done.result(download.patience())
        finally:
            self._seats.release()

    def known_key(self, url: str, now: float) -> RSAPublicKey:
        """Return the key at *url* if it is known and valid at *now*.

        Raises:
            Refused: If it is not, with the reason.
        """
        with self._lock:
            if known := self._valid(url, now):
                return known.key.public
            if failed := self._recent_failure(url, now):
                raise Refused(failed.reason)
            if url in self._under_way:
                raise Refused("the certificate is not there yet")
        raise Refused("too many certificate downloads are under way")

    def _valid(self, url: str, now: float) -> _CachedKey | None:
        known = self._known.get(url)
        if known is None or not known.key.valid_at(now):
            return None
        self._known.move_to_end(url)
        return known

    def _recent_failure(self, url: str, now: float) -> _Failed | None:
        failed = self._failed.get(url)
        # The difference is negative if the clock was set back.
        return failed if failed and 0 <= now - failed.at < FAILURE_SECONDS else None

    def _from_file(self, url: str, now: float) -> _CachedKey | None:
        """Return the key of the chain that an earlier process kept, if the chain is valid now.

        It is refreshed at once, because the file may be old.
        """
        chain = self._chains.read(url)
        if chain is None:
            return None
        try:
            known = _CachedKey(signing_key(chain, self._store, now), now)
        except Refused:
            self._chains.remove()
            return None
        with self._lock:
            _remember(self._known, url, known)
        return known

    def _start(self, url: str, now: float) -> Download | None:
        """Return the running download of *url*, or start one; None if too many are queued."""
        download = self._under_way.get(url)
        if download is None and len(self._under_way) < MAX_DOWNLOADS + MAX_QUEUED:
            download = Download(url, now)
            self._queue.append(download)
            if not self._fill():
                self._queue.remove(download)
                return None
            self._under_way[url] = download
        return download

    def _fill(self) -> bool:
        """Start a thread if fewer than MAX_DOWNLOADS run; return whether any is running."""
        if self._running < MAX_DOWNLOADS:
            # RuntimeError: the system cannot start another thread.
            with contextlib.suppress(RuntimeError):
                threading.Thread(target=self._work, daemon=True).start()
                self._running += 1
        return self._running > 0

    def _work(self) -> None:
        """Load queued certificates until there are none."""
        while True:
            with self._lock:
                if not self._queue:
                    self._running -= 1
                    return
                download = self._queue.popleft()
            self._load(download)

    def _load(self, download: Download) -> None:
        """Download and validate; remove the download from the table in any case."""
        url, now = download.url, download.now
        outcome: SigningKey | str = "the certificate could not be loaded"
        try:
            chain = self._fetch(url)
            outcome = signing_key(chain, self._store, now)
            self._chains.keep(url, chain)
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
            download.done.set_result(None)

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
