from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from skill.console.errors import ConsoleError
from skill.console.evaluation.annotation_files import Annotation, ExpectedIntent
from skill.console.evaluation.engines.engine_report import (
    CONSOLE,
    EngineResult,
    engine_report,
    engine_results,
)
from skill.console.evaluation.engines.hassil_engine import HassilEngine
from skill.console.evaluation.engines.intent_engine import (
    IntentEngine,
    require_packages,
    training_utterances,
)
from skill.console.evaluation.engines.sentence_engine import SentenceEngine
from skill.console.evaluation.engines.tfidf_engine import TfidfEngine
from skill.console.evaluation.engines.vector_cache import BATCH, VectorCache
from skill.console.nlu.model_reader import Model, parse_model
from skill.console.nlu.resolver import Resolver

TEA = {"id": "tea", "name": {"value": "tea", "synonyms": ["a cup of tea"]}}
DRINKS = [{"id": name, "name": {"value": name}} for name in ("cocoa", "milk", "water")]
MODEL = {
    "invocationName": "tea shop",
    "intents": [
        {
            "name": "OrderIntent",
            "slots": [{"name": "drink", "type": "Drink"}],
            "samples": ["bring me {drink}", "i would like {drink}"],
        },
        {
            "name": "NameIntent",
            "slots": [{"name": "name", "type": "AMAZON.FirstName"}],
            "samples": ["it is for {name}"],
        },
        {"name": "PriceIntent", "samples": ["what does it cost", "how much is it"]},
        {"name": "EmergencyIntent", "samples": ["the kitchen is burning", "call for help"]},
    ],
    "types": [{"name": "Drink", "values": [TEA, *DRINKS]}],
}
SAID = {
    "bring me a cup of tea": "OrderIntent",
    "what would it cost": "PriceIntent",
    "please call for help now": "EmergencyIntent",
    "la la la": "PriceIntent",
}


@pytest.fixture(scope="module")
def model() -> Model:
    return parse_model({"interactionModel": {"languageModel": MODEL}})


class WordVectors:
    """A sentence model: a unit vector of the words, and the number of sentences computed."""

    def __init__(self) -> None:
        self.computed = 0

    def __call__(self, sentences: list[str]) -> NDArray[np.float32]:
        self.computed += len(sentences)
        vectors = np.zeros((len(sentences), 64), dtype=np.float32)
        for row, sentence in enumerate(sentences):
            for word in re.findall(r"\w+", sentence):
                vectors[row, sum(word.encode()) % 64] += 1
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1)
        return vectors


def test_hassil_matches_samples_and_slot_values_only(model: Model) -> None:
    said = ["Bring me a cup of tea.", "it is for king arthur", "bring me coffee", "how much"]
    assert HassilEngine(model).understand(said) == ["OrderIntent", "NameIntent", "", ""]


def test_the_classifiers_understand_other_words_too(model: Model, tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "vectors.sqlite", WordVectors())
    engines: list[IntentEngine] = [TfidfEngine(model), SentenceEngine(model, cache)]

    for engine in engines:
        assert engine.understand(list(SAID)[:3]) == list(SAID.values())[:3]


def test_each_phrase_of_a_slot_is_in_a_training_utterance(model: Model) -> None:
    said = [row.text for row in training_utterances(model) if row.intent == "OrderIntent"]

    assert len(said) == len(set(said))
    for drink in ("tea", "a cup of tea", "cocoa", "milk", "water"):
        assert any(text.endswith(drink) for text in said)
    assert "it is for" in [row.text for row in training_utterances(model)]


def test_the_training_utterances_of_an_intent_are_spread_evenly(model: Model) -> None:
    every, some = training_utterances(model), training_utterances(model, 2)

    assert {row.intent for row in some} == {row.intent for row in every}
    orders = [row for row in every if row.intent == "OrderIntent"]
    assert [row for row in some if row.intent == "OrderIntent"] == [orders[0], orders[3]]


def test_a_vector_is_computed_once_even_after_an_interruption(tmp_path: Path) -> None:
    file, words = tmp_path / "vectors.sqlite", WordVectors()
    sentences = [f"sentence {number}" for number in range(BATCH + 3)]

    def interrupted(batch: list[str]) -> NDArray[np.float32]:
        if words.computed:
            raise KeyboardInterrupt
        return words(batch)

    with pytest.raises(KeyboardInterrupt):
        VectorCache(file, interrupted).vectors(sentences, "sentences")
    assert words.computed == BATCH

    found = VectorCache(file, words).vectors([*sentences, sentences[-1]], "sentences")
    assert words.computed == len(sentences)
    assert np.array_equal(found[-2], found[-1])
    assert np.array_equal(found[:-1], WordVectors()(sentences))


def test_a_damaged_cache_file_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "vectors.sqlite"
    file.write_text("no database" * 100)

    with pytest.raises(ConsoleError, match=r"vectors\.sqlite: .*; remove the file"):
        VectorCache(file, WordVectors()).vectors(["a"], "sentences")


def test_the_report_has_a_row_an_intent_and_what_most_engines_miss() -> None:
    results = [
        EngineResult("tea", ["OrderIntent"], understood("OrderIntent", "OrderIntent", "")),
        EngineResult("price", ["PriceIntent", "A"], understood("A", "OrderIntent", "")),
        EngineResult("fire", ["EmergencyIntent"], understood("CrisisIntent", "PriceIntent", "")),
        EngineResult("hot", ["EmergencyIntent", "A"], understood("", "EmergencyIntent", "A")),
    ]

    assert list(engine_report(results, ["one", "two"], URGENT)) == [
        "engines: one, two, trained on the model alone; none of them is Amazon's",
        "expected                   of      one      two  console",
        "EmergencyIntent             2        0        1        1",
        "OrderIntent                 1        1        1        0",
        "PriceIntent                 1        1        0        0",
        "in scope                    4        2        2        1",
        "urgent, caught              1        1        0        0",
        "missed by at least 2 of 2 engines: 1",
        "  'fire': EmergencyIntent; one CrisisIntent, two PriceIntent",
    ]


URGENT = ("EmergencyIntent", "CrisisIntent")


def understood(one: str, two: str, console: str) -> dict[str, str]:
    return {"one": one, "two": two, CONSOLE: console}


def test_every_engine_and_the_console_understand_what_is_in_scope(model: Model) -> None:
    engines: dict[str, IntentEngine] = {"hassil": HassilEngine(model), "tf-idf": TfidfEngine(model)}
    annotations = [
        Annotation("how much is it", [ExpectedIntent("PriceIntent")] * 2),
        Annotation("any news", [ExpectedIntent("AMAZON.FallbackIntent")]),
    ]

    (result,) = engine_results(Resolver(model), engines, annotations)

    price = dict.fromkeys(["hassil", "tf-idf", CONSOLE], "PriceIntent")
    assert result == EngineResult("how much is it", ["PriceIntent"], price)


def test_a_missing_package_is_one_line_with_the_command_to_install_it() -> None:
    with pytest.raises(ConsoleError) as raised:
        require_packages(("json", "no_such_package"))
    assert str(raised.value) == (
        "--engines needs no_such_package: run python -m pip install -e '.[engines]'"
    )
