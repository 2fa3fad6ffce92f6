"""``python -m skill.interaction_model build|check``: write the models, or say what is wrong."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from ..catalog import Catalog, ContentError, load_catalogs
from . import sizes
from .build import texts, write
from .check import check
from .source import SourceError, read_sources

PROJECT = Path(__file__).parents[2]


def main() -> int:
    """Write the models of all locales, or print their sizes and every problem and return 1."""
    parser = argparse.ArgumentParser(prog="python -m skill.interaction_model", description=__doc__)
    parser.add_argument("command", choices=("build", "check"))
    parser.add_argument("--project", type=Path, default=PROJECT, help="another project folder")
    arguments = parser.parse_args()
    command = {"build": _build, "check": _check}[arguments.command]
    try:
        catalogs = load_catalogs(arguments.project / "content")
        return _report(command(arguments.project / "interaction_model", catalogs))
    except ContentError as error:
        return _report([f"content/{problem}" for problem in error.problems])
    except SourceError as error:
        return _report(error.problems)


def _build(folder: Path, catalogs: Mapping[str, Catalog]) -> list[str]:
    for path, text in texts(folder, catalogs).items():
        write(path, text)
        print(sizes.of_file(path))
    return []


def _check(folder: Path, catalogs: Mapping[str, Catalog]) -> list[str]:
    _print_sizes(folder, catalogs)
    return check(folder, catalogs, handled_intents())


def _print_sizes(folder: Path, catalogs: Mapping[str, Catalog]) -> None:
    languages = {catalog.language for catalog in catalogs.values()}
    for language, source in read_sources(folder, languages).items():
        print(*sizes.of_intents(source), sep="\n")
        print(*sizes.of_language(folder / f"{language}.yaml", source), sep="\n")
    for path in sorted(folder.glob("*.json")):
        print(sizes.of_file(path))


def _report(problems: list[str]) -> int:
    for problem in problems:
        print(problem)
    if problems:
        print(f"{len(problems)} to mend", file=sys.stderr)
    return 1 if problems else 0


def handled_intents() -> frozenset[str]:
    """Return the intents among the names that the skill handles; the rest are requests."""
    # Only this needs Amazon's SDK; a translator's machine may do without.
    from ..handlers import HANDLERS

    requests = {name for name in HANDLERS if name.endswith("Request") or name.startswith("Alexa.")}
    return frozenset(HANDLERS.keys() - requests)


if __name__ == "__main__":
    sys.exit(main())
