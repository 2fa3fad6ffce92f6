"""The metrics: values, labels, bounded size, no personal data."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from prometheus_client import generate_latest

from skill.common import request_log
from skill.server import metrics_server
from skill.server.metrics import METRICS_FOLDER, MOST_REASONS, Metrics, MetricsError, folder_from
from skill.server.metrics_server import registry_of


@pytest.fixture
def counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Metrics:
    monkeypatch.setenv(METRICS_FOLDER, str(tmp_path))
    return Metrics(tmp_path, request_log.OUTCOMES)


def lines(folder: Path, name: str) -> dict[str, float]:
    """Return the page's numbers of this name, by label."""
    page = generate_latest(registry_of(folder)).decode()
    found = re.findall(rf'^{name}\{{\w+="(.*)"\}} (\S+)$', page, re.MULTILINE)
    return {label: float(number) for label, number in found}


def seconds(folder: Path) -> dict[str, float]:
    return lines(folder, "cramp_coach_request_seconds_count")


@pytest.mark.usefixtures("counted")
def test_each_outcome_is_there_before_anything_happened(tmp_path: Path) -> None:
    assert seconds(tmp_path) == dict.fromkeys(request_log.OUTCOMES, 0.0)


def test_a_reason_with_a_number_in_it_is_one_reason(counted: Metrics, tmp_path: Path) -> None:
    for off in range(150, 350):
        counted.count("refused", 0.1, f"the timestamp is {off} seconds off, 150 are allowed")
    assert lines(tmp_path, "cramp_coach_refusals_total") == {
        "the timestamp is N seconds off, N are allowed": 200
    }


def test_not_even_a_flood_of_new_reasons_grows_without_end(
    counted: Metrics, tmp_path: Path
) -> None:
    for number in range(500):
        counted.count("refused", 0.1, "x" * number)
    found = lines(tmp_path, "cramp_coach_refusals_total")
    assert len(found) == MOST_REASONS + 1
    assert found["other"] == 500 - MOST_REASONS


def in_child(count: Metrics, times: int) -> None:
    """Count in a process of its own, which then ends as one that is killed does."""
    if (child := os.fork()) == 0:
        for _ in range(times):
            count.count("answered", 0.001, None)
        os._exit(0)
    os.waitpid(child, 0)


# The processes here have one thread each, as gunicorn's have when they fork.
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_worker_goes_on_where_the_one_before_it_ended(counted: Metrics, tmp_path: Path) -> None:
    for _ in range(20):
        in_child(counted, 3)
    assert seconds(tmp_path)["answered"] == 60
    # The parent's and the child's: twenty workers have left no more than that.
    assert len(list(tmp_path.glob("histogram_*.db"))) == 2


def test_a_folder_that_is_full_or_gone_costs_nobody_the_answer(
    counted: Metrics, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(counted._seconds["answered"], "observe", full)
    counted.count("answered", 0.1, None)


def test_nothing_is_counted_unless_a_folder_is_named() -> None:
    assert folder_from({}) is None
    assert folder_from({METRICS_FOLDER: " "}) is None


def test_a_folder_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(MetricsError, match=f"{METRICS_FOLDER}: .*nowhere is not a folder"):
        folder_from({METRICS_FOLDER: str(tmp_path / "nowhere")})


def test_the_page_says_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(METRICS_FOLDER, raising=False)
    assert metrics_server.main([]) == 2
    assert f"{METRICS_FOLDER} is not set" in capsys.readouterr().err


def test_the_page_is_for_this_machine_unless_told_otherwise(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        metrics_server.main(["--help"])
    assert "127.0.0.1" in capsys.readouterr().out


def test_the_journal_tells_who_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, float, str | None]] = []
    monkeypatch.setattr(request_log, "_counts", [])
    request_log.observe_entries(lambda *what: told.append(what))
    request_log.write_entry("refused", 0.0, reason="for a reason")
    request_log.write_entry("answered", 0.0)
    assert [(outcome, reason) for outcome, _, reason in told] == [
        ("refused", "for a reason"),
        ("answered", None),
    ]
