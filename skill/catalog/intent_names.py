"""Names of intents and request types that several modules use."""

from __future__ import annotations

LAUNCH = "LaunchRequest"
RELIEF = "StartReliefIntent"
STILL_HURTS = "StillHurtsIntent"
WARNING_SIGN = "WarningSignIntent"
EMERGENCY = "EmergencyIntent"
#: Amazon's intents that end a session.
STOP_INTENTS = frozenset({"AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"})
#: The intents of danger.
URGENT_INTENTS = frozenset({EMERGENCY, WARNING_SIGN, "CrisisIntent"})
