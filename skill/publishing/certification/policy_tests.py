"""Tests of Amazon's policy for health skills."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping

from ...alexa.session_attributes import BESIDE_STATE, PLAIN_SOUND, SHAPES
from ...catalog.checks.wording_checks import says
from ...console.client.exchange import Exchange
from ..manifest import description
from ..store_rules import disclaimer_problems
from .skill_under_test import SkillUnderTest, expect, shown_response

Trial = Callable[[SkillUnderTest], str]

#: The allowed names of session attributes.
FIELDS = {
    "state",
    *BESIDE_STATE,
    *PLAIN_SOUND,
    *(field.name for shape in SHAPES for field in dataclasses.fields(shape)),
}


def stores_nothing(candidate: SkillUnderTest) -> str:
    """Check that session attributes hold only the dialogue state, and only in open sessions.

    No response may ask for a permission or account.
    """
    session = candidate.session()
    session.launch()
    for intent, slots in _everything(candidate):
        exchange = session.intent(intent, slots)
        held = exchange.response.get("sessionAttributes") or {}
        expect(held.keys() <= FIELDS, f"{intent}: keeps {sorted(held.keys() - FIELDS)}")
        if exchange.ended:
            expect(not held, f"{intent}: keeps {held} after the end")
        _asks_for_no_permission(exchange)
    return f"{len(session.exchanges)} answers keep only the dialogue state"


def disclaimer_written(candidate: SkillUnderTest) -> str:
    """Check that the description ends with the disclaimer."""
    text = candidate.catalog.store.disclaimer
    problems = list(disclaimer_problems(candidate.catalog))
    expect(not problems, "; ".join(problems))
    expect(description(candidate.catalog).endswith(f"\n\n{text}"), "it is not at the end")
    return shown_response(text)


def disclaimer_spoken(candidate: SkillUnderTest) -> str:
    """Check that the disclaimer is spoken with an explanation, in help, and after the relief."""
    told = candidate.session().intent("WhyCrampIntent")
    helped = candidate.session().intent("AMAZON.HelpIntent")
    eased = candidate.in_relief().intent("ItHelpedIntent")
    disclaimer = candidate.catalog.prompts.disclaimer
    for where, exchange in {"explanation": told, "help": helped, "end": eased}.items():
        expect(candidate.says(exchange, disclaimer), f"{where}: not in {exchange.speech!r}")
    return shown_response(disclaimer.say)


def claims_nothing(candidate: SkillUnderTest) -> str:
    """Check that the store listing and the invocation name have no banned words."""
    banned = candidate.catalog.wording.banned
    store, name = candidate.catalog.store, candidate.session().resolver.model.invocation_name
    texts = (name, store.name, store.summary, *store.description, *store.examples, *store.keywords)
    for text in texts:
        for word in banned:
            expect(not says(text, word), f"{text!r} says {word!r}")
    return f"{len(texts)} texts without any of {len(banned)} words"


def emergency(candidate: SkillUnderTest) -> str:
    """Check that an emergency response names whom to call, and says that Alexa cannot call."""
    exchange = candidate.session().intent("EmergencyIntent")
    prompts = candidate.catalog.prompts
    for prompt in (prompts.tier["emergency"], prompts.cannot_call):
        expect(candidate.says(exchange, prompt), f"{prompt.say!r} is not in {exchange.speech!r}")
    directives = exchange.response["response"].get("directives", [])
    others = [one["type"] for one in directives if not one["type"].startswith("Alexa.Presentation")]
    expect(not others, f"sends {others}")
    return shown_response(exchange.speech)


def _asks_for_no_permission(exchange: Exchange) -> None:
    response = exchange.response["response"]
    kind = (response.get("card") or {}).get("type", "")
    expect(kind in ("", "Simple", "Standard"), f"{exchange.intent}: sends a card of type {kind}")
    kinds = [one["type"] for one in response.get("directives", [])]
    asking = [kind for kind in kinds if kind.startswith(("Connections", "Dialog"))]
    expect(not asking, f"{exchange.intent}: sends {asking}")


def _everything(candidate: SkillUnderTest) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every intent without slots, and with the first value of each slot."""
    model = candidate.session().resolver.model
    for name, intent in model.intents.items():
        yield name, {}
        if intent.slots:
            yield name, {slot: next(iter(model.types[kind])) for slot, kind in intent.slots.items()}


TRIALS: Mapping[str, tuple[str, Trial]] = {
    "no health information is kept": (
        "only the dialogue state, until the session ends",
        stores_nothing,
    ),
    "disclaimer in the description": ("at its end", disclaimer_written),
    "disclaimer spoken": ("with an explanation, in help, after the relief", disclaimer_spoken),
    "no claims": ("no banned word in the store listing", claims_nothing),
    "emergency": ("says whom to call, and that it cannot call", emergency),
}
