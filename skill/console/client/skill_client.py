"""Run a skill in this process, and send signed requests to its endpoint."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping
from typing import Any

from ...common.alexa_limits import RESPONSE_SECONDS
from ..errors import SkillError
from ..nlu.model_reader import read_model
from ..nlu.resolver import Resolver, resolver_of
from ..response.response_limits import broken_limits
from .alexa_skill import AlexaSkill, SkillReply
from .delivery import SendResult, run_with_timeout
from .devices import device as known_device
from .request_envelopes import Json
from .session import Post, Session
from .signing import SigningAuthority


class SkillClient:
    """A running skill and its resolvers; expensive to make, its sessions are not."""

    def __init__(self, skill: AlexaSkill) -> None:
        """Start *skill*; raise ConsoleError with all its problems if it cannot start."""
        self.skill = skill
        self.authority = SigningAuthority()
        self.running = skill.start(self.authority)
        self._turn = threading.Lock()
        self._resolvers: dict[str, Resolver] = {}

    def session(
        self, locale: str = "en-US", device: str = "speaker", post: Post | None = None
    ) -> Session:
        """Return a new session, which sends with *post* if that is given.

        Raises:
            ConsoleError: If the locale or the device is unknown.
        """
        known_device(device)
        started, skill_id = int(time.time()), self.skill.skill_id
        return Session(
            post or self.post, self.resolver(locale), locale, device, started, skill_id=skill_id
        )

    def resolver(self, locale: str) -> Resolver:
        """Return the resolver of *locale*; raise ConsoleError if there is no such model."""
        if locale not in self._resolvers:
            self._resolvers[locale] = resolver_of(read_model(locale, self.skill.models()))
        return self._resolvers[locale]

    def post(self, envelope: Json, now: int) -> Json:
        """Send *envelope* at the time *now* (Unix); raise SkillError if the response is invalid."""
        body = json.dumps(envelope).encode()
        with self._turn:
            reply = self._send(body, self.authority.headers(body), now)
        response = _json_object_or_none(reply.text)
        if reply.status != 200 or response is None:
            raise SkillError(reply.status, reply.text)
        if broken := broken_limits(response):
            raise SkillError(200, "INVALID_RESPONSE: " + "; ".join(broken))
        return response

    def deliver(
        self, body: bytes, now: float, headers: Mapping[str, str] | None = None
    ) -> SendResult:
        """Send *body* at the time *now*, signed unless *headers* are given; return all results.

        Raises:
            SkillError: If there is no response within the time that Alexa waits.
        """
        sent = self.authority.headers(body) if headers is None else dict(headers)
        with self._turn:
            return run_with_timeout(RESPONSE_SECONDS, lambda: self._deliver(body, sent, now))

    def _deliver(self, body: bytes, headers: Mapping[str, str], now: float) -> SendResult:
        began = time.perf_counter()
        reply = self._send(body, headers, now)
        took = (time.perf_counter() - began) * 1000
        return SendResult(reply.status, reply.text, round(took, 1), reply.log_line)

    def _send(self, body: bytes, headers: Mapping[str, str], now: float) -> SkillReply:
        return self.running.post(body, headers, now)


def _json_object_or_none(text: str) -> Json | None:
    """Return the JSON object in *text*, or None if it is none."""
    try:
        read: Any = json.loads(text)
    except ValueError:
        return None
    return read if isinstance(read, dict) else None
