"""The review sheet: one page to print, with all that is said about health and room to sign."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2

from .catalog import Catalog
from .coverage import accounts
from .review import Entry, disagrees, entries
from .review_words import INTRODUCTIONS, TITLES
from .whole_file import write_whole

Found = Mapping[str, tuple[Entry, ...]]

_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Group:
    """One chapter of the sheet."""

    key: str
    title: str
    introduction: str
    #: ``(number, entry)`` of those that state anything about health.
    entries: list[tuple[str, Entry]]
    others: list[Entry]


def write(catalog: Catalog, calls: Mapping[str, str], path: Path, printed: datetime.date) -> int:
    """Write the sheet to *path* whole or not at all; return how many entries are in it."""
    found = entries(catalog)
    write_whole(path, page(catalog, found, calls, printed))
    return sum(len(group) for group in found.values())


def page(catalog: Catalog, found: Found, calls: Mapping[str, str], printed: datetime.date) -> str:
    """Return the sheet as HTML that needs nothing from anywhere else.

    *calls* has the emergency number of each locale, as it is spoken.
    """
    groups = _groups(found)
    return _TEMPLATES.get_template("review_page.html").render(
        catalog=catalog,
        groups=groups,
        where=_where(groups),
        numbers={key: number for number, key in enumerate(catalog.references, start=1)},
        accounts=accounts(catalog),
        disagrees=disagrees,
        calls=calls,
        printed=printed,
        version=version(catalog, found),
    )


def version(catalog: Catalog, found: Found) -> str:
    """Return a name for exactly these words, numbers, claims and sources, whoever reviewed them."""
    said = [
        (group, entry.id, entry.facts, entry.statements)
        for group, members in found.items()
        for entry in members
    ]
    everything = repr((said, sorted(catalog.claims.items()), sorted(catalog.references.items())))
    return hashlib.sha256(everything.encode()).hexdigest()[:12]


def _groups(found: Found) -> list[Group]:
    """Return each group with its number, and its citing entries with theirs."""
    present = [key for key, members in found.items() if members]
    return [
        Group(
            key=key,
            title=f"{number}. {TITLES[key]}",
            introduction=INTRODUCTIONS[key],
            entries=[
                (f"{number}.{place}", entry)
                for place, entry in enumerate((e for e in found[key] if e.cites), start=1)
            ],
            others=[entry for entry in found[key] if not entry.cites],
        )
        for number, key in enumerate(present, start=1)
    ]


def _where(groups: Sequence[Group]) -> Mapping[str, list[tuple[str, str]]]:
    """Return, for each claim, the ``(anchor, number and title)`` of the entries that cite it."""
    cited: dict[str, dict[tuple[str, str], None]] = {}
    for group in groups:
        for number, entry in group.entries:
            for statement in entry.statements:
                for claim in (*statement.claims, *statement.corrects):
                    place = (f"{group.key}-{entry.id}", f"{number} {entry.title}")
                    cited.setdefault(claim, {})[place] = None
    return {claim: list(places) for claim, places in cited.items()}
