"""Amazon's policy for skills about health: what must be said, and what must never be done."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping

from ..attributes import PLAIN, SHAPES
from ..catalog.check import says
from ..catalog.strict_yaml import read_yaml
from ..console.exchange import Exchange
from ..folders import CONTENT
from .candidate import Candidate, expect, shown
from .lint import disclaimer_problems
from .manifest import description

Trial = Callable[[Candidate], str]

#: Everything that the place in a conversation may consist of.
FIELDS = {"state", *PLAIN, *(field.name for shape in SHAPES for field in dataclasses.fields(shape))}


def stores_nothing(candidate: Candidate) -> str:
    """Session attributes hold the place in the talk, end with it, and nothing asks for more."""
    session = candidate.session()
    session.launch()
    for intent, slots in _everything(candidate):
        exchange = session.intent(intent, slots)
        held = exchange.response.get("sessionAttributes") or {}
        expect(held.keys() <= FIELDS, f"{intent}: keeps {sorted(held.keys() - FIELDS)}")
        if exchange.ended:
            expect(not held, f"{intent}: keeps {held} after the end")
        _asks_for_no_permission(exchange)
    return f"{len(session.exchanges)} answers keep the place in the talk only"


def disclaimer_written(candidate: Candidate) -> str:
    """The description ends with the disclaimer, in every locale."""
    text = candidate.catalog.store.disclaimer
    problems = list(disclaimer_problems(candidate.catalog))
    expect(not problems, "; ".join(problems))
    expect(description(candidate.catalog).endswith(f"\n\n{text}"), "it is not at the end")
    return shown(text)


def disclaimer_spoken(candidate: Candidate) -> str:
    """It is said with an explanation, in help, and when the relief is over."""
    told = candidate.session().intent("WhyCrampIntent")
    helped = candidate.session().intent("AMAZON.HelpIntent")
    eased = candidate.in_relief().intent("ItHelpedIntent")
    for where, exchange in {"explanation": told, "help": helped, "end": eased}.items():
        expect(candidate.says(exchange, "disclaimer"), f"{where}: not in {exchange.speech!r}")
    return shown(candidate.catalog.prompt("disclaimer").say)


def claims_nothing(candidate: Candidate) -> str:
    """No promise in the name, the summary, the example phrases and the rest of the store's page."""
    wording = read_yaml(CONTENT / candidate.catalog.language / "wording.yaml")
    store, name = candidate.catalog.store, candidate.session().resolver.model.invocation_name
    texts = (name, store.name, store.summary, *store.description, *store.examples, *store.keywords)
    for text in texts:
        for word in wording["banned"]:
            expect(not says(text, word), f"{text!r} says {word!r}")
    return f"{len(texts)} texts without any of {len(wording['banned'])} words"


def emergency(candidate: Candidate) -> str:
    """It tells people to call, whom to call, and that it cannot; it offers nothing."""
    exchange = candidate.session().intent("EmergencyIntent")
    for prompt in ("tier-emergency", "cannot-call"):
        expect(candidate.says(exchange, prompt), f"{prompt} is not in {exchange.speech!r}")
    directives = exchange.response["response"].get("directives", [])
    others = [one["type"] for one in directives if not one["type"].startswith("Alexa.Presentation")]
    expect(not others, f"sends {others}")
    return shown(exchange.speech)


def _asks_for_no_permission(exchange: Exchange) -> None:
    response = exchange.response["response"]
    kind = (response.get("card") or {}).get("type", "")
    expect(kind in ("", "Simple", "Standard"), f"{exchange.intent}: sends a card of type {kind}")
    kinds = [one["type"] for one in response.get("directives", [])]
    asking = [kind for kind in kinds if kind.startswith(("Connections", "Dialog"))]
    expect(not asking, f"{exchange.intent}: sends {asking}")


def _everything(candidate: Candidate) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every intent, without slots and with the first value of each."""
    model = candidate.session().resolver.model
    for name, intent in model.intents.items():
        yield name, {}
        if intent.slots:
            yield name, {slot: next(iter(model.types[kind])) for slot, kind in intent.slots.items()}


TRIALS: Mapping[str, tuple[str, Trial]] = {
    "no health information is kept": ("the place in the talk, until it ends", stores_nothing),
    "disclaimer in the description": ("at its end", disclaimer_written),
    "disclaimer spoken": ("with an explanation, in help, after the relief", disclaimer_spoken),
    "no claims": ("no promise anywhere on the store's page", claims_nothing),
    "emergency": ("told to call, and never called", emergency),
}
