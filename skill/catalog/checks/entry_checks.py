"""Check rules that span content files; each problem is ``file: place: what is wrong``."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence

from ..catalog import Catalog
from ..content_place import ROUTINES, ContentPlace
from ..model import Review, Wording
from ..texts import (
    TOPIC_GROUPS,
    ContentText,
    described_texts,
    review_entries,
    spoken_texts,
    suggestions,
)
from . import (
    duplicate_checks,
    evidence_checks,
    fact_checks,
    name_checks,
    picture_checks,
    routine_checks,
    wording_checks,
)

Report = Callable[[str], None]

#: What is said of an id that is not in the file whose name follows, and of one that is no sign.
_UNKNOWN = "is unknown: correct the id, or add it to "
_NO_SIGN = "is no warning sign"
SAYABLE = {"OK", "HEDGE"}
MARKUP = re.compile(r"[<>&*_\[\]|#]|https?:")
#: Double quotes of any language; single ones are apostrophes too.
QUOTE = re.compile('["\u201c\u201d\u201e\xab\xbb]')
PLACEHOLDER = re.compile(r"\{[^}]*\}|[{}]")


def catalog(catalog: Catalog, wording: Wording, report: Report) -> None:
    """Report every rule that *catalog* breaks."""
    for rule in (
        _references,
        evidence_checks.references,
        evidence_checks.signs,
        evidence_checks.red_flags,
        _claims,
        _suggested,
        name_checks.names,
        duplicate_checks.passages,
        routine_checks.routines,
        routine_checks.muscles,
        fact_checks.conditions,
        fact_checks.situations,
        fact_checks.contexts,
        routine_checks.coaching,
        picture_checks.pictures,
        _topics,
        _signs,
        _doubts,
    ):
        for problem in rule(catalog):
            report(problem)
    for problem in wording_checks.directions(catalog, wording):
        report(problem)
    for item in (*spoken_texts(catalog), *described_texts(catalog)):
        # The words of the source language are checked with its own lists of words.
        if item.text in catalog.untranslated:
            continue
        for problem in (
            *_text(item, catalog, wording),
            *evidence_checks.text(item, catalog, wording),
        ):
            report(problem)


def _references(catalog: Catalog) -> Iterator[str]:
    cited = {reference for claim in catalog.claims.values() for reference in claim.references}
    for key in catalog.references.keys() - cited:
        yield f"references.yaml: {key}: no claim cites it: name it in a claim, or delete it"
    for key, claim in catalog.claims.items():
        for reference in claim.references:
            if reference not in catalog.references:
                yield f"claims.yaml: {key}: references: {reference} {_UNKNOWN}references.yaml"
        if claim.voice not in SAYABLE and not claim.instead:
            yield (
                f"claims.yaml: {key}: instead: is missing, but this claim is not said: "
                "write what is true instead"
            )


def _claims(catalog: Catalog) -> Iterator[str]:
    for item in spoken_texts(catalog):
        if item.health and not item.claims and not item.corrects:
            yield f"{item.place}: rests on no claim: add claims, with ids from claims.yaml"
        for claim in (*item.claims, *item.corrects):
            if claim not in catalog.claims:
                yield f"{item.place}: claims: {claim} {_UNKNOWN}claims.yaml"
        known = catalog.claims
        for claim in item.claims:
            if claim in known and known[claim].voice not in SAYABLE:
                yield f"{item.place}: claim {claim} may not be said as true: put it under corrects"
        for claim in item.corrects:
            if claim in known and known[claim].voice in SAYABLE:
                yield f"{item.place}: claim {claim} needs no correction: put it under claims"


def _text(item: ContentText, catalog: Catalog, wording: Wording) -> Iterator[str]:
    if found := MARKUP.search(item.text):
        yield f"{item.place}: has {found.group()!r}: write plain words only"
    if found := QUOTE.search(item.text):
        yield f"{item.place}: has {found.group()!r} among its words: delete the quotes"
    if item.health and (found := PLACEHOLDER.search(item.text)):
        yield (
            f"{item.place}: has {found.group()!r}: only prompts have placeholders: write the words"
        )
    yield from wording_checks.text(item, wording)
    # A step is an instruction: its uncertainty is not spoken during the stretch.
    hedged = any(wording_checks.says(item.text, hedge) for hedge in wording.hedges)
    if not hedged and item.place.group != ROUTINES:
        for claim in item.claims:
            if claim in catalog.claims and _must_hedge(catalog, claim):
                yield (
                    f"{item.place}: states {claim} without a hedge: "
                    f"add a word such as {_any_of(wording.hedges)}"
                )


def _must_hedge(catalog: Catalog, claim: str) -> bool:
    known = catalog.claims[claim]
    return known.voice == "HEDGE" and known.kind not in {"relief", "warning"}


def _suggested(catalog: Catalog) -> Iterator[str]:
    for place, phrase, passage in suggestions(catalog):
        if phrase.lower() not in passage.say.lower():
            yield f"{place}: suggests {phrase!r} but does not say it: use the same words in both"


def _topics(catalog: Catalog) -> Iterator[str]:
    for kind, topics in catalog.topics.items():
        for key, topic in topics.items():
            place = ContentPlace(catalog.language, TOPIC_GROUPS[kind], key)
            if not topic.say:
                yield f"{place}: says nothing: add a sentence"


def _signs(catalog: Catalog) -> Iterator[str]:
    """Yield a problem for each answer to a sign's question that does not lead to advice."""
    known = {"", "emergency", *(catalog.warnings.keys() - catalog.questions.keys())}
    for key, question in catalog.questions.items():
        for name, lead in (("if_yes", question.if_yes), ("if_no", question.if_no)):
            if lead not in known:
                place = ContentPlace(catalog.language, "warnings", key, ("question", name))
                yield (
                    f"{place}: {lead} {_NO_SIGN}, or one that asks something itself: "
                    "name another sign"
                )
        for unknown in sorted({*question.yes_signs} - catalog.warnings.keys()):
            place = ContentPlace(catalog.language, "warnings", key, ("question", "yes_signs"))
            yield f"{place}: {unknown} {_NO_SIGN}: correct the id"


def _doubts(catalog: Catalog) -> Iterator[str]:
    """Yield a problem for each doubt about a sign that is urgent, or that leads to no sign."""
    for key, sign in catalog.warnings.items():
        place = ContentPlace(catalog.language, "warnings", key, ("doubt",))
        if sign.doubt and sign.tier in ("emergency", "crisis"):
            yield f"{place}: a sign of tier {sign.tier} ends the session: take the doubt out"
        if sign.doubt and sign.doubt.if_no and sign.doubt.if_no not in catalog.warnings:
            yield f"{place}: if_no: {sign.doubt.if_no} {_NO_SIGN}: correct the id"


def _any_of(hedges: Sequence[str]) -> str:
    """Return the first words of *hedges*, as examples."""
    return " or ".join(map(repr, hedges[:2]))


def overdue(catalog: Catalog, today: datetime.date) -> list[str]:
    """Return the problem of each review that has expired before *today*, or is later than it.

    This is not checked at start: the skill keeps running after a review expires.
    """
    return sorted(
        f"{place}: reviewed: {problem}"
        for place, review in review_entries(catalog)
        for problem in _dates(review, today)
    )


def _dates(review: Review, today: datetime.date) -> Iterator[str]:
    if review.until < today:
        yield f"ran out on {review.until}: have it reviewed again"
    if review.on > today:
        yield f"on {review.on} is in the future: write the day of the review"
    if review.until < review.on:
        yield f"until {review.until} is before its day, {review.on}: correct one of them"
