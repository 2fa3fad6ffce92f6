"""Classifier parameters are cached exactly while training would give the same ones."""

from __future__ import annotations

import ast
import pickle
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from skill.console.nlu.classifier import classifier_cache as module
from skill.console.nlu.classifier.classifier_cache import (
    MODULES,
    cache_parameters,
    classifier_parameters,
)
from skill.console.nlu.classifier.linear_classifier import ClassifierParameters, LinearClassifier
from skill.console.nlu.classifier.training_data import off_topic_lines, sample_rows
from skill.console.nlu.model_reader import Model, parse_model
from skill.console.nlu.slot_values import SlotValues
from tests.console.evaluation.test_annotation_sets import MODEL
from tests.support.languages import BUILT_IN, ENGLISH

#: What the model itself comes from: it is in the digest as a whole.
IN_THE_MODEL = {"model_reader"}
#: What has no say in what is learnt: of `urgent` only the names of intents are looked at.
NO_SAY = {"exact_match"}
#: Where the walk over the imports begins.
STARTS = ("classifier_training", "training_data", "linear_classifier")


@pytest.fixture(scope="module")
def model() -> Model:
    return parse_model({"interactionModel": {"languageModel": MODEL}}, ENGLISH, built_in=BUILT_IN)


@pytest.fixture(scope="module")
def values(model: Model) -> dict[str, SlotValues]:
    return {kind: SlotValues(phrases, model.normalizer) for kind, phrases in model.types.items()}


@pytest.fixture(scope="module")
def learnt_once(model: Model, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file in which what the model teaches is kept; no test may change it."""
    (file,) = cache_parameters([model], tmp_path_factory.mktemp("learnt"))
    return file


@pytest.fixture
def kept(learnt_once: Path, tmp_path: Path) -> Path:
    """Return a copy of that file, alone in its folder."""
    return Path(shutil.copy(learnt_once, tmp_path))


def said(result: ClassifierParameters) -> list[object]:
    arrays = (result.rarity, result.weights, result.bias)
    return [result.intents, result.features, result.known, *((a.dtype, a.tolist()) for a in arrays)]


def marked(file: Path) -> None:
    """Change what is kept, so that one can see whether it is read."""
    with np.load(file, allow_pickle=False) as arrays:
        content = dict(arrays)
    content["bias"] = content["bias"] + 1000
    with file.open("wb") as out:
        np.savez(out, **content)


def is_read(model: Model, values: dict[str, SlotValues], folder: Path) -> bool:
    return bool(classifier_parameters(model, values, folder).bias.min() > 500)


def test_what_is_kept_is_to_the_last_bit_what_is_learnt(
    model: Model, values: dict[str, SlotValues], kept: Path, tmp_path: Path
) -> None:
    read, anew = (
        classifier_parameters(model, values, kept.parent),
        classifier_parameters(model, values, tmp_path / "none"),
    )

    assert said(read) == said(anew)
    utterances = [row.utterance for row in sample_rows(model)] + off_topic_lines(model)[:200]
    assert len(utterances) > 150
    for utterance in utterances:
        scores = LinearClassifier(read, values).scores(utterance)
        assert scores == LinearClassifier(anew, values).scores(utterance)


def test_what_is_kept_is_used(model: Model, values: dict[str, SlotValues], kept: Path) -> None:
    assert not is_read(model, values, kept.parent)
    marked(kept)
    assert is_read(model, values, kept.parent)


def test_another_sample_or_another_value_is_learnt_anew(
    model: Model, values: dict[str, SlotValues], kept: Path
) -> None:
    marked(kept)
    relief = model.intents["StartReliefIntent"]
    more = replace(relief, samples=(*relief.samples, "my poor {muscle}"))
    other_types = {**model.types, "Muscle": {"calf": ("calf", "calves")}}

    for changed in (
        replace(model, intents={**model.intents, relief.name: more}),
        replace(model, types=other_types),
        replace(model, off_topic=(*model.off_topic, "sing me a song")),
    ):
        assert not is_read(changed, values, kept.parent)


@pytest.mark.parametrize("part", ["LIBRARIES", "MODULES"])
def test_anything_else_that_decides_is_noticed(
    model: Model,
    values: dict[str, SlotValues],
    kept: Path,
    part: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    marked(kept)
    changed = {"LIBRARIES": ("numpy", "scipy"), "MODULES": MODULES[1:]}
    monkeypatch.setattr(module, part, changed[part])

    assert not is_read(model, values, kept.parent)


def in_nlu(name: str, node: ast.AST) -> str:
    """Return the module of ``skill/console/nlu`` that *node* imports in *name*, if any."""
    if not isinstance(node, ast.ImportFrom) or not node.module or not node.level:
        return ""
    up = node.level - 1
    folders = name.split("/")[:-1]
    if up > len(folders):
        return ""
    return "/".join([*folders[: len(folders) - up], *node.module.split(".")])


def test_every_module_that_decides_what_is_learnt_is_in_the_digest() -> None:
    nlu = Path(module.__file__).parents[1]
    found = set[str]()
    waiting = [f"classifier/{name}" for name in STARTS]
    while waiting:
        name = waiting.pop()
        if name not in found | IN_THE_MODEL | NO_SAY:
            found.add(name)
            tree = ast.parse((nlu / f"{name}.py").read_text(encoding="utf-8"))
            waiting += [one for one in map(partial(in_nlu, name), ast.walk(tree)) if one]

    assert len(found) > 4
    assert set(MODULES) == found | {"classifier/classifier_cache"}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:-1],
        lambda whole: whole[:3000] + bytes([whole[3000] ^ 1]) + whole[3001:],
        lambda _: b"no file of ours",
        lambda _: pickle.dumps({"words": []}),
    ],
)
def test_a_broken_file_counts_as_none(
    model: Model, values: dict[str, SlotValues], kept: Path, spoil: Callable[[bytes], bytes]
) -> None:
    whole = said(classifier_parameters(model, values, kept.parent))
    kept.write_bytes(spoil(kept.read_bytes()))

    assert said(classifier_parameters(model, values, kept.parent)) == whole


def test_where_nothing_can_be_written_it_is_learnt_in_memory(
    model: Model, values: dict[str, SlotValues], tmp_path: Path
) -> None:
    folder = tmp_path / "a file"
    folder.write_text("")

    with pytest.raises(OSError, match="a file"):
        cache_parameters([model], folder)
    assert classifier_parameters(model, values, folder).weights.any()


def test_nobody_reads_half_of_it(model: Model, values: dict[str, SlotValues], kept: Path) -> None:
    marked(kept)
    writer = Thread(target=lambda: [cache_parameters([model], kept.parent) for _ in range(30)])
    writer.start()
    seen = 0
    while writer.is_alive():
        assert is_read(model, values, kept.parent)
        seen += 1
    writer.join()

    assert seen > 10
    assert list(kept.parent.iterdir()) == [kept]


def test_what_is_out_of_date_goes_when_something_new_is_kept(model: Model, kept: Path) -> None:
    other = replace(model, types={"Muscle": {"foot": ("foot",)}})

    assert cache_parameters([other, other], kept.parent) == list(kept.parent.iterdir())
    assert not kept.exists()


def test_a_folder_that_cannot_be_written_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "a file"
    folder.write_text("")
    monkeypatch.setattr(module, "KEPT", folder)
    monkeypatch.setattr(module, "known_locales", list)
    monkeypatch.setattr(sys, "argv", ["learnt"])

    assert module.main() == 1
    assert capsys.readouterr().err.count("\n") == 1
