"""Check what only an editor can mend, and what does not stop a server: dates and reading grades."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..catalog import Catalog
from ..problem_lines import located
from ..translated_files import SOURCE_LANGUAGE
from .entry_checks import overdue
from .grade_checks import reading_grades


def editor_problems(catalogs: Iterable[Catalog], folder: Path, today: datetime.date) -> list[str]:
    """Return ``file:line: place: what is wrong: what to do`` for each problem, sorted.

    Args:
        catalogs: The catalogs of all locales; those of one language are checked once.
        folder: The content folder that they were read from.
        today: The day to compare reviews with.
    """
    languages = {catalog.language: catalog for catalog in catalogs}
    return located(_problems(languages.values(), today), folder)


def _problems(catalogs: Iterable[Catalog], today: datetime.date) -> Iterator[str]:
    for catalog in catalogs:
        yield from overdue(catalog, today)
        # The formula is for English.
        if catalog.language == SOURCE_LANGUAGE:
            yield from reading_grades(catalog)
