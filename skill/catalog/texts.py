"""Iterate over all texts of a catalog, with their places in the content files."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .catalog import Catalog
from .content_place import ROUTINES, ContentPlace
from .model import Kind, Passage, Review, Routine, Step, Words
from .named_entries import entries_of


@dataclass(frozen=True)
class ContentText:
    """A text, its place, and the ids of its claims."""

    place: ContentPlace
    text: str
    claims: tuple[str, ...]
    corrects: tuple[str, ...] = ()
    #: Whether it must cite a claim.
    health: bool = True


PROMPTS = "prompts"
#: The group of each kind of topic.
TOPIC_GROUPS: Mapping[Kind, str] = {
    "activity": "activities",
    "answer": "answers",
    "body-part": "body-parts",
    "cause": "causes",
    "context": "contexts",
    "medicine": "medicines",
    "remedy": "remedies",
}


#: The group of each slot type.
VALUE_GROUPS: Mapping[str, str] = {
    "Muscle": "muscles",
    "Situation": "situations",
    "Condition": "conditions",
    "Sign": "warnings",
    **{"".join(map(str.title, kind.split("-"))): group for kind, group in TOPIC_GROUPS.items()},
}


def spoken_texts(catalog: Catalog) -> Iterator[ContentText]:
    """Yield every spoken text, in the order of the files."""
    for place, passage in _passages(catalog):
        health = place.group != PROMPTS
        yield ContentText(place, passage.say, passage.claims, passage.corrects, health)
    for key, routine in catalog.routines.items():
        for step in routine.steps:
            yield from _step(step, ContentPlace(catalog.language, ROUTINES, key, (step.id,)))


def described_texts(catalog: Catalog) -> Iterator[ContentText]:
    """Yield the texts of screens: the description of every picture, and all labels."""
    pictures = {key: picture.words for key, picture in catalog.pictures.items()}
    for group, texts in (("pictures", pictures), ("labels", entries_of(catalog.labels))):
        for key, text in texts.items():
            yield ContentText(ContentPlace(catalog.language, group, key), text, (), health=False)


def suggestions(catalog: Catalog) -> Iterator[tuple[ContentPlace, Words, Passage]]:
    """Yield ``(place, phrase, passage)`` for each phrase that a passage suggests to the user."""
    for place, passage in _passages(catalog):
        for phrase in passage.suggests:
            yield place, phrase, passage


def _passages(catalog: Catalog) -> Iterator[tuple[ContentPlace, Passage]]:
    for place, entry in _entries(catalog):
        yield from _inside(entry, place)


def _inside(value: object, place: ContentPlace) -> Iterator[tuple[ContentPlace, Passage]]:
    """Yield the place and each passage in *value*: a passage, a tuple, or an entry."""
    if isinstance(value, Passage):
        yield place, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value, start=1):
            yield from _inside(item, place.item(number))
    elif dataclasses.is_dataclass(value):
        for name in _fields(value):
            yield from _inside(getattr(value, name), place.inside(name))


def _fields(value: Any) -> tuple[str, ...]:
    # The steps of a routine have texts but no passages.
    if isinstance(value, Routine):
        return ("caution", "caution_after", "aftercare")
    return tuple(field.name for field in dataclasses.fields(value))


def _step(step: Step, place: ContentPlace) -> Iterator[ContentText]:
    for name in ("move", "again", "how", "short", "ease", "coach"):
        if text := getattr(step, name):
            yield ContentText(place.inside(name), text, step.claims)
    for cue in step.cues:
        yield ContentText(place.inside(f"cue at {cue.at}"), cue.say, step.claims)
    if step.question:
        asked = place.inside("question")
        yield ContentText(asked, step.question.say, step.claims)
        yield ContentText(asked.inside("reprompt"), step.question.reprompt, step.claims)


def review_entries(catalog: Catalog) -> Iterator[tuple[ContentPlace, Review]]:
    """Yield the place and the review of each entry that a clinician has reviewed."""
    for place, entry in _entries(catalog):
        if isinstance(review := getattr(entry, "reviewed", None), Review):
            yield place, review


def _entries(catalog: Catalog) -> Iterator[tuple[ContentPlace, object]]:
    for group, entries in entries_by_group(catalog).items():
        for key, entry in entries.items():
            yield ContentPlace(catalog.language, group, key), entry


def entries_by_group(catalog: Catalog) -> Mapping[str, Mapping[str, object]]:
    """Return the entries with spoken texts by group and id, in the order of the files."""
    return {
        "muscles": catalog.muscles,
        "situations": catalog.situations,
        "conditions": catalog.conditions,
        **{TOPIC_GROUPS[kind]: topics for kind, topics in catalog.topics.items()},
        "prevention": catalog.tips,
        "warnings": catalog.warnings,
        PROMPTS: entries_of(catalog.prompts),
        ROUTINES: catalog.routines,
    }
