"""The wheel: reproducible, and complete for a server."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from skill import __version__
from tests.support.installed_wheel import (
    SITECUSTOMIZE,
    build_wheel,
    empty_environment,
    install,
    link_distributions,
    needs_of_project,
    run,
    serving_installed,
)
from tests.support.server_process import ROOT, Server, free_port, wait_for
from tests.support.signed_requests import OTHER_ID, dump, envelope, send, stamp

IN_THE_WHEEL = ("skill", "content", "interaction_model")


class Installed(NamedTuple):
    wheel: Path
    python: Path

    def say(self, *words: str, status: int = 0) -> str:
        command = [str(self.python.with_name("cramp-coach")), *words]
        done = run(command, self.python.parent, status)
        return done.stderr if status else done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("installed")
    wheel = build_wheel(ROOT, folder / "dist")
    python = empty_environment(folder / "env", *needs_of_project())
    install(wheel, "--python", str(python))
    (site,) = python.parents[1].glob("lib/python*/site-packages")
    (site / "sitecustomize.py").write_text(SITECUSTOMIZE)
    return Installed(wheel, python)


@pytest.fixture(scope="module")
def console(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Return the same, installed as ``cramp-coach[console]``."""
    python = empty_environment(tmp_path_factory.mktemp("console") / "env", *needs_of_project())
    link_distributions(needs_of_project("console"), python)
    install(installed.wheel, "--python", str(python))
    return Installed(installed.wheel, python)


@pytest.fixture(scope="module")
def server(
    installed: Installed, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, Path]]:
    folder = tmp_path_factory.mktemp("served")
    (counted := folder / "metrics").mkdir()
    python = installed.python
    with serving_installed(python, folder, PROMETHEUS_MULTIPROC_DIR=str(counted)) as running:
        yield running, counted


def copy_of_the_project(folder: Path) -> Path:
    """Copy what the wheel is made from, each file with another date."""
    for name in (
        *IN_THE_WHEEL,
        "pyproject.toml",
        "deploy",
        "requirements",
        "README.md",
        "LICENSE",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if (source := ROOT / name).is_dir():
            shutil.copytree(
                source,
                folder / name,
                copy_function=shutil.copyfile,
                ignore=shutil.ignore_patterns("__pycache__"),
            )
        else:
            shutil.copyfile(source, folder / name)
    return folder


def test_two_builds_in_two_places_are_the_same_bytes(installed: Installed, tmp_path: Path) -> None:
    (project := tmp_path / "elsewhere").mkdir()
    other = build_wheel(
        copy_of_the_project(project),
        tmp_path / "dist",
        PYTHONHASHSEED="7",
    )
    assert other.name == installed.wheel.name
    assert re.fullmatch(rf"cramp_coach-{__version__}\+[0-9a-f]{{12}}-py3-none-any\.whl", other.name)
    assert other.read_bytes() == installed.wheel.read_bytes()


def test_content_and_models_are_in_it_as_they_are(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as wheel:
        carried = {name: wheel.read(name) for name in wheel.namelist()}
    for folder in ("content", "interaction_model"):
        files = [path for path in (ROOT / folder).rglob("*.*") if path.is_file()]
        assert len(files) > 2
        for file in files:
            assert carried[f"skill/data/{file.relative_to(ROOT)}"] == file.read_bytes()
    assert "skill/data/build/content.compiled" in carried
    assert not [name for name in carried if re.search(r"^tests|\.pyc$|\.env|\.git", name)]


def test_its_needs_are_met_by_what_the_project_names(installed: Installed) -> None:
    check = [sys.executable, "-m", "pip", "--python", str(installed.python), "check"]
    assert "No broken requirements" in run(check, ROOT).stdout


@pytest.mark.parametrize("name", needs_of_project())
def test_what_the_server_needs_is_locked(name: str) -> None:
    lock = (ROOT / "requirements/production.lock").read_text(encoding="utf-8")
    assert re.search(rf"(?m)^{re.escape(name.replace('_', '-'))}==", lock), "run make lock"


def test_the_installed_content_is_ready_and_not_read_again(installed: Installed) -> None:
    unread = (
        "from skill.catalog import compiled; from skill.common.paths import CONTENT;"
        "compiled.load_catalogs = None; print(CONTENT, len(compiled.ready_catalogs(CONTENT)))"
    )
    told = run([str(installed.python), "-c", unread], installed.python.parent).stdout
    assert "site-packages/skill/data/content" in told


def test_the_command_tells_the_version(installed: Installed) -> None:
    assert installed.say("--version") == f"cramp-coach {version_of(installed.wheel)}\n"
    assert "cramp-coach serve" in installed.say("--help")


def test_the_changelog_begins_with_this_version_or_what_comes_after_it() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.findall(r"(?m)^## (\S+)", changelog)[0]
    assert newest in ("Unreleased", __version__)


def test_the_installed_console_can_be_talked_to(console: Installed) -> None:
    said = console.say("say", "open cramp coach", "stop")
    assert said.startswith("User  > open cramp coach\nAlexa > ")
    assert "Is it easing?" in said
    assert said.endswith("Session ended\n")


def test_what_the_server_does_without_is_named_by_who_needs_it(installed: Installed) -> None:
    told = installed.say("say", "open cramp coach", status=2)
    assert re.fullmatch(
        r"\w+ is missing: pip install 'cramp_coach-VERSION\.whl\[console\]'\n", told
    )


def test_the_installed_content_is_in_order(installed: Installed) -> None:
    assert "content is in order" in installed.say("content")


def version_of(wheel: Path) -> str:
    return wheel.name.split("-")[1]


def test_a_changed_sentence_is_another_version(installed: Installed, tmp_path: Path) -> None:
    project = copy_of_the_project(tmp_path)
    program = [sys.executable, "-c", "import wheel_version as v; print(v.wheel_version())"]
    assert run(program, project / "deploy").stdout.strip() == version_of(installed.wheel)
    prompts = project / "content" / "en" / "prompts.yaml"
    prompts.write_text(prompts.read_text(encoding="utf-8") + "# a comment\n", encoding="utf-8")
    assert run(program, project / "deploy").stdout.strip() != version_of(installed.wheel)


def test_the_wheel_lists_what_its_server_is_made_of(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as wheel:
        (name,) = [one for one in wheel.namelist() if "/sboms/" in one]
        bill = json.loads(wheel.read(name))
    lock = (ROOT / "requirements/production.lock").read_text(encoding="utf-8")
    pinned = dict(re.findall(r"(?m)^([\w.-]+)==(\S+)", lock))
    assert {one["name"]: one["version"] for one in bill["components"]} == pinned
    for one in bill["components"]:
        assert one["licenses"][0]["expression"]
        hashes = {found["content"] for found in one["hashes"]}
        assert hashes
        assert all(f"sha256:{found}" in lock for found in hashes)


def test_the_installed_server_answers_amazon(
    installed: Installed, server: tuple[Server, Path]
) -> None:
    running, _ = server
    assert send(running.signer.request(), running.port).status == 200
    with urllib.request.urlopen(f"http://127.0.0.1:{running.port}/health") as answer:
        assert json.load(answer)["version"] == version_of(installed.wheel)


def page(installed: Installed, counted: Path, tmp_path: Path) -> str:
    """Return what ``cramp-coach metrics`` shows."""
    port, log = free_port(), tmp_path / "metrics.txt"
    command = [str(installed.python.with_name("cramp-coach")), "metrics", "--port", str(port)]
    environment = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(counted)}
    with log.open("wb") as output, subprocess.Popen(command, env=environment, stdout=output) as run:
        try:
            wait_for(port, run, log)
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
                return str(answer.read().decode())
        finally:
            run.terminate()


def number(page: str, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", page, re.MULTILINE)
    return float(found[1]) if found else 0.0


ANSWERED = 'cramp_coach_request_seconds_count{outcome="answered"}'
APOLOGISED = 'cramp_coach_request_seconds_count{outcome="apologised"}'
ANOTHER = 'cramp_coach_refusals_total{reason="the request is for another skill"}'
STALE = 'cramp_coach_refusals_total{reason="the timestamp is N seconds off, N are allowed"}'


def test_every_worker_s_requests_are_on_one_page(
    installed: Installed, server: tuple[Server, Path], tmp_path: Path
) -> None:
    running, counted = server
    before = page(installed, counted, tmp_path)
    for _ in range(20):
        assert send(running.signer.request(), running.port).status == 200
    for number_of_seconds in (-1000, -2000):
        stale = running.signer.request(dump(envelope(timestamp=stamp(number_of_seconds))))
        assert send(stale, running.port).status == 400
    assert send(running.signer.request(dump(envelope(OTHER_ID))), running.port).status == 400
    after = page(installed, counted, tmp_path)
    gained = {
        name: number(after, name) - number(before, name)
        for name in (ANSWERED, APOLOGISED, ANOTHER, STALE)
    }
    assert gained == {ANSWERED: 20, APOLOGISED: 0, ANOTHER: 1, STALE: 2}
    assert f'cramp_coach_info{{version="{version_of(installed.wheel)}"}} 1.0' in after
    assert "amzn1" not in after
