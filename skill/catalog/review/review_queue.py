"""The entries that a clinician signs, in the order of reading: changed and risky ones first."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from ..catalog import Catalog
from ..content_place import ContentPlace
from ..model import Tier
from ..texts import entries_by_group
from .headings import TITLES
from .review_sheet import Entry, sheet_entries

#: Whether an entry is signed as it is now, has changed since, or was never signed.
ReviewState = Literal["changed", "never", "signed"]
#: The groups by risk, the highest first; the groups that are not named follow.
_BY_RISK = ("warnings", "routines", "conditions", "situations", "medicines", "remedies")


@dataclass(frozen=True)
class QueuedEntry:
    """An entry to read: its place, its state, and the digest that a signature notes."""

    place: ContentPlace
    title: str
    state: ReviewState
    digest: str
    risk: tuple[int, int]


def review_queue(catalog: Catalog) -> list[QueuedEntry]:
    """Return every entry that can be signed: changed ones first, then by state and by risk."""
    return sorted(_queued(catalog), key=lambda one: (_order(one.state), one.risk))


def count_states(queue: Sequence[QueuedEntry]) -> Mapping[ReviewState, int]:
    """Return the number of entries in each state."""
    count = Counter(one.state for one in queue)
    return {state: count[state] for state in get_args(ReviewState)}


def _queued(catalog: Catalog) -> Iterator[QueuedEntry]:
    sources = entries_by_group(catalog)
    for group, entries in sheet_entries(catalog).items():
        for entry in entries:
            source = sources[group][entry.id]
            if hasattr(source, "reviewed"):
                digest = entry_digest(catalog, entry)
                yield QueuedEntry(
                    ContentPlace(catalog.language, group, entry.id),
                    entry.title,
                    _state(entry, digest),
                    digest,
                    (_group_risk(group), _tier_risk(getattr(source, "tier", None))),
                )


def entry_digest(catalog: Catalog, entry: Entry) -> str:
    """Return a digest of the words, the numbers, and the claims with their sources of *entry*."""
    cited = sorted(
        {key for one in entry.statements for key in (*one.claims, *one.corrects)}
        & catalog.claims.keys()
    )
    claims = [(key, catalog.claims[key]) for key in cited]
    sources = sorted({one for _, claim in claims for one in claim.references})
    everything = (entry.facts, entry.statements, claims, [catalog.references[s] for s in sources])
    return hashlib.sha256(repr(everything).encode()).hexdigest()[:12]


def _state(entry: Entry, digest: str) -> ReviewState:
    if entry.review is None:
        return "never"
    # A signature without a digest does not show what was read.
    return "signed" if entry.review.of == digest else "changed"


def _order(state: ReviewState) -> int:
    return get_args(ReviewState).index(state)


def _group_risk(group: str) -> int:
    order = (*_BY_RISK, *(key for key in TITLES if key not in _BY_RISK))
    return order.index(group)


def _tier_risk(tier: Tier | None) -> int:
    return get_args(Tier).index(tier) if tier else 0
