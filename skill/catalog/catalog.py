"""The catalog: all content of one locale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, get_args

from ..understanding.language import PLAIN
from ..understanding.slot_types import Ranks, SlotTypes
from .model import (
    Claim,
    Coaching,
    Condition,
    Kind,
    Labels,
    Muscle,
    Page,
    Passage,
    Picture,
    Prompts,
    Readability,
    Reference,
    Routine,
    SignQuestion,
    Situation,
    Store,
    Tier,
    Topic,
    Warning,
    Wording,
    Words,
)


class Named(Protocol):
    """An entry of the catalog that is a slot value."""

    @property
    def name(self) -> Words:
        """The name for use inside a sentence."""

    @property
    def synonyms(self) -> tuple[Words, ...]:
        """Other names that users say."""


@dataclass(frozen=True)
class Catalog:
    """Everything that the skill can say in one locale, and the entries that slots can name."""

    language: str
    routines: Mapping[str, Routine]
    pictures: Mapping[str, Picture] = field(repr=False)
    muscles: Mapping[str, Muscle]
    situations: Mapping[str, Situation]
    conditions: Mapping[str, Condition]
    topics: Mapping[Kind, Mapping[str, Topic]]
    tips: Mapping[str, Passage]
    warnings: Mapping[str, Warning]
    #: The pages of the web site by id.
    pages: Mapping[str, Page] = field(repr=False)
    store: Store = field(repr=False)
    coaching: Coaching
    prompts: Prompts = field(repr=False)
    labels: Labels = field(repr=False)
    claims: Mapping[str, Claim] = field(repr=False)
    references: Mapping[str, Reference] = field(repr=False)
    #: The words that hedge or that no answer may have, and those with their own syllable count.
    wording: Wording = field(repr=False)
    readability: Readability = field(repr=False)
    #: The texts that are still those of the source language.
    untranslated: frozenset[str] = field(repr=False, default=frozenset())
    #: What raw slot values mean; the locales of a language share it.
    slot_types: SlotTypes = field(repr=False, compare=False, default=SlotTypes({}, PLAIN, {}))
    #: The telephone lines of the country: the spoken and the written form of each. That of the
    #: crisis line is empty if none is known.
    emergency: tuple[str, str] = ("", "")
    urgent: tuple[str, str] = ("", "")
    crisis: tuple[str, str] = ("", "")

    def to_read(self, text: str) -> str:
        """Return *text* for cards and screens: with telephone numbers in their written form."""
        for spoken, written in (self.crisis, self.urgent, self.emergency):
            text = text.replace(spoken, written) if spoken else text
        return text

    @property
    def questions(self) -> Mapping[str, SignQuestion]:
        """The question of each sign that has one, by the sign's id."""
        return {key: sign.question for key, sign in self.warnings.items() if sign.question}

    @property
    def slot_values(self) -> Mapping[str, Mapping[str, Named]]:
        """The values of each slot type by id; an id is the entry's id in the catalog."""
        return {
            "Activity": self.topics["activity"],
            "BodyPart": self.topics["body-part"],
            "Muscle": self.muscles,
            "Situation": self.situations,
            "Condition": self.conditions,
            "Context": self.topics["context"],
            "Cause": self.topics["cause"],
            "Medicine": self.topics["medicine"],
            "Remedy": self.topics["remedy"],
            "Sign": self.warnings,
        }

    @property
    def ranks(self) -> Ranks:
        """The rank of values of which several may be named at once; 0 is the most urgent."""
        tiers = get_args(Tier)
        return {
            "Sign": {key: tiers.index(sign.tier) for key, sign in self.warnings.items()},
            "Situation": {key: int(not one.outranks) for key, one in self.situations.items()},
        }


class Catalogs(dict[str, Catalog]):
    """Catalogs by locale; an unknown locale gets the default catalog, which names no country."""

    def __init__(self, by_locale: Mapping[str, Catalog], other: Catalog) -> None:
        super().__init__(by_locale)
        self._other = other

    def finished(self) -> Catalogs:
        """Return the catalogs of the languages that are translated as a whole."""
        whole = {locale: one for locale, one in self.items() if not one.untranslated}
        return Catalogs(whole, self._other)

    def __missing__(self, locale: str) -> Catalog:
        return self._other
