"""The contact sheet, with photographs and without."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from skill.catalog import Catalog
from skill.screens import screenshots
from tests.browser.conftest import absent
from tests.support.content import small_content

ROOT = Path(__file__).parents[2]


def run(*words: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": path or os.environ["PATH"]}
    return subprocess.run(
        [sys.executable, "-m", "skill.screens", *words], cwd=ROOT, env=environment,
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


def test_without_a_browser_the_page_draws_every_step_itself_and_says_so(
    tmp_path: Path, catalog: Catalog
) -> None:
    file = tmp_path / "sheet.html"
    done = run("sheet", "--output", str(file), path=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "is missing" in done.stdout
    page = file.read_text(encoding="utf-8")
    steps = [step for routine in catalog.routines.values() for step in routine.steps]
    assert steps
    assert page.count('<div class="screen') == 3 * len(steps)
    assert page.count("<img") == 0
    assert "Drawn by this page" in page
    for step in steps:
        assert page.count(f"<p>{step.short.replace(chr(39), '&#39;')}</p>") % 3 == 0


def test_with_a_browser_the_engine_is_photographed(tmp_path: Path) -> None:
    if lacking := screenshots.missing():
        absent(f"no camera for want of {lacking}")
    file = tmp_path / "sheet.html"
    done = run("sheet", "--output", str(file), "--content", str(small_content(tmp_path)))
    assert done.returncode == 0, done.stderr
    page = file.read_text(encoding="utf-8")
    photographs = re.findall(r'src="data:image/jpeg;base64,([^"]{5000,})"', page)
    assert len(photographs) == 3 * page.count("<h2>") > 0
    # The two steps of this content look alike on a small screen, but no two screens do.
    assert len(set(photographs)) >= 3
    assert "Photographed from Amazon" in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("sheet", "--output", "no/such/folder/sheet.html"), "No such file or directory"),
        (("sheet", "--content", "nowhere"), "is not a folder"),
        ((), "COMMAND"),
    ],
)
def test_a_mistake_is_one_line(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = run(*words, path=str(tmp_path))
    assert done.returncode in (1, 2)
    assert said in done.stderr
    assert "Traceback" not in done.stderr
