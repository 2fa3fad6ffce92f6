"""Parse invocations: "open cramp coach", "ask cramp coach why I cramp", or a phrase alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Words before the request itself, such as the wake word.
ADDRESS = r"(?:(?:hey|ok|okay)[ ,]+)?(?:alexa[ ,]+)?(?:(?:please|can you|could you)\s+)?"
LAUNCH_PATTERN = r"(?:open|launch|start|begin|run|load|play|use|resume|talk to|ask|tell)"
ARTICLE = r"(?:the\s+|my\s+)?"

#: Words after the name without a meaning for the request.
COURTESY = r" please$|^(?:please|now|right now|quick|quickly|for me|thanks|thank you)$"

#: Connecting words that Alexa removes, and what replaces them.
CONNECTORS = (
    (r"and (?:ask|say|tell (?:it|her|him))(?: (?:that|to|if|whether|for))? ", ("",)),
    (r"(?:and|to|if|whether|that|for) ", ("",)),
    (r"about ", ("tell me about ", "")),
)


@dataclass(frozen=True)
class Invocation:
    """Whether the skill was named, and the possible utterances for it; none to only open it."""

    named: bool
    utterances: tuple[str, ...]

    @property
    def is_launch(self) -> bool:
        """Whether the skill is opened without an utterance."""
        return self.named and not self.utterances


def parse_invocation(said: str, invocation_name: str) -> Invocation:
    """Return the invocation in *said*: whether it names the skill, and the utterance."""
    text = re.sub(r"\s+", " ", said).strip(" .,!?")
    name = ARTICLE + re.escape(invocation_name).replace(r"\ ", " ?") + r"(?: skill| app)?"
    leading = rf"{ADDRESS}{LAUNCH_PATTERN} {name}(?:[ ,]+(?P<rest>.*))?"
    trailing = rf"{ADDRESS}(?P<rest>.+) (?:from|with|using|in|on) {name}"
    for pattern in (leading, trailing):
        if named := re.fullmatch(pattern, text, re.I):
            return Invocation(named=True, utterances=_readings(named["rest"] or ""))
    return Invocation(named=False, utterances=(re.sub(r"^alexa\b[ ,]*", "", text, flags=re.I),))


def _readings(rest: str) -> tuple[str, ...]:
    """Return *rest* without its connecting word, then unchanged; empty for polite words only."""
    rest = re.sub(COURTESY, "", rest, flags=re.I)
    for connector, instead in CONNECTORS:
        if found := re.match(connector, rest, re.I):
            return (*(word + rest[found.end() :] for word in instead), rest)
    return (rest,) if rest else ()
