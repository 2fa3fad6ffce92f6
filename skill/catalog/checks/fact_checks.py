"""Check the ids in situations and conditions: what a fact about the listener changes."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog import Catalog
from ..content_place import ContentPlace
from ..model import Condition, Situation
from ..texts import TOPIC_GROUPS


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
    for override in fact.signs:
        for sign in (override.sign, override.becomes):
            if sign not in catalog.warnings:
                yield f"{place}: signs: {sign} is not in warnings.yaml"


def contexts(catalog: Catalog) -> Iterator[str]:
    """Yield a problem for each context of a tip or topic that the catalog does not have."""
    known = catalog.topics["context"]
    for key, tip in catalog.tips.items():
        place = ContentPlace(catalog.language, "prevention", key)
        yield from (f"{place}: {one} is no context" for one in tip.contexts if one not in known)
    for kind, topics in catalog.topics.items():
        for key, topic in topics.items():
            place = ContentPlace(catalog.language, TOPIC_GROUPS[kind], key)
            named = (*topic.contexts, *(one for passage in topic.say for one in passage.contexts))
            yield from (f"{place}: {one} is no context" for one in named if one not in known)
            if topic.variant_of and topic.variant_of not in topics:
                yield f"{place}: variant_of: {topic.variant_of} is not in this file"
