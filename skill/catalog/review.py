"""Gather all that is spoken, entry by entry, with what it rests on, for a clinician to sign."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from .catalog import Catalog
from .model import Claim, Review
from .passages import Spoken, reviews, spoken

#: What a passage says where its sources do not agree, beside a claim graded "mixed".
_DISAGREE = re.compile(r"\bdisagree", re.IGNORECASE)


@dataclass(frozen=True)
class Statement:
    """The words of one passage or one step, and the claims behind them."""

    label: str
    #: ``(when it is said, the words)``
    lines: tuple[tuple[str, str], ...]
    claims: tuple[str, ...]
    corrects: tuple[str, ...]
    #: ``(name, value)`` of the numbers and limits that are signed with the words.
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Entry:
    """A routine, a topic, a sign …: the unit a clinician reviews."""

    id: str
    title: str
    facts: tuple[tuple[str, str], ...]
    statements: tuple[Statement, ...]
    #: Claims in it on which the sources disagree.
    disagreements: tuple[str, ...]
    review: Review | None


#: Content file (``routines`` for that folder) → what its entries are called.
GROUPS: Mapping[str, str] = {
    "routines": "Routines",
    "warnings": "Warning signs",
    "situations": "Situations",
    "muscles": "Muscles",
    "answers": "Plain answers",
    "causes": "Causes",
    "contexts": "Contexts: why do I cramp …",
    "medicines": "Medicines",
    "remedies": "Remedies",
    "prevention": "Prevention tips",
    "prompts": "Sentences around the answers",
}

#: Field of an entry or a step → what the sheet calls it. Fields that are not here are not shown.
FACTS: Mapping[str, str] = {
    "tier": "Urgency",
    "act_first": "What to do comes before the call",
    "muscle": "Muscle",
    "situations": "Only when",
    "postures": "Only these postures",
    "start": "Begins",
    "routine": "Leads to",
    "tip": "Tip afterwards",
    "posture": "Posture",
    "hold_seconds": "Hold, in seconds",
    "not_for": "Left out when",
    "synonyms": "Understood from",
}


def groups(catalog: Catalog) -> Mapping[str, tuple[Entry, ...]]:
    """Return every entry that says anything, by the group of ``GROUPS`` it belongs to."""
    found: dict[str, dict[str, list[Spoken]]] = {name: {} for name in GROUPS}
    for text in spoken(catalog):
        group, entry, _ = _place(text)
        found[group].setdefault(entry, []).append(text)
    signed = dict(reviews(catalog))
    return {
        group: tuple(_entry(catalog, group, key, texts, signed) for key, texts in entries.items())
        for group, entries in found.items()
    }


def disagrees(claim: Claim) -> bool:
    """Return whether the sources of *claim* disagree."""
    return claim.grade == "mixed" or bool(_DISAGREE.search(f"{claim.says} {claim.instead}"))


def _place(text: Spoken) -> tuple[str, str, str]:
    """Return the group, the entry and the place in the entry where *text* stands."""
    file, _, rest = text.place.partition(": ")
    file = file.partition("/")[2].removesuffix(".yaml")
    if file.startswith("routines/"):
        return "routines", file.removeprefix("routines/"), rest
    entry, _, place = rest.partition(": ")
    return file, entry, place


def _entry(
    catalog: Catalog, group: str, key: str, texts: list[Spoken], signed: Mapping[str, Review]
) -> Entry:
    source = _source(catalog, group, key)
    steps = {step.id: step for step in getattr(source, "steps", ())}
    statements: dict[str, list[Spoken]] = {}
    for text in texts:
        statements.setdefault(_place(text)[2].partition(": ")[0], []).append(text)
    place = f"routines/{key}.yaml" if group == "routines" else f"{group}.yaml: {key}"
    return Entry(
        id=key,
        title=str(getattr(source, "title", getattr(source, "name", key.replace("-", " ")))),
        facts=tuple(_facts(source)),
        # What is said afterwards is also read afterwards.
        statements=tuple(
            _statement(label, lines, tuple(_facts(steps.get(label))))
            for label, lines in sorted(statements.items(), key=lambda item: "aftercare" in item[0])
        ),
        disagreements=_disagreements(catalog, texts),
        review=signed.get(f"{catalog.language}/{place}"),
    )


def _source(catalog: Catalog, group: str, key: str) -> object:
    topics = catalog.topics.get(group.removesuffix("s"), {})  # type: ignore[call-overload]
    table = {"prevention": catalog.tips, **{}}.get(group) or getattr(catalog, group, topics)
    return table[key]


def _statement(label: str, texts: list[Spoken], facts: tuple[tuple[str, str], ...]) -> Statement:
    lines = tuple((_place(text)[2].partition(": ")[2], text.text) for text in texts)
    return Statement(label, lines, texts[0].claims, texts[0].corrects, facts)


def _facts(source: object) -> Iterator[tuple[str, str]]:
    for field in fields(source) if source else ():  # type: ignore[arg-type]
        value = getattr(source, field.name)
        if field.name in FACTS and value:
            yield FACTS[field.name], ", ".join(value) if isinstance(value, tuple) else str(value)


def _disagreements(catalog: Catalog, texts: list[Spoken]) -> tuple[str, ...]:
    cited = dict.fromkeys(key for text in texts for key in (*text.claims, *text.corrects))
    said = {key for text in texts if _DISAGREE.search(text.text) for key in text.claims}
    return tuple(key for key in cited if key in said or disagrees(catalog.claims[key]))
