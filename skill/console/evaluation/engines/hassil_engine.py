"""The samples and slot values of a model as strict templates of hassil, without guessing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ...nlu.model_reader import Model, ModelIntent
from ...progress import progress

if TYPE_CHECKING:
    from hassil.intents import Intents, SlotList

_SLOT = re.compile(r"\{(\w+)\}")


class HassilEngine:
    """Match an utterance word by word with a sample; a type without values matches any words."""

    def __init__(self, model: Model) -> None:
        self._intents = _hassil_intents(model)

    def understand(self, utterances: Sequence[str]) -> list[str]:
        """Return the first intent that matches each utterance, or "" for none."""
        return [self._match(one) for one in progress(utterances, "utterances by hassil")]

    def _match(self, utterance: str) -> str:
        from hassil.recognize import recognize

        found = recognize(utterance, self._intents)
        return found.intent.name if found else ""


def _hassil_intents(model: Model) -> Intents:
    from hassil.intents import Intent, IntentData, Intents

    return Intents(
        language="",
        intents={
            intent.name: Intent(intent.name, [IntentData(list(_hassil_templates(intent)))])
            for intent in model.intents.values()
            if intent.samples
        },
        slot_lists=_slot_lists(model),
    )


def _slot_lists(model: Model) -> dict[str, SlotList]:
    from hassil.intents import TextSlotList, WildcardSlotList

    lists: dict[str, SlotList] = {}
    for intent in model.intents.values():
        for kind in intent.slots.values():
            name, values = _list_name(kind), (model.listed or model.types).get(kind)
            if values and name not in lists:
                pairs = list(_phrases_with_ids(values))
                lists[name] = TextSlotList.from_tuples(pairs, allow_template=False, name=name)
            elif not values:
                lists[name] = WildcardSlotList(name=name)
    return lists


def _hassil_templates(intent: ModelIntent) -> Iterator[str]:
    """Yield the samples as templates: ``{muscle}`` becomes ``{Muscle:muscle}``."""
    for sample in intent.samples:
        yield _SLOT.sub(lambda slot: f"{{{_list_name(intent.slots[slot[1]])}:{slot[1]}}}", sample)


def _phrases_with_ids(values: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for value_id, phrases in values.items():
        for phrase in phrases:
            yield phrase, value_id


def _list_name(kind: str) -> str:
    """Return the name of the slot list of a slot type; hassil reads no dots in it."""
    return kind.replace(".", "_")
