"""Whether the sources of a claim were read, are only remembered, or do not exist."""

from __future__ import annotations

from typing import Literal

from .catalog import Catalog
from .model import Reading

#: The best mark of the references of a claim; "none" if no good study was found.
Provenance = Literal["verified", "recalled", "unpublished", "none"]
#: The marks of a reference, the best first.
READINGS: tuple[Reading, ...] = ("verified", "recalled", "unpublished")


def provenance(catalog: Catalog, key: str) -> Provenance:
    """Return the provenance of the claim *key*."""
    marks = {catalog.references[one].read for one in catalog.claims[key].references}
    return next((mark for mark in READINGS if mark in marks), "none")


def unproven(catalog: Catalog, mark: Provenance) -> tuple[str, ...]:
    """Return the ids of the claims whose provenance is *mark*."""
    return tuple(key for key in catalog.claims if provenance(catalog, key) == mark)
