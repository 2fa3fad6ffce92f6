"""Choose the samples and names that Alexa needs; the skill itself understands the other names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..catalog import Catalog
from ..catalog.intent_names import URGENT_INTENTS
from ..understanding.language import Language
from ..understanding.normalization import CachedNormalizer, normalizer_of
from ..understanding.value_matcher import ValueMatcher
from .overlaps import samples_that_match
from .sample_trie import grammar
from .utterance_source import slots_in

#: The most synonyms of one value, and the most bytes of a model.
MOST_SYNONYMS = 100
MOST_BYTES_CHOSEN = 705_000
#: Samples of so few words all stay: they show most plainly where a value stands.
SHORT = 3
#: The words of a run that makes a sample new, and the same for urgent intents.
RUN, URGENT_RUN = 2, 3
_SLOT = re.compile(r"\{(\w+)\}")

Json = dict[str, Any]
#: Value id -> its names.
Names = Mapping[str, Sequence[str]]


def selected_model(
    model: Json, phrases: Iterable[str], catalog: Catalog, language: Language
) -> Json:
    """Return *model* with the samples and synonyms that Alexa needs.

    Of the samples the short ones remain, those that match one of *phrases*, and those that have a
    new run of words, a longer one for urgent intents, or a new order of several slots. Of the
    synonyms those of the content remain, and those that the skill would not understand by them.
    """
    whole = model["interactionModel"]["languageModel"]
    normalizer = normalizer_of(language)
    built = grammar(model)
    kept = {found for phrase in phrases for found in samples_that_match(built, phrase)}
    intents = [_intent(intent, kept, normalizer) for intent in whole["intents"]]
    types = [_slot_type(kind, catalog, language) for kind in whole["types"]]
    return {"interactionModel": {"languageModel": {**whole, "intents": intents, "types": types}}}


def informative_samples(
    samples: Iterable[str],
    normalizer: CachedNormalizer,
    size: int,
    kept: Collection[str] = (),
) -> Iterator[str]:
    """Yield the samples in *kept*, short ones, and those that have something new.

    New are *size* neighbours, or several slots in an order that no sample before has.
    """
    seen: set[tuple[str, ...]] = set()
    orders: set[tuple[str, ...]] = set()
    for sample in samples:
        words = ("", *normalizer.words(_SLOT.sub(r" slot\1 ", sample)), "")
        runs = {words[at : at + size] for at in range(max(1, len(words) - size + 1))}
        slots = slots_in(sample)
        is_new = not runs <= seen or (len(slots) > 1 and slots not in orders)
        if sample in kept or len(words) <= SHORT + 2 or is_new:
            seen |= runs
            orders.add(slots)
            yield sample


def selected_synonyms(own: Names, more: Names, matcher: ValueMatcher) -> dict[str, list[str]]:
    """Return at most `MOST_SYNONYMS` synonyms of each value, by its id.

    Args:
        own: The names of each value in the content, which come first.
        more: Other names of each value.
        matcher: A matcher of the names in *own*; the selected names are added to it.
    """
    selected = {value_id: list(names)[:MOST_SYNONYMS] for value_id, names in own.items()}
    pairs = [(name, value_id) for value_id, names in more.items() for name in names]
    for name, value_id in sorted(pairs, key=lambda pair: len(pair[0].split())):
        found = matcher.match(name)
        understood = found is not None and found.id == value_id and not found.is_denied
        if not understood and len(selected[value_id]) < MOST_SYNONYMS:
            matcher.add(name, value_id)
            selected[value_id].append(name)
    return selected


def _intent(intent: Json, kept: Collection[tuple[str, str]], normalizer: CachedNormalizer) -> Json:
    name, samples = intent["name"], intent["samples"]
    size = URGENT_RUN if name in URGENT_INTENTS else RUN
    mine = {sample for owner, sample in kept if owner == name}
    return {**intent, "samples": list(informative_samples(samples, normalizer, size, mine))}


def _slot_type(kind: Json, catalog: Catalog, language: Language) -> Json:
    values = catalog.slot_values[kind["name"]]
    every = {value["id"]: value["name"].get("synonyms", []) for value in kind["values"]}
    own = {key: [one for one in every[key] if one in values[key].synonyms] for key in every}
    more = {key: [one for one in every[key] if one not in values[key].synonyms] for key in every}
    names = {key: [values[key].name, *own[key]] for key in every}
    matcher = ValueMatcher(names, language, catalog.ranks.get(kind["name"]))
    selected = selected_synonyms(own, more, matcher)
    return {**kind, "values": [_value(one, selected[one["id"]]) for one in kind["values"]]}


def _value(value: Json, synonyms: Sequence[str]) -> Json:
    if not synonyms:
        return value
    return {**value, "name": {**value["name"], "synonyms": list(synonyms)}}
