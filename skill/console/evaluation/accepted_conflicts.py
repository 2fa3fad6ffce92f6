"""Why utterances that are nearer to another intent are borne: ``explained_conflicts.yaml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...common.strict_yaml import read_yaml
from ..errors import ConsoleError
from ..nlu.safety import CLOSING, RELIEF_INTENT, STOPPING, URGENT_INTENTS

EXPLAINED_FILE = Path(__file__).with_name("explained_conflicts.yaml")

#: The intent an utterance is written for, its pattern, and the intent it is nearer to.
Conflict = tuple[str, str, str]


def is_dangerous_conflict(said: str, nearer: str) -> bool:
    """Tell whether somebody who said the one and is heard as the other goes without help."""
    help_wanted = {*URGENT_INTENTS, RELIEF_INTENT, "StillHurtsIntent"}
    return (said in help_wanted and nearer in CLOSING) or (
        said in STOPPING and nearer == RELIEF_INTENT
    )


def costs_help(said: str, nearer: str) -> bool:
    """Tell whether a conflict needs a reason of its own: dangerous, or danger taken for less."""
    return is_dangerous_conflict(said, nearer) or (
        said in URGENT_INTENTS and nearer not in URGENT_INTENTS
    )


@dataclass(frozen=True)
class AcceptedConflicts:
    """Why conflicts are borne: between two groups of intents, or one by one where it costs help."""

    groups: Mapping[str, Sequence[str]]
    between: Mapping[str, Mapping[str, str]]
    reasons: Mapping[str, str]
    conflicts: Mapping[Conflict, str]

    def reason(self, conflict: Conflict) -> str:
        """Return the reason for *conflict*, or nothing; where it costs help only its own counts."""
        said, _, nearer = conflict
        if conflict in self.conflicts or costs_help(said, nearer):
            return self.reasons.get(self.conflicts.get(conflict, ""), "")
        return self.between.get(self._group(said), {}).get(self._group(nearer), "")

    def _group(self, intent: str) -> str:
        return next((name for name, intents in self.groups.items() if intent in intents), "")


def read_explained(file: Path = EXPLAINED_FILE) -> AcceptedConflicts:
    """Return the reasons in *file*; raise ConsoleError where one that is named is not given."""
    document = read_yaml(file)
    explained: dict[Conflict, str] = {}
    for said, by_pattern in document["conflicts"].items():
        for pattern, by_intent in by_pattern.items():
            for nearer, reason in by_intent.items():
                if reason not in document["reasons"]:
                    raise ConsoleError(f"{file.name}: {said}: {pattern}: no reason {reason!r}")
                explained[said, pattern, nearer] = reason
    return AcceptedConflicts(
        document["groups"], document["between"], document["reasons"], explained
    )
