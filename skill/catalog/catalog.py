"""A catalog: the content of one locale, ready to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from .model import (
    Claim,
    Kind,
    Muscle,
    Passage,
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
    muscles: Mapping[str, Muscle]
    situations: Mapping[str, Situation]
    topics: Mapping[Kind, Mapping[str, Topic]]
    tips: Mapping[str, Passage]
    warnings: Mapping[str, Warning]
    #: The pages of the skill's web site, by their ids.
    pages: Mapping[str, Page] = field(repr=False)
    store: Store = field(repr=False)
    prompts: Mapping[str, Passage] = field(repr=False)
    claims: Mapping[str, Claim] = field(repr=False)
    references: Mapping[str, Reference] = field(repr=False)

    def prompt(self, name: str, **values: str) -> Passage:
        """Return the prompt *name* with its ``{placeholders}`` filled in."""
        found = self.prompts[name]
        if not values:
            return found
        return Passage(Words(found.say.format(**values)), found.claims, suggests=found.suggests)

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
