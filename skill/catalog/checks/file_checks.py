"""Check file names: a content folder has only files that the catalog reads."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

_NAME = re.compile(r"[a-z]+(-[a-z0-9]+)*\.yaml")


def named_files(folder: Path) -> list[str]:
    """Return the names of the files in *folder* that are content, sorted."""
    return sorted(path.name for path in folder.glob("*.yaml") if _NAME.fullmatch(path.name))


def stray_files(folder: Path, languages: Iterable[str], names: Collection[str]) -> Iterator[str]:
    """Yield a problem for each file of *folder* that is not content.

    Args:
        folder: The content folder.
        languages: The folders of languages in it.
        names: The files that a language has beside its routines.
    """
    for language in languages:
        for path in _paths(folder / language):
            if path.name not in names and path.name != "routines":
                yield f"{language}/{path.name}: is not a file of the content: delete it"
    for place in (*(f"{language}/routines" for language in languages), "pictures"):
        for path in _paths(folder / place):
            if path.is_dir() or not _NAME.fullmatch(path.name):
                yield (
                    f"{place}/{path.name}: is not a file of the content: delete it, or name it "
                    "with lower-case words joined by hyphens, and .yaml"
                )


def _paths(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []
