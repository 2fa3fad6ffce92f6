"""Check that SSML is well-formed and within Alexa's limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

LONGEST_BREAK = 10.0
MOST_AUDIO_TAGS = 5
#: The tags in Amazon's SSML reference.
TAGS = frozenset({
    "speak", "p", "s", "break", "audio", "emphasis", "lang", "mark", "phoneme", "prosody",
    "say-as", "sub", "voice", "w", "amazon:effect", "amazon:emotion", "amazon:domain", "alexa:name",
})  # fmt: skip


def ssml_problems(ssml: str) -> Iterator[str]:
    """Yield the problems of *ssml*, each as the end of a sentence; an empty text has none."""
    try:
        # The skill's response, with declarations of the namespaces of Alexa's tags.
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
    """Return the seconds of a break *time* ("10s", "500ms"); infinity if it is malformed."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(ms|s)", time)
    return float(found[1]) / (1000 if found[2] == "ms" else 1) if found else float("inf")
