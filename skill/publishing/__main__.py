"""Build and check the package for Amazon's skill store: ``python -m skill.publishing COMMAND``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from ..catalog import ContentError
from ..common.exit_status import problem_status, status_of
from ..console.errors import ConsoleError
from ..interaction_model.utterance_source import SourceError
from . import subcommands
from .hosting import CERTIFICATES, REGIONS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0, or 1 if there are problems."""
    options = _publishing_parser().parse_args(arguments)
    return status_of(lambda: _run_subcommand(options), (OSError, ConsoleError), failed=1)


def _run_subcommand(options: argparse.Namespace) -> int:
    try:
        return int(options.run(options))
    except (ContentError, SourceError) as error:
        return problem_status(error.problems)


def _publishing_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m skill.publishing", description=__doc__)
    parsers = parser.add_subparsers(metavar="COMMAND", required=True)
    _package(parsers)
    check = parsers.add_parser("check", help="print what Amazon would reject in the package")
    check.set_defaults(run=subcommands.check)
    checklist = parsers.add_parser("checklist", help="run the tests that Amazon's reviewers run")
    checklist.add_argument("--locale", action="append", help="only this locale; may be repeated")
    checklist.add_argument("--json", action="store_true", help="print the results as JSON")
    checklist.set_defaults(run=subcommands.checklist)
    icons = parsers.add_parser("icons", help="render the icons from their SVG file")
    icons.set_defaults(run=subcommands.icons)
    pages = parsers.add_parser("pages", help="write the privacy policy and the terms as HTML files")
    pages.add_argument("folder", help="where to write them")
    pages.add_argument("--contact", default="", help="who runs the skill, with an address")
    pages.set_defaults(run=subcommands.pages)
    deploy = parsers.add_parser("deploy-check", help="send the package to a stand-in for Amazon")
    deploy.set_defaults(run=subcommands.deploy_check)
    return parser


def _package(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    package = parsers.add_parser("package", help="write the package for `ask deploy`")
    package.add_argument("--endpoint", required=True, metavar="URL|ARN", help="the endpoint")
    package.add_argument("--site", default="", help="the site of its pages, if different")
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
        help="add the name-free phrases; only for a skill that has been published",
    )
    package.set_defaults(run=subcommands.package)


if __name__ == "__main__":
    sys.exit(main())
