"""The skill in this process, reached as Amazon reaches it: signed requests to ``POST /alexa``."""

from __future__ import annotations

import atexit
import json
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from ..app import create_app
from ..catalog import ContentError
from ..folders import CONTENT
from ..settings import Settings
from .authority import Authority
from .devices import device as known_device
from .envelope import SKILL_ID, Json
from .errors import ConsoleError, SkillError
from .limits import broken_limits
from .model import read_model
from .resolver import Resolver
from .session import Session


class Console:
    """The application and what understands utterances; expensive to make, its sessions are not."""

    def __init__(self, content: Path = CONTENT) -> None:
        """Start the application; raises ConsoleError with all that is wrong with the content."""
        self._authority = Authority()
        self._now = time.time()
        self._turn = threading.Lock()
        self._resolvers: dict[str, Resolver] = {}
        settings = Settings(SKILL_ID, _trust_store(self._authority), content)
        try:
            app = create_app(settings, fetch=self._authority.fetch, now=lambda: self._now)
        except ContentError as error:
            raise ConsoleError(str(error)) from error
        self._client = app.test_client()

    def session(self, locale: str = "en-US", device: str = "speaker") -> Session:
        """Return a new conversation; raises ConsoleError for an unknown locale or device."""
        known_device(device)
        return Session(self.post, self.resolver(locale), locale, device, int(time.time()))

    def resolver(self, locale: str) -> Resolver:
        """Return what understands the utterances of *locale*."""
        if locale not in self._resolvers:
            self._resolvers[locale] = Resolver(read_model(locale))
        return self._resolvers[locale]

    def post(self, envelope: Json, now: int) -> Json:
        """Send *envelope* as at *now* (Unix seconds); raises SkillError where Alexa would fail."""
        body = json.dumps(envelope).encode()
        with self._turn:
            self._now = now
            headers = self._authority.headers(body)
            answer = self._client.post("/alexa", data=body, headers=headers)
        if answer.status_code != 200:
            raise SkillError(answer.status_code, answer.get_data(as_text=True))
        response: Any = answer.get_json(silent=True)
        broken = broken_limits(response if isinstance(response, dict) else {})
        if broken:
            raise SkillError(200, "INVALID_RESPONSE: " + "; ".join(broken))
        return dict(response)


def _trust_store(authority: Authority) -> Path:
    """Write the authority's root to a temporary file that goes when the process ends."""
    with tempfile.NamedTemporaryFile(suffix=".pem", delete=False) as file:
        file.write(authority.root_pem())
    path = Path(file.name)
    atexit.register(path.unlink, missing_ok=True)
    return path
