"""What makes SSML a text that Alexa speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

LONGEST_BREAK = 10.0
MOST_AUDIO_TAGS = 5
#: The tags Alexa knows, after Amazon's reference.
TAGS = frozenset({
    "speak", "p", "s", "break", "audio", "emphasis", "lang", "mark", "phoneme", "prosody",
    "say-as", "sub", "voice", "w", "amazon:effect", "amazon:emotion", "amazon:domain", "alexa:name",
})  # fmt: skip


def problems(ssml: str) -> Iterator[str]:
    """Yield all that is wrong with *ssml*, as ends of a sentence; nothing is wrong with nothing."""
    try:
        # Our own skill's answer, with the namespaces Alexa declares for her tags.
        root = ET.fromstring(f'<r xmlns:amazon="amazon" xmlns:alexa="alexa">{ssml}</r>')  # noqa: S314
    except ET.ParseError as error:
        yield f"is not well-formed SSML: {error}"
        return
    if len(list(root.iter("audio"))) > MOST_AUDIO_TAGS:
        yield f"has more than {MOST_AUDIO_TAGS} audio tags"
    for element in list(root.iter())[1:]:
        tag = re.sub(r"\{(\w+)\}", r"\1:", element.tag)
        if tag not in TAGS:
            yield f"has the tag {tag!r}, which Alexa does not know"
        if tag == "break" and break_seconds(element.get("time", "0s")) > LONGEST_BREAK:
            yield f"has a break of {element.get('time')}, more than {LONGEST_BREAK:g} s"


def break_seconds(time: str) -> float:
    """Return how long a break of *time* ("10s", "500ms") lasts; infinitely where it is neither."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(ms|s)", time)
    return float(found[1]) / (1000 if found[2] == "ms" else 1) if found else float("inf")
