"""One utterance and its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ..screens.render import RENDER
from .envelope import Json
from .resolver import Resolution
from .speech import heard, plain, ssml_of
from .values import SlotMatch

#: How an exchange came about; ``request`` is one that no person makes, such as a bare intent.
Did = Literal["say", "launch", "silence", "exit", "touch", "sound-fails", "resend", "request"]


@dataclass(frozen=True)
class Exchange:
    """What was said, the request and the response envelope, and whether the session ended.

    ``spoken`` is what Alexa said of her own accord (a reprompt), where the skill had no say;
    ``after`` the seconds since the request before, where somebody asked for so many.
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
        """The intent's name, or the request's type where it is no intent."""
        request = self.request["request"]
        return str(request["intent"]["name"] if "intent" in request else request["type"])

    @property
    def heard(self) -> Mapping[str, SlotMatch]:
        """The slots that were filled: what was heard, and the id of the listed value if any."""
        slots = (self.request["request"].get("intent") or {}).get("slots") or {}
        return {name: _match(slot) for name, slot in slots.items() if slot.get("value")}

    @property
    def slots(self) -> Mapping[str, str]:
        """The slots that were filled: value ids, or the raw text of a value outside the list."""
        return {name: match.id or match.value for name, match in self.heard.items()}

    @property
    def ssml(self) -> str:
        """What is heard, as SSML: what is spoken, and then the audio document."""
        return self.spoken or heard(self.response["response"])

    @property
    def reprompt_ssml(self) -> str:
        """What is spoken when nobody answers, as SSML."""
        reprompt = self.response["response"].get("reprompt") or {}
        return ssml_of(reprompt.get("outputSpeech"))

    @property
    def speech(self) -> str:
        """What is heard, in plain words."""
        return plain(self.ssml)

    @property
    def reprompt(self) -> str:
        """What is spoken when nobody answers, in plain words."""
        return plain(self.reprompt_ssml)

    @property
    def screen(self) -> Json | None:
        """The directive that puts a document on the screen; None where nothing does."""
        directives = self.response["response"].get("directives") or ()
        return next((one for one in directives if one.get("type") == RENDER), None)

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
    # A request that somebody edited may hold a value that was never looked up.
    for resolved in slot.get("resolutions", {}).get("resolutionsPerAuthority", ()):
        for found in resolved.get("values", ()):
            return SlotMatch(str(slot["value"]), str(found["value"]["id"]))
    return SlotMatch(str(slot["value"]), None)
