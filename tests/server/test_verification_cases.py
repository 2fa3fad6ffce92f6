from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from skill.verification.download import TOTAL_SECONDS
from tests.support.certificate_host import StandIn, stand_in
from tests.support.pki import pem, the_pki
from tests.support.server_process import free_port, wait_for
from tests.support.signed_requests import BASE, SKILL_ID, Answer, Signer, send
from tests.support.verification_cases import CASES, Case

ROOT = Path(__file__).resolve().parents[2]


class Skill(NamedTuple):
    """A server that runs, and what it can see of the world."""

    port: int
    host: StandIn
    signer: Signer

    def status(self, case: Case) -> int:
        return send(case.build(self.signer), self.port).status


@pytest.fixture(scope="module")
def skill(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Skill]:
    folder = tmp_path_factory.mktemp("skill")
    pki = the_pki()
    trust = folder / "trust.pem"
    trust.write_bytes(pem(*pki.roots))
    port = free_port()
    log = folder / "log.txt"
    with stand_in(pki, folder) as host, log.open("wb") as output:
        environment = os.environ | {
            "ALEXA_SKILL_ID": SKILL_ID,
            "ALEXA_TRUST_STORE": str(trust),
            "TEST_PORT": str(port),
            # Each worker downloads for itself: with one, downloads can be counted.
            "WEB_CONCURRENCY": "1",
            "TEST_CERTIFICATE_HOST_PORT": str(host.server_port),
        }
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "-c",
            "tests/support/gunicorn_settings.py",
        ]
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            wait_for(port, process, log)
            yield Skill(port, host, Signer(pki))
        finally:
            process.terminate()
            process.wait(20)
    # A stranger must not be able to make the server stumble.
    assert "Traceback" not in log.read_text()


def test_there_are_cases_of_both_kinds() -> None:
    ids = [case.id for case in CASES]
    assert len(ids) == len(set(ids))
    assert sum(case.accepted for case in CASES) >= 35
    assert sum(not case.accepted for case in CASES) >= 180


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_request_is_answered_exactly_when_it_is_amazons(skill: Skill, case: Case) -> None:
    status = skill.status(case)
    assert status == 200 if case.accepted else 400 <= status < 500


def test_a_stranger_s_url_is_not_even_looked_at(skill: Skill) -> None:
    before = len(skill.host.paths)
    urls = [case for case in CASES if case.id.startswith("url-") and not case.accepted]
    assert len(urls) > 50
    for case in urls:
        skill.status(case)
    assert skill.host.paths[before:] == []


def test_a_certificate_is_downloaded_once_whatever_its_url_is_written_like(skill: Skill) -> None:
    for path in ("again.pem/../chunks.pem", "./chunks.pem", "/chunks.pem", "chunks.pem"):
        assert send(skill.signer.request(url=BASE + path), skill.port).status == 200
    assert skill.host.paths.count("/echo.api/chunks.pem") == 1


def until_asked(skill: Skill, name: str) -> None:
    """Wait until the certificate host has been asked for a file with this in its name."""
    deadline = time.monotonic() + 30
    while not any(name in path for path in list(skill.host.paths)):
        assert time.monotonic() < deadline, f"nobody asked for {name}"
        time.sleep(0.01)


def test_slow_certificates_of_strangers_do_not_keep_amazon_waiting(skill: Skill) -> None:
    assert send(skill.signer.request(), skill.port).status == 200
    answers: list[Answer] = []

    def flood(number: int) -> None:
        sent = skill.signer.request(file=f"{number}/slow")
        answers.append(send(sent, skill.port))

    threads = [threading.Thread(target=flood, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    until_asked(skill, "/slow")
    good = send(skill.signer.request(), skill.port)
    for thread in threads:
        thread.join()
    assert good.status == 200
    # Sooner than a download is given up: it did not wait for one.
    assert good.seconds < TOTAL_SECONDS
    assert [answer.status for answer in answers] == [400] * 12


def test_one_slow_certificate_asked_for_by_many_does_not_either(skill: Skill) -> None:
    assert send(skill.signer.request(), skill.port).status == 200
    threads = [
        threading.Thread(target=send, args=(skill.signer.request(file="many/silent"), skill.port))
        for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    until_asked(skill, "/silent")
    good = send(skill.signer.request(), skill.port)
    for thread in threads:
        thread.join()
    assert good.status == 200
    # Sooner than a download is given up: it did not wait for one.
    assert good.seconds < TOTAL_SECONDS
