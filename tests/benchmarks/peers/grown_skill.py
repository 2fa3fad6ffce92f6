"""The skill with other content than its own."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from skill.app import create_app
from skill.settings import Settings

app = create_app(replace(Settings.read(os.environ), content=Path(os.environ["BENCHMARK_CONTENT"])))
