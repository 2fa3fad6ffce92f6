"""Amazon's rules for interaction models; each problem is ``place: what is wrong``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .utterance_source import slots_in

#: Amazon's limits for the model of one locale.
MOST_BYTES = 1_500_000
MOST_INTENTS = 250
LONGEST_SAMPLE = 200
LONGEST_SLOT_VALUE = 140

_REQUIRED = {"AMAZON.HelpIntent", "AMAZON.StopIntent", "AMAZON.CancelIntent"}
_INTENT_NAME = re.compile(r"(AMAZON\.)?[A-Za-z_]+")
_SLOT_NAME = re.compile(r"[A-Za-z_]+")
_TYPE_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
#: A word of letters with inner apostrophes and hyphens, or an abbreviation such as "g.p.".
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*'?|(?:[^\W\d_]\.)+")
_SLOT = re.compile(r"\{[A-Za-z_]+\}(?:'s?)?")
#: A word of the invocation name: as above, but without hyphens.
_NAME_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*'?|(?:[^\W\d_]\.)+")
_ARTICLES = {"the", "a", "an", "for", "to", "of", "in", "on", "at", "with"}
_RESERVED = {
    *("alexa", "amazon", "echo", "computer", "skill", "app"),
    *("launch", "ask", "tell", "load", "begin", "enable", "open", "start", "run", "use"),
    *("to", "from", "by", "if", "and", "whether", "about", "using", "that"),
}

Language = Mapping[str, Any]


def amazon_rule_problems(model: Mapping[str, Any]) -> Iterator[str]:
    """Yield everything in *model* that Amazon rejects, as ``place: what is wrong``."""
    for rule in MODEL_RULES:
        yield from rule(model["interactionModel"]["languageModel"])


def _invocation_name(language: Language) -> Iterator[str]:
    name = language["invocationName"]
    words = name.split(" ")
    if len(words) < 2 or name != name.lower() or not all(map(_NAME_WORD.fullmatch, words)):
        yield f'invocation_name: "{name}" must be two or more words of lower-case letters'
    if len(words) == 2 and _ARTICLES & set(words):
        yield f'invocation_name: "{name}" has an article or a preposition in two words'
    for word in sorted(_RESERVED & set(words)):
        yield f'invocation_name: "{word}" is a word that Alexa reserves'


def _intents(language: Language) -> Iterator[str]:
    names = [intent["name"] for intent in language["intents"]]
    for name in names:
        if not _INTENT_NAME.fullmatch(name):
            yield f"{name}: an intent name has only letters and underscores"
    for name in sorted(_REQUIRED - set(names)):
        yield f"{name}: every skill needs it"
    if len(names) > MOST_INTENTS:
        yield f"intents: {len(names)} are more than {MOST_INTENTS}"


def _slots(language: Language) -> Iterator[str]:
    types = {slot_type["name"] for slot_type in language["types"]}
    for intent in language["intents"]:
        used = {slot for sample in intent["samples"] for slot in slots_in(sample)}
        for slot in intent.get("slots", []):
            place = f"{intent['name']}: {slot['name']}"
            if not _SLOT_NAME.fullmatch(slot["name"]):
                yield f"{place}: a slot name has only letters and underscores"
            elif slot["name"] not in used:
                yield f"{place}: no sample has this slot"
            used.discard(slot["name"])
            if slot["type"] not in types and not slot["type"].startswith("AMAZON."):
                yield f"{place}: slot type {slot['type']} has no values"
        for name in sorted(filter(_SLOT_NAME.fullmatch, used)):
            yield f"{intent['name']}: {name}: is in a sample, but is not declared"


def _samples(language: Language) -> Iterator[str]:
    for intent in language["intents"]:
        if not intent["samples"] and not intent["name"].startswith("AMAZON."):
            yield f"{intent['name']}: has no samples"
        for sample in intent["samples"]:
            yield from (f'{intent["name"]}: "{sample}": {what}' for what in _sample(sample))


def _sample(sample: str) -> Iterator[str]:
    if len(sample) > LONGEST_SAMPLE:
        yield f"has {len(sample)} characters; at most {LONGEST_SAMPLE} are allowed"
    if not all(_SLOT.fullmatch(word) or _WORD.fullmatch(word) for word in sample.split(" ")):
        yield "has more than letters, spaces, apostrophes, hyphens, abbreviations and slots"
    if len(set(slots_in(sample))) != len(slots_in(sample)):
        yield "has the same slot twice"


def _values(language: Language) -> Iterator[str]:
    for slot_type in language["types"]:
        name = slot_type["name"]
        if not _TYPE_NAME.fullmatch(name):
            yield f"{name}: a slot type name has only letters, digits and underscores"
        if not slot_type["values"]:
            yield f"{name}: has no values"
        owners: dict[str, str] = {}
        for value in slot_type["values"]:
            for word in (value["name"]["value"], *value["name"].get("synonyms", [])):
                yield from (f'{name}: {value["id"]}: "{word}": {what}' for what in _value(word))
                owner = owners.setdefault(word.lower(), value["id"])
                if owner != value["id"]:
                    yield f'{name}: {value["id"]}: "{word}" is also a name of {owner}'


def _value(word: str) -> Iterator[str]:
    if len(word) > LONGEST_SLOT_VALUE:
        yield f"has {len(word)} characters; at most {LONGEST_SLOT_VALUE} are allowed"
    if not all(map(_WORD.fullmatch, word.split(" "))):
        yield "has more than letters, spaces, apostrophes, hyphens and abbreviations"


MODEL_RULES: tuple[Callable[[Language], Iterator[str]], ...] = (
    _invocation_name,
    _intents,
    _slots,
    _samples,
    _values,
)
