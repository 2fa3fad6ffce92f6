"""Check the texts of the store listing and of the web site's pages."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator

from ..catalog import Catalog
from ..model import Wording
from .entry_checks import MARKUP, PLACEHOLDER
from .wording_checks import says

Report = Callable[[str], None]

#: Field -> the placeholder that it must have.
FILLED = {"run_by": "{contact}"}
#: The beginning of fields that may use banned words, because they deny them ("no diagnosis").
DISCLAIMER = "disclaimer"


def written(catalog: Catalog, wording: Wording, report: Report) -> None:
    """Report every rule that the store listing and the pages of *catalog* break."""
    files = {"publishing": catalog.store, **catalog.pages}
    for name, entry in files.items():
        for field, text in _texts(entry):
            for problem in _problems(field, text, wording):
                report(f"{catalog.language}/{name}.yaml: {field}: {problem}")


def _problems(field: str, text: str, wording: Wording) -> Iterator[str]:
    if found := MARKUP.search(text):
        yield f"has {found.group()!r}: write plain words only"
    wanted = FILLED.get(field)
    if wanted and text.count(wanted) != 1:
        yield f"does not have {wanted} once: add it, or delete the others"
    if found := PLACEHOLDER.search(text.replace(wanted, "") if wanted else text):
        yield f"has {found.group()!r}, which nothing fills in: write the words"
    for word in wording.banned:
        if not field.startswith(DISCLAIMER) and says(text, word):
            yield f"says {word!r}, which no answer may promise: use other words"


def _texts(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield the place and text of each string in *value*: a string, a tuple or a dataclass."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value, start=1):
            yield from _texts(item, f"{place} {number}")
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            inner = f"{place}: {field.name}" if place else field.name
            yield from _texts(getattr(value, field.name), inner)
