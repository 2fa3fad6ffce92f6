"""A catalog: the content of one locale, ready to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from .model import (
    Claim,
    Coaching,
    Kind,
    Muscle,
    Passage,
    Picture,
    Reference,
    Routine,
    Situation,
    Topic,
    Warning,
    Words,
)
from .written import Page, Store


class Named(Protocol):
    """An entry that a slot can name."""

    @property
    def name(self) -> Words:
        """What the skill calls it in mid-sentence."""

    @property
    def synonyms(self) -> tuple[Words, ...]:
        """What else people call it."""


@dataclass(frozen=True)
class Catalog:
    """Everything the skill can say, and knows by name, in one locale."""

    language: str
    routines: Mapping[str, Routine]
    pictures: Mapping[str, Picture] = field(repr=False)
    muscles: Mapping[str, Muscle]
    situations: Mapping[str, Situation]
    topics: Mapping[Kind, Mapping[str, Topic]]
    tips: Mapping[str, Passage]
    warnings: Mapping[str, Warning]
    #: The pages of the skill's web site, by their ids.
    pages: Mapping[str, Page] = field(repr=False)
    store: Store = field(repr=False)
    coaching: Coaching
    prompts: Mapping[str, Passage] = field(repr=False)
    claims: Mapping[str, Claim] = field(repr=False)
    references: Mapping[str, Reference] = field(repr=False)
    #: The emergency number, as it is said aloud and as it is written.
    emergency: tuple[str, str] = ("", "")
    #: What stands on a screen.
    labels: Mapping[str, Words] = field(default_factory=dict, repr=False)

    def prompt(self, name: str, **values: str) -> Passage:
        """Return the prompt *name* with its ``{placeholders}`` filled in."""
        found = self.prompts[name]
        if not values:
            return found
        return Passage(Words(found.say.format(**values)), found.claims, suggests=found.suggests)

    def label(self, name: str, **values: object) -> str:
        """Return the label *name* with its ``{placeholders}`` filled in."""
        return self.labels[name].format(**values)

    def to_read(self, text: str) -> str:
        """Return *text* as it is read rather than heard: the emergency number in digits."""
        return text.replace(*self.emergency)

    @property
    def slot_values(self) -> Mapping[str, Mapping[str, Named]]:
        """Every slot type, and the entries that are its values by id."""
        return {
            "Muscle": self.muscles,
            "Situation": self.situations,
            "Context": self.topics["context"],
            "Cause": self.topics["cause"],
            "Medicine": self.topics["medicine"],
            "Remedy": self.topics["remedy"],
            "Sign": self.warnings,
        }


class Catalogs(dict[str, Catalog]):
    """One catalog per locale; any other locale gets the one that assumes no country."""

    def __init__(self, by_locale: Mapping[str, Catalog], other: Catalog) -> None:
        super().__init__(by_locale)
        self._other = other

    def __missing__(self, locale: str) -> Catalog:
        return self._other
