"""Read SSML by Alexa's rules: its words, pauses and sound files, and everything wrong with it.

The only reader of SSML; other modules work with its parts.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from xml.etree import ElementTree

from ...common.alexa_limits import AUDIO_TAGS, BREAK_SECONDS, SPEECH_CHARACTERS
from .ssml_parts import (
    VOLUMES,
    Manner,
    SsmlAudio,
    SsmlError,
    SsmlFault,
    SsmlPart,
    SsmlPause,
    SsmlText,
)

#: Pauses in seconds: by the strength of a break, and after a sentence and a paragraph.
STRENGTHS: Mapping[str, float] = {
    "none": 0.0, "x-weak": 0.0, "weak": 0.25, "medium": 0.25, "strong": 0.6, "x-strong": 1.0,
}  # fmt: skip
AFTER: Mapping[str, float] = {"s": 0.45, "p": 0.8}

RATES = {"x-slow": 0.6, "slow": 0.8, "medium": 1.0, "fast": 1.25, "x-fast": 1.6}
PITCHES = {"x-low": 0.75, "low": 0.88, "medium": 1.0, "high": 1.15, "x-high": 1.35}
#: The factors of rate and volume for each level of emphasis.
EMPHASIS = {"strong": (0.82, 1.3), "moderate": (0.92, 1.15), "reduced": (1.1, 0.8)}
SLOWEST = 0.2
#: Tags that do not change how their words are spoken.
PLAIN = frozenset({"speak", "p", "s", "w", "lang", "voice", "amazon:domain", "amazon:emotion"})
#: Tags that have no sound here: a marker, and the name of the listener.
SILENT = frozenset({"mark", "alexa:name"})
NAMESPACES = 'xmlns:amazon="amazon" xmlns:alexa="alexa"'
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SPELT = frozenset({"spell-out", "characters", "digits", "telephone"})

Element = ElementTree.Element


def read_ssml(ssml: str) -> list[SsmlPart]:
    """Return the parts of *ssml* in order; an empty text has none.

    Raises:
        SsmlError: If Alexa would reject it.
    """
    if len(ssml) > SPEECH_CHARACTERS:
        raise SsmlError(f"has {len(ssml):,} characters of SSML, more than {SPEECH_CHARACTERS:,}")
    parts: list[SsmlPart] = []
    for part in _parsed_parts(ssml):
        if isinstance(part, SsmlFault):
            raise SsmlError(part.problem)
        parts.append(part)
    return parts


def readable_parts(ssml: str) -> list[SsmlPart]:
    """Return the parts of *ssml* of any length, without those that Alexa would reject."""
    return [part for part in _parsed_parts(ssml) if not isinstance(part, SsmlFault)]


def ssml_problems(ssml: str) -> Iterator[str]:
    """Yield every problem of *ssml* except its length, each as the end of a sentence."""
    return (part.problem for part in _parsed_parts(ssml) if isinstance(part, SsmlFault))


def escaped_ssml(text: str) -> str:
    """Return plain *text* as a ``<speak>`` element; an empty text if there is none."""
    return f"<speak>{html.escape(text, quote=False)}</speak>" if text else ""


def joined_ssml(*speeches: str) -> str:
    """Return several ``<speak>`` elements as one; an empty text if there is none."""
    inside = (one.strip().removeprefix("<speak>").removesuffix("</speak>") for one in speeches)
    whole = " ".join(filter(None, inside))
    return f"<speak>{whole}</speak>" if whole else ""


def _parsed_parts(ssml: str) -> Iterator[SsmlPart | SsmlFault]:
    if not ssml:
        return
    if "<!" in ssml or "<?" in ssml:
        yield SsmlFault("has a comment, declaration or instruction, which SSML has not")
        return
    try:
        # SSML does not declare the namespaces of Alexa's tags.
        # Entity declarations were rejected above, so nothing can be expanded.
        whole = ElementTree.fromstring(f"<r {NAMESPACES}>{ssml}</r>")  # noqa: S314
    except ElementTree.ParseError as error:
        yield SsmlFault(f"is not well-formed SSML: {error}")
        return
    around = f"{whole.text or ''}{whole[-1].tail or ''}".strip() if len(whole) else ssml
    if [child.tag for child in whole] != ["speak"] or around:
        yield SsmlFault(f"is not wrapped in <speak>: {ssml[:60]!r}")
        return
    parts = list(_element_parts(whole[0], Manner()))
    yield from parts
    if sum(isinstance(part, SsmlAudio) for part in parts) > AUDIO_TAGS:
        yield SsmlFault(f"has more than {AUDIO_TAGS} audio tags")


def _element_parts(element: Element, manner: Manner) -> Iterator[SsmlPart | SsmlFault]:
    """Yield the parts of *element*, without its tail."""
    tag = _tag(element)
    if tag not in READERS:
        yield SsmlFault(f"has the tag {tag!r}, which Alexa does not know")
        return
    try:
        yield from READERS[tag](element, manner)
    except SsmlError as error:
        yield SsmlFault(str(error))


def _tag(element: Element) -> str:
    """Return the name of a tag with its prefix, as in ``amazon:effect``."""
    return element.tag.removeprefix("{").replace("}", ":")


def _parts_inside(element: Element, manner: Manner) -> Iterator[SsmlPart | SsmlFault]:
    yield from _word_parts(element.text, manner)
    for child in element:
        yield from _element_parts(child, manner)
        yield from _word_parts(child.tail, manner)
    if element.tag in AFTER:
        yield SsmlPause(AFTER[element.tag])


def _word_parts(text: str | None, manner: Manner) -> Iterator[SsmlText]:
    if text and text.strip():
        yield SsmlText(" ".join(text.split()), manner)


def _break(element: Element, _: Manner) -> Iterator[SsmlPart]:
    if "time" in element.attrib:
        yield SsmlPause(_seconds(element.attrib["time"]))
    else:
        yield SsmlPause(_named(element, "strength", STRENGTHS, "medium"))


def _seconds(text: str) -> float:
    found = re.fullmatch(r"\+?(\d+(?:\.\d+)?|\.\d+)(ms|s)", text.strip())
    if not found:
        raise SsmlError(f"has a break of {text}, which is neither seconds nor milliseconds")
    seconds = float(found[1]) / (1000 if found[2] == "ms" else 1)
    if seconds > BREAK_SECONDS:
        raise SsmlError(f"has a break of {text}, more than {BREAK_SECONDS:g} s")
    return seconds


def _named(element: Element, name: str, values: Mapping[str, float], usual: str) -> float:
    value = element.attrib.get(name, usual)
    if value not in values:
        raise SsmlError(f"has {name}={value!r}: Alexa knows {', '.join(values)}")
    return values[value]


def _prosody(element: Element, manner: Manner) -> Iterator[SsmlPart | SsmlFault]:
    given = element.attrib
    rate = _factor(given.get("rate", "medium"), RATES, r"(\d+)%", lambda n: max(SLOWEST, n / 100))
    pitch = _factor(
        given.get("pitch", "medium"), PITCHES, r"([+-]\d+(?:\.\d+)?)%", lambda n: 1 + n / 100
    )
    volume = _factor(
        given.get("volume", "medium"), VOLUMES, r"([+-]\d+(?:\.\d+)?)dB", lambda n: 10 ** (n / 20)
    )
    changed = Manner(manner.rate * rate, manner.pitch * pitch, manner.volume * volume)
    yield from _parts_inside(element, changed)


def _factor(
    text: str, names: Mapping[str, float], pattern: str, of: Callable[[float], float]
) -> float:
    if text in names:
        return names[text]
    found = re.fullmatch(pattern, text)
    if not found:
        raise SsmlError(f"has prosody {text!r}: Alexa knows {', '.join(names)} and {pattern}")
    return of(float(found[1]))


def _emphasis(element: Element, manner: Manner) -> Iterator[SsmlPart | SsmlFault]:
    level = element.attrib.get("level", "moderate")
    if level not in EMPHASIS:
        raise SsmlError(f"has emphasis {level!r}: Alexa knows {', '.join(EMPHASIS)}")
    rate, volume = EMPHASIS[level]
    changed = replace(manner, rate=manner.rate * rate, volume=manner.volume * volume)
    yield from _parts_inside(element, changed)


def _effect(element: Element, manner: Manner) -> Iterator[SsmlPart | SsmlFault]:
    if element.attrib.get("name") != "whispered":
        raise SsmlError(f"has amazon:effect {element.attrib.get('name')!r}: Alexa knows whispered")
    yield from _parts_inside(element, manner.whisper())


def _sub(element: Element, manner: Manner) -> Iterator[SsmlPart]:
    yield from _word_parts(_required_attribute(element, "alias"), manner)


def _say_as(element: Element, manner: Manner) -> Iterator[SsmlPart]:
    how, text = _required_attribute(element, "interpret-as"), "".join(element.itertext())
    if how == "expletive":
        return
    if how in _SPELT:
        text = " ".join(DIGITS[int(c)] if c.isdigit() else c for c in text if c.isalnum())
    yield from _word_parts(text, manner)


def _audio(element: Element, _: Manner) -> Iterator[SsmlPart]:
    source = _required_attribute(element, "src")
    if not source.startswith(("https://", "soundbank://")):
        raise SsmlError(f"has audio {source!r}: Alexa plays only https:// and soundbank://")
    yield SsmlAudio(source)


def _required_attribute(element: Element, name: str) -> str:
    if not element.attrib.get(name):
        raise SsmlError(f"has <{_tag(element)}> without {name}")
    return element.attrib[name]


READERS: Mapping[str, Callable[[Element, Manner], Iterator[SsmlPart | SsmlFault]]] = {
    **dict.fromkeys(PLAIN, _parts_inside),
    **dict.fromkeys(SILENT, lambda *_: iter(())),
    "break": _break,
    "prosody": _prosody,
    "emphasis": _emphasis,
    "amazon:effect": _effect,
    "sub": _sub,
    "say-as": _say_as,
    # The written word is spoken: the console's voices have no phonetic alphabet.
    "phoneme": _parts_inside,
    "audio": _audio,
}
