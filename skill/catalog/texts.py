"""Iterate over all texts of a catalog, with their places in the content files."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from .catalog import Catalog
from .model import Kind, Passage, Review, Routine, Step, Words

T = TypeVar("T")


@dataclass(frozen=True)
class ContentText:
    """A text, its place (``file: entry: field``), and the ids of its claims."""

    place: str
    text: str
    claims: tuple[str, ...]
    corrects: tuple[str, ...] = ()
    #: Whether it must cite a claim.
    health: bool = True


#: The file of each kind of topic.
FILES: Mapping[Kind, str] = {
    "answer": "answers.yaml",
    "cause": "causes.yaml",
    "context": "contexts.yaml",
    "medicine": "medicines.yaml",
    "remedy": "remedies.yaml",
}


def spoken_texts(catalog: Catalog) -> Iterator[ContentText]:
    """Yield every spoken text, in the order of the files."""
    yield from _groups(catalog)
    for name, routine in catalog.routines.items():
        yield from _routine(routine, f"{catalog.language}/routines/{name}.yaml")


def described_texts(catalog: Catalog) -> Iterator[ContentText]:
    """Yield the texts of screens: the description of every picture, and all labels."""
    for key, picture in catalog.pictures.items():
        yield ContentText(
            f"{catalog.language}/pictures.yaml: {key}", picture.words, (), health=False
        )
    for key, text in catalog.labels.items():
        yield ContentText(f"{catalog.language}/labels.yaml: {key}", text, (), health=False)


def suggestions(catalog: Catalog) -> Iterator[tuple[str, Words, Passage]]:
    """Yield ``(place, phrase, passage)`` for each phrase that a passage suggests to the user."""
    for place, passage in _passages(catalog):
        for phrase in passage.suggests:
            yield place, phrase, passage


def _groups(catalog: Catalog) -> Iterator[ContentText]:
    for place, passage in _passages(catalog):
        health = not place.startswith(f"{catalog.language}/prompts.yaml")
        yield ContentText(place, passage.say, passage.claims, passage.corrects, health)


def _passages(catalog: Catalog) -> Iterator[tuple[str, Passage]]:
    for name, entries in entries_by_file(catalog).items():
        for key, entry in entries.items():
            yield from parts_of(entry, Passage, f"{catalog.language}/{name}: {key}")
    for key, routine in catalog.routines.items():
        for name in ("caution", "aftercare"):
            value = getattr(routine, name)
            yield from parts_of(value, Passage, f"{catalog.language}/routines/{key}.yaml: {name}")


def parts_of(value: object, kind: type[T], place: str = "") -> Iterator[tuple[str, T]]:
    """Yield the place and each *kind* in *value*: itself, or inside a tuple or a dataclass."""
    if isinstance(value, kind):
        yield place, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value, start=1):
            yield from parts_of(item, kind, f"{place} {number}")
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            inner = f"{place}: {field.name}" if place else field.name
            yield from parts_of(getattr(value, field.name), kind, inner)


def _routine(routine: Routine, place: str) -> Iterator[ContentText]:
    for step in routine.steps:
        yield from _step(step, f"{place}: {step.id}")


def _step(step: Step, place: str) -> Iterator[ContentText]:
    texts = {
        "move": step.move,
        "again": step.again,
        "how": step.how,
        "short": step.short,
        "ease": step.ease,
        "coach": step.coach,
    }
    for name, text in texts.items():
        if text:
            yield ContentText(f"{place}: {name}", text, step.claims)
    for cue in step.cues:
        yield ContentText(f"{place}: cue at {cue.at}", cue.say, step.claims)
    if step.question:
        yield ContentText(f"{place}: question", step.question.say, step.claims)
        yield ContentText(f"{place}: question: reprompt", step.question.reprompt, step.claims)


def review_entries(catalog: Catalog) -> Iterator[tuple[str, Review]]:
    """Yield the place and the review of each entry that a clinician has reviewed."""
    language = catalog.language
    for key, routine in catalog.routines.items():
        if routine.reviewed:
            yield f"{language}/routines/{key}.yaml", routine.reviewed
    for name, entries in entries_by_file(catalog).items():
        for key, entry in entries.items():
            review = getattr(entry, "reviewed", None)
            if isinstance(review, Review):
                yield f"{language}/{name}: {key}", review


def entries_by_file(catalog: Catalog) -> Mapping[str, Mapping[str, object]]:
    """Return the entries of each file with several entries, by file and id."""
    return {
        "muscles.yaml": catalog.muscles,
        "situations.yaml": catalog.situations,
        "conditions.yaml": catalog.conditions,
        **{FILES[kind]: topics for kind, topics in catalog.topics.items()},
        "prevention.yaml": catalog.tips,
        "warnings.yaml": catalog.warnings,
        "prompts.yaml": catalog.prompts,
    }
