"""The resolver without one of its mechanisms; ``python -m tests.console.nlu.ablations`` measures.

The command prints, with each mechanism switched off in turn, how much is understood of the
utterances of all annotation sets, and how many off-topic lines are taken for danger.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from skill.console.evaluation.annotation_sets import Case, evaluate_annotations
from skill.console.nlu import resolver as stages
from skill.console.nlu import safety
from skill.console.nlu.classifier import danger_phrases, linear_classifier
from skill.console.nlu.model_reader import Model, read_model
from skill.console.nlu.resolver import FALLBACK, Resolver
from skill.console.nlu.slot_filling import SlotFiller

SETS = Path(__file__).parents[2] / "utterances"
#: The sets that nothing is tuned on, and that are no annotation sets.
LEFT_OUT = frozenset({"forum", "off_domain", "held_conversations"})
#: What is replaced: a module or class, the name in it, and the value that switches it off.
Change = tuple[Any, str, Any]


def _nothing(*_: Any) -> None:
    return None


def _false(*_: Any, **__: Any) -> bool:
    return False


#: Each mechanism with what switches it off.
ABLATIONS: Mapping[str, tuple[Change, ...]] = {
    "nothing": (),
    "fillers and degrees": ((stages, "without", lambda words, _: list(words)),),
    "repetitions": ((stages, "unrepeated", list),),
    "urgent phrases inside a sentence": ((safety.SafetyRules, "contained", _nothing),),
    "denied phrases": ((safety, "is_denied", _false),),
    "a no before a sign": ((safety.SafetyRules, "_is_after_no", _false),),
    "phrases of off-topic talk": ((danger_phrases.OffTopicPhrases, "has", _false),),
    "signs in a question": ((safety.SafetyRules, "_is_asked_about", _false),),
    "denied signs left out": ((safety.SafetyRules, "affirmed", lambda _, words: list(words)),),
    "words that signs share": ((safety.SafetyRules, "_is_said_of_a_part", _false),),
    "vetoed intents": ((safety.SafetyRules, "vetoed", lambda *_: frozenset()),),
    "denied relief": ((safety, "denies_relief", _false),),
    "enough of a danger phrase": ((danger_phrases.DangerPhrases, "enough", _false),),
    "danger only with a phrase": ((danger_phrases.DangerPhrases, "enough", lambda *_: True),),
    "danger that leads clearly": ((stages.Resolver, "_is_sure", _false),),
    "words that mark danger": ((safety.SafetyRules, "tells", _false),),
    "a named complaint": ((safety.SafetyRules, "names_a_complaint", _false),),
    "help before a goodbye": ((stages.Resolver, "_safer", lambda _, scores: scores[0]),),
    "a sure goodbye": ((stages, "CLOSING_THRESHOLD", stages.THRESHOLD),),
    "unknown words": ((linear_classifier, "STRANGE_WORDS", 0.0),),
    "described signs": ((SlotFiller, "_described_sign", _nothing),),
}


@dataclass(frozen=True)
class Understanding:
    """How many utterances of annotation sets, or off-topic lines, are understood.

    Right intents, off-topic ones rejected, urgent ones caught, others taken for urgent; and the
    right slots.
    """

    right: int = 0
    rejected: int = 0
    caught: int = 0
    alarms: int = 0
    slots: int = 0


@contextmanager
def ablated(name: str, model: Model, trained: Resolver) -> Iterator[Resolver]:
    """Yield a resolver of *model* without the mechanism *name*, with the classifier of *trained*.

    The classifier is the same, so that training takes no time.
    """
    with ExitStack() as stack:
        for owner, attribute, value in ABLATIONS[name]:
            stack.enter_context(patch.object(owner, attribute, value))
        resolver = Resolver(model)
        vars(resolver)["_learnt"] = trained._learnt
        yield resolver


def understanding(resolver: Resolver, files: Iterable[Path]) -> Understanding:
    """Measure *resolver* with the annotation sets (JSON) and off-topic lines (text) in *files*."""
    urgent = resolver.model.policy.urgent_intents
    cases: list[Case] = []
    for file in files:
        if file.suffix == ".json":
            cases += evaluate_annotations(resolver, file)
        else:
            heard = map(resolver.resolve, off_topic(file))
            cases += [Case(one.utterance, FALLBACK, {}, one.intent, {}) for one in heard]
    return Understanding(
        right=sum(one.expected == one.actual != FALLBACK for one in cases),
        rejected=sum(one.expected == one.actual == FALLBACK for one in cases),
        caught=sum(one.expected in urgent and one.actual in urgent for one in cases),
        alarms=sum(one.expected not in urgent and one.actual in urgent for one in cases),
        slots=sum(
            value in one.expected_slots.get(slot, ())
            for one in cases
            for slot, value in one.actual_slots.items()
        ),
    )


def set_files(sets: Path = SETS) -> list[Path]:
    """Return the files in *sets* that may be tuned on."""
    found = (*sets.glob("*.json"), *sets.glob("*.txt"))
    return sorted(file for file in found if file.stem not in LEFT_OUT)


def off_topic(file: Path) -> list[str]:
    """Return the lines of *file* without its comments."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def main() -> int:
    """Print the measurement without each mechanism, or without those named as arguments."""
    model = read_model("en-US")
    trained = Resolver(model)
    for name in sys.argv[1:] or ABLATIONS:
        with ablated(name, model, trained) as resolver:
            print(f"{name:34} {understanding(resolver, set_files())}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
