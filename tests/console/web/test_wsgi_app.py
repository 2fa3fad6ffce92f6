from __future__ import annotations

import contextlib
import http.client
import json
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from skill.console.audio.recognition import RECOGNITION_MISSING
from skill.console.audio.voices import read_wav
from skill.console.errors import ConsoleError
from skill.console.web.api import speech_input
from skill.console.web.session_store import SessionStore
from skill.console.web.web_server import listen_locally
from skill.console.web.wsgi_app import create_console
from skill.quality.cramp_coach import PATHS, cramp_coach
from tests.conftest import CONTENT
from tests.support.content import copied_content
from tests.support.web_visitor import Visitor

ROOT = Path(__file__).parents[3]


class Browser(Client):
    """Reads each file to its end, so that it is closed."""

    def open(self, *args: Any, **more: Any) -> TestResponse:
        return super().open(*args, **{"buffered": True} | more)


@pytest.fixture
def client(desk: SessionStore) -> Client:
    return Browser(create_console(desk))


def test_the_skill_is_beside_the_console(client: Client) -> None:
    assert client.get("/health").get_json()["status"] == "ok"
    assert "privacy" in client.get("/privacy").text.lower()
    assert client.get("/terms").status_code == 200
    assert client.post("/alexa", json={}).status_code == 400
    assert set(PATHS) == {"/alexa", "/health", "/privacy", "/terms"}


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost:8080", "127.0.0.1"])
def test_it_answers_to_this_machines_names(client: Client, host: str) -> None:
    assert client.get("/api/options", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example:8080"},
        {"Host": "192.168.1.7:8080"},
        {"Host": "127.0.0.1:8080", "Origin": "http://evil.example"},
        {"Host": "127.0.0.1:8080", "Origin": "http://127.0.0.1:9999"},
        {"Host": "127.0.0.1:8080", "Origin": "null"},
    ],
)
def test_another_site_cannot_talk_through_the_browser(
    client: Client, headers: dict[str, str]
) -> None:
    sent = {"locale": "en-US", "device": "dot", "time": "03:00"}
    answer = client.post("/api/sessions", json=sent, headers=headers)
    assert answer.status_code == 403
    assert client.get("/", headers=headers).status_code == 403


def test_the_frame_of_the_screen_gets_its_scripts_and_nothing_else(client: Client) -> None:
    nobody = {"Host": "127.0.0.1:8080", "Origin": "null"}
    assert client.get("/static/screen/clock.js", headers=nobody).status_code == 200
    assert client.post("/static/screen/clock.js", headers=nobody).status_code == 403
    for address in ("/", "/static/js/api.js", "/api/options", "/static/screen/../js/api.js"):
        assert client.get(address, headers=nobody).status_code == 403


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_form_of_another_site_is_no_json(client: Client, kind: str) -> None:
    # Complete: only its content type is wrong, which a form of another site cannot choose.
    whole = json.dumps({"locale": "en-US", "device": "dot", "time": "03:00"})
    answer = client.post("/api/sessions", data=whole, content_type=kind)
    assert answer.status_code == 400
    assert "no JSON" in answer.get_json()["error"]["message"]
    assert (
        client.post("/api/sessions", data=whole, content_type="application/json").status_code < 300
    )


def test_every_answer_forbids_what_the_page_does_not_need(client: Client) -> None:
    for address in ("/", "/api/options", "/nowhere", "/static/nothing.js"):
        answer = client.get(address)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "unsafe-eval" in client.get("/screen").headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "file", ["../app.py", "%2e%2e/app.py", "..%2fapp.py", "screen/../../app.py"]
)
def test_only_the_pages_own_files_are_given_out(client: Client, file: str) -> None:
    assert client.get(f"/static/{file}").status_code == 404


def test_without_amazons_engine_the_page_is_told_what_to_do(
    desk: SessionStore, tmp_path: Path
) -> None:
    client = Client(create_console(desk, tmp_path / "index.js"))
    offered = client.get("/api/options").get_json()["engine"]
    assert not offered["ready"]
    assert "npm ci" in offered["missing"]
    assert client.get("/screen/engine.js").status_code == 404


def test_broken_content_is_told_and_mended_without_a_new_start(tmp_path: Path) -> None:
    content = copied_content(tmp_path)
    muscles = content / "en" / "muscles.yaml"
    whole = muscles.read_text(encoding="utf-8")
    desk = SessionStore(cramp_coach(content))
    visitor = Visitor(create_console(desk))
    visitor.begin()
    muscles.write_text(whole + "\nnonsense: 3\n", encoding="utf-8")
    status, error = visitor.refused("/api/reload")
    assert (status, error["kind"]) == (503, "content")
    assert any("muscles.yaml" in line for line in error["problems"])
    # What was read before goes on working.
    assert visitor.say("my calf is cramping")["speech"].startswith("Pull your toes up")
    muscles.write_text(whole, encoding="utf-8")
    assert visitor.post("/api/reload")["message"]
    assert visitor.begin()["id"]


def test_content_that_is_broken_from_the_start_does_not_take_the_page_with_it(
    tmp_path: Path,
) -> None:
    content = copied_content(tmp_path)
    (content / "en" / "muscles.yaml").write_text("nonsense: 3\n", encoding="utf-8")
    visitor = Visitor(create_console(SessionStore(cramp_coach(content))))
    sent = {"locale": "en-US", "device": "dot", "time": "03:00"}
    status, error = visitor.refused("/api/sessions", **sent)
    assert (status, error["kind"]) == (503, "content")
    assert error["problems"]
    assert visitor.client.get("/api/options").status_code == 200
    shutil.copy(CONTENT / "en" / "muscles.yaml", content / "en" / "muscles.yaml")
    assert visitor.post("/api/reload")["message"]
    assert visitor.begin()["id"]


class Recogniser:
    """Reads the file as Whisper does, and recognises nothing in it."""

    def words(self, wav: bytes) -> str:
        read_wav(wav)
        return ""


def listen_to(client: Client, wav: bytes, kind: str = "audio/wav") -> tuple[int, str]:
    answer = client.post("/api/listen", data=wav, content_type=kind)
    return answer.status_code, answer.get_json()["error"]["message"]


def test_what_cannot_be_listened_to_is_told(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speech_input, "installed", lambda: True)
    monkeypatch.setattr(speech_input, "Whisper", Recogniser)
    for wav, kind, status in (
        (b"RIFF", "audio/mpeg", 400),
        (b"RIFF", "audio/wav", 400),
        (b"R" * 5_000_000, "audio/wav", 413),
    ):
        found, message = listen_to(client, wav, kind)
        assert found == status
        assert message


def test_without_speech_recognition_the_page_is_told_how_to_get_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speech_input, "installed", lambda: False)
    assert listen_to(client, b"RIFF") == (503, RECOGNITION_MISSING)


def test_it_listens_on_this_machine_alone_and_says_when_a_port_is_taken(desk: SessionStore) -> None:
    server = listen_locally(create_console(desk), 0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        assert server.server_address[0] == "127.0.0.1"
        address = f"http://127.0.0.1:{server.port}/health"
        with urllib.request.urlopen(address) as answer:
            assert answer.status == 200
        with pytest.raises(ConsoleError, match=f"port {server.port} cannot be had"):
            listen_locally(create_console(desk), server.port)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_ctrl_c_in_the_middle_of_a_sentence_ends_the_program_in_good_order() -> None:
    command = [sys.executable, "-m", "skill.console", "web", "--port", "0"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        assert found
        address = f"{found[0]}/api/sessions"
        place = {"locale": "en-US", "device": "dot", "time": "03:00"}
        address += f"/{sent(address, place)['id']}/turns"
        for _ in range(3):
            sent(address, {"do": "launch"})
        for turn in range(3):
            url = f"{address}/{turn}/sound"
            threading.Thread(target=heard, args=(url,)).start()
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        try:
            told, complaint = process.communicate(timeout=120)
        finally:
            process.kill()
    assert (process.returncode, complaint) == (0, "")
    assert told.splitlines()[-1] == "Stopped."


def sent(address: str, body: dict[str, str]) -> Any:
    """POST *body* to our own server, and return what it answers."""
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(address, json.dumps(body).encode(), headers)  # noqa: S310
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        return json.load(answer)


def heard(address: str) -> None:
    """Ask for a sound; the server may end before it is there."""
    with contextlib.suppress(OSError, http.client.HTTPException):
        urllib.request.urlopen(address).close()  # noqa: S310
