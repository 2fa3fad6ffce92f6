"""Shared fixtures: the real content, read once, and conversations with the skill."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
from flask.testing import FlaskClient
from hypothesis import settings

import skill
from skill.app import create_app
from skill.catalog import Catalog, Catalogs, load_catalogs
from skill.common import request_log
from skill.common.strict_yaml import read_yaml
from skill.console.client.signing import SigningAuthority
from skill.console.web.session_store import SessionStore
from skill.console.web.wsgi_app import create_console
from skill.dialogue import speech
from skill.dialogue.intents import standard_intents
from skill.dialogue.listener import STRANGER, Listener
from skill.dialogue.state import State
from skill.dialogue.turn import Request, Turn, said_after
from skill.handlers import HANDLERS
from skill.quality.cramp_coach import CRAMP_COACH
from skill.server.settings import Settings
from tests.support.web_visitor import Visitor

CONTENT = Path(skill.__file__).parents[1] / "content"
NOW = 1_800_000_000
SKILL_ID = "amzn1.ask.skill.11111111-2222-3333-4444-555555555555"

Json = dict[str, Any]

# No deadline, so that no test fails on a slow machine.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


def ids(name: str) -> list[str]:
    """Return the ids in one file of the source language, for parametrised tests."""
    found = list(read_yaml(CONTENT / "en" / f"{name}.yaml"))
    assert found, f"{name} is empty"
    return found


MUSCLES = ids("muscles")
SITUATIONS = ids("situations")
CONDITIONS = ids("conditions")
ROUTINES = sorted(path.stem for path in (CONTENT / "en" / "routines").glob("*.yaml"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start with the long tests, so that all workers end at about the same time."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(autouse=True, scope="session")
def ctrl_c_works() -> None:
    """Restore Ctrl-C, which processes started in the background of a shell ignore."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def journal_stays_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Restore the request log after each test, because a started app prints it."""
    monkeypatch.setattr(request_log, "_put", request_log._put)


@cache
def our_catalogs() -> Catalogs:
    """Return the project's catalogs, read once; tests must not change them."""
    return load_catalogs(CONTENT)


@pytest.fixture(scope="session")
def catalogs() -> Catalogs:
    return our_catalogs()


@pytest.fixture(scope="session")
def catalog(catalogs: Catalogs) -> Catalog:
    return catalogs["en-US"]


def ask(
    catalog: Catalog,
    state: State = None,
    *,
    at: int = NOW,
    unknown: Iterable[str] = (),
    known: Listener = STRANGER,
    said: tuple[str, ...] = (),
    **slots: str,
) -> Request:
    """Return a request in *state* with these slots."""
    return Request(catalog, state, slots, frozenset(unknown), at, known, said)


def text(turn: Turn) -> str:
    """Return the text of *turn* without its pauses."""
    return speech.text(turn.speech)


def reprompt(turn: Turn) -> str:
    """Return the text of the reprompt of *turn*, which must have one."""
    assert turn.reprompt is not None
    return speech.text(turn.reprompt)


class Talk:
    """A conversation with the dialogue, which keeps the state between turns."""

    def __init__(self, catalog: Catalog, state: State = None) -> None:
        self.catalog = catalog
        self.state = state
        self.at = NOW
        self.known = STRANGER
        self.said: tuple[str, ...] = ()

    def wait(self, seconds: int) -> Talk:
        """Move the time of the next request by *seconds*."""
        self.at += seconds
        return self

    def say(self, intent: str, *, unknown: Iterable[str] = (), **slots: str) -> Turn:
        """Send *intent* with these slots; *unknown* names slots with unknown values."""
        known, at, said = self.known, self.at, self.said
        request = ask(
            self.catalog, self.state, at=at, unknown=unknown, known=known, said=said, **slots
        )
        turn = HANDLERS[intent](request) or standard_intents.not_understood(request)
        self.state, self.known = turn.state, request.listener
        self.said = said_after(request, turn)
        return turn


@pytest.fixture
def talk(catalog: Catalog) -> Talk:
    return Talk(catalog)


@pytest.fixture(scope="module")
def desk() -> SessionStore:
    return SessionStore(CRAMP_COACH)


@pytest.fixture
def visitor(desk: SessionStore) -> Visitor:
    """A client of the web console with a new conversation on an Echo Show 8."""
    made = Visitor(create_console(desk))
    made.begin("show-8")
    return made


class Alexa:
    """Sends signed requests to the real app at the time NOW."""

    def __init__(self, client: FlaskClient, authority: SigningAuthority) -> None:
        self.client = client
        self.authority = authority

    def post(
        self, request: Json, attributes: Json | None = None, *, new: bool = False, **outer: Any
    ) -> Json:
        """Return the response envelope to *request*, which must have status 200."""
        body = json.dumps(envelope(request, attributes, new=new) | outer).encode()
        answer = self.client.post("/alexa", data=body, headers=self.authority.headers(body))
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return cast("Json", answer.get_json())

    def intent(self, name: str, attributes: Json | None = None, **slots: Json) -> Json:
        """Return the response to an intent."""
        intent = {"name": name, "confirmationStatus": "NONE", "slots": slots}
        return self.post({"type": "IntentRequest", "intent": intent}, attributes)


def envelope(request: Json, attributes: Json | None = None, *, new: bool = False) -> Json:
    """Return an envelope with *request*, in a session with these attributes."""
    application, user = {"applicationId": SKILL_ID}, {"userId": "user-secret"}
    stamp = datetime.fromtimestamp(NOW, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    within = {"new": new, "sessionId": "s", "application": application, "user": user}
    return {
        "version": "1.0",
        "session": {**within, "attributes": attributes or {}},
        "context": {"System": {"application": application, "device": {"deviceId": "device-1"}}},
        "request": {"requestId": "r", "timestamp": stamp, "locale": "en-US", **request},
    }


@pytest.fixture(scope="session")
def alexa(tmp_path_factory: pytest.TempPathFactory) -> Alexa:
    return new_alexa(tmp_path_factory.mktemp("trust"))


def new_alexa(folder: Path) -> Alexa:
    """Return a new app; *folder* is for its trust store."""
    authority = SigningAuthority()
    store = folder / "root.pem"
    store.write_bytes(authority.root_pem())
    app = create_app(Settings(SKILL_ID, store), fetch=authority.fetch, now=lambda: NOW)
    return Alexa(app.test_client(), authority)
