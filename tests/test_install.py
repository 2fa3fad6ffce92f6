"""deploy/install.sh: an environment for each version, and a link to the current one."""

from __future__ import annotations

import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.support.server_process import ROOT

LOCK = "skill/data/requirements/production.lock"
PROGRAM = """\
import sys
VERSION = {version!r}
def main():
    print(VERSION)
    return {status}
"""


def tiny_wheel(folder: Path, version: str, status: int = 0) -> Path:
    """Return a wheel with our name, without dependencies, whose command exits with *status*."""
    wheel = folder / f"cramp_coach-{version}-py3-none-any.whl"
    about = f"cramp_coach-{version}.dist-info"
    files = {
        "tiny.py": PROGRAM.format(version=version, status=status),
        LOCK: "# no dependencies\n",
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: cramp-coach\nVersion: {version}\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{about}/entry_points.txt": "[console_scripts]\ncramp-coach = tiny:main\n",
    }
    with zipfile.ZipFile(wheel, "w") as written:
        for name, text in files.items():
            written.writestr(name, text)
        names = "".join(f"{name},,\n" for name in (*files, f"{about}/RECORD"))
        written.writestr(f"{about}/RECORD", names)
    return wheel


def install(wheel: Path, folder: Path) -> int:
    # Without an index: whatever is not in the wheel or its lock file cannot be installed.
    environment = os.environ | {"PIP_NO_INDEX": "1"}
    command = [str(ROOT / "deploy" / "install.sh"), str(wheel), str(folder)]
    return subprocess.run(command, env=environment, check=False).returncode


def current(folder: Path) -> str:
    """Return what the current version's command prints."""
    command = [str(folder / "current" / "bin" / "cramp-coach")]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.long
def test_a_version_becomes_the_current_one_when_it_is_complete(tmp_path: Path) -> None:
    folder = tmp_path / "opt"
    assert install(tiny_wheel(tmp_path, "1.0+aaa"), folder) == 0
    assert current(folder) == "1.0+aaa"
    # The content of this one is not in order.
    assert install(tiny_wheel(tmp_path, "1.0+bbb", status=1), folder) != 0
    assert current(folder) == "1.0+aaa"
    assert (folder / "1.0+bbb").is_dir()


def test_no_document_takes_our_name_from_a_registry() -> None:
    documents = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("*/README.md")]
    sources = [*documents, *ROOT.glob("deploy/*"), ROOT / "Makefile", *ROOT.glob("skill/**/*.py")]
    assert len(sources) > 50
    by_name = re.compile(r"pip install[^#`]*[\s'\"]cramp[-_]coach(\[|[\s'\"`]|$)")
    assert by_name.search("pip install 'cramp-coach[console]'")
    for file in filter(Path.is_file, sources):
        found = [
            line for line in file.read_text(encoding="utf-8").splitlines() if by_name.search(line)
        ]
        assert not found, file
