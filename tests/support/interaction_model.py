"""A small valid interaction model, for tests that break it in one place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from ask_sdk_core.serialize import DefaultSerializer
from ask_smapi_model.v1.skill.interaction_model.interaction_model_data import InteractionModelData

from skill.catalog import (
    Catalog,
    Coaching,
    Condition,
    Labels,
    Muscle,
    Passage,
    Prompts,
    Readability,
    Situation,
    Store,
    Topic,
    Wording,
    Words,
)
from skill.catalog import Warning as Sign
from skill.catalog.named_entries import build_from_entries, needed_ids

Json = dict[str, Any]

#: The files of a small language.
SOURCE: Mapping[str, str] = {
    "invocation.yaml": 'invocation_name: "cramp coach"\n',
    "rules/cramp.yaml": 'keeps: "(is|keeps)"\n',
    "values/Muscle.yaml": 'Muscle: {calf: ["cough"]}\n',
    "intents/ReliefIntent.yaml": """\
slots: {muscle: "Muscle", situation: "Situation"}
groups:
  muscle:
    example: "my calf is cramping"
    samples:
      - "my {muscle} <keeps> cramping [again]"
  situation:
    example: "my husband has a cramp"
    importance: "rare"
    samples:
      - "{situation} has a cramp"
""",
    "intents/AskIntent.yaml": """\
slots: {context: "Context", cause: "Cause", medicine: "Medicine", remedy: "Remedy", sign: "Sign",
  condition: "Condition", activity: "Activity", body_part: "BodyPart"}
groups:
  question:
    example: "why do I cramp at night"
    samples:
      - "why do I cramp {context}"
      - "is it {cause}"
      - "does {medicine} cause cramps"
      - "does {remedy} help"
      - "can I {activity}"
      - "what about my {body_part}"
  fact:
    example: "I have diabetes"
    samples:
      - "my leg is {sign}"
      - "I have {condition}"
""",
    "intents/AMAZON.HelpIntent.yaml": "{}\n",
    "intents/AMAZON.StopIntent.yaml": 'groups: {plain: {example: "stop", samples: ["stop"]}}\n',
    "intents/AMAZON.CancelIntent.yaml": "{}\n",
}
SAID = Passage(Words("Go gently."))
HANDLED = frozenset(
    {"ReliefIntent", "AskIntent", *(f"AMAZON.{name}Intent" for name in ("Help", "Stop", "Cancel"))}
)


def catalog(
    muscles: Mapping[str, tuple[str, ...]] | None = None, suggests: tuple[str, ...] = ("stop",)
) -> Catalog:
    """Return a catalog with one or two values of each slot type; *muscles* maps ids to words."""
    prompts = dict.fromkeys(needed_ids(Prompts), Passage(Words("Words.")))
    bye = Passage(Words("Bye."), suggests=tuple(map(Words, suggests)))
    named = muscles or {"calf": ("calf", "calf muscle"), "foot": ("foot",)}
    return Catalog(
        language="en",
        routines={},
        muscles={key: Muscle(*_words(words), routine="calf") for key, words in named.items()},
        situations={"helping-someone": Situation(*_words(("my husband",)))},
        conditions={"diabetes": Condition(*_words(("diabetes",)), SAID, SAID)},
        topics={
            "answer": {},
            "context": {"night": _topic("at night")},
            "cause": {"age": _topic("my age")},
            "medicine": {"statins": _topic("statins")},
            "remedy": {"quinine": _topic("quinine")},
            "activity": {"run": _topic("run")},
            "body-part": {"belly": _topic("belly")},
        },
        tips={},
        warnings={"hot": Sign(*_words(("hot",)), tier="soon", say=Passage(Words("See a doctor.")))},
        pages={},
        coaching=Coaching(600, 3, ()),
        store=Store(Words("Words"), Words("Words"), (), Words("Words"), (), (), (), ()),
        prompts=build_from_entries(Prompts, {**prompts, "goodbye": bye}),
        labels=build_from_entries(Labels, dict.fromkeys(needed_ids(Labels), Words("Words"))),
        claims={},
        references={},
        wording=Wording((), (), urgencies=(), warns=(), absences=()),
        readability=Readability(()),
        pictures={},
    )


def write_utterances(folder: Path, files: Mapping[str, str] = SOURCE) -> Path:
    """Write the English *files* of a project in *folder*; return its folder of models."""
    models = folder / "interaction_model"
    for name, text in files.items():
        path = models / "en" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return models


def changed(old: str, new: str) -> Mapping[str, str]:
    """Return SOURCE with *old*, which is in it once, replaced by *new*."""
    assert sum(text.count(old) for text in SOURCE.values()) == 1
    return {name: text.replace(old, new) for name, text in SOURCE.items()}


def with_file(name: str, text: str) -> Mapping[str, str]:
    """Return SOURCE with another file."""
    return {**SOURCE, name: text}


def model(intents: Mapping[str, list[str]], **types: list[str]) -> Json:
    """Return an interaction model in JSON; slots are named as their types, values as their ids."""
    slots = [{"name": name, "type": name} for name in types]
    return {
        "interactionModel": {
            "languageModel": {
                "invocationName": "cramp coach",
                "intents": [
                    {"name": name, "samples": samples, "slots": slots}
                    for name, samples in intents.items()
                ],
                "types": [
                    {"name": name, "values": [{"id": v, "name": {"value": v}} for v in values]}
                    for name, values in types.items()
                ],
            }
        }
    }


def round_trip(model: Json) -> Json:
    """Return *model* after Amazon's own deserializer and serializer."""
    serializer = DefaultSerializer()
    read = serializer.deserialize(json.dumps(model), InteractionModelData)
    return cast("Json", serializer.serialize(read))


def lost(before: Any, after: Any, path: str = "") -> Iterator[str]:
    """Yield the path of each item that *after* lacks, or that differs."""
    if isinstance(before, dict) and isinstance(after, dict):
        for name in sorted(before.keys() | after.keys()):
            yield from lost(before.get(name), after.get(name), f"{path}/{name}")
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for number, pair in enumerate(zip(before, after, strict=True)):
            yield from lost(*pair, f"{path}/{number}")
    elif before != after:
        yield path


def _topic(name: str) -> Topic:
    return Topic(name=Words(name), say=())


def _words(words: tuple[str, ...]) -> tuple[Words, tuple[Words, ...]]:
    return Words(words[0]), tuple(map(Words, words[1:]))
