"""``python -m skill.interaction_model build|check``: write Amazon's models, or find what is wrong."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..catalog import Catalog, ContentError, load_catalogs, suggestions
from . import rules
from .build import write
from .check import Known, check, texts
from .source import SourceError, read_source, shown

PROJECT = Path(__file__).parents[2]


def main() -> int:
    """Write the models of all locales, or print every problem and return 1."""
    parser = argparse.ArgumentParser(prog="python -m skill.interaction_model", description=__doc__)
    parser.add_argument("command", choices=("build", "check"))
    parser.add_argument("--project", type=Path, default=PROJECT, help="another project folder")
    arguments = parser.parse_args()
    folder = arguments.project / "interaction_model"
    try:
        known = _known(load_catalogs(arguments.project / "content"))
        return _build(folder, known) if arguments.command == "build" else _check(folder, known)
    except (ContentError, SourceError) as error:
        return _report(error.problems)


def _build(folder: Path, known: Mapping[str, Known]) -> int:
    for path, text in texts(folder, known).items():
        write(path, text)
        print(f"{shown(path)}: {len(text.encode()):,} bytes")
    return 0


def _check(folder: Path, known: Mapping[str, Known]) -> int:
    for language in sorted({content.language for content in known.values()}):
        print("\n".join(_sizes(folder / f"{language}.yaml")))
    for path in sorted(folder.glob("*.json")):
        size = path.stat().st_size
        left = 100 - round(100 * size / rules.MOST_BYTES)
        print(f"{shown(path)}: {size:,} of {rules.MOST_BYTES:,} bytes, {left} % left")
    return _report(check(folder, known, _handled_intents()))


def _sizes(path: Path) -> Iterator[str]:
    source = read_source(path)
    for intent in source.intents:
        yield f"{intent.name:26}{len(intent.patterns):5} patterns {len(intent.samples):6} samples"
    samples = sum(len(intent.samples) for intent in source.intents)
    yield f"{shown(path)}: {len(source.intents)} of {rules.MOST_INTENTS} intents, {samples:,} samples"


def _report(problems: list[str]) -> int:
    for problem in problems:
        print(problem)
    if problems:
        print(f"{len(problems)} to mend", file=sys.stderr)
    return 1 if problems else 0


def _known(catalogs: Mapping[str, Catalog]) -> dict[str, Known]:
    return {
        locale: Known(
            language=catalog.language,
            slot_values=catalog.slot_values,
            suggested={place: phrase for place, phrase, _ in suggestions(catalog)},
        )
        for locale, catalog in catalogs.items()
    }


def _handled_intents() -> frozenset[str]:
    """Return the intents among the names that the skill handles; the rest are requests."""
    from ..handlers import HANDLERS

    requests = {name for name in HANDLERS if name.endswith("Request") or name.startswith("Alexa")}
    return frozenset(HANDLERS.keys() - requests)


if __name__ == "__main__":
    sys.exit(main())
