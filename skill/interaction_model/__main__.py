"""``python -m skill.interaction_model build|check``: build or check the interaction models."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from ..catalog import Catalog, ContentError, load_catalogs
from ..common.atomic_write import write_whole
from ..common.exit_status import problem_status, status_of
from ..common.paths import PROJECT
from . import size_report
from .model_builder import model_texts
from .model_check import check_models
from .source_checks import sample_count_problems
from .source_reader import read_sources
from .utterance_source import SourceError, UtteranceSource, short_path

#: Takes the folder of the models and the catalogs by locale; returns every problem.
Command = Callable[[Path, Mapping[str, Catalog]], list[str]]
RARE_HELP = "build models without rare groups of samples: docs/decisions/model-size.md"


def main() -> int:
    """Build or check the models of all languages; return 0, or 1 if there are problems."""
    parser = argparse.ArgumentParser(prog="python -m skill.interaction_model", description=__doc__)
    parser.add_argument("command", choices=("build", "check"))
    parser.add_argument("--project", type=Path, default=PROJECT, help="another project folder")
    parser.add_argument("--without-rare", action="store_true", help=RARE_HELP)
    arguments = parser.parse_args()
    build = partial(_build, rare=not arguments.without_rare)
    command: Command = build if arguments.command == "build" else _check
    return status_of(lambda: _run(command, arguments.project))


def _run(command: Command, project: Path) -> int:
    try:
        catalogs = load_catalogs(project / "content")
        return problem_status(command(project / "interaction_model", catalogs))
    except ContentError as error:
        return problem_status(error.problems)
    except SourceError as error:
        return problem_status(error.problems)


def _build(folder: Path, catalogs: Mapping[str, Catalog], *, rare: bool) -> list[str]:
    for path, text in model_texts(folder, catalogs, rare=rare).items():
        try:
            write_whole(path, text)
        except OSError as error:
            return [f"{short_path(path)}: {error.strerror}"]
        print(size_report.of_file(path))
    return []


def _check(folder: Path, catalogs: Mapping[str, Catalog]) -> list[str]:
    sources = read_sources(folder, {catalog.language for catalog in catalogs.values()})
    _print_sizes(folder, sources)
    handled = handled_intents()
    too_few = [
        problem for source in sources.values() for problem in sample_count_problems(source, handled)
    ]
    return [*check_models(folder, catalogs, handled), *too_few]


def _print_sizes(folder: Path, sources: Mapping[str, UtteranceSource]) -> None:
    for source in sources.values():
        print(*size_report.of_intents(source), sep="\n")
        print(*size_report.of_language(source), sep="\n")
    for path in sorted(folder.glob("*.json")):
        print(size_report.of_file(path))


def handled_intents() -> frozenset[str]:
    """Return the names of the intents in HANDLERS, without the request types."""
    # Imported here so that `build` works without Amazon's SDK.
    from ..handlers import HANDLERS

    requests = {name for name in HANDLERS if name.endswith("Request") or name.startswith("Alexa.")}
    return frozenset(HANDLERS.keys() - requests)


if __name__ == "__main__":
    sys.exit(main())
