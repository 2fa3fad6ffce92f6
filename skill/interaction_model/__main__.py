"""``python -m skill.interaction_model build|check``: build or check the interaction models."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from ..catalog import Catalog, ContentError, load_catalogs
from ..catalog.command_line import status_of
from ..catalog.whole_file import write_whole
from ..folders import PROJECT
from . import counts, sizes
from .build import texts
from .check import check
from .source import LanguageModel, SourceError, read_sources, shown

#: Takes the folder of the models and the catalogs by locale; returns every problem.
Command = Callable[[Path, Mapping[str, Catalog]], list[str]]


def main() -> int:
    """Build or check the models of all locales; return 0, or 1 if there are problems."""
    parser = argparse.ArgumentParser(prog="python -m skill.interaction_model", description=__doc__)
    parser.add_argument("command", choices=("build", "check"))
    parser.add_argument("--project", type=Path, default=PROJECT, help="another project folder")
    arguments = parser.parse_args()
    command = {"build": _build, "check": _check}[arguments.command]
    return status_of(lambda: _run(command, arguments.project))


def _run(command: Command, project: Path) -> int:
    try:
        catalogs = load_catalogs(project / "content")
        return _report(command(project / "interaction_model", catalogs))
    except ContentError as error:
        return _report([f"content/{problem}" for problem in error.problems])
    except SourceError as error:
        return _report(error.problems)


def _build(folder: Path, catalogs: Mapping[str, Catalog]) -> list[str]:
    for path, text in texts(folder, catalogs).items():
        try:
            write_whole(path, text)
        except OSError as error:
            return [f"{shown(path)}: {error.strerror}"]
        print(sizes.of_file(path))
    return []


def _check(folder: Path, catalogs: Mapping[str, Catalog]) -> list[str]:
    sources = read_sources(folder, {catalog.language for catalog in catalogs.values()})
    _print_sizes(folder, sources)
    handled = handled_intents()
    too_few = [
        f"{shown(folder / f'{language}.yaml')}: {problem}"
        for language, source in sources.items()
        for problem in counts.problems_of(source, handled)
    ]
    return [*check(folder, catalogs, handled), *too_few]


def _print_sizes(folder: Path, sources: Mapping[str, LanguageModel]) -> None:
    for language, source in sources.items():
        print(*sizes.of_intents(source), sep="\n")
        print(*sizes.of_language(folder / f"{language}.yaml", source), sep="\n")
    for path in sorted(folder.glob("*.json")):
        print(sizes.of_file(path))


def _report(problems: list[str]) -> int:
    for problem in problems:
        print(problem)
    if problems:
        print(f"problems: {len(problems)}", file=sys.stderr)
    return 1 if problems else 0


def handled_intents() -> frozenset[str]:
    """Return the names of the intents in HANDLERS, without the request types."""
    # Imported here so that `build` works without Amazon's SDK.
    from ..handlers import HANDLERS

    requests = {name for name in HANDLERS if name.endswith("Request") or name.startswith("Alexa.")}
    return frozenset(HANDLERS.keys() - requests)


if __name__ == "__main__":
    sys.exit(main())
