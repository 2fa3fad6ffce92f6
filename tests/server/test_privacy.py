"""No personal data and no spoken words in log lines or error pages."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NoReturn

import pytest

from skill import handlers
from skill.alexa.session_attributes import write_attributes
from skill.app import create_app
from skill.dialogue.state import SignAsked
from skill.responder import REQUEST_TYPES
from skill.server.settings import Settings
from tests.support.endpoint import SKILL_ID, Door, Json, Lines, envelope, intent, slot
from tests.support.server_process import serving
from tests.support.signed_requests import Sent, dump, send
from tests.support.signed_requests import envelope as fresh_envelope

MARK = "marked-7f3a"
#: All members of an envelope that can have personal data.
PERSONAL: Mapping[str, Any] = {
    "sessionId": f"session-{MARK}",
    "attributes": {"state": "InStep", "routine": f"routine-{MARK}", MARK: {"said": MARK}},
    "user": {"userId": f"user-{MARK}", "accessToken": f"token-{MARK}"},
}
HEADERS = {"X-Forwarded-For": MARK, "User-Agent": MARK, "Cookie": MARK, "Authorization": MARK}


@pytest.fixture(scope="module")
def door() -> Iterator[Door]:
    with closing(Door()) as door:
        yield door


@pytest.fixture
def logged() -> Iterator[list[logging.LogRecord]]:
    """Return what any logger writes at any level, and look through it at the end."""
    lines, root = Lines(), logging.getLogger()
    level = root.level
    root.setLevel(logging.DEBUG)
    root.addHandler(lines)
    yield lines.records
    root.removeHandler(lines)
    root.setLevel(level)
    assert lines.records
    for record in lines.records:
        assert MARK not in everything(record)


def everything(record: logging.LogRecord) -> str:
    """Return all that a handler could write of a record, the trace included."""
    trace = "".join(traceback.format_exception(record.exc_info[1])) if record.exc_info else ""
    return f"{record.getMessage()} {record.__dict__} {trace}"


def marked(request: Json) -> Json:
    """Return an envelope full of marks round a request."""
    whole = envelope(request, session=PERSONAL)
    system = whole["context"]["System"]
    system["user"] = PERSONAL["user"]
    system["person"] = {"personId": MARK, "accessToken": MARK}
    system["device"]["deviceId"] = MARK
    system["unit"] = {"unitId": MARK, "persistentUnitId": MARK}
    system["apiAccessToken"] = MARK
    whole["context"]["Geolocation"] = {"coordinate": MARK}
    whole["request"] |= {"requestId": MARK, "inputTranscript": MARK, "error": {"message": MARK}}
    return whole


def requests() -> Iterator[Json]:
    slots = {name: slot(name, MARK, MARK) for name in ("muscle", "sign", "remedy", MARK)}
    yield from (intent(name, **slots) for name in handlers.HANDLERS)
    yield intent(MARK, **slots)
    yield from ({"type": kind, "arguments": [MARK], "name": MARK} for kind in REQUEST_TYPES)
    yield {"type": MARK}
    yield intent("AMAZON.HelpIntent") | {"locale": MARK}
    yield {"type": "IntentRequest", "intent": MARK}


REQUESTS = list(requests())


def test_there_are_requests_of_every_kind() -> None:
    assert len(REQUESTS) > 80


def test_no_answered_request_leaves_a_trace(door: Door, logged: list[logging.LogRecord]) -> None:
    for request in REQUESTS:
        body = json.dumps(marked(request)).encode()
        sent = door.authority.headers(body) | HEADERS
        assert door.client.post(f"/alexa?{MARK}", data=body, headers=sent).status_code == 200
    assert len(logged) == len(REQUESTS)


def refusals(door: Door) -> Iterator[tuple[bytes, dict[str, str]]]:
    body = json.dumps(marked({"type": "LaunchRequest"})).encode()
    good = door.authority.headers(body)
    yield body, {}
    yield body, HEADERS
    yield body + b" ", good
    yield b"", good
    for name in good:
        yield body, good | {name: MARK}
    yield body, good | {"SignatureCertChainUrl": f"https://s3.amazonaws.com/echo.api/{MARK}.pem"}
    yield body, good | {"Content-Encoding": MARK}
    for wrong in (
        f'{{"request": "{MARK}"}}',
        f'{{"{MARK}": NaN}}',
        f'{{"{MARK}": 1, "{MARK}": 2}}',
        f'"{MARK}',
    ):
        yield wrong.encode(), door.authority.headers(wrong.encode())
    for change in ({"timestamp": MARK}, {"timestamp": "2001-01-01T00:00:00Z"}):
        late = json.dumps(marked({"type": "LaunchRequest"} | change)).encode()
        yield late, door.authority.headers(late)
    other = json.dumps(marked({"type": MARK})).replace(SKILL_ID, MARK).encode()
    yield other, door.authority.headers(other)
    yield body + MARK.encode() * 40_000, good


def test_no_refused_request_leaves_a_trace(door: Door, logged: list[logging.LogRecord]) -> None:
    sent = list(refusals(door))
    assert len(sent) > 12
    for body, headers in sent:
        answer = door.client.post("/alexa", data=body, headers=headers)
        assert answer.status_code == 400
        assert MARK not in answer.get_data(as_text=True)
        assert MARK not in str(answer.headers)
    assert len(logged) == len(sent)


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", MARK.upper()])
def test_no_error_page_repeats_what_was_asked(
    door: Door, logged: list[logging.LogRecord], method: str
) -> None:
    for path in (f"/{MARK}", f"/alexa/{MARK}", f"/health/{MARK}?{MARK}"):
        answer = door.client.open(path, method=method, data=MARK, headers=HEADERS)
        assert answer.status_code in (404, 405)
        assert MARK not in answer.get_data(as_text=True) + str(answer.headers)
    assert logged


def crash(_: object) -> NoReturn:
    raise ValueError(MARK)


@pytest.mark.parametrize("name", sorted(handlers.HANDLERS))
def test_no_crash_of_a_handler_leaves_a_trace(
    door: Door, logged: list[logging.LogRecord], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    assert isinstance(handlers.HANDLERS, dict)
    monkeypatch.setitem(handlers.HANDLERS, name, crash)
    request = {"type": name} if name == "LaunchRequest" else intent(name)
    # In a locale that was not asked in before: what is kept cannot crash.
    body = json.dumps(marked({**request, "locale": "en-IN"})).encode()
    answer = door.client.post("/alexa", data=body, headers=door.authority.headers(body))
    assert answer.status_code == 200
    assert json.loads(logged[-1].getMessage())["outcome"] == "apologised"
    told = answer.get_json()
    # The place in the conversation goes back to Alexa until it ends, and nothing else of it.
    ended = told["response"]["shouldEndSession"]
    kept = {} if ended else PERSONAL["attributes"]
    if name == "UnsureIntent":
        # What asks for the signs of danger is asked after a fault as well.
        kept = write_attributes(SignAsked("unsure"))
    assert told.pop("sessionAttributes") == kept
    assert MARK not in json.dumps(told)


def test_no_crash_of_the_verification_leaves_a_trace(
    door: Door, logged: list[logging.LogRecord], tmp_path: Path
) -> None:
    store = tmp_path / "root.pem"
    store.write_bytes(door.authority.root_pem())
    body = json.dumps(marked({"type": "LaunchRequest"})).encode()

    app = create_app(Settings(SKILL_ID, store), fetch=door.authority.fetch, now=lambda: crash(None))
    answer = app.test_client().post("/alexa", data=body, headers=door.authority.headers(body))
    assert answer.status_code == 400
    assert MARK not in answer.get_data(as_text=True)
    assert logged


def test_a_real_server_writes_no_trace_even_when_it_tells_all_it_can(tmp_path: Path) -> None:
    with serving(tmp_path, "--log-level", "debug") as server:
        for request in REQUESTS[:10]:
            whole = fresh_envelope()
            for member in ("session", "context"):
                whole[member] = marked(request)[member]
            whole["request"] = marked(request)["request"] | {
                "timestamp": whole["request"]["timestamp"]
            }
            good = server.signer.request(dump(whole))
            assert send(good, server.port).status == 200
            good.body += MARK.encode()
            assert send(good, server.port).status == 400
        for path in (f"/{MARK}", f"/alexa?{MARK}", f"/{MARK * 500}", MARK):
            assert 400 <= send(Sent(list(HEADERS.items()), b""), server.port, path).status < 500
        for header in ((MARK + "\x01", "x"), ("X", MARK * 1000), (f"bad {MARK}", MARK)):
            assert 400 <= send(Sent([header], b""), server.port).status < 500
        lines = server.log.read_text()
    assert lines.count('"answered"') + lines.count('"nothing"') == 10
    assert MARK not in lines
    # No client addresses either; Gunicorn has lines with its own address.
    assert "ip=" not in lines
    assert all(json.loads(line)["time"] for line in lines.splitlines())
