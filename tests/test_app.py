from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from skill.app import create_app
from skill.catalog import ContentError
from skill.server.endpoint import LARGEST_ENVELOPE
from skill.server.settings import Settings, SettingsError
from skill.verification import load_roots
from tests.conftest import SKILL_ID, Alexa, envelope

LAUNCH = {"type": "LaunchRequest"}


@pytest.fixture
def client(alexa: Alexa) -> FlaskClient:
    return alexa.client


def refusal(alexa: Alexa, body: bytes) -> str:
    """Return why the signed *body* is refused."""
    answer = alexa.client.post("/alexa", data=body, headers=alexa.authority.headers(body))
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    return answer.get_data(as_text=True)


def test_a_signed_request_is_answered_with_amazon_s_kind_of_json(alexa: Alexa) -> None:
    body = json.dumps(envelope(LAUNCH)).encode()
    answer = alexa.client.post("/alexa", data=body, headers=alexa.authority.headers(body))
    assert answer.content_type == "application/json;charset=UTF-8"
    assert answer.get_json()["version"] == "1.0"
    assert answer.get_json()["response"]["outputSpeech"]["type"] == "SSML"


def test_health_says_ok_to_anybody(client: FlaskClient) -> None:
    answer = client.get("/health")
    assert (answer.status_code, answer.get_json()["status"]) == (200, "ok")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/alexa", 405), ("PUT", "/alexa", 405), ("POST", "/", 404), ("POST", "/health", 405)],
)
def test_there_is_nothing_else_to_be_had(
    client: FlaskClient, method: str, path: str, status: int
) -> None:
    assert client.open(path, method=method).status_code == status


def test_an_unsigned_request_is_refused(client: FlaskClient) -> None:
    assert client.post("/alexa", json=envelope(LAUNCH)).status_code == 400


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[]", b"null", b"not json", b'{"version": "1.0"}', b"\xff\xfe"]
)
def test_a_signed_body_that_is_no_request_is_refused(alexa: Alexa, body: bytes) -> None:
    assert refusal(alexa, body)


def test_a_request_for_another_skill_is_refused(alexa: Alexa) -> None:
    body = json.dumps(envelope(LAUNCH)).replace(SKILL_ID, "amzn1.ask.skill.other").encode()
    assert "another skill" in refusal(alexa, body)


@pytest.mark.parametrize("stamp", ["2027-01-15T07:56:40Z", "2027-01-15T08:03:20Z"])
def test_a_stale_or_future_request_is_refused_by_the_app_s_own_clock(
    alexa: Alexa, stamp: str
) -> None:
    body = json.dumps(envelope({**LAUNCH, "timestamp": stamp})).encode()
    assert "200 seconds off" in refusal(alexa, body)


def test_a_body_larger_than_any_of_alexa_s_is_refused(alexa: Alexa) -> None:
    assert "larger" in refusal(alexa, b" " * (LARGEST_ENVELOPE + 1))


def test_a_refusal_is_logged_without_what_was_in_the_request(
    alexa: Alexa, caplog: pytest.LogCaptureFixture
) -> None:
    refusal(alexa, b'{"said": "my swollen knee"}')
    assert "refused" in caplog.text
    assert "swollen" not in caplog.text


def test_the_same_state_is_kept_nowhere_but_in_the_session(alexa: Alexa) -> None:
    first = alexa.post(LAUNCH, new=True)
    assert alexa.post(LAUNCH, new=True) == first
    next_ = alexa.intent("AMAZON.NextIntent", first["sessionAttributes"])
    assert alexa.intent("AMAZON.NextIntent", first["sessionAttributes"]) == next_


@pytest.mark.parametrize("missing", ["request", "context"])
def test_an_envelope_without_a_part_is_no_crash(alexa: Alexa, missing: str) -> None:
    whole = envelope(LAUNCH)
    del whole[missing]
    body = json.dumps(whole).encode()
    answer = alexa.client.post("/alexa", data=body, headers=alexa.authority.headers(body))
    assert answer.status_code == 400


def test_the_app_reads_its_settings_from_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("ALEXA_SKILL_ID", raising=False)
    with pytest.raises(SettingsError, match="ALEXA_SKILL_ID"):
        create_app()


def test_the_app_does_not_start_without_anybody_to_trust(tmp_path: Path) -> None:
    store = tmp_path / "roots.pem"
    store.write_text("rubbish")
    with pytest.raises(SettingsError, match=r"ALEXA_TRUST_STORE: .*roots\.pem: no certificate"):
        create_app(Settings(SKILL_ID, store))


def test_the_app_does_not_start_on_bad_content(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"locales\.yaml"):
        create_app(Settings(SKILL_ID, content=tmp_path))


def test_without_a_trust_store_amazon_s_real_roots_are_trusted() -> None:
    assert len(load_roots(Settings(SKILL_ID).trust_store)) > 50


@pytest.mark.parametrize(
    "kind", ["Alexa.Tomorrow.NewRequest", "Alexa.Presentation.APL.RuntimeError"]
)
def test_what_needs_no_answer_leaves_the_place_in_the_conversation_as_it_is(
    alexa: Alexa, kind: str
) -> None:
    place = alexa.post(LAUNCH)["sessionAttributes"]
    assert place
    answer = alexa.post({"type": kind}, place)
    assert answer["sessionAttributes"] == place
    assert "outputSpeech" not in answer["response"]
