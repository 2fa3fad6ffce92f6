"""Report for every claim: the texts that state or correct it, or why it is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..catalog import Catalog
from ..checks.entry_checks import SAYABLE
from ..content_place import ROUTINES, ContentPlace
from ..model import Claim
from ..provenance import Provenance, provenance
from ..texts import ContentText, spoken_texts

#: How a line marks a claim that no source proves.
_MARKS: Mapping[Provenance, str] = {
    "unpublished": ", no published source",
    "recalled": ", source not read",
}


@dataclass(frozen=True)
class Account:
    """A claim, and every text that states or corrects it."""

    id: str
    claim: Claim
    provenance: Provenance
    said: tuple[ContentText, ...]
    set_right: tuple[ContentText, ...]

    @property
    def ledger(self) -> bool:
        """Whether the claim comes from the articles or other evidence, not from care advice."""
        return bool(self.claim.articles) or self.id.startswith("x.")


def accounts(catalog: Catalog) -> tuple[Account, ...]:
    """Return an account of each claim, in the order of claims.yaml."""
    texts = tuple(spoken_texts(catalog))
    return tuple(
        Account(
            key,
            claim,
            provenance(catalog, key),
            tuple(text for text in texts if key in text.claims),
            tuple(text for text in texts if key in text.corrects),
        )
        for key, claim in catalog.claims.items()
    )


def coverage_problems(found: Sequence[Account]) -> list[str]:
    """Return ``file: place: what is wrong`` for each claim without its text or reason.

    Wrong claims that are stated, uncertain claims without a hedge, and sentences without a claim
    are not checked here: the loader rejects such content.
    """
    return [f"claims.yaml: {account.id}: {gap}" for account in found if (gap := _gap(account))]


def _gap(account: Account) -> str:
    voice = account.claim.voice
    if voice in SAYABLE and not account.said:
        return "nothing says it"
    if voice == "CORRECT" and not account.set_right:
        return "nothing sets it right"
    if voice == "OMIT" and not account.claim.instead:
        return "is left out without a reason"
    return ""


def coverage_totals(found: Sequence[Account]) -> dict[str, int]:
    """Return the number of claims by origin and by treatment."""
    gaps = sum(bool(_gap(account)) for account in found)
    return {
        "ledger": sum(account.ledger for account in found),
        "care": sum(not account.ledger for account in found),
        "said": sum(bool(account.said) for account in found),
        "set right": sum(bool(account.set_right) for account in found),
        "left out": sum(account.claim.voice == "OMIT" for account in found),
        "without a published source": sum(one.provenance == "unpublished" for one in found),
        "with unread sources": sum(one.provenance == "recalled" for one in found),
        "accounted for": len(found) - gaps,
    }


def coverage_data(found: Sequence[Account]) -> dict[str, Any]:
    """Return the accounts as JSON-serialisable data."""
    return {
        "totals": coverage_totals(found),
        "problems": coverage_problems(found),
        "claims": [_claim_data(account) for account in found],
    }


def _claim_data(account: Account) -> dict[str, Any]:
    claim = account.claim
    return {
        "id": account.id,
        "origin": "ledger" if account.ledger else "care",
        "says": claim.says,
        "grade": claim.grade,
        "voice": claim.voice,
        "instead": claim.instead,
        "articles": list(claim.articles),
        "provenance": account.provenance,
        "references": list(claim.references),
        "said": [{"place": str(text.place), "words": text.text} for text in account.said],
        "set right": [{"place": str(text.place), "words": text.text} for text in account.set_right],
    }


def coverage_lines(found: Sequence[Account]) -> Iterator[str]:
    """Yield the accounts as lines of text; a step of a routine is shown by its first text."""
    for account in found:
        claim = account.claim
        articles = f", article {' '.join(claim.articles)}" if claim.articles else ""
        mark = _MARKS.get(account.provenance, "")
        yield f"{account.id} ({claim.grade}, {claim.voice}{articles}{mark}): {claim.says}"
        if claim.instead:
            why = "why it is left out" if claim.voice == "OMIT" else "true instead"
            yield f"    {why}: {claim.instead}"
        for verb, texts in (("said", account.said), ("set right", account.set_right)):
            for place, words in _by_step(texts).items():
                yield f"    {verb} in {place}: {words}"


def _by_step(texts: Sequence[ContentText]) -> Mapping[ContentPlace, str]:
    """Return the first text of each place; all texts of one step share a place."""
    places: dict[ContentPlace, str] = {}
    for text in texts:
        step = replace(text.place, fields=text.place.fields[:1])
        places.setdefault(step if step.group == ROUTINES else text.place, text.text)
    return places
