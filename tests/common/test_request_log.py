from __future__ import annotations

import io
import json
import logging
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

import pytest

from skill import handlers
from skill.common import request_log
from skill.verification import Verifier
from tests.support.endpoint import Door, Json, envelope, intent, slot


@pytest.fixture(scope="module")
def door() -> Iterator[Door]:
    with closing(Door()) as door:
        yield door


def line(door: Door, request: Json, headers: Mapping[str, str] | None = None) -> Json:
    """Return the line that a request leaves behind."""
    body = json.dumps(envelope(request)).encode()
    sent = door.authority.headers(body) | dict(headers or {})
    door.client.post("/alexa", data=body, headers=sent)
    (record,) = door.lines.records
    door.check_line()
    found: Json = json.loads(record.getMessage())
    return found


@pytest.mark.parametrize(
    ("request_", "name", "outcome"),
    [
        ({"type": "LaunchRequest"}, "LaunchRequest", "answered"),
        (intent("DoctorIntent"), "DoctorIntent", "answered"),
        (intent("MyNeighboursIntent"), "other", "answered"),
        ({"type": "IntentRequest"}, "other", "answered"),
        ({"type": "SessionEndedRequest"}, "SessionEndedRequest", "nothing"),
        (
            {"type": "Alexa.Presentation.APL.RuntimeError", "errors": []},
            "Alexa.Presentation.APL.RuntimeError",
            "nothing",
        ),
        ({"type": "Alexa.Tomorrow.Request"}, "other", "nothing"),
        ({"type": ["LaunchRequest"]}, "other", "nothing"),
    ],
    ids=str,
)
def test_a_line_names_the_request_and_what_became_of_it(
    door: Door, request_: Json, name: str, outcome: str
) -> None:
    found = line(door, request_)
    assert (found["request"], found["outcome"]) == (name, outcome)


@pytest.mark.parametrize(
    ("locale", "told"),
    [("en-GB", "en-GB"), ("de-DE", "other"), ("Anna", "other"), (None, "other"), (["en"], "other")],
    ids=str,
)
def test_only_locales_of_ours_are_named(door: Door, locale: object, told: str) -> None:
    assert line(door, {"type": "LaunchRequest", "locale": locale})["locale"] == told


def test_a_refusal_says_why(door: Door) -> None:
    found = line(door, {"type": "LaunchRequest"}, {"Signature-256": "AAAA"})
    assert found["outcome"] == "refused"
    assert found["reason"] == "the signature is not that of the body"
    assert (found["request"], found["locale"]) == ("other", "other")


def test_a_crash_says_where_and_has_an_id_of_its_own(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(handlers.HANDLERS, dict)
    monkeypatch.setitem(handlers.HANDLERS, "DoctorIntent", crash)
    # This request is new, so its answer is not cached.
    new = intent("DoctorIntent", cause=slot("cause", "new", "new"))
    first, second = (line(door, new) for _ in range(2))
    assert first["outcome"] == "apologised"
    assert first["where"].startswith("ZeroDivisionError at test_request_log.py:")
    assert len(first["id"]) == 8
    assert first["id"] != second["id"]


def test_a_fault_in_the_verification_is_refused_and_noted(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nothing that a stranger sends makes the verification fail.
    monkeypatch.setattr(Verifier, "check", lambda *_: crash(None))
    answer = door.client.post("/alexa")
    assert answer.status_code == 400
    assert answer.get_data() == b"the request could not be verified\n"
    (record,) = door.lines.take()
    found = json.loads(record.getMessage())
    assert found["reason"] == "a fault of ours"
    assert found["where"].startswith("ZeroDivisionError at test_request_log.py:")
    assert len(found["id"]) == 8


def test_other_pages_leave_a_line_too_and_health_leaves_none(door: Door) -> None:
    assert door.client.get("/health").status_code == 200
    assert door.lines.take() == []
    assert door.client.get("/console").status_code == 404
    assert door.check_line() == "refused"
    assert door.client.get("/alexa").status_code == 405
    assert door.check_line() == "refused"


def test_the_time_a_request_took_is_told(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skill.common.request_log.time.monotonic", lambda: 101.5)
    with caplog.at_level(logging.INFO):
        request_log.write_entry("answered", 100.0)
    assert json.loads(caplog.messages[-1])["ms"] == 1500


@pytest.fixture
def stderr(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Return what the journal writes to standard error, and leave the loggers as they were."""
    ours = logging.getLogger("skill")
    handlers_, level = list(ours.handlers), ours.level
    ours.handlers.clear()
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    monkeypatch.setattr(request_log, "_put", request_log._put)
    request_log.to_stderr(logger="skill")
    request_log.to_stderr(logger="skill")
    yield written
    ours.handlers[:] = handlers_
    ours.setLevel(level)


def test_each_line_is_written_once(stderr: io.StringIO) -> None:
    request_log.write_entry("answered", time.monotonic(), "LaunchRequest", "en-US")
    (written,) = stderr.getvalue().splitlines()
    assert json.loads(written)["request"] == "LaunchRequest"


def test_of_any_other_record_only_its_place_is_written(stderr: io.StringIO) -> None:
    log = logging.getLogger("skill.somewhere")
    log.warning("my calf %s", "hurts")
    try:
        crash("my calf hurts")
    except ZeroDivisionError:
        log.exception("my calf hurts")
    first, second = map(json.loads, stderr.getvalue().splitlines())
    assert first.keys() == second.keys() == {"time", "outcome", "level", "where"}
    assert first["where"].startswith("test_request_log.py:")
    assert second["where"].startswith("ZeroDivisionError at test_request_log.py:")
    assert "calf" not in stderr.getvalue()


def crash(_: object) -> Any:
    return 1 / 0
