"""``python -m skill.quality sweep|time-to-relief``: check all possible answers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from ..common.exit_status import status_of
from ..console.errors import ConsoleError, SkillError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 1 for a broken rule, 2 for an error."""
    options = _quality_parser().parse_args(arguments)
    return status_of(lambda: int(options.run(options)), (ConsoleError, SkillError))


def _quality_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m skill.quality", description=__doc__)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    sweep = commands.add_parser(
        "sweep", help="check the rules over every answer, and conversations"
    )
    sweep.add_argument("--locale", default="en-US", help="default: en-US")
    sweep.add_argument("--full", action="store_true", help="all of them; minutes")
    sweep.set_defaults(run=_sweep)
    relief = commands.add_parser(
        "time-to-relief", help="seconds to the end of the first instruction, in every locale"
    )
    relief.set_defaults(run=_time_to_relief)
    return parser


def _sweep(options: argparse.Namespace) -> int:
    from .exploration.conversation_walk import run_conversation_walk
    from .exploration.sweep import run_sweep

    status = run_conversation_walk(options.locale)
    return max(status, run_sweep(options.locale, full=options.full))


def _time_to_relief(_: argparse.Namespace) -> int:
    from .exploration.time_to_first_move import run_time_to_first_move

    return run_time_to_first_move()


if __name__ == "__main__":
    sys.exit(main())
