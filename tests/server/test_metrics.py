"""The metrics: values, labels, bounded size, no personal data."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from prometheus_client import generate_latest

from skill import app
from skill.common import request_log
from skill.server import metrics_server
from skill.server.metrics import (
    FILE_BYTES,
    METRICS_FOLDER,
    MOST_REASONS,
    Metrics,
    MetricsError,
    folder_from,
)
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
    monkeypatch.setattr(counted._seconds["answered"], "observe", full)
    counted.count("answered", 0.1, None)


def full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_the_memory_of_the_files_is_reserved_before_it_is_written_to(
    counted: Metrics, tmp_path: Path
) -> None:
    for number in range(500):
        counted.count("refused", 0.1, f"the {'reason' * 10} {chr(65 + number % 64)}")
    files = list(tmp_path.glob("*.db"))
    assert len(files) == 2
    for file in files:
        found = file.stat()
        # Not sparse, and not grown since: no write can find the file system full.
        assert found.st_size == FILE_BYTES <= found.st_blocks * 512


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_worker_without_space_for_its_files_counts_nothing_and_goes_on(
    counted: Metrics, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "posix_fallocate", full)
    in_child(counted, 3)
    monkeypatch.undo()
    monkeypatch.setenv(METRICS_FOLDER, str(tmp_path))
    in_child(counted, 2)
    assert seconds(tmp_path)["answered"] == 2


def test_a_full_folder_does_not_prevent_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(os, "posix_fallocate", full)
    monkeypatch.setenv(METRICS_FOLDER, str(tmp_path))
    app._count_requests(tmp_path)
    assert "no metrics" in caplog.text


DAMAGED = (b"", b"\x01", b"\xff" * 5000, b"\x40\x00\x00\x00" + b"\0" * 60, os.urandom(70_000))


@pytest.mark.parametrize("content", DAMAGED, ids=lambda content: f"{len(content)} bytes")
def test_damaged_files_cost_neither_the_start_nor_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setenv(METRICS_FOLDER, str(tmp_path))
    for name in ("counter_0.db", "histogram_0.db", "histogram_7.db"):
        (tmp_path / name).write_bytes(content)
    Metrics(tmp_path, request_log.OUTCOMES).count("answered", 0.1, None)
    assert seconds(tmp_path)["answered"] == 1


def test_half_a_file_is_a_damaged_file(counted: Metrics, tmp_path: Path) -> None:
    counted.count("answered", 0.1, None)
    (copy := tmp_path / "histogram_7.db").write_bytes(
        (tmp_path / "histogram_0.db").read_bytes()[:2000]
    )
    Metrics(tmp_path, request_log.OUTCOMES).count("answered", 0.1, None)
    assert not copy.exists()


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
