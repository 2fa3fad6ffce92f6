"""``python -m skill.catalog [FOLDER]``: say whether the content is in order, or all that is not."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .load import ContentError, load_catalogs

CONTENT = Path(__file__).parents[2] / "content"


def main() -> int:
    """Print each problem as ``file: place: what is wrong``; return 1 if there is any."""
    parser = argparse.ArgumentParser(prog="python -m skill.catalog", description=main.__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=CONTENT, help="the content folder")
    try:
        catalogs = load_catalogs(parser.parse_args().folder)
    except ContentError as error:
        for problem in error.problems:
            print(problem)
        print(f"{len(error.problems)} to mend", file=sys.stderr)
        return 1
    catalog = next(iter(catalogs.values()))
    topics = sum(len(entries) for entries in catalog.topics.values())
    print(
        f"content is in order: {len(catalogs)} locales, {len(catalog.routines)} routines, "
        f"{topics} topics, {len(catalog.warnings)} warning signs, {len(catalog.claims)} claims"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
