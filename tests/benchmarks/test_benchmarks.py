"""The benchmarks measure what they report; no test depends on the speed of the machine."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import psutil
import pytest

from skill.console.client.request_envelopes import SKILL_ID
from tests.benchmarks import install, load
from tests.benchmarks.aims import findings
from tests.benchmarks.compare import Block, Plan, Row, compare
from tests.benchmarks.install import NotInstalled
from tests.benchmarks.mix import DEVICES, KINDS, mixed
from tests.benchmarks.progress import Progress
from tests.benchmarks.running import serving
from tests.benchmarks.stage import Stage, stage
from tests.benchmarks.table import block_text, notes
from tests.benchmarks.targets import LIMIT, NODE, PLAIN, SKILL, TARGETS
from tests.support.signed_requests import OTHER_ID, Signer, dump, envelope, send

needs_wrk = pytest.mark.skipif(not shutil.which("wrk"), reason="wrk is not installed")


@pytest.fixture(scope="module")
def around() -> Iterator[Stage]:
    with stage() as made:
        yield made


@needs_wrk
@pytest.mark.parametrize("server", ["gunicorn", "granian"])
def test_a_short_run_has_figures_and_no_errors(around: Stage, server: str) -> None:
    plan = Plan((LIMIT, SKILL), (server,), (1,), (1,), rounds=1, seconds=1, requests=50)
    missing: dict[str, str] = {}
    (block,) = compare(around, plan, missing, Progress(plan.runs()))
    assert not missing
    assert [row.target for row in block.rows] == [LIMIT, SKILL]
    for row in block.rows:
        (figures,) = row.runs
        assert row.errors() == 0
        assert figures.rate > 0
        assert 0 < figures.p50 <= figures.p99
        assert figures.cpu > 0
        assert figures.memory > 0
    assert SKILL in block_text(block)


@needs_wrk
def test_a_refusal_and_an_answer_without_speech_count_as_errors(around: Stage) -> None:
    refused = Signer(around.signer.pki, OTHER_ID).request()
    ended = envelope(SKILL_ID, type="SessionEndedRequest", reason="USER_INITIATED")
    silent = around.signer.request(dump(ended))
    with serving(around, SKILL, "gunicorn") as running:
        assert send(refused, running.port).status == 400
        assert send(silent, running.port).status == 200
        for sent in (refused, silent):
            file = around.folder / "wrong"
            load.write([sent], file)
            figures = load.run(running, file, 1, 1)
            assert figures.errors >= figures.rate * 0.9


def test_nothing_is_left_of_a_server_that_was_measured(around: Stage) -> None:
    with serving(around, SKILL, "gunicorn", workers=2) as running:
        processes = running.processes()
        assert len(running.workers()) == 2
        assert len(processes) == 3
    assert not any(psutil.pid_exists(process.pid) for process in processes)


def test_a_peer_says_what_the_skill_says(around: Stage) -> None:
    with serving(around, PLAIN, "gunicorn") as running:
        for (kind, device), asked in around.recording.asked.items():
            sent = around.signer.request(dump(asked[0].envelope()))
            answer = send(sent, running.port)
            told = json.loads(answer.text.partition("\r\n\r\n")[2])
            wanted = around.recording.answers[kind, device]
            assert answer.status == 200
            assert (
                told["response"]["outputSpeech"]["ssml"]
                == (wanted["response"]["outputSpeech"]["ssml"])
            )
            assert told["sessionAttributes"] == wanted["sessionAttributes"]


def test_every_request_has_a_body_and_a_signature_of_its_own(around: Stage) -> None:
    requests = around.requests(200)
    assert len({sent.body for sent in requests}) == 200
    assert len({sent.header("Signature-256") for sent in requests}) == 200


def test_each_kind_comes_in_its_share_and_half_of_them_with_a_display(around: Stage) -> None:
    shares = sum(kind.share for kind in KINDS.values())
    asked = list(islice(mixed(around.recording.asked), shares * len(DEVICES)))
    for name, kind in KINDS.items():
        for device in DEVICES:
            assert sum((one.kind, one.device) == (name, device) for one in asked) == kind.share


def test_a_request_in_the_middle_of_a_conversation_knows_its_place(around: Stage) -> None:
    for (kind, _), several in around.recording.asked.items():
        for asked in several:
            assert bool(asked.attributes) is bool(KINDS[kind].after)
            session = asked.envelope()["session"]
            assert session["attributes"] == asked.attributes
            assert session["application"]["applicationId"] == SKILL_ID
    # The next step of another progress line is not due at the same second.
    places = [json.dumps(asked.attributes) for asked in around.recording.asked["next", "speaker"]]
    assert len(set(places)) == len(places) > 10


def test_where_the_time_goes_is_told_for_every_kind_of_request(tmp_path: Path) -> None:
    file = tmp_path / "profile.json"
    command = [sys.executable, "-m", "tests.benchmarks", "profile", "--rounds", "1", "--top", "1"]
    done = subprocess.run([*command, "--json", str(file)], capture_output=True, check=False)
    # Without wrk, which only the others need, it says so and ends with 2.
    assert done.returncode == (0 if shutil.which("wrk") else 2), done.stderr
    if done.returncode == 0:
        told = json.loads(file.read_text(encoding="utf-8"))
        assert len(told["us"]) == len(KINDS) * len(DEVICES)
        assert all(figures["skill"] > 0 for figures in told["us"].values())


def test_a_peer_that_cannot_take_part_is_told_loudly(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise NotInstalled("there is no npm")

    monkeypatch.setattr(install, "INSTALLERS", {NODE: refuse})
    missing = install.missing(list(TARGETS))
    assert "!!! NOT MEASURED: Amazon, Node: there is no npm" in notes([SKILL], missing)
    assert Block(()).row(NODE) is None


def test_a_ratio_is_that_of_the_same_round_and_an_aim_is_reached_at_its_value() -> None:
    limit, skill = (_row(name, rates) for name, rates in ((LIMIT, (100, 400)), (SKILL, (75, 300))))
    assert skill.ratio(limit) == 0.75
    found = {finding.aim.what: finding for finding in findings([Block([limit, skill])])}
    assert found["requests a second against bare Flask"].reached
    skill.runs[1] = replace(skill.runs[1], rate=299)
    (finding, *_) = findings([Block([limit, skill])])
    assert not finding.reached
    assert finding.text().startswith("NOT REACHED")


def _row(name: str, rates: Sequence[float]) -> Row:
    runs = [load.Figures(rate, 1, 1.5, 0, 100, 10, 0) for rate in rates]
    return Row("gunicorn", 1, 1, name, runs, [50.0] * len(runs))
