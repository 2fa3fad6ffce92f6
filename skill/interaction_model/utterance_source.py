"""The utterances of one language as they are written: rules, values and intents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

#: What a group of samples is worth. The last is left out first if Amazon refuses a model's size.
Importance = Literal["required", "usual", "rare"]

_SLOT = re.compile(r"\{([^{}]*)\}")


class SourceError(ValueError):
    """Raised for unusable utterance files; ``problems`` are ``file:line: what is wrong``."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Template:
    """A sentence template, where it is written (``file:line``), and its samples."""

    text: str
    place: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class SampleGroup:
    """Templates of an intent that say the same kind of thing, with one example utterance."""

    name: str
    example: str
    templates: tuple[Template, ...]
    importance: Importance = "usual"


@dataclass(frozen=True)
class SourceIntent:
    """One intent: where it is written, slot types by slot name, and groups of templates."""

    name: str
    place: str
    slots: Mapping[str, str] = field(default_factory=dict)
    groups: tuple[SampleGroup, ...] = ()

    @cached_property
    def templates(self) -> tuple[Template, ...]:
        """Return the templates of all groups."""
        return tuple(template for group in self.groups for template in group.templates)

    @cached_property
    def samples(self) -> tuple[str, ...]:
        """Return the samples, those with few words first, so that regrouping changes no model."""
        found = {sample for template in self.templates for sample in template.samples}
        return tuple(sorted(found, key=by_words))


@dataclass(frozen=True)
class UtteranceSource:
    """The utterances of one language, and extra synonyms of slot values."""

    #: The folder, as messages name it.
    place: str
    invocation_name: str
    #: The templates by rule name.
    rules: Mapping[str, Template]
    #: Slot type -> value id -> other forms, from speech recognition errors or grammar.
    values: Mapping[str, Mapping[str, tuple[Template, ...]]]
    intents: tuple[SourceIntent, ...]

    def without_rare(self) -> UtteranceSource:
        """Return the source without the groups of samples that are rare."""
        intents = (
            replace(one, groups=tuple(g for g in one.groups if g.importance != "rare"))
            for one in self.intents
        )
        return replace(self, intents=tuple(intents))

    def phrases_of(self, slot_type: str, value_id: str) -> tuple[str, ...]:
        """Return the extra phrases of a slot value as written: the usual ones come first."""
        templates = self.values.get(slot_type, {}).get(value_id, ())
        found = (phrase for one in templates for phrase in sorted(one.samples, key=by_words))
        return tuple(dict.fromkeys(found))


def by_words(text: str) -> tuple[int, str]:
    """Return a key that sorts texts by their number of words, then by their letters."""
    return len(text.split()), text


def slots_in(text: str) -> tuple[str, ...]:
    """Return the names of the slots of a sample or template, in reading order."""
    return tuple(_SLOT.findall(text))


def short_path(path: Path) -> str:
    """Return *path* as problems name it: from the folder ``interaction_model`` on."""
    parts = path.parts
    known = [number for number, part in enumerate(parts) if part == "interaction_model"]
    start = known[-1] if known else len(parts) - 2
    return "/".join(parts[max(start, 0) :])
