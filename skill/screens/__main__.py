"""``python -m skill.screens``: draw the pictures, or write a page that shows every step."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from ..catalog import ContentError, load_catalogs
from ..common.exit_status import problem_status, status_of
from ..common.paths import CONTENT
from .contact_sheet import SIZES, write_contact_sheet
from .figure.pose_book import FigureError, read_plates, write_pictures


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0, or 1 if there are problems."""
    parser = argparse.ArgumentParser(prog="python -m skill.screens", description=__doc__)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    sheet = commands.add_parser("sheet", help="write one page with every step on three screens")
    sheet.add_argument("--output", type=Path, default=Path("screens.html"), metavar="FILE")
    sheet.add_argument("--content", type=_output_folder, default=CONTENT, metavar="FOLDER")
    sheet.set_defaults(run=lambda options: _sheet(options.content, options.output))
    draw = commands.add_parser("draw", help="draw the pictures from the poses in figure/")
    draw.add_argument("--content", type=_output_folder, default=CONTENT, metavar="FOLDER")
    draw.set_defaults(run=lambda options: _draw(options.content))
    options = parser.parse_args(arguments)
    return status_of(lambda: _run(lambda: str(options.run(options))))


def _output_folder(text: str) -> Path:
    if not (path := Path(text)).is_dir():
        raise argparse.ArgumentTypeError(f"{text!r} is not a folder")
    return path


def _run(command: Callable[[], str]) -> int:
    """Print what *command* returns, or its problems; return the exit status."""
    try:
        print(command())
    except (ContentError, FigureError) as error:
        return problem_status(error.problems)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    return 0


def _sheet(content: Path, file: Path) -> str:
    steps, lacking = write_contact_sheet(load_catalogs(content)["other"], file)
    how = f"drawn by the page: {lacking} is missing" if lacking else "rendered by Amazon's engine"
    return f"{file}: {steps} steps on {len(SIZES)} screens each, {how}"


def _draw(content: Path) -> str:
    plates = read_plates(content)
    files = list(write_pictures(plates, content / "pictures"))
    return f"pictures: {len(plates)} poses, {len(files)} files changed"


if __name__ == "__main__":
    sys.exit(main())
