"""Ids of entries that the code refers to, apart from prompts and labels; all must exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from .catalog import Catalog


class ActivityId:
    """Topics in ``activities.yaml``."""

    GENERAL: Final = "general"


class AnswerId:
    """Topics in ``answers.yaml``."""

    AFTERCARE: Final = "aftercare"
    COMES_BACK: Final = "comes-back"
    DOCTOR: Final = "doctor"
    HOLD_TIME: Final = "hold-time"
    MEDICINES: Final = "medicines"
    REMEDIES: Final = "remedies"
    WARNING_SIGNS: Final = "warning-signs"
    WHAT_IS_CRAMP: Final = "what-is-cramp"


class BodyPartId:
    """Topics in ``body-parts.yaml``."""

    OTHER: Final = "other"


class ContextId:
    """Topics in ``contexts.yaml``."""

    GENERAL: Final = "general"
    MEDICINE: Final = "medicine"


class MuscleId:
    """Muscles in ``muscles.yaml``."""

    LEG: Final = "leg"


class RoutineId:
    """Routines in the folder ``routines``."""

    BEDTIME: Final = "bedtime"


class SituationId:
    """Situations in ``situations.yaml``."""

    HELPING_SOMEONE: Final = "helping-someone"
    IN_WATER: Final = "in-water"
    OTHER_LEG: Final = "other-leg"


class SignId:
    """Warning signs in ``warnings.yaml``."""

    DEEP_WATER: Final = "deep-water"
    ONE_LEG_SORE: Final = "one-leg-sore"
    SHARP_PAIN: Final = "sharp-pain"
    SUICIDE: Final = "suicide"
    TEN_MINUTES: Final = "ten-minutes"
    UNSURE: Final = "unsure"


def missing_entries(catalog: Catalog) -> Iterator[str]:
    """Yield ``file: id: what is wrong`` for each required entry that *catalog* lacks."""
    required: Mapping[str, tuple[type, Mapping[str, object]]] = {
        "activities.yaml": (ActivityId, catalog.topics["activity"]),
        "body-parts.yaml": (BodyPartId, catalog.topics["body-part"]),
        "answers.yaml": (AnswerId, catalog.topics["answer"]),
        "contexts.yaml": (ContextId, catalog.topics["context"]),
        "muscles.yaml": (MuscleId, catalog.muscles),
        "routines/": (RoutineId, catalog.routines),
        "situations.yaml": (SituationId, catalog.situations),
        "warnings.yaml": (SignId, catalog.warnings),
    }
    for file, (ids, entries) in required.items():
        needed = {value for name, value in vars(ids).items() if name.isupper()}
        for key in sorted(needed - entries.keys()):
            yield (
                f"{catalog.language}/{file}: {key}: is missing, and the skill says it by this "
                "name: add it, or undo the renaming"
            )
