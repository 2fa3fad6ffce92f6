from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ")][1:]
NAMED = sorted(set(re.findall(r"`(test_\w+)`", PAGE)))
LOCKS = sorted(path.name for path in (ROOT / "requirements").glob("*.lock"))


@cache
def existing() -> set[str]:
    """Return the name of every test function there is."""
    return {
        node.name
        for path in (ROOT / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }


def test_every_threat_has_a_defence_and_a_test() -> None:
    assert len(ROWS) > 15
    for row in ROWS:
        threat, defence, held_by = (cell.strip() for cell in row.strip("|").split("|"))
        assert threat
        assert defence
        assert "`test_" in held_by


@pytest.mark.parametrize("name", NAMED)
def test_every_test_that_is_named_exists(name: str) -> None:
    assert name in existing()


def test_no_address_is_given_that_nobody_reads() -> None:
    assert "@" not in PAGE
    assert "private security advisory" in PAGE


def test_no_installation_does_without_hashes() -> None:
    assert {"production.lock", "development.lock", "deploy.lock", "voice.lock"} <= set(LOCKS)
    files = [ROOT / "Makefile", ROOT / "README.md", *(ROOT / "deploy").glob("*")]
    for file in filter(Path.is_file, [*files, *(ROOT / "docs").glob("*.md")]):
        for line in file.read_text(encoding="utf-8").splitlines():
            if "install" in line and " -r " in line:
                assert "--require-hashes" in line or "--output-file" in line, line


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_is_locked_with_its_hash(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    pins = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert len(pins) > 3
    for pin in pins:
        assert re.match(r"[\w.-]+==\S+ +--hash=sha256:[0-9a-f]{64}", pin), pin
