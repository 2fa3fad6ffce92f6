"""``python -m tests.benchmarks``: measure the skill; everything stays on this machine."""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks import cold, main_table, profiling, soak


@dataclass(frozen=True)
class Command:
    """A command's help, what runs it, and its own arguments as ``argparse`` takes them."""

    help: str
    run: Callable[[argparse.Namespace], int]
    arguments: Mapping[str, Mapping[str, Any]]


COMMANDS: Mapping[str, Command] = {
    "table": Command(
        "the skill beside its limit and its peers", main_table.run, main_table.ARGUMENTS
    ),
    "cold": Command("from the start to the first answer", cold.run, cold.ARGUMENTS),
    "soak": Command("a steady load for minutes", soak.run, soak.ARGUMENTS),
    "profile": Command("where the time of a request goes", profiling.run, profiling.ARGUMENTS),
}


def main() -> int:
    """Run one command and return its exit status: 1 for a wrong answer, 2 for an error."""
    options = _parser().parse_args()
    if not shutil.which("wrk"):
        print(
            "wrk is not installed: it sends the requests (Debian: apt install wrk)", file=sys.stderr
        )
        return 2
    # SIGTERM must end the servers too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        print("\ninterrupted", file=sys.stderr)
        return 130
    except RuntimeError as error:
        print(f"\n{error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    added = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, command in COMMANDS.items():
        sub = added.add_parser(name, help=command.help, description=command.help)
        sub.add_argument("--json", type=Path, metavar="FILE", help=f"build/benchmarks/{name}.json")
        for flag, settings in command.arguments.items():
            sub.add_argument(flag, **settings)
        sub.set_defaults(run=command.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
