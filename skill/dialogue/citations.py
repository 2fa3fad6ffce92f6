"""The sources behind what is said, the ones that carry most of it first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..catalog import Catalog, Passage, Reference

#: How many sources are named at once; more would be a list nobody listens to.
MOST_PUBLISHERS = 2


def claims_of(said: Iterable[Passage]) -> tuple[str, ...]:
    """Return the claims that *said* states or sets right, in order."""
    return tuple(claim for passage in said for claim in (*passage.claims, *passage.corrects))


def named(catalog: Catalog, claims: Iterable[str]) -> list[Reference]:
    """Return the references behind *claims* whose names tell anybody anything, in order."""
    found = (catalog.references[r] for claim in claims for r in catalog.claims[claim].references)
    return [reference for reference in found if reference.aloud]


def publishers(catalog: Catalog, claims: Iterable[str]) -> tuple[str, ...]:
    """Return the first publishers behind *claims*, at most two."""
    names = dict.fromkeys(source.publisher for source in named(catalog, claims))
    return tuple(names)[:MOST_PUBLISHERS]


def weightiest(references: Iterable[Reference], most: int) -> list[Reference]:
    """Return at most so many of *references*, one a publisher, the most often cited first."""
    one_each: dict[str, Reference] = {}
    times = Counter[str]()
    for reference in references:
        one_each.setdefault(reference.publisher, reference)
        times[reference.publisher] += 1
    return [one_each[publisher] for publisher, _ in times.most_common(most)]
