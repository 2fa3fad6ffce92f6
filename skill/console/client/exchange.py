"""One request and its response."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ...common.alexa_constants import RENDER_APL
from ..nlu.resolver import Resolution
from ..nlu.slot_values import SlotMatch
from ..response.spoken_text import heard_text, plain_text, ssml_of
from .request_envelopes import Json

#: What caused the request; ``request`` is one without an utterance or touch, such as an intent.
Did = Literal["say", "launch", "silence", "exit", "touch", "sound-fails", "resend", "request"]


@dataclass(frozen=True)
class Exchange:
    """An utterance, the request and response envelopes, and whether the session ended.

    ``spoken`` is the reprompt that Alexa played before it ended the session;
    ``after`` is the number of seconds since the previous request, if it was given.
    """

    utterance: str
    request: Json
    response: Json
    ended: bool
    time: int
    resolution: Resolution | None = None
    spoken: str = ""
    did: Did = "request"
    after: int | None = None

    @property
    def intent(self) -> str:
        """The intent name, or the request type if there is no intent."""
        request = self.request["request"]
        return str(request["intent"]["name"] if "intent" in request else request["type"])

    @property
    def heard(self) -> Mapping[str, SlotMatch]:
        """The filled slots: the spoken value, and the slot value id if one matched."""
        slots = (self.request["request"].get("intent") or {}).get("slots") or {}
        return {name: _match(slot) for name, slot in slots.items() if slot.get("value")}

    @property
    def slots(self) -> Mapping[str, str]:
        """The filled slots: the slot value id, or the spoken value if none matched."""
        return {name: match.id or match.value for name, match in self.heard.items()}

    @property
    def ssml(self) -> str:
        """The complete speech as SSML: output speech and audio documents."""
        return self.spoken or heard_text(self.response["response"])

    @property
    def reprompt_ssml(self) -> str:
        """The reprompt as SSML."""
        reprompt = self.response["response"].get("reprompt") or {}
        return ssml_of(reprompt.get("outputSpeech"))

    @property
    def speech(self) -> str:
        """The complete speech in plain words."""
        return plain_text(self.ssml)

    @property
    def reprompt(self) -> str:
        """The reprompt in plain words."""
        return plain_text(self.reprompt_ssml)

    @property
    def screen(self) -> Json | None:
        """The RenderDocument directive for the screen, or None."""
        directives = self.response["response"].get("directives") or ()
        return next((one for one in directives if one.get("type") == RENDER_APL), None)

    def as_json(self) -> Json:
        """Return the exchange as one JSON object."""
        return {
            "utterance": self.utterance,
            "intent": self.intent,
            "slots": dict(self.slots),
            "request": self.request,
            "response": self.response,
        }


def _match(slot: Mapping[str, Any]) -> SlotMatch:
    # A request that was edited by hand can have a value without resolutions.
    for resolved in slot.get("resolutions", {}).get("resolutionsPerAuthority", ()):
        for found in resolved.get("values", ()):
            return SlotMatch(str(slot["value"]), str(found["value"]["id"]))
    return SlotMatch(str(slot["value"]), None)
