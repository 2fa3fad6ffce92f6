"""Find topics: their passages in the order that fits the listener, and their variants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from ..catalog import Catalog, Kind, Passage, Topic
from . import contexts
from .state import Told

#: The topic made of the prevention tips.
PREVENTION = "prevention"
#: The most passages for the listener's contexts at the beginning of a topic, before its others.
MOST_OWN = 2


def find(
    catalog: Catalog, kind: Kind, key: str, named: Sequence[str] = (), second: str = ""
) -> Topic:
    """Return a topic with its passages in order for the contexts *named*.

    The topic "prevention" consists of the catalog's tips. With *second*, another topic of the same
    kind, the passages of both alternate.
    """
    if (kind, key) == ("answer", PREVENTION):
        tips = contexts.for_contexts(tuple(catalog.tips.values()), named)
        return Topic(catalog.prompts.prevention_title.say, tips)
    topic = catalog.topics[kind][key]
    said = contexts.in_order(topic.say, named, MOST_OWN)
    if second:
        said = _alternately(said, catalog.topics[kind][second].say)
    return replace(topic, say=said)


def of_state(catalog: Catalog, state: Told) -> Topic:
    """Return the topic of *state*."""
    return find(catalog, state.kind, state.topic, state.contexts, state.second)


def exists(catalog: Catalog, state: Told) -> bool:
    """Return whether *catalog* has every id in *state*, which an older release may have written."""
    tips = (state.kind, state.topic) == ("answer", PREVENTION)
    topics = catalog.topics.get(state.kind, {})
    known = tips or state.topic in topics
    in_contexts = all(one in catalog.topics["context"] for one in state.contexts)
    return known and in_contexts and state.second in ("", *topics) and 0 <= state.start <= state.end


def variant(catalog: Catalog, kind: Kind, key: str, named: Sequence[str]) -> str:
    """Return the id of the topic that replaces *key* in one of the contexts *named*, else *key*."""
    for other, topic in catalog.topics[kind].items():
        if topic.variant_of == key and not set(topic.contexts).isdisjoint(named):
            return other
    return key


def _alternately(one: Sequence[Passage], other: Sequence[Passage]) -> tuple[Passage, ...]:
    pairs = chain.from_iterable(zip_longest(one, other))
    return tuple(dict.fromkeys(passage for passage in pairs if passage))
