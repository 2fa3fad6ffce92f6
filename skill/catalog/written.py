"""The shapes of what is read, not heard: the store's texts, and the pages of the web site."""

from __future__ import annotations

from dataclasses import dataclass

from .model import Words


@dataclass(frozen=True)
class Store:
    """What Amazon's store says of the skill, in one language."""

    name: Words
    summary: Words
    #: Its paragraphs; the disclaimer comes after them.
    description: tuple[Words, ...]
    #: Amazon's policy for health skills asks for it, so it may use words that no answer may.
    disclaimer: Words
    #: What somebody may say to a device that sleeps; the first only opens the skill.
    examples: tuple[Words, ...]
    keywords: tuple[Words, ...]
    #: For those at Amazon who test the skill.
    testing: tuple[Words, ...]


@dataclass(frozen=True)
class Section:
    """A heading of a page, and the paragraphs under it."""

    heading: Words
    say: tuple[Words, ...]


@dataclass(frozen=True)
class Page:
    """A page of the skill's web site: the privacy policy, or the terms of use."""

    title: Words
    lead: Words
    sections: tuple[Section, ...]
    #: Says who runs the skill, with a ``{contact}`` to be filled in.
    run_by: Words
    #: The same where nobody told the server.
    run_by_developer: Words
    changed: Words
