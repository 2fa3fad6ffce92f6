"""Each case of ``broken_content/cases.yaml`` must give exactly the problems that it expects."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import pytest

from skill.catalog import ContentError, load_catalogs
from skill.catalog.checks.editor_checks import editor_problems
from tests.support.content import (
    CASES,
    ENGLISH,
    FOLDER,
    GERMAN,
    Case,
    CaseError,
    Change,
    read_cases,
    small_content,
)

FAULTS = read_cases()


def problems(content: Path) -> list[str]:
    try:
        catalogs = load_catalogs(content)
    except ContentError as error:
        return error.problems
    return editor_problems(catalogs.values(), content, datetime.date(2026, 1, 1))


def test_there_are_faults_to_try() -> None:
    assert len(FAULTS) > 180


def test_nothing_but_the_cases_and_their_base_is_in_the_folder() -> None:
    assert sorted(FOLDER.iterdir()) == sorted([ENGLISH, GERMAN, CASES])


@pytest.mark.parametrize(("german", "locales"), [(False, ["en-US"]), (True, ["de-DE", "en-US"])])
def test_the_base_itself_is_in_order(tmp_path: Path, german: bool, locales: list[str]) -> None:
    content = small_content(tmp_path, german=german)
    assert problems(content) == []
    assert sorted(load_catalogs(content)) == locales


@pytest.mark.parametrize("case", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_by_file_and_place(case: Case, tmp_path: Path) -> None:
    assert problems(case.apply(tmp_path)) == list(case.expect)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (Change("en/prompts.yaml", remove="Take care.", put="Take care."), "is not changed"),
        (Change("locales.yaml", remove="en-FR", put="en-US"), "0 times, not once"),
        (Change("en/prompts.yaml", after="say:", put="x"), "[0-9]+ times, not once"),
        (Change("en/cause.yaml", remove="fatigue", put="x"), "0 times, not once"),
        (Change("en/cause.yaml", delete=True), "is not there"),
    ],
)
def test_a_case_that_does_not_apply_or_changes_nothing_fails(
    tmp_path: Path, change: Change, message: str
) -> None:
    with pytest.raises(CaseError, match=message):
        Case("a case", (change,), ("a problem",)).apply(tmp_path)


def test_a_case_that_expects_nothing_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text('c:\n  file: locales.yaml\n  put: "x"\n  expect: []\n', encoding="utf-8")
    with pytest.raises(CaseError, match="expects no problem"):
        read_cases(file)


def test_the_command_prints_every_problem_at_once_and_exits_1(tmp_path: Path) -> None:
    both = [FAULTS["no-hedge"], FAULTS["promise"]]
    content = Case("both", both[0].changes + both[1].changes, ()).apply(tmp_path)
    run = subprocess.run(
        [sys.executable, "-m", "skill.catalog", str(content)],
        capture_output=True,
        text=True,
        check=False,
    )
    expected = [f"{tmp_path}/{line}" for line in sorted(both[0].expect + both[1].expect)]
    assert (run.returncode, run.stdout.splitlines()) == (1, expected)


def test_the_command_says_that_our_own_content_is_in_order() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "skill.catalog"], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout.partition(":")[0]) == (0, "content is in order")
