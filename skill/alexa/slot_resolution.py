"""The value of a slot: what Alexa's entity resolution matched, or what the raw value names.

Raw values are spoken words: they go no further than this module.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..common.alexa_constants import NO_SLOT_MATCH, SLOT_MATCH
from ..dialogue.turn import SECOND_SLOT
from ..understanding.slot_types import SlotTypes
from .json_values import json_list, json_object

Json = dict[str, Any]
#: Replaces the raw value of a slot: the skill only needs to know that the slot is filled.
HEARD = "heard"


def slot_type_of(name: str) -> str:
    """Return the slot type of the slots called *name*: "BodyPart" for "body_part_two"."""
    return "".join(part.capitalize() for part in name.removesuffix(SECOND_SLOT).split("_"))


def resolved_slot(name: str, slot: object, slot_types: SlotTypes) -> Json:
    """Return *slot* with only the id of the value that it names.

    Without an id, a slot that has a value is filled with a value that the skill does not know.
    It is empty if the value is denied ("not pregnant"), or if Alexa could not look it up.
    """
    kind, simple = slot_type_of(name), list(_simple_slots(json_object(slot)))
    matches = [slot_types.match(kind, raw) for raw in map(_raw, simple)]
    if any(match.is_denied for match in matches if match):
        return {"name": name}
    ids = [*_matched_ids(simple), *(match.id for match in matches if match)]
    if found := slot_types.most_urgent(kind, ids):
        status = {"code": SLOT_MATCH}
        resolution = {"status": status, "values": [{"value": {"id": found}}]}
        resolutions = {"resolutionsPerAuthority": [resolution]}
        return {"name": name, "value": HEARD, "resolutions": resolutions}
    unknown = any(map(_is_unknown, simple))
    return {"name": name, "value": HEARD} if unknown else {"name": name}


def matched_ids(slot: object) -> list[str]:
    """Return the ids that Alexa matched for *slot*, the most likely one first."""
    return list(_matched_ids(_simple_slots(json_object(slot))))


def _simple_slots(slot: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield *slot*, or the slots with one value each of a slot with several."""
    yield slot
    for one in json_list(json_object(slot.get("slotValue")).get("values")):
        yield json_object(one)


def _raw(slot: Mapping[str, Any]) -> str:
    value = slot.get("value")
    return value if isinstance(value, str) else ""


def _matched_ids(slots: Any) -> Iterator[str]:
    for slot in slots:
        for resolution in _resolutions(slot):
            if _code(resolution) == SLOT_MATCH:
                for one in json_list(resolution.get("values")):
                    found = json_object(json_object(one).get("value")).get("id")
                    if isinstance(found, str):
                        yield found


def _is_unknown(slot: Mapping[str, Any]) -> bool:
    """Return whether Alexa looked the value up; without a result, it is none of the skill's."""
    looked_up = any(_code(one) in (SLOT_MATCH, NO_SLOT_MATCH) for one in _resolutions(slot))
    return looked_up and any(char.isalnum() for char in _raw(slot))


def _resolutions(slot: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    resolutions = json_object(slot.get("resolutions")).get("resolutionsPerAuthority")
    return [json_object(one) for one in json_list(resolutions)]


def _code(resolution: Mapping[str, Any]) -> object:
    return json_object(resolution.get("status")).get("code")
