"""Run the skill in this process, and send signed requests to its ``POST /alexa``."""

from __future__ import annotations

import atexit
import json
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...app import create_app
from ...catalog import Catalog, Catalogs, ContentError
from ...common.alexa_limits import RESPONSE_SECONDS
from ...common.paths import CONTENT
from ...quality.rules.rule_checker import Checker
from ...server.settings import Settings
from ..errors import ConsoleError, SkillError
from ..nlu.model_reader import read_model
from ..nlu.resolver import Resolver, resolver_of
from ..response.response_limits import broken_limits
from .delivery import SendResult, capture_log, run_with_timeout
from .devices import device as known_device
from .request_envelopes import SKILL_ID, Json
from .session import Session
from .signing import SigningAuthority


class SkillClient:
    """The application and what understands utterances; expensive to make, its sessions are not."""

    def __init__(self, content: Path = CONTENT) -> None:
        """Start the application; raises ConsoleError with all that is wrong with the content."""
        self.authority = SigningAuthority()
        self._now = time.time()
        self._turn = threading.Lock()
        self._resolvers: dict[str, Resolver] = {}
        self._checkers: dict[str, Checker] = {}
        settings = Settings(SKILL_ID, _trust_store(self.authority), content)
        try:
            self.app = create_app(settings, fetch=self.authority.fetch, now=lambda: self._now)
        except ContentError as error:
            raise ConsoleError(str(error)) from error
        self._catalogs: Catalogs = self.app.extensions["catalogs"]
        self._client = self.app.test_client()

    def session(self, locale: str = "en-US", device: str = "speaker") -> Session:
        """Return a new session; raise ConsoleError for an unknown locale or device."""
        known_device(device)
        return Session(self.post, self.resolver(locale), locale, device, int(time.time()))

    def resolver(self, locale: str) -> Resolver:
        """Return the resolver of *locale*."""
        if locale not in self._resolvers:
            self._resolvers[locale] = resolver_of(read_model(locale))
        return self._resolvers[locale]

    def catalog(self, locale: str) -> Catalog:
        """Return the catalog of *locale*."""
        return self._catalogs[locale]

    def checker(self, locale: str) -> Checker:
        """Return the checker of the rules for *locale*."""
        if locale not in self._checkers:
            self._checkers[locale] = Checker(self.catalog(locale), self.resolver(locale))
        return self._checkers[locale]

    def post(self, envelope: Json, now: int) -> Json:
        """Send *envelope* at the time *now* (Unix); raise SkillError if the response is invalid."""
        body = json.dumps(envelope).encode()
        with self._turn:
            self._now = now
            status, text = self._send(body, self.authority.headers(body))
        if status != 200:
            raise SkillError(status, text)
        response: Any = json.loads(text)
        broken = broken_limits(response if isinstance(response, dict) else {})
        if broken:
            raise SkillError(200, "INVALID_RESPONSE: " + "; ".join(broken))
        return dict(response)

    def deliver(
        self, body: bytes, now: float, headers: Mapping[str, str] | None = None
    ) -> SendResult:
        """Send *body* as at *now*, signed unless *headers* are given, and tell all that came of it.

        Raises:
            SkillError: If there is no answer within the time that Alexa waits.
        """
        sent = self.authority.headers(body) if headers is None else dict(headers)
        with self._turn:
            self._now = now
            return run_with_timeout(RESPONSE_SECONDS, lambda: self._deliver(body, sent))

    def _deliver(self, body: bytes, headers: Mapping[str, str]) -> SendResult:
        lines = capture_log()
        began = time.perf_counter()
        status, text = self._send(body, headers)
        took = (time.perf_counter() - began) * 1000
        return SendResult(status, text, round(took, 1), lines[-1] if lines else None)

    def _send(self, body: bytes, headers: Mapping[str, str]) -> tuple[int, str]:
        answer = self._client.post("/alexa", data=body, headers=dict(headers))
        return answer.status_code, answer.get_data(as_text=True)


def _trust_store(authority: SigningAuthority) -> Path:
    """Write the authority's root to a temporary file that goes when the process ends."""
    with tempfile.NamedTemporaryFile(suffix=".pem", delete=False) as file:
        file.write(authority.root_pem())
    path = Path(file.name)
    atexit.register(path.unlink, missing_ok=True)
    return path
