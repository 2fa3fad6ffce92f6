"""Collect all spoken texts by entry, with their claims, for a clinician's review."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..catalog import Catalog
from ..content_place import ContentPlace
from ..model import Claim, Review, Step
from ..texts import ContentText, entries_by_group, review_entries, spoken_texts
from .headings import FACTS, TITLES, moment, order

#: The word of a text that reports a disagreement of sources; the grade "mixed" is the other sign.
_DISAGREE = re.compile(r"\bdisagree", re.IGNORECASE)

#: ``(name, value)`` of each number and limit that the clinician signs together with the words.
Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Statement:
    """The words of one passage or one step, and the ids of their claims."""

    title: str
    #: ``(moment, words)``; the moment of a passage is empty.
    lines: tuple[tuple[str, str], ...]
    claims: tuple[str, ...]
    corrects: tuple[str, ...]
    facts: Facts


@dataclass(frozen=True)
class Entry:
    """A routine, topic, warning sign and so on: the unit of a clinician's review."""

    id: str
    title: str
    facts: Facts
    statements: tuple[Statement, ...]
    #: The cited claims on which sources disagree.
    disagreements: tuple[str, ...]
    review: Review | None

    @property
    def cites(self) -> bool:
        """Whether it cites a claim, that is, makes a statement about health."""
        return any(statement.claims or statement.corrects for statement in self.statements)


def sheet_entries(catalog: Catalog) -> Mapping[str, tuple[Entry, ...]]:
    """Return every entry with a spoken text, by group, in the order of the files."""
    found: dict[str, dict[str, list[ContentText]]] = {group: {} for group in TITLES}
    for text in spoken_texts(catalog):
        found[text.place.group].setdefault(text.place.entry, []).append(text)
    return {
        group: tuple(_sheet_entry(catalog, group, key, texts) for key, texts in texts_of.items())
        for group, texts_of in found.items()
    }


def disagrees(claim: Claim) -> bool:
    """Return whether the sources of *claim* disagree."""
    return claim.grade == "mixed" or bool(_DISAGREE.search(f"{claim.says} {claim.instead}"))


def _sheet_entry(catalog: Catalog, group: str, key: str, texts: Sequence[ContentText]) -> Entry:
    source = entries_by_group(catalog)[group][key]
    return Entry(
        id=key,
        title=_title(source, key),
        facts=(*_facts(source), *_facts(getattr(source, "question", None))),
        statements=tuple(_statements(source, texts)),
        disagreements=_disagreements(catalog, texts),
        review=dict(review_entries(catalog)).get(ContentPlace(catalog.language, group, key)),
    )


def _title(source: object, key: str) -> str:
    title: str = getattr(source, "title", "") or getattr(source, "name", key.replace("-", " "))
    return title[:1].upper() + title[1:]


def _statements(source: object, texts: Sequence[ContentText]) -> Iterator[Statement]:
    steps: Mapping[str, Step] = {step.id: step for step in getattr(source, "steps", ())}
    found: dict[str, list[ContentText]] = {}
    for text in texts:
        fields = text.place.fields
        step = fields[:1] if steps.keys() & fields[:1] else fields
        found.setdefault(": ".join(step), []).append(text)
    numbers = {key: number for number, key in enumerate(steps, start=1)}
    # Show the aftercare below the steps, in the order of the speech.
    for label in sorted(found, key=lambda label: label.startswith("aftercare")):
        first = found[label][0]
        yield Statement(
            title=f"Step {numbers[label]}: {label}" if label in steps else moment(label),
            lines=_step_lines(found[label]) if label in steps else (("", first.text),),
            claims=first.claims,
            corrects=first.corrects,
            facts=(*_facts(steps.get(label)), *_facts(getattr(steps.get(label), "question", None))),
        )


def _step_lines(texts: Sequence[ContentText]) -> tuple[tuple[str, str], ...]:
    """Return the (moment, words) lines of one step, in the order of the speech."""
    moments = [(": ".join(text.place.fields[1:]), text.text) for text in texts]
    heard = sorted(moments, key=lambda line: order(line[0]))
    return tuple((moment(label), words) for label, words in heard)


def _facts(source: object) -> Iterator[tuple[str, str]]:
    for name, shown in FACTS.items():
        if value := getattr(source, name, None):
            yield shown, _fact_text(value)


def _fact_text(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return "yes" if value is True else str(value)


def _disagreements(catalog: Catalog, texts: Sequence[ContentText]) -> tuple[str, ...]:
    cited = dict.fromkeys(key for text in texts for key in (*text.claims, *text.corrects))
    said = {key for text in texts if _DISAGREE.search(text.text) for key in text.claims}
    return tuple(key for key in cited if key in said or disagrees(catalog.claims[key]))
