"""The model has what Alexa needs; the skill itself knows every name, and understands it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from skill.catalog import Catalog
from skill.catalog.intent_names import URGENT_INTENTS
from skill.catalog.texts import suggestions
from skill.common.paths import MODELS
from skill.handlers import HANDLERS
from skill.interaction_model import amazon_rules
from skill.interaction_model.model_builder import interaction_model, model_texts
from skill.interaction_model.overlaps import understood_as
from skill.interaction_model.sample_trie import grammar
from skill.interaction_model.selection import (
    MOST_BYTES_CHOSEN,
    MOST_SYNONYMS,
    RUN,
    URGENT_RUN,
    informative_samples,
    selected_synonyms,
)
from skill.interaction_model.source_reader import read_source
from skill.interaction_model.utterance_source import slots_in
from skill.understanding.language import slot_names_file
from skill.understanding.value_matcher import ValueMatcher
from tests.conftest import our_catalogs
from tests.support.interaction_model import Json
from tests.support.languages import ENGLISH, NORMALIZER


@pytest.fixture(scope="module")
def catalogs() -> Mapping[str, Catalog]:
    return our_catalogs()


@pytest.fixture(scope="module")
def texts(catalogs: Mapping[str, Catalog]) -> Mapping[Path, str]:
    return model_texts(MODELS, catalogs)


@pytest.fixture(scope="module")
def model(texts: Mapping[Path, str]) -> Json:
    read: Json = json.loads(texts[MODELS / "en.json"])["interactionModel"]["languageModel"]
    return read


@pytest.fixture(scope="module")
def whole(catalogs: Mapping[str, Catalog]) -> Json:
    built = interaction_model(read_source(MODELS / "en"), catalogs["en-US"])
    read: Json = built["interactionModel"]["languageModel"]
    return read


def test_a_model_is_small(texts: Mapping[Path, str]) -> None:
    # Less than half of what Alexa takes; 5,000 more than at first, for samples of new sentences.
    assert len(texts[MODELS / "en.json"].encode()) <= MOST_BYTES_CHOSEN == 705_000
    assert MOST_BYTES_CHOSEN < amazon_rules.MOST_BYTES / 2


def test_a_value_has_at_most_a_hundred_synonyms(model: Json) -> None:
    counts = [
        len(value["name"].get("synonyms", []))
        for kind in model["types"]
        for value in kind["values"]
    ]
    assert len(counts) > 200
    assert max(counts) <= MOST_SYNONYMS == 100


def test_nothing_is_in_it_that_was_not_written(model: Json, whole: Json) -> None:
    for chosen, every in zip(model["intents"], whole["intents"], strict=True):
        assert set(chosen["samples"]) <= set(every["samples"])
        assert bool(chosen["samples"]) == bool(every["samples"])
    for chosen, every in zip(model["types"], whole["types"], strict=True):
        for value, other in zip(chosen["values"], every["values"], strict=True):
            names, others = value["name"], other["name"]
            assert names["value"] == others["value"]
            assert set(names.get("synonyms", [])) <= set(others.get("synonyms", []))


def test_every_name_of_the_content_is_in_it(model: Json, catalogs: Mapping[str, Catalog]) -> None:
    for kind in model["types"]:
        for value in kind["values"]:
            named = catalogs["en-US"].slot_values[kind["name"]][value["id"]]
            said = {value["name"]["value"], *value["name"].get("synonyms", [])}
            assert {named.name, *named.synonyms} <= said


def test_every_run_of_words_stays(model: Json, whole: Json) -> None:
    """Three words in urgent intents, two in others."""
    assert HANDLERS.keys() >= URGENT_INTENTS
    for chosen, every in zip(model["intents"], whole["intents"], strict=True):
        size = URGENT_RUN if chosen["name"] in URGENT_INTENTS else RUN
        said = chosen["samples"]
        both = informative_samples((*said, *every["samples"]), NORMALIZER, size, said)
        assert set(both) == set(said)


def test_every_order_of_several_slots_stays(model: Json, whole: Json) -> None:
    """Else Alexa would lose the second fact of a sentence such as "my wife cramps in the sea"."""
    count = 0
    for chosen, every in zip(model["intents"], whole["intents"], strict=True):
        orders = {slots for slots in map(slots_in, every["samples"]) if len(slots) > 1}
        assert orders <= {*map(slots_in, chosen["samples"])}, chosen["name"]
        count += len(orders)
    assert count >= 30


def test_every_example_suggestion_and_store_phrase_matches_a_sample(
    model: Json, whole: Json, catalogs: Mapping[str, Catalog]
) -> None:
    built = grammar({"interactionModel": {"languageModel": model}})
    # The name in an example or suggestion may be one that only the skill knows.
    known = {**model, "types": whole["types"]}
    by_skill = grammar({"interactionModel": {"languageModel": known}})
    catalog, source = catalogs["en-US"], read_source(MODELS / "en")
    for intent in source.intents:
        for group in intent.groups:
            assert intent.name in understood_as(by_skill, group.example), group.example
    for _, phrase, _ in suggestions(catalog):
        assert understood_as(by_skill, phrase), phrase
    for request in ("my leg is cramping", "my calf is cramping", "why do I cramp at night"):
        assert understood_as(built, request), request


def test_the_skill_understands_every_name_that_was_left_out(
    texts: Mapping[Path, str], whole: Json
) -> None:
    names = json.loads(texts[slot_names_file(MODELS, "en")])
    for kind in whole["types"]:
        matcher = ValueMatcher(names[kind["name"]], ENGLISH)
        for value in kind["values"]:
            for name in value["name"].get("synonyms", []):
                found = matcher.match(name)
                assert found is not None, name
                assert not found.is_denied, name


def test_a_name_is_left_out_that_is_understood_without_it() -> None:
    own = {"apple": ["apple"], "pear": ["pear"]}
    more = {"apple": ["my apples", "a big apple", "the fruit of Eve"], "pear": ["green apple"]}
    found = selected_synonyms(own, more, ValueMatcher(own, ENGLISH))
    assert found == {"apple": ["apple", "the fruit of Eve"], "pear": ["pear", "green apple"]}


def test_a_sample_without_a_new_pair_of_words_is_left_out() -> None:
    samples = ["my {muscle} hurts now", "my {muscle} aches now", "oh my {muscle} hurts now"]
    assert list(informative_samples([*samples, samples[0]], NORMALIZER, 2)) == samples
    again = ["stop it now please do", "can we do it now or never", "stop it now or never"]
    assert list(informative_samples(again, NORMALIZER, 2)) == again[:2]
    assert list(informative_samples(again, NORMALIZER, 4)) == again


def test_a_new_order_of_slots_is_kept_though_its_words_are_known() -> None:
    pairs = ["{a} and {b} now", "{b} and {c} now", "{a} and {c} now", "{a} and {b} and {c} now"]
    known = ["we say {a} and {c} again", *pairs[:2], "oh {a} and {c} now", pairs[3]]
    assert pairs[3] in informative_samples(known, NORMALIZER, 2)
