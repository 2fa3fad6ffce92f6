"""The data types of the store listing and of the web site's pages."""

from __future__ import annotations

from dataclasses import dataclass

from .entries import Words


@dataclass(frozen=True)
class Store:
    """The listing in Amazon's skill store, in one language."""

    name: Words
    summary: Words
    #: Paragraphs; the disclaimer follows them.
    description: tuple[Words, ...]
    #: Required by Amazon's policy for health skills; may use words that answers may not use.
    disclaimer: Words
    #: Phrases that the disclaimer must have by that policy.
    disclaimer_says: tuple[Words, ...]
    #: Example phrases with the wake word; the first only opens the skill.
    examples: tuple[Words, ...]
    keywords: tuple[Words, ...]
    #: Instructions for Amazon's testers.
    testing: tuple[Words, ...]


@dataclass(frozen=True)
class Section:
    """A heading of a page, and its paragraphs."""

    heading: Words
    say: tuple[Words, ...]


@dataclass(frozen=True)
class Page:
    """A page of the skill's web site: the privacy policy, or the terms of use."""

    title: Words
    lead: Words
    sections: tuple[Section, ...]
    #: Who runs the skill, with the placeholder ``{contact}``.
    run_by: Words
    #: The same for a server without the setting of a contact.
    run_by_developer: Words
    changed: Words
