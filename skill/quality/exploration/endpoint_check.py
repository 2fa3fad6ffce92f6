"""Send the requests of the sweep to the real endpoint, and compare its responses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ...catalog.intent_names import LAUNCH
from ...console.client.request_envelopes import (
    Json,
    Place,
    envelope,
    intent_request,
    launch_request,
    new_session_id,
    session_ended_request,
)
from ...console.client.skill_client import SkillClient
from ...console.errors import SkillError
from ...console.nlu.model_reader import Model
from ...console.nlu.slot_values import SlotMatch
from ..inputs import Input
from ..observation import Observation
from ..rules.envelope_rules import ENVELOPE_RULES

#: The devices that alternate: one without and one with a screen.
COMPARED_DEVICES = ("speaker", "show-8")
#: The spoken value of a slot that matches no slot value.
STRANGE = "something else"


@dataclass
class EndpointCheck:
    """The skill at ``POST /alexa``, with the requests of a walk."""

    console: SkillClient
    model: Model
    locale: str
    #: The number of requests sent.
    sent: int = 0
    _attributes: dict[Observation, Json] = field(default_factory=dict)

    def broken(self, seen: Observation) -> Iterator[tuple[str, str]]:
        """Send the request of *seen*; yield each rule that the response breaks, with a message."""
        try:
            response = self._ask(seen)
        except SkillError as error:
            yield "accepted", str(error)
            return
        for name, rule in ENVELOPE_RULES.items():
            if message := rule(response, seen.turn):
                yield name, message

    def broken_by_silence(self, seen: Observation) -> Iterator[tuple[str, str]]:
        """Send the end of the session after *seen*; the response must be empty."""
        request = session_ended_request("EXCEEDED_MAX_REPROMPTS")
        try:
            response = self._post(seen, request, seen.request.at + 30)
        except SkillError as error:
            yield "accepted", str(error)
            return
        if response["response"]:
            yield "silence", f"answers the end of a session with {response['response']}"

    def _ask(self, seen: Observation) -> Json:
        return self._post(seen.before, self._request(seen.said), seen.request.at)

    def _after(self, seen: Observation | None) -> Json:
        """Return the session attributes in the endpoint's response to *seen*."""
        if seen is None:
            return {}
        if seen not in self._attributes:
            self._attributes[seen] = self._ask(seen).get("sessionAttributes") or {}
        return self._attributes[seen]

    def _post(self, before: Observation | None, request: Json, at: int) -> Json:
        attributes = self._after(before)
        device = COMPARED_DEVICES[self.sent % len(COMPARED_DEVICES)]
        self.sent += 1
        place = Place(new_session_id(), before is None, attributes, self.locale, device)
        return self.console.post(envelope(place, request, at), at)

    def _request(self, said: Input) -> Json:
        if said.name == LAUNCH:
            return launch_request()
        kinds = self.model.intents[said.name].slots
        known = {
            slot: SlotMatch(self.model.types[kinds[slot]][value][0], value)
            for slot, value in said.slots
        }
        return intent_request(
            self.model, said.name, known | {slot: SlotMatch(STRANGE, None) for slot in said.unknown}
        )
