"""The slot value ids of an interaction model, by id, name and synonym."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..nlu.model_reader import Model
from .annotation_files import Annotation, ExpectedIntent


class SlotValueIds:
    """Find slot values: Amazon's evaluation accepts the id, the name, or a synonym."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._normalise = model.normalizer.normalise
        self._ids: dict[str, dict[str, str]] = {}
        for kind, values in model.types.items():
            ids = self._ids[kind] = {value_id: value_id for value_id in values}
            for value_id, phrases in values.items():
                for phrase in phrases:
                    ids.setdefault(self._normalise(phrase), value_id)

    def id_of(self, intent: str, slot: str, text: str) -> str:
        """Return the slot value id of *text*, or *text* if there is none."""
        ids = self._ids.get(self._type_of(intent, slot), {})
        return ids.get(self._normalise(text), text)

    def name_of(self, intent: str, slot: str, text: str) -> str:
        """Return the name of the slot value of *text*, or *text*."""
        values = self._model.types.get(self._type_of(intent, slot), {})
        return values.get(self.id_of(intent, slot, text), (text,))[0]

    def with_ids(self, annotation: Annotation) -> Annotation:
        """Return *annotation* with the id of each slot value."""
        return _converted(annotation, self.id_of)

    def with_names(self, annotation: Annotation) -> Annotation:
        """Return *annotation* with the name of each slot value."""
        return _converted(annotation, self.name_of)

    def _type_of(self, intent: str, slot: str) -> str:
        known = self._model.intents.get(intent)
        return known.slots.get(slot, "") if known else ""


def _converted(annotation: Annotation, convert: Callable[[str, str, str], str]) -> Annotation:
    expected = [
        ExpectedIntent(
            one.name,
            {
                slot: tuple(convert(one.name, slot, text) for text in texts)
                for slot, texts in one.slots.items()
            },
        )
        for one in annotation.expected
    ]
    return replace(annotation, expected=expected)
