"""The build's step for content, where there is one: servers then start with what it made."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from skill.common.paths import CONTENT
from tests.benchmarks.places import ROOT


def compile_content(folder: Path = CONTENT) -> bool:
    """Compile *folder* for servers to start with; tell whether the project has that step."""
    words = [sys.executable, "-m", "skill.catalog", "compile", str(folder)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode == 0
