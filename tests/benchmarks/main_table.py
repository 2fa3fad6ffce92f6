"""The main table: the skill, its limit and its peers, in one run."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from tests.benchmarks import report
from tests.benchmarks.aims import findings
from tests.benchmarks.compare import Block, Plan, compare
from tests.benchmarks.install import missing
from tests.benchmarks.progress import Progress
from tests.benchmarks.servers import SERVERS
from tests.benchmarks.stage import stage
from tests.benchmarks.table import block_text, notes
from tests.benchmarks.targets import LIMIT, NODE, PLAIN, PYTHON, SKILL, UNCACHED

COMPARED = (LIMIT, SKILL, UNCACHED, PLAIN, NODE, PYTHON)
ARGUMENTS: Mapping[str, Mapping[str, Any]] = {
    "--server": {
        "nargs": "+",
        "choices": sorted(SERVERS),
        "default": ["gunicorn"],
        "help": "default: gunicorn",
    },
    "--target": {
        "nargs": "+",
        "choices": COMPARED[1:],
        "default": COMPARED[1:],
        "help": "beside bare Flask; default: all",
    },
    "--workers": {"nargs": "+", "type": int, "default": [1, 2], "help": "default: 1 2"},
    "--connections": {"nargs": "+", "type": int, "default": [8, 1], "help": "default: 8 1"},
    "--rounds": {"type": int, "default": 3, "help": "default: 3"},
    "--seconds": {"type": int, "default": 2, "help": "of a run; default: 2"},
    "--threads": {"type": int, "default": 1, "help": "of granian and waitress; default: 1"},
    "--quiet": {
        "nargs": "?",
        "type": float,
        "const": 0.10,
        "help": "repeat runs in which others had more of the machine than this; default: 0.10",
    },
}


def run(options: argparse.Namespace) -> int:
    """Measure, print the table and write the JSON; return 1 if any answer was wrong."""
    plan = Plan(
        targets=[LIMIT, *(name for name in COMPARED if name in options.target)],
        servers=options.server,
        workers=options.workers,
        connections=options.connections,
        rounds=options.rounds,
        seconds=options.seconds,
        threads=options.threads,
        quiet=options.quiet,
    )
    absent = missing(plan.targets)
    blocks: list[Block] = []
    progress = Progress(plan.runs())
    with stage() as around:
        for block in compare(around, plan, absent, progress):
            blocks.append(block)
            progress.end()
            print(block_text(block) + "\n", flush=True)
    print(notes(plan.targets, absent) + "\n")
    found = list(findings(blocks))
    for finding in found:
        print(finding.text())
    report.write("table", _result(plan, blocks, absent), options.json)
    return int(any(row.errors() for block in blocks for row in block.rows))


def _result(plan: Plan, blocks: Sequence[Block], absent: Mapping[str, str]) -> dict[str, Any]:
    return {
        "plan": asdict(plan),
        "not_measured": absent,
        "rows": [
            asdict(row) | {"ratio": row.ratio(block.rows[0]), "added": row.added(block.rows[0])}
            for block in blocks
            for row in block.rows
        ],
        "aims": [
            {
                "what": finding.aim.what,
                "where": finding.where,
                "wanted": finding.aim.wanted,
                "found": finding.found,
                "reached": finding.reached,
            }
            for finding in findings(blocks)
        ],
    }
