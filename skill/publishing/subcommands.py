"""The commands of ``python -m skill.publishing``; each imports its dependencies when it runs."""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..catalog import Catalogs, load_catalogs
from ..common.exit_status import problem_status
from ..common.paths import CONTENT, MODELS, PROJECT
from .hosting import Hosting, site_of
from .package import Package, build_package, write_package
from .package_check import package_problems

if TYPE_CHECKING:
    from .certification.checklist import ChecklistRow

#: A placeholder for the real endpoint, for checks that do not depend on it.
ANYWHERE = Hosting("https://cramp-coach.example/alexa", "https://cramp-coach.example")


def package(options: argparse.Namespace) -> int:
    """Write the package if it has no problems."""
    hosting = Hosting(
        options.endpoint,
        options.site.rstrip("/") or site_of(options.endpoint),
        options.certificate,
        dict(_region(text) for text in options.region),
    )
    built, found = checked(hosting, published=options.name_free)
    if found:
        return problem_status(found)
    folder = Path(options.out)
    for place in write_package(built, folder):
        print(folder / place)
    print(f"{folder}: in order; send it with `ask deploy --target skill-metadata`")
    return 0


def check(_: argparse.Namespace) -> int:
    """Print the problems of both packages: the first one, and that of a published skill."""
    found = [
        problem
        for published in (False, True)
        for problem in checked(ANYWHERE, published=published)[1]
    ]
    if found:
        return problem_status(sorted(set(found)))
    print("the package for the store is in order, by Amazon's types and by our own rules")
    return 0


def checklist(options: argparse.Namespace) -> int:
    """Run the certification checklist and print its results."""
    from .certification import checklist as trial

    # The endpoint refuses many requests on purpose here: do not print its log entries.
    logging.getLogger("skill").addHandler(logging.NullHandler())
    found: list[ChecklistRow] = []
    rows = _kept(trial.rows(load_catalogs(CONTENT), options.locale), found)
    if options.json:
        print(json.dumps([row.as_json() for row in rows], ensure_ascii=False, indent=2))
    else:
        for line in trial.checklist_lines(rows):
            print(line, flush=True)
    return 1 if any(row.failed for row in found) else 0


def icons(_: argparse.Namespace) -> int:
    """Render the icons."""
    from .icons import write_icons as drawn

    for file in drawn():
        print(file.relative_to(PROJECT))
    return 0


def pages(options: argparse.Namespace) -> int:
    """Write the pages of the web site, for a skill whose server does not serve them."""
    from ..server.legal_pages import legal_pages as by_address

    for address, text in by_address(load_catalogs(CONTENT), options.contact).items():
        file = Path(options.folder) / address.strip("/") / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text)
        print(file)
    return 0


def deploy_check(_: argparse.Namespace) -> int:
    """Send the package with `ask deploy` to a local stand-in for Amazon."""
    from .ask_deploy import deploy

    built, found = checked(ANYWHERE, published=False)
    return problem_status(found) if found else deploy(built)


def checked(hosting: Hosting, *, published: bool) -> tuple[Package, list[str]]:
    """Return the package of this project, and its problems."""
    catalogs: Catalogs = load_catalogs(CONTENT).finished()
    built = build_package(catalogs, MODELS, hosting, published=published)
    return built, sorted(set(package_problems(built, catalogs, MODELS, hosting)))


def _kept(rows: Iterable[ChecklistRow], found: list[ChecklistRow]) -> Iterator[ChecklistRow]:
    """Yield *rows* one by one, and append each to *found*."""
    for row in rows:
        found.append(row)
        yield row


def _region(text: str) -> tuple[str, str]:
    region, _, endpoint = text.partition("=")
    return region, endpoint
