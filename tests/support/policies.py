"""The policy of the project's skill, for tests of the console."""

from __future__ import annotations

from skill.common.paths import MODELS
from skill.console.nlu.policy import read_policy

POLICY = read_policy(MODELS / "en")
URGENT_INTENTS = POLICY.urgent_intents
CLOSING = POLICY.closing
RELIEF_INTENT = POLICY.relief
