"""A second, tiny skill for the console: it tosses a coin, and knows nothing of cramps."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skill.console.client.alexa_skill import AlexaSkill, RunningSkill
from skill.console.client.wsgi_endpoint import wsgi_endpoint
from skill.console.nlu.model_reader import models_in

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

Json = dict[str, Any]

SKILL_ID = "amzn1.ask.skill.c0111055-0000-4000-8000-000000000000"
INTENTS = [
    {"name": "TossIntent", "samples": ["toss a coin", "heads or tails", "flip it"]},
    {
        "name": "GuessIntent",
        "slots": [{"name": "side", "type": "Side"}],
        "samples": ["my guess is {side}", "i say {side}"],
    },
    {"name": "AMAZON.StopIntent", "samples": []},
    {"name": "AMAZON.FallbackIntent", "samples": []},
]
SIDES = [
    {"id": "heads", "name": {"value": "heads", "synonyms": ["the king"]}},
    {"id": "tails", "name": {"value": "tails", "synonyms": ["the eagle"]}},
]
MODEL = {
    "interactionModel": {
        "languageModel": {
            "invocationName": "coin toss",
            "intents": INTENTS,
            "types": [{"name": "Side", "values": SIDES}],
        }
    }
}


def coin_toss(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer a request of Alexa; the count of tosses is a session attribute."""
    envelope = json.loads(environ["wsgi.input"].read())
    request, kept = envelope["request"], envelope["session"].get("attributes") or {}
    intent = request.get("intent", {"name": request["type"], "slots": {}})
    side = intent["slots"].get("side", {}).get("value", "")
    tosses = kept.get("tosses", 0) + (intent["name"] == "TossIntent")
    says = {
        "LaunchRequest": "Heads or tails?",
        "TossIntent": f"Toss {tosses}: heads. Again?",
        "GuessIntent": f"You said {side}. Shall I toss?",
        "AMAZON.StopIntent": "Bye.",
        "AMAZON.FallbackIntent": "I only toss coins. Shall I?",
    }.get(intent["name"])
    speech = {"outputSpeech": {"type": "PlainText", "text": says}} if says else {}
    ends = {"shouldEndSession": intent["name"] == "AMAZON.StopIntent"} if says else {}
    start_response("200 OK", [("Content-Type", "application/json")])
    answer = {
        "version": "1.0",
        "sessionAttributes": {"tosses": tosses},
        "response": {**speech, **ends},
    }
    return [json.dumps(answer).encode()]


def coin_toss_skill(folder: Path) -> AlexaSkill:
    """Return the skill; its model is written to *folder*."""
    (folder / "en-US.json").write_text(json.dumps(MODEL), encoding="utf-8")
    return AlexaSkill(
        "Coin Toss",
        partial(models_in, folder),
        lambda _: RunningSkill(wsgi_endpoint(coin_toss)),
        SKILL_ID,
    )
