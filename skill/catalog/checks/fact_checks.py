"""Check the ids in situations and conditions: what a fact about the listener changes."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from ..catalog import Catalog
from ..content_place import ContentPlace
from ..model import Condition, Situation
from ..texts import TOPIC_GROUPS

#: What is said of an id that is not in the file whose name follows.
_UNKNOWN = "is unknown: correct the id, or add it to "


def conditions(catalog: Catalog) -> Iterator[str]:
    """Yield a problem for each id in a condition that the catalog does not have."""
    for key, condition in catalog.conditions.items():
        place = ContentPlace(catalog.language, "conditions", key)
        for situation in condition.implies:
            if situation not in catalog.situations:
                yield f"{place}: implies: {situation} {_UNKNOWN}situations.yaml"
        yield from _changes(catalog, condition, place)


def situations(catalog: Catalog) -> Iterator[str]:
    """Yield a problem for each id in a situation that the catalog does not have."""
    for key, situation in catalog.situations.items():
        place = ContentPlace(catalog.language, "situations", key)
        for over in situation.ends:
            if over not in catalog.situations:
                yield f"{place}: ends: {over} {_UNKNOWN}this file"
        yield from _changes(catalog, situation, place)


def _changes(catalog: Catalog, fact: Condition | Situation, place: ContentPlace) -> Iterator[str]:
    if fact.context and fact.context not in catalog.topics["context"]:
        yield f"{place}: context: {fact.context} {_UNKNOWN}contexts.yaml"
    for override in fact.signs:
        for sign in (override.sign, override.becomes):
            if sign not in catalog.warnings:
                yield f"{place}: signs: {sign} {_UNKNOWN}warnings.yaml"


def contexts(catalog: Catalog) -> Iterator[str]:
    """Yield a problem for each context of a tip or topic that the catalog does not have."""
    known = catalog.topics["context"]
    for key, tip in catalog.tips.items():
        place = ContentPlace(catalog.language, "prevention", key)
        yield from _unknown_contexts(place, tip.contexts, known)
    for kind, topics in catalog.topics.items():
        for key, topic in topics.items():
            place = ContentPlace(catalog.language, TOPIC_GROUPS[kind], key)
            named = (*topic.contexts, *(one for passage in topic.say for one in passage.contexts))
            yield from _unknown_contexts(place, named, known)
            if topic.variant_of and topic.variant_of not in topics:
                yield f"{place}: variant_of: {topic.variant_of} {_UNKNOWN}this file"


def _unknown_contexts(
    place: ContentPlace, named: Iterable[str], known: Container[str]
) -> Iterator[str]:
    for one in named:
        if one not in known:
            yield f"{place}: contexts: {one} {_UNKNOWN}contexts.yaml"
