"""Amazon's adapters, installed beside the build's other products, or the reason why not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.benchmarks.places import AMAZON_PYTHON, AMAZON_PYTHON_NEEDS, NODE_INSTALLED, NODE_SOURCE
from tests.benchmarks.targets import NODE, PYTHON

SECONDS_TO_INSTALL = 300


class NotInstalled(Exception):  # noqa: N818  a finding that the table tells
    """A peer cannot take part; the message says why."""


def missing(names: Sequence[str]) -> dict[str, str]:
    """Install those of these peers that need it, and return why others cannot take part."""
    reasons = {}
    for name in names:
        try:
            INSTALLERS.get(name, _nothing)()
        except NotInstalled as reason:
            reasons[name] = str(reason)
    return reasons


def _node() -> None:
    if not shutil.which("npm") or not shutil.which("node"):
        raise NotInstalled("there is no npm")
    lock = NODE_SOURCE / "package-lock.json"
    _once(NODE_INSTALLED, lock, _npm)


def _npm() -> None:
    NODE_INSTALLED.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(NODE_SOURCE / name, NODE_INSTALLED)
    # Nothing of the packages runs while they are installed.
    _run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], NODE_INSTALLED)


def _python() -> None:
    _once(AMAZON_PYTHON, AMAZON_PYTHON_NEEDS, _pip)


def _pip() -> None:
    _run([sys.executable, "-m", "venv", str(AMAZON_PYTHON)])
    python = str(AMAZON_PYTHON / "bin" / "python")
    quiet = ["--quiet", "--disable-pip-version-check"]
    _run([python, "-m", "pip", "install", *quiet, "-r", str(AMAZON_PYTHON_NEEDS)])


def _nothing() -> None:
    """Whatever else is measured, is there."""


INSTALLERS: Mapping[str, Callable[[], None]] = {NODE: _node, PYTHON: _python}


def _once(folder: Path, needs: Path, install: Callable[[], None]) -> None:
    """Install into *folder*, unless that was done for just these *needs*."""
    done = folder / "installed-for"
    if done.is_file() and done.read_bytes() == needs.read_bytes():
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    print(f"Installing {folder.name} into {folder.parent} (once) ...", file=sys.stderr, flush=True)
    install()
    shutil.copy(needs, done)


def _run(words: Sequence[str], folder: Path | None = None) -> None:
    try:
        subprocess.run(
            words,
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
            timeout=SECONDS_TO_INSTALL,
        )
    except subprocess.CalledProcessError as failed:
        last = (failed.stderr.strip().splitlines() or ["no message"])[-1]
        raise NotInstalled(f"{words[0]} failed: {last}") from failed
    except (OSError, subprocess.TimeoutExpired) as failed:
        raise NotInstalled(str(failed)) from failed
