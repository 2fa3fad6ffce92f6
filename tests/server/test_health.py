from __future__ import annotations

import time
from pathlib import Path

import pytest
from flask import Flask

from skill.app import create_app
from skill.server.settings import Settings
from skill.verification import Fetch, FetchFailed
from tests.support.pki import pem, the_pki
from tests.support.signed_requests import SKILL_ID, Signer

YEAR = 366 * 86_400


def make(tmp_path: Path, fetch: Fetch, ahead: float = 0) -> Flask:
    store = tmp_path / "trust.pem"
    store.write_bytes(pem(*the_pki().roots))
    settings = Settings(SKILL_ID, store)
    return create_app(settings, fetch=fetch, now=lambda: time.time() + ahead)


def ask(tmp_path: Path, *files: str, ahead: float = 0) -> tuple[int, dict[str, object]]:
    """Return the health of a server that was sent requests with these certificate files."""
    pki = the_pki()

    def fetch(url: str) -> bytes:
        if not url.endswith("good.pem"):
            raise FetchFailed(f"there is nothing at {url}")
        return pki.good

    app = make(tmp_path, fetch, ahead).test_client()
    for file in files:
        sent = Signer(pki).request(file=file)
        app.post("/alexa", data=sent.body, headers=sent.headers)
    answer = app.get("/health")
    told = answer.get_json()
    assert "/" not in answer.get_data(as_text=True)
    assert SKILL_ID not in answer.get_data(as_text=True)
    return answer.status_code, told | told.pop("certificates") | told.pop("content")


@pytest.mark.parametrize(
    ("files", "download"), [((), "none yet"), (("good",), "worked"), (("good", "x"), "failed")]
)
def test_it_tells_how_the_last_download_went(
    tmp_path: Path, files: tuple[str, ...], download: str
) -> None:
    status, told = ask(tmp_path, *files)
    assert (status, told["status"], told["last_download"]) == (200, "ok", download)
    assert told["valid_roots"] == 1
    assert told["locales"] == 5


def test_a_strangers_certificate_does_not_make_the_server_unfit(tmp_path: Path) -> None:
    assert ask(tmp_path, "stranger")[0] == 200


def test_without_a_root_that_is_valid_now_it_is_unfit(tmp_path: Path) -> None:
    status, told = ask(tmp_path, ahead=20 * YEAR)
    assert status == 503
    assert told["status"] == "not fit to serve"
    assert told["valid_roots"] == 0


def test_there_are_two_doors_two_pages_and_no_more(tmp_path: Path) -> None:
    app = make(tmp_path, lambda _: b"")
    found = {rule.rule: set(rule.methods or ()) for rule in app.url_map.iter_rules()}
    read = {"GET", "HEAD"}
    assert found == {"/health": read, "/privacy": read, "/terms": read}
    client = app.test_client()
    for method in ("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"):
        answer = client.open("/alexa", method=method)
        assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    for address in ("/alexa/", "/alexa/x", "/alexander", "/"):
        assert client.post(address).status_code == 404
