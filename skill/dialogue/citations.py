"""Find the claims, references and publishers behind passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..catalog import Catalog, Passage, Reference

#: The most publishers that are named in one turn; a longer list is hard to follow by ear.
MOST_PUBLISHERS = 2


def claims_of(said: Iterable[Passage]) -> tuple[str, ...]:
    """Return the ids of the claims that *said* states or corrects, in order."""
    return tuple(claim for passage in said for claim in (*passage.claims, *passage.corrects))


def named(catalog: Catalog, claims: Iterable[str]) -> list[Reference]:
    """Return the references of *claims* whose publisher may be spoken (`aloud`), in order."""
    found = (catalog.references[r] for claim in claims for r in catalog.claims[claim].references)
    return [reference for reference in found if reference.aloud]


def publishers(catalog: Catalog, claims: Iterable[str]) -> tuple[str, ...]:
    """Return the first publishers behind *claims*, at most MOST_PUBLISHERS."""
    names = dict.fromkeys(source.publisher for source in named(catalog, claims))
    return tuple(names)[:MOST_PUBLISHERS]


def weightiest(references: Iterable[Reference], most: int) -> list[Reference]:
    """Return at most *most* of *references*: one per publisher, the most often cited first."""
    one_each: dict[str, Reference] = {}
    times = Counter[str]()
    for reference in references:
        one_each.setdefault(reference.publisher, reference)
        times[reference.publisher] += 1
    return [one_each[publisher] for publisher, _ in times.most_common(most)]
