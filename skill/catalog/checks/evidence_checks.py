"""Check that cited claims carry what is said: how urgent it is, what does harm, what is unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..catalog import Catalog
from ..content_place import ContentPlace
from ..model import Claim, Tier, Wording
from ..speech_limits import PASSAGES_AT_ONCE
from ..texts import TOPIC_GROUPS, ContentText

#: The grade of a claim that no good study was found, which has no reference.
UNKNOWN = "unknown"
#: The tier of a sign that no doctor needs to see.
WATCH = "watch"
#: The tiers that cannot wait.
URGENT: frozenset[Tier] = frozenset({"emergency", "crisis", "same-day"})
#: The last place of a passage that is heard after at most four times of "tell me more", although
#: one passage for the listener's context may come before it.
LATEST_RED_FLAG = PASSAGES_AT_ONCE * 5 - 1
#: The kind of claims about safety.
SAFETY = "warning"
#: The grade of advice that does harm; to correct it is to warn.
UNSAFE = "unsafe-as-written"


def references(catalog: Catalog) -> Iterator[str]:
    """Yield a problem for each claim without a reference that does not say that none was found."""
    for key, claim in catalog.claims.items():
        if (claim.grade == UNKNOWN) == bool(claim.references):
            remedy = (
                "cannot have references: take them out"
                if claim.references
                else "needs references: add one"
            )
            yield f"claims.yaml: {key}: grade: {claim.grade!r} {remedy}"


def signs(catalog: Catalog) -> Iterator[str]:
    """Yield a problem for each sign whose tier is in none of the claims of its advice."""
    for key, sign in catalog.warnings.items():
        place = ContentPlace(catalog.language, "warnings", key)
        if sign.tier != WATCH and sign.tier not in _tiers(_cited(catalog, sign.say.claims)):
            yield (
                f"{place}: tier: none of the claims of say is {sign.tier}: "
                "cite another claim, or correct the tier"
            )


def red_flags(catalog: Catalog) -> Iterator[str]:
    """Yield a problem for each passage of a topic that cannot wait and is heard too late."""
    for kind, topics in catalog.topics.items():
        for key, topic in topics.items():
            for number, passage in enumerate(topic.say[LATEST_RED_FLAG:], LATEST_RED_FLAG + 1):
                if _tiers(_cited(catalog, passage.claims)) & URGENT:
                    place = ContentPlace(catalog.language, TOPIC_GROUPS[kind], key, ("say",))
                    late = f"cannot wait: move it to the first {LATEST_RED_FLAG}"
                    yield f"{place.item(number)}: {late}"


def text(item: ContentText, catalog: Catalog, wording: Wording) -> Iterator[str]:
    """Yield a problem for words about urgency or harm that no claim of *item* carries."""
    cited = _cited(catalog, (*item.claims, *item.corrects))
    if not cited:
        return
    for urgency in wording.urgencies:
        found = _first(item.text, _filled(catalog, urgency.words))
        if found and urgency.tier not in _tiers(cited):
            yield (
                f"{item.place}: says {found!r}, but cites no claim of tier {urgency.tier}: "
                "cite one, or say it less urgently"
            )
    found = _first(item.text, wording.warns)
    if found and not any(_warns(claim) for claim in cited):
        yield (
            f"{item.place}: says {found!r}, but cites no claim about safety (kind {SAFETY}): "
            "cite one"
        )
    found = _first(item.text, wording.absences)
    if found and any(claim.grade != UNKNOWN for claim in cited):
        yield (
            f"{item.place}: says {found!r}, but cites a claim that has sources: "
            f"cite one of grade {UNKNOWN}"
        )


def _cited(catalog: Catalog, keys: Iterable[str]) -> list[Claim]:
    return [catalog.claims[key] for key in keys if key in catalog.claims]


def _tiers(claims: Iterable[Claim]) -> set[Tier]:
    return {tier for claim in claims for tier in claim.tiers}


def _warns(claim: Claim) -> bool:
    return claim.kind == SAFETY or claim.grade == UNSAFE


def _filled(catalog: Catalog, words: Iterable[str]) -> list[str]:
    number, _ = catalog.emergency
    return [word.replace("{emergency}", number) for word in words]


def _first(said: str, words: Iterable[str]) -> str:
    found = (re.search(rf"\b{re.escape(word)}\b", said, re.IGNORECASE) for word in words)
    return next((match.group() for match in found if match), "")
