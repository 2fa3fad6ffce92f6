"""Each folder of ``broken_content`` is laid over its ``base`` and must give exactly one message."""

from __future__ import annotations

import datetime
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from skill.catalog import ContentError, load_catalogs
from skill.catalog.check import overdue

FOLDER = Path(__file__).parent / "broken_content"
BASE = FOLDER / "base"
FAULTS = sorted(path for path in FOLDER.iterdir() if path != BASE)


def broken(fault: Path, folder: Path) -> Path:
    """Lay *fault* over the base; ``NAME.gone`` takes the file NAME away."""
    content = shutil.copytree(BASE, folder / "content")
    shutil.copytree(fault, content, dirs_exist_ok=True)
    for gone in content.rglob("*.gone"):
        gone.with_suffix("").unlink()
        gone.unlink()
    return content


def expected(fault: Path) -> list[str]:
    return (fault / "expected.txt").read_text(encoding="utf-8").splitlines()


def problems(content: Path) -> list[str]:
    try:
        catalogs = load_catalogs(content)
    except ContentError as error:
        return error.problems
    return list(overdue(catalogs["en-US"], datetime.date(2026, 1, 1)))


def test_there_are_faults_to_try() -> None:
    assert len(FAULTS) > 50


def test_the_base_itself_is_in_order() -> None:
    assert sorted(load_catalogs(BASE)) == ["en-US"]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda path: path.name)
def test_a_fault_is_named_by_file_and_place(fault: Path, tmp_path: Path) -> None:
    assert problems(broken(fault, tmp_path)) == expected(fault)


def test_the_command_prints_every_problem_at_once_and_exits_1(tmp_path: Path) -> None:
    content = broken(FOLDER / "no-hedge", tmp_path)
    shutil.copy(FOLDER / "promise" / "en" / "prompts.yaml", content / "en" / "prompts.yaml")
    run = subprocess.run(
        [sys.executable, "-m", "skill.catalog", str(content)],
        capture_output=True,
        text=True,
        check=False,
    )
    both = expected(FOLDER / "no-hedge") + expected(FOLDER / "promise")
    assert (run.returncode, run.stdout.splitlines()) == (1, sorted(both))


def test_the_command_says_that_our_own_content_is_in_order() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "skill.catalog"], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout.partition(":")[0]) == (0, "content is in order")
