"""The names of slot values: those of the content, and those that the model is built from."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from ..understanding.language import (
    PLAIN,
    Language,
    LanguageError,
    language_file,
    read_language,
    slot_names_file,
)
from ..understanding.slot_types import Names, SlotTypes
from .catalog import Catalog

Report = Callable[[str], None]


def slot_types(models: Path, catalog: Catalog, report: Report) -> SlotTypes:
    """Return the slot types of the language of *catalog*; report problems.

    Args:
        models: The folder of the interaction models, with a folder for each language.
        catalog: The catalog of one locale of the language.
        report: Gets each problem as ``file:line: what is wrong``.
    """
    words = _language(language_file(models, catalog.language), models, report)
    model = _more_names(slot_names_file(models, catalog.language), report)
    names = {
        kind: {
            key: tuple(dict.fromkeys((one.name, *one.synonyms, *model.get(kind, {}).get(key, ()))))
            for key, one in values.items()
        }
        for kind, values in catalog.slot_values.items()
    }
    return SlotTypes(names, words, catalog.ranks)


def _language(file: Path, models: Path, report: Report) -> Language:
    try:
        return read_language(file)
    except LanguageError as error:
        for problem in error.problems:
            report(problem.replace(f"{models.parent}/", "", 1))
        return PLAIN


def _more_names(file: Path, report: Report) -> Names:
    """Return the names in the generated *file*; none before it is built."""
    if not file.is_file():
        return {}
    try:
        read: Names = json.loads(file.read_bytes())
        if all(isinstance(names, list) for values in read.values() for names in values.values()):
            return read
    except (ValueError, AttributeError):
        pass
    report(f"{file.parent.name}/{file.name}: has no names; delete it and build the model again")
    return {}
