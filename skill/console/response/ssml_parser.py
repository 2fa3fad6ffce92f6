"""Parse SSML strictly, by Alexa's rules, into a sequence of words, pauses and sound files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from ..errors import ConsoleError
from .ssml_rules import LONGEST_BREAK, MOST_AUDIO_TAGS

#: Alexa's limit for the characters of one speech.
LONGEST_SPEECH = 8000

#: Pauses in seconds: by the strength of a break, and after a sentence and a paragraph.
STRENGTHS: Mapping[str, float] = {
    "none": 0.0, "x-weak": 0.0, "weak": 0.25, "medium": 0.25, "strong": 0.6, "x-strong": 1.0,
}  # fmt: skip
AFTER: Mapping[str, float] = {"s": 0.45, "p": 0.8}

RATES = {"x-slow": 0.6, "slow": 0.8, "medium": 1.0, "fast": 1.25, "x-fast": 1.6}
PITCHES = {"x-low": 0.75, "low": 0.88, "medium": 1.0, "high": 1.15, "x-high": 1.35}
VOLUMES = {"silent": 0.0, "x-soft": 0.25, "soft": 0.5, "medium": 1.0, "loud": 1.5, "x-loud": 2.0}
#: The factors of rate and volume for each level of emphasis.
EMPHASIS = {"strong": (0.82, 1.3), "moderate": (0.92, 1.15), "reduced": (1.1, 0.8)}
SLOWEST = 0.2
#: Tags that do not change how their words are spoken.
PLAIN = frozenset({"speak", "p", "s", "w", "lang", "voice", "amazon_domain", "amazon_emotion"})
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SPELT = frozenset({"spell-out", "characters", "digits", "telephone"})

Element = ElementTree.Element


class SsmlError(ConsoleError):
    """Raised for SSML that Alexa would reject; the message is the reason."""


@dataclass(frozen=True)
class Manner:
    """How words are spoken: factors of the voice's rate, pitch and volume."""

    rate: float = 1.0
    pitch: float = 1.0
    volume: float = 1.0
    whispered: bool = False

    def whisper(self) -> Manner:
        """Return the whispered form; a second call has no further effect."""
        if self.whispered:
            return self
        return replace(self, whispered=True, volume=self.volume * VOLUMES["soft"])


@dataclass(frozen=True)
class SsmlText:
    """Words that are spoken in one manner."""

    text: str
    manner: Manner


@dataclass(frozen=True)
class SsmlPause:
    """A silence in seconds."""

    seconds: float


@dataclass(frozen=True)
class SsmlAudio:
    """A sound file."""

    source: str


SsmlPart = SsmlText | SsmlPause | SsmlAudio


def read_ssml(ssml: str) -> list[SsmlPart]:
    """Return the parts of *ssml* in order; raise SsmlError if Alexa would reject it."""
    if len(ssml) > LONGEST_SPEECH:
        raise SsmlError(f"{len(ssml):,} characters of SSML; Alexa takes {LONGEST_SPEECH:,}")
    if "<!" in ssml or "<?" in ssml:
        raise SsmlError("SSML has no comments, declarations or instructions")
    try:
        # SSML has no declaration of the namespace "amazon:", so replace the prefix.
        # Entity declarations were rejected above, so nothing can be expanded.
        root = ElementTree.fromstring(re.sub(r"<(/?)amazon:", r"<\1amazon_", ssml.strip()))  # noqa: S314
    except ElementTree.ParseError as error:
        raise SsmlError(f"SSML is not well-formed: {error}") from error
    if root.tag != "speak":
        raise SsmlError(f"SSML begins with <speak>, not <{root.tag}>")
    parts = list(_parts(root, Manner()))
    if sum(isinstance(part, SsmlAudio) for part in parts) > MOST_AUDIO_TAGS:
        raise SsmlError(f"more than {MOST_AUDIO_TAGS} audio files in one speech")
    return parts


def _parts(element: Element, manner: Manner) -> Iterator[SsmlPart]:
    """Yield the parts of *element*, without its tail."""
    if element.tag not in READERS:
        raise SsmlError(f"Alexa knows no tag <{element.tag.replace('_', ':')}>")
    yield from READERS[element.tag](element, manner)


def _inside(element: Element, manner: Manner) -> Iterator[SsmlPart]:
    yield from _words(element.text, manner)
    for child in element:
        yield from _parts(child, manner)
        yield from _words(child.tail, manner)
    if element.tag in AFTER:
        yield SsmlPause(AFTER[element.tag])


def _words(text: str | None, manner: Manner) -> Iterator[SsmlText]:
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
        raise SsmlError(f"a break of {text!r}: write seconds or milliseconds, as in 2s or 500ms")
    seconds = float(found[1]) / (1000 if found[2] == "ms" else 1)
    if seconds > LONGEST_BREAK:
        raise SsmlError(f"a break of {text}: Alexa waits {LONGEST_BREAK:.0f} s at most")
    return seconds


def _named(element: Element, name: str, values: Mapping[str, float], usual: str) -> float:
    value = element.attrib.get(name, usual)
    if value not in values:
        raise SsmlError(f"{name}={value!r}: Alexa knows {', '.join(values)}")
    return values[value]


def _prosody(element: Element, manner: Manner) -> Iterator[SsmlPart]:
    given = element.attrib
    rate = _factor(given.get("rate", "medium"), RATES, r"(\d+)%", lambda n: max(SLOWEST, n / 100))
    pitch = _factor(
        given.get("pitch", "medium"), PITCHES, r"([+-]\d+(?:\.\d+)?)%", lambda n: 1 + n / 100
    )
    volume = _factor(
        given.get("volume", "medium"), VOLUMES, r"([+-]\d+(?:\.\d+)?)dB", lambda n: 10 ** (n / 20)
    )
    changed = Manner(manner.rate * rate, manner.pitch * pitch, manner.volume * volume)
    yield from _inside(element, changed)


def _factor(
    text: str, names: Mapping[str, float], pattern: str, of: Callable[[float], float]
) -> float:
    if text in names:
        return names[text]
    found = re.fullmatch(pattern, text)
    if not found:
        raise SsmlError(f"prosody {text!r}: Alexa knows {', '.join(names)} and {pattern}")
    return of(float(found[1]))


def _emphasis(element: Element, manner: Manner) -> Iterator[SsmlPart]:
    level = element.attrib.get("level", "moderate")
    if level not in EMPHASIS:
        raise SsmlError(f"emphasis {level!r}: Alexa knows {', '.join(EMPHASIS)}")
    rate, volume = EMPHASIS[level]
    changed = replace(manner, rate=manner.rate * rate, volume=manner.volume * volume)
    yield from _inside(element, changed)


def _effect(element: Element, manner: Manner) -> Iterator[SsmlPart]:
    if element.attrib.get("name") != "whispered":
        raise SsmlError(f"amazon:effect {element.attrib.get('name')!r}: Alexa knows whispered")
    yield from _inside(element, manner.whisper())


def _sub(element: Element, manner: Manner) -> Iterator[SsmlPart]:
    yield from _words(_needed(element, "alias"), manner)


def _say_as(element: Element, manner: Manner) -> Iterator[SsmlPart]:
    how, text = _needed(element, "interpret-as"), "".join(element.itertext())
    if how == "expletive":
        return
    if how in _SPELT:
        text = " ".join(DIGITS[int(c)] if c.isdigit() else c for c in text if c.isalnum())
    yield from _words(text, manner)


def _audio(element: Element, _: Manner) -> Iterator[SsmlPart]:
    source = _needed(element, "src")
    if not source.startswith(("https://", "soundbank://")):
        raise SsmlError(f"audio {source!r}: Alexa plays https:// and soundbank:// alone")
    yield SsmlAudio(source)


def _needed(element: Element, name: str) -> str:
    if not element.attrib.get(name):
        raise SsmlError(f"<{element.tag}> needs {name}")
    return element.attrib[name]


READERS: Mapping[str, Callable[[Element, Manner], Iterator[SsmlPart]]] = {
    **dict.fromkeys(PLAIN, _inside),
    "break": _break,
    "prosody": _prosody,
    "emphasis": _emphasis,
    "amazon_effect": _effect,
    "sub": _sub,
    "say-as": _say_as,
    # The written word is spoken: the console's voices have no phonetic alphabet.
    "phoneme": _inside,
    "audio": _audio,
}
