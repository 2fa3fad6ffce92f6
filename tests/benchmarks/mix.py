"""The mix of requests: a few kinds, in realistic proportions."""

from __future__ import annotations

import random
import string
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import cycle

from skill.console.client.request_envelopes import (
    Json,
    Place,
    envelope,
    intent_request,
    launch_request,
    new_session_id,
)
from skill.console.nlu.model_reader import Model, read_model
from skill.console.nlu.slot_values import SlotMatch

LOCALE = "en-US"
#: Half of the requests come from each: one speaks, the other has a display.
DEVICES = ("speaker", "show-8")


@dataclass(frozen=True)
class Kind:
    """One kind of request: an intent (or LaunchRequest), and what was said before it."""

    intent: str
    #: The slot that is filled, with one of its type's values after the other.
    slot: str = ""
    after: str = ""
    #: How many of twelve requests are of this kind.
    share: int = 1


KINDS: Mapping[str, Kind] = {
    "launch": Kind("LaunchRequest", share=3),
    "relief": Kind("StartReliefIntent", slot="muscle", share=3),
    "why": Kind("WhyCrampIntent", slot="context", share=3),
    "next": Kind("AMAZON.NextIntent", after="launch", share=2),
    "rare": Kind("SourcesIntent", after="why"),
}


@dataclass(frozen=True)
class Asked:
    """A kind of request on one of the devices, with the session attributes it comes with."""

    kind: str
    device: str
    attributes: Json
    #: Which of the slot's values is said.
    value: int = 0

    def envelope(self, at: float | None = None) -> Json:
        """Return a new envelope of it, sent now or *at* (Unix), with ids as long as Amazon's."""
        kind = KINDS[self.kind]
        place = Place(new_session_id(), not kind.after, self.attributes, LOCALE, self.device)
        sent = envelope(place, _request(kind, self.value), int(time.time() if at is None else at))
        return _at_full_length(sent)


@cache
def model() -> Model:
    """Return the interaction model that the requests are made from."""
    return read_model(LOCALE)


def mixed(asked: Mapping[tuple[str, str], Sequence[Asked]]) -> Iterator[Asked]:
    """Yield requests without end, each kind in its share, in an order that is always the same."""
    once = [pair for pair in asked for _ in range(KINDS[pair[0]].share)]
    order = random.Random(1)  # noqa: S311  an order, not a secret
    turns = {pair: cycle(several) for pair, several in asked.items()}
    while True:
        order.shuffle(once)
        yield from (next(turns[pair]) for pair in once)


def _request(kind: Kind, value: int) -> Json:
    """Return the ``request`` of an envelope, before its id and time."""
    if kind.intent == "LaunchRequest":
        return launch_request()
    if not kind.slot:
        return intent_request(model(), kind.intent, {})
    values = model().types[model().intents[kind.intent].slots[kind.slot]]
    said = list(values)[value % len(values)]
    match = SlotMatch(values[said][0], said)
    return intent_request(model(), kind.intent, {kind.slot: match})


def _at_full_length(sent: Json) -> Json:
    system = sent["context"]["System"]
    user = {"userId": "amzn1.ask.account." + _made_up(207)}
    system["device"]["deviceId"] = "amzn1.ask.device." + _made_up(180)
    system["person"] = {"personId": "amzn1.ask.person." + _made_up(207)}
    system["unit"] = {"unitId": "amzn1.ask.unit." + _made_up(120)}
    system["apiAccessToken"] = _made_up(950)
    sent["session"]["user"] = system["user"] = user
    return sent


@cache
def _made_up(length: int) -> str:
    letters = random.Random(length)  # noqa: S311  a random id, no secret
    return "".join(letters.choices(string.ascii_uppercase + string.digits, k=length))
