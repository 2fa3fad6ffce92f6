"""The review sheet: one HTML page to print, with all health statements and space to sign."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...common.atomic_write import write_whole
from ...common.html_templates import html_templates
from ..catalog import Catalog
from ..provenance import unproven
from .claim_coverage import accounts
from .headings import INTRODUCTIONS, TITLES
from .review_sheet import Entry, disagrees, sheet_entries

Found = Mapping[str, tuple[Entry, ...]]

_TEMPLATES = html_templates(Path(__file__).parent)


@dataclass(frozen=True)
class Group:
    """One chapter of the review sheet."""

    key: str
    title: str
    introduction: str
    #: ``(number, entry)`` of the entries that cite a claim.
    entries: list[tuple[str, Entry]]
    others: list[Entry]


def write_review_page(
    catalog: Catalog, calls: Mapping[str, str], path: Path, printed: datetime.date
) -> int:
    """Write the review sheet to *path*; return the number of its entries.

    *calls* has the spoken emergency number of each locale.

    Raises:
        OSError: If the file cannot be written.
    """
    found = sheet_entries(catalog)
    write_whole(path, review_page(catalog, found, calls, printed))
    return sum(len(group) for group in found.values())


def review_page(
    catalog: Catalog, found: Found, calls: Mapping[str, str], printed: datetime.date
) -> str:
    """Return the review sheet as HTML without external resources.

    *calls* has the spoken emergency number of each locale.
    """
    groups = _groups(found)
    return _TEMPLATES.get_template("review_page.html").render(
        catalog=catalog,
        groups=groups,
        where=_where(groups),
        numbers={key: number for number, key in enumerate(catalog.references, start=1)},
        accounts=accounts(catalog),
        disagrees=disagrees,
        unproven=unproven,
        calls=calls,
        printed=printed,
        version=version(catalog, found),
    )


def version(catalog: Catalog, found: Found) -> str:
    """Return a digest of the words, numbers, claims and sources; reviews do not change it."""
    said = [
        (group, entry.id, entry.facts, entry.statements)
        for group, members in found.items()
        for entry in members
    ]
    everything = repr((said, sorted(catalog.claims.items()), sorted(catalog.references.items())))
    return hashlib.sha256(everything.encode()).hexdigest()[:12]


def _groups(found: Found) -> list[Group]:
    """Return the groups, numbered, with numbers for their entries that cite claims."""
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
    """Return for each claim the ``(anchor, number and title)`` of the entries that cite it."""
    cited: dict[str, dict[tuple[str, str], None]] = {}
    for group in groups:
        for number, entry in group.entries:
            for statement in entry.statements:
                for claim in (*statement.claims, *statement.corrects):
                    place = (f"{group.key}-{entry.id}", f"{number} {entry.title}")
                    cited.setdefault(claim, {})[place] = None
    return {claim: list(places) for claim, places in cited.items()}
