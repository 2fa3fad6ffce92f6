"""``python -m skill.publishing package|check|checklist|...``: from a clone to Amazon's store."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from ..catalog import ContentError
from ..catalog.command_line import status_of
from ..console.errors import ConsoleError
from ..interaction_model.source import SourceError
from . import commands
from .hosting import CERTIFICATES, REGIONS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 1 if there is anything to mend."""
    options = _parser().parse_args(arguments)
    return status_of(lambda: _run(options))


def _run(options: argparse.Namespace) -> int:
    try:
        return int(options.run(options))
    except (ContentError, SourceError) as error:
        return commands.to_mend(error.problems)
    except (OSError, ConsoleError) as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m skill.publishing", description=__doc__)
    parsers = parser.add_subparsers(metavar="COMMAND", required=True)
    _package(parsers)
    check = parsers.add_parser("check", help="say what Amazon would refuse in the package")
    check.set_defaults(run=commands.check)
    checklist = parsers.add_parser("checklist", help="try what Amazon's reviewers try")
    checklist.add_argument("--locale", action="append", help="only this locale; more than once")
    checklist.add_argument("--json", action="store_true", help="print the same as data")
    checklist.set_defaults(run=commands.checklist)
    icons = parsers.add_parser("icons", help="draw the icons anew from their SVG")
    icons.set_defaults(run=commands.icons)
    pages = parsers.add_parser("pages", help="write the privacy policy and the terms as files")
    pages.add_argument("folder", help="where to write them")
    pages.add_argument("--contact", default="", help="who runs the skill, and how to reach them")
    pages.set_defaults(run=commands.pages)
    deploy = parsers.add_parser("deploy-check", help="let the real `ask deploy` send the package")
    deploy.set_defaults(run=commands.deploy_check)
    return parser


def _package(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    package = parsers.add_parser("package", help="write the package that `ask deploy` takes")
    package.add_argument("--endpoint", required=True, metavar="URL|ARN", help="where the skill is")
    package.add_argument("--site", default="", help="where its pages are, if elsewhere: https://…")
    package.add_argument("--certificate", choices=CERTIFICATES, default="Trusted")
    package.add_argument(
        "--region",
        action="append",
        default=[],
        metavar="REGION=URL|ARN",
        help=f"another endpoint for a region: {', '.join(REGIONS)}",
    )
    package.add_argument("--out", default="build/store", metavar="FOLDER")
    package.add_argument(
        "--name-free",
        action="store_true",
        help="add the ways in that need no name; only once the skill has been published",
    )
    package.set_defaults(run=commands.package)


if __name__ == "__main__":
    sys.exit(main())
