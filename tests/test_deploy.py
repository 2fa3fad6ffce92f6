"""The files of deploy/ match the shipped package."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from skill.common.request_log import OUTCOMES
from skill.server.metrics import METRICS_FOLDER
from skill.server.settings import VARIABLES
from tests.support.server_process import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.socket")])
HOSTING = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
ALERTS = yaml.safe_load((DEPLOY / "alerts.yaml").read_text(encoding="utf-8"))


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_artefact_for_lambda_is_made_for_the_runtime_it_is_run_by() -> None:
    made_for = re.search(r"^LAMBDA := (\S+)$", read("Makefile"), re.MULTILINE)
    run_by = re.search(r"Runtime: python(\S+)", read("deploy/template.yaml"))
    assert made_for
    assert run_by
    assert made_for[1] == run_by[1]


def test_the_handler_of_the_template_is_there() -> None:
    named = re.search(r"Handler: (\S+)\.handler", read("deploy/template.yaml"))
    assert named
    module = ROOT / Path(*named[1].split(".")).with_suffix(".py")
    assert re.search(r"^handler = ", module.read_text(encoding="utf-8"), re.MULTILINE)


def test_image_and_unit_run_the_one_command() -> None:
    assert 'CMD ["cramp-coach", "serve"]' in read("deploy/Dockerfile")
    assert "/bin/cramp-coach serve" in read("deploy/cramp-coach.service")


def test_the_image_runs_as_a_number_that_is_not_root() -> None:
    user = re.findall(r"^USER (\S+)$", read("deploy/Dockerfile"), re.MULTILINE)
    assert user == ["10001:10001"]


def test_only_what_the_image_copies_goes_to_the_builder() -> None:
    lines = read("deploy/Dockerfile.dockerignore").splitlines()
    kept = {line.removeprefix("!") for line in lines if line.startswith("!")}
    copied = set(re.findall(r"^COPY (?!--from)(\S+)", read("deploy/Dockerfile"), re.MULTILINE))
    assert "*" in lines
    assert kept == copied


def test_there_are_units_to_check() -> None:
    assert len(UNITS) == 3


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: str(path.name))
def test_systemd_understands_every_line(unit: Path, tmp_path: Path) -> None:
    if not (program := shutil.which("systemd-analyze")):
        pytest.skip("systemd is not installed")
    # It wants to see the program; it need not be the real one.
    for file in UNITS:
        text = re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", file.read_text(encoding="utf-8"))
        (tmp_path / file.name).write_text(text)
    run = subprocess.run(
        [program, "verify", "--man=no", str(tmp_path / unit.name)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_every_variable_is_explained_to_whoever_runs_it() -> None:
    for name in (*VARIABLES, METRICS_FOLDER, "BIND"):
        assert f"`{name}`" in HOSTING


def test_the_socket_is_held_at_the_server_s_own_address() -> None:
    unit = read("deploy/cramp-coach.socket")
    held = re.findall(r"^ListenStream=(\S+)$", unit, re.MULTILINE)
    assert held == re.findall(r'"BIND", "(\S+)"', read("deploy/gunicorn.conf.py"))
    assert "Requires=cramp-coach.socket" in read("deploy/cramp-coach.service")
    for proxy, line in (("Caddyfile", "reverse_proxy "), ("nginx.conf", "proxy_pass http://")):
        assert set(re.findall(rf"{line}(127\S+?)[ ;]", read(f"deploy/{proxy}"))) == set(held)


METRICS = ("cramp_coach_request_seconds", "cramp_coach_refusals_total", "cramp_coach_info")


def test_every_outcome_and_metric_is_explained_to_whoever_is_on_call() -> None:
    for name in METRICS:
        assert f"`{name}" in OPERATIONS
    for outcome in (*OUTCOMES, "fault", "server", "dropped"):
        assert f"`{outcome}`" in OPERATIONS


def test_every_alarm_has_a_row_and_asks_for_metrics_there_are() -> None:
    rules = [rule for group in ALERTS["groups"] for rule in group["rules"]]
    assert len(rules) > 5
    for rule in rules:
        assert f"| `{rule['alert']}` |" in OPERATIONS
        for name in re.findall(r"cramp_coach_\w+(?=\{|\[)", rule["expr"]):
            assert name.startswith(METRICS)
    fired = set(re.findall(r'alertname="(\w+)"', read("tests/alert_rules.yaml")))
    assert fired == {rule["alert"] for rule in rules}


@pytest.mark.parametrize(
    "words",
    [["check", "rules", "deploy/alerts.yaml"], ["test", "rules", "tests/alert_rules.yaml"]],
    ids=" ".join,
)
def test_prometheus_s_tool_accepts_the_alarms(words: list[str]) -> None:
    if not (program := shutil.which("promtool")):
        if os.environ.get("CI"):
            pytest.fail("promtool is not installed")
        pytest.skip("promtool is not installed (apt-get install prometheus)")
    command = [program, *words]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_a_renewed_certificate_is_read_by_its_proxy() -> None:
    # Caddy renews by itself; nginx keeps the old file until it is told.
    assert '--deploy-hook "systemctl reload nginx"' in read("deploy/nginx.conf")
    assert "admin off" not in read("deploy/Caddyfile")


def test_no_process_leaves_a_core_file_with_what_people_said() -> None:
    services = [unit for unit in UNITS if unit.suffix == ".service"]
    assert all("LimitCORE=0" in unit.read_text(encoding="utf-8") for unit in services)
    assert "--ulimit core=0" in HOSTING
