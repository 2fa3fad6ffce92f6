"""What a start imports, and how long each library takes of it."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping
from statistics import median
from typing import Any

from tests.benchmarks import report
from tests.benchmarks.places import ROOT

#: What is imported: ours, and bare Flask with the SDK.
STARTS: Mapping[str, str] = {
    "the skill": "import skill.app",
    "bare Flask + SDK": "import flask, ask_sdk_core.skill_builder, ask_sdk_model",
}
#: A library with a smaller share of the time is not listed.
SHOWN = 0.01
ARGUMENTS: Mapping[str, Mapping[str, Any]] = {
    "--times": {"type": int, "default": 5, "help": "default: 5"},
}
_LINE = re.compile(r"import time: +(\d+) \| +\d+ \| +([\w.]+)")


def run(options: argparse.Namespace) -> int:
    """Import each a few times, print the libraries by their time and write the JSON."""
    found = {name: _libraries(statement, options.times) for name, statement in STARTS.items()}
    for name, libraries in found.items():
        total = sum(spent for spent, _ in libraries.values())
        modules = sum(count for _, count in libraries.values())
        print(f"{name}: {total:.0f} ms in {modules} modules (the profile of it makes it slower)")
        for library, (spent, count) in libraries.items():
            if spent >= total * SHOWN:
                print(f"{library:24} {spent:6.1f} ms {count:5} modules")
        print()
    report.write("imports", {"imports": found}, options.json)
    return 0


def _libraries(statement: str, times: int) -> dict[str, tuple[float, int]]:
    """Return by library the milliseconds of its modules and how many there are."""
    runs = [_once(statement) for _ in range(times)]
    libraries: defaultdict[str, list[float]] = defaultdict(list)
    for module in runs[0]:
        library = module.partition(".")[0]
        libraries[library].append(median(one.get(module, 0.0) for one in runs))
    ordered = sorted(libraries.items(), key=lambda pair: -sum(pair[1]))
    return {library: (sum(spent), len(spent)) for library, spent in ordered}


def _once(statement: str) -> dict[str, float]:
    """Return the milliseconds that each module took by itself."""
    words = [sys.executable, "-X", "importtime", "-c", statement]
    told = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    return {module: int(spent) / 1000 for spent, module in _LINE.findall(told.stderr)}
