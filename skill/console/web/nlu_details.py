"""Explain the resolution of an utterance, and suggest a sample for it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from ..client.exchange import Exchange
from ..client.request_envelopes import Json
from ..nlu.explanation import explain_resolution as reasons
from ..nlu.resolver import FALLBACK, Resolution, Resolver

#: The explanation of each stage of the resolver.
STAGES: Mapping[str, str] = {
    "exact": "A sample of the model says exactly this.",
    "contained": "A call for help or a warning sign is somewhere in these words.",
    "trained": "It resembles the samples of this intent more than anything else.",
    "fallback": "It resembles nothing closely enough, and a guess could hurt.",
}
_SAID = re.compile(r"[a-z0-9' ]+")


def nlu_details(
    resolver: Resolver, exchange: Exchange, locale: str, samples_file: str
) -> Json | None:
    """Return how the utterance of *exchange* was resolved; None if there is no utterance."""
    found = exchange.resolution
    if found is None:
        return None
    told = reasons(resolver, found)
    copy = _copy(resolver, found, told)
    language = locale.partition("-")[0]
    file = samples_file.format(locale=locale, language=language, intent=copy["intent"])
    return {
        "normalised": told["normalised"],
        "stage": found.stage,
        "meaning": STAGES[found.stage],
        "score": round(found.score, 3),
        "considered": [
            {"intent": name, "score": score} for name, score in told["considered"].items()
        ],
        "slots": [{"name": name, **slot} for name, slot in told["slots"].items()],
        "nearest": told["nearest"] or None,
        "copy": {**copy, "file": file},
    }


def _copy(resolver: Resolver, found: Resolution, told: Json) -> Json:
    """Return the utterance as a line of the utterance file, under its likely intent."""
    likely = next(iter(told["considered"]), None)
    intent = found.intent if found.intent != FALLBACK else told["nearest"].get("intent", likely)
    sample = pattern(resolver, found.utterance, str(intent))
    return {
        "intent": intent,
        "text": f"      - {json.dumps(sample, ensure_ascii=False)}",
    }


def pattern(resolver: Resolver, utterance: str, intent: str) -> str:
    """Return *utterance* as a sample of *intent*, with slots in place of slot values."""
    words = " ".join(_SAID.findall(utterance.lower().replace("\u2019", "'"))).split()
    sample = " ".join(words)
    model = resolver.model
    slots = model.intents[intent].slots if intent in model.intents else {}
    for name, kind in slots.items():
        match = resolver.values[kind].find(model.normalizer.words(utterance))
        if match and re.search(rf"\b{re.escape(match.value)}\b", sample):
            sample = re.sub(rf"\b{re.escape(match.value)}\b", f"{{{name}}}", sample, count=1)
    return sample
