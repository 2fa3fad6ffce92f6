"""Check the ids in situations and conditions: what a fact about the listener changes."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog import Catalog
from ..content_place import ContentPlace
from ..model import Condition, Situation


def conditions(catalog: Catalog) -> Iterator[str]:
    """Yield a problem for each id in a condition that the catalog does not have."""
    for key, condition in catalog.conditions.items():
        place = ContentPlace(catalog.language, "conditions", key)
        for situation in condition.implies:
            if situation not in catalog.situations:
                yield f"{place}: implies: {situation} is not in situations.yaml"
        yield from _changes(catalog, condition, place)


def situations(catalog: Catalog) -> Iterator[str]:
    """Yield a problem for each id in a situation that the catalog does not have."""
    for key, situation in catalog.situations.items():
        place = ContentPlace(catalog.language, "situations", key)
        yield from _changes(catalog, situation, place)


def _changes(catalog: Catalog, fact: Condition | Situation, place: ContentPlace) -> Iterator[str]:
    if fact.context and fact.context not in catalog.topics["context"]:
        yield f"{place}: context: {fact.context} is not in contexts.yaml"
    for tip in fact.tips:
        if tip not in catalog.tips:
            yield f"{place}: tips: {tip} is not in prevention.yaml"
    for override in fact.signs:
        for sign in (override.sign, override.becomes):
            if sign not in catalog.warnings:
                yield f"{place}: signs: {sign} is not in warnings.yaml"
