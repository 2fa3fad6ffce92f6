"""The fake SMAPI accepts a valid package and reports the faults of an invalid one."""

from __future__ import annotations

import io
import json
import urllib.request
import zipfile
from pathlib import Path
from typing import Any

import pytest

from skill.publishing import ask_deploy
from skill.publishing.ask_deploy import stand_in
from skill.publishing.fake_smapi import SKILL_ID, FakeSmapi, read_package
from skill.publishing.package import SENT
from tests.support.publishing import LOCALE, package

MODEL = f"interactionModels/custom/{LOCALE}.json"


def files() -> dict[str, bytes]:
    """Return what `ask deploy` sends: what is in the folder of the manifest."""
    sent = package().files().items()
    return {name.removeprefix(f"{SENT}/"): text for name, text in sent if name.startswith(SENT)}


def zipped(content: dict[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as package:
        for name, text in content.items():
            package.writestr(name, text)
    return archive.getvalue()


def ask(amazon: FakeSmapi, method: str, path: str, body: bytes = b"") -> tuple[int, Any]:
    request = urllib.request.Request(amazon.address + path, body, method=method)  # noqa: S310
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310  on this machine
        text = answer.read()
        return answer.status, json.loads(text) if text else None


def test_a_package_in_order_is_imported() -> None:
    with stand_in() as amazon:
        status, upload = ask(amazon, "POST", "/v1/skills/uploads")
        assert status == 201
        address = upload["uploadUrl"].removeprefix(amazon.address)
        assert ask(amazon, "PUT", address, zipped(files()))[0] == 200
        assert ask(amazon, "POST", "/v1/skills/imports")[0] == 202
        _, imported = ask(amazon, "GET", "/v1/skills/imports/one")
    assert (imported["status"], imported["skill"]["skillId"]) == ("SUCCEEDED", SKILL_ID)
    assert amazon.received.imported
    assert len(amazon.received.names) == 16


def test_a_package_with_a_fault_is_refused_with_the_fault() -> None:
    broken = files()
    broken["skill.json"] = broken["skill.json"].replace(b'"PUBLIC"', b'"OPEN"')
    with stand_in() as amazon:
        ask(amazon, "PUT", "/upload", zipped(broken))
        _, imported = ask(amazon, "GET", "/v1/skills/imports/one")
    assert imported["status"] == "FAILED"
    (manifest,) = imported["skill"]["resources"]
    assert any("'OPEN' is none of" in error["message"] for error in manifest["errors"])


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ("skill.json", "skill.json: is missing"),
        (MODEL, f"{LOCALE}: has a listing or an interaction model, but not both"),
        (f"assets/images/{LOCALE}_smallIcon.png", f"{LOCALE}_smallIcon.png: is missing"),
    ],
)
def test_a_file_that_is_missing_is_named(missing: str, expected: str) -> None:
    kept = {name: text for name, text in files().items() if name != missing}
    assert any(expected in problem for problem in read_package(zipped(kept)).problems)


def test_a_model_with_a_fault_is_found_under_its_file() -> None:
    broken = files()
    broken[MODEL] = broken[MODEL].replace(b'"invocationName"', b'"invocation"')
    found = read_package(zipped(broken)).problems
    assert any(problem.startswith(f"{MODEL}: ") for problem in found), found


def test_what_is_no_zip_file_is_no_package() -> None:
    assert read_package(b"PK but no more").problems[0].startswith("the package is no ZIP file")


def test_without_amazon_s_tool_the_command_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ask_deploy, "ASK", tmp_path / "ask")
    assert ask_deploy.deploy(package()) == 1
    assert "run `make store-check`" in capsys.readouterr().err


def test_a_tool_that_fails_or_sends_nothing_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for script, status in (("exit 3", 3), ("exit 0", 0)):
        tool = tmp_path / f"ask-{status}"
        tool.write_text(f"#!/bin/sh\n{script}\n")
        tool.chmod(0o755)
        monkeypatch.setattr(ask_deploy, "ASK", tool)
        assert ask_deploy.deploy(package()) == 1
        assert f"ended with {status}, and the package did not arrive" in capsys.readouterr().err
