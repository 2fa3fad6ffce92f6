"""The real app with signed requests, and all lines that it writes to the log."""

from __future__ import annotations

import json
import logging
import tempfile
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from skill.app import create_app
from skill.common.request_log import OUTCOMES
from skill.console.client.signing import SigningAuthority
from skill.console.response.response_limits import broken_limits
from skill.handlers import HANDLERS
from skill.responder import REQUEST_TYPES
from skill.server.settings import Settings
from skill.verification import Refused, Verifier

Json = dict[str, Any]

NOW = 1_800_000_000
SKILL_ID = "amzn1.ask.skill.11111111-2222-3333-4444-555555555555"
LOCALES = ("en-US", "en-GB", "en-AU", "en-CA", "en-IN", "other")
NAMES = {*HANDLERS, *REQUEST_TYPES, "other"}


class Lines(logging.Handler):
    """Records the log records of all loggers."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def take(self) -> list[logging.LogRecord]:
        taken, self.records = self.records, []
        return taken


class Door:
    """Sends signed bodies to the app, and checks the format of every response and log line."""

    def __init__(self) -> None:
        self.authority = SigningAuthority()
        with tempfile.TemporaryDirectory() as folder:
            store = Path(folder) / "root.pem"
            store.write_bytes(self.authority.root_pem())
            settings = Settings(SKILL_ID, store)
            self.app = create_app(settings, fetch=self.authority.fetch, now=lambda: NOW)
        self.verifier = Verifier(
            SKILL_ID, self.authority.roots, self.authority.fetch, now=lambda: NOW
        )
        self.client = self.app.test_client()
        self.lines = Lines()
        self.log = logging.getLogger("skill")
        self.level = self.log.level
        self.log.addHandler(self.lines)
        self.log.setLevel(logging.DEBUG)
        self.count: Counter[str] = Counter()
        #: The places of errors for which the skill apologised.
        self.faults: Counter[str] = Counter()

    def close(self) -> None:
        """Stop recording the log."""
        self.log.removeHandler(self.lines)
        self.log.setLevel(self.level)

    def post(self, body: bytes, headers: Mapping[str, str] | None = None) -> Json | None:
        """Return the response to a signed body, or None if it is refused as expected."""
        sent = self.authority.headers(body) | dict(headers or {})
        answer = self.client.post("/alexa", data=body, headers=sent)
        outcome = self.check_line()
        self.count[outcome] += 1
        if answer.status_code == 200:
            response: Json = json.loads(answer.get_data())
            assert broken_limits(response) == []
            assert outcome != "refused"
            return response
        assert answer.status_code == 400
        line = answer.get_data(as_text=True)
        assert line.count("\n") == 1
        assert len(line) < 100
        assert outcome == "refused"
        assert self.refuses(sent, body)
        return None

    def check_line(self) -> str:
        """Return the outcome in the only log line of the last request."""
        (record,) = self.lines.take()
        line: Json = json.loads(record.getMessage())
        assert line["request"] in NAMES
        assert line["locale"] in LOCALES
        assert datetime.fromisoformat(line["time"]).tzinfo is UTC
        assert line["ms"] >= 0
        outcome = str(line["outcome"])
        more = {"refused": {"reason"}, "apologised": {"id", "where"}}.get(outcome, set())
        assert line.keys() == {"time", "request", "locale", "outcome", "ms", *more}
        assert record.levelno == OUTCOMES[outcome]
        if outcome == "apologised":
            self.faults[line["where"]] += 1
        return outcome

    def refuses(self, headers: Mapping[str, str], body: bytes) -> bool:
        """Return whether the verification alone refuses this request."""
        try:
            self.verifier.verify(headers, body)
        except Refused:
            return True
        return False


def envelope(
    request: Json, attributes: Json | None = None, session: Mapping[str, Any] | None = None
) -> Json:
    """Return a complete request envelope with *request*."""
    application = {"applicationId": SKILL_ID}
    user = {"userId": "amzn1.ask.account.U"}
    stamp = f"{datetime.fromtimestamp(NOW, UTC):%Y-%m-%dT%H:%M:%SZ}"
    interfaces = {"Alexa.Presentation.APL": {"runtime": {"maxVersion": "2024.3"}}}
    return {
        "version": "1.0",
        "session": {
            "new": not attributes,
            "sessionId": "amzn1.echo-api.session.S",
            "application": application,
            "attributes": attributes or {},
            "user": user,
            **(session or {}),
        },
        "context": {
            "System": {
                "application": application,
                "user": user,
                "person": {"personId": "amzn1.ask.person.P"},
                "device": {"deviceId": "amzn1.ask.device.D", "supportedInterfaces": interfaces},
                "apiEndpoint": "https://api.amazonalexa.com",
                "apiAccessToken": "T",
            },
            "Viewport": {"shape": "RECTANGLE", "pixelWidth": 1280, "touch": ["SINGLE"]},
        },
        "request": {"requestId": "R", "timestamp": stamp, "locale": "en-US", **request},
    }


def slot(name: str, said: str, matched: str | None = None) -> Json:
    """Return a slot with its spoken value, and the id of the matched slot value."""
    resolution: Json = {"authority": "A", "status": {"code": "ER_SUCCESS_NO_MATCH"}}
    if matched:
        resolution["status"] = {"code": "ER_SUCCESS_MATCH"}
        resolution["values"] = [{"value": {"name": said, "id": matched}}]
    resolutions = {"resolutionsPerAuthority": [resolution]}
    value = {"type": "Simple", "value": said, "resolutions": resolutions}
    return {"name": name, "value": said, "resolutions": resolutions, "slotValue": value}


def intent(name: str, **slots: Json) -> Json:
    """Return an IntentRequest without the members that all requests have."""
    return {
        "type": "IntentRequest",
        "dialogState": "COMPLETED",
        "intent": {"name": name, "confirmationStatus": "NONE", "slots": slots},
    }
