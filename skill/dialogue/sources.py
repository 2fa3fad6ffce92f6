"""Who says so, and how sure that is."""

from __future__ import annotations

from ..catalog import Catalog, Passage
from . import answers, ladder
from .citing import claims_of, named
from .places import ask_again
from .state import Told
from .turn import Request, Turn

#: From the least to the most certain: an answer is as sure as its weakest claim.
GRADES = ("unsupported", "contradicted", "unsafe-as-written", "mixed", "plausible", "supported")
MOST_PUBLISHERS = 2


def sources(request: Request) -> Turn:
    """Say how well supported the last words were, and name two of their sources."""
    catalog = request.catalog
    claims = _claims(request)
    if not claims:
        return ask_again(request, catalog.prompt("sources-general"))
    grade = min((catalog.claims[claim].grade for claim in claims), key=GRADES.index)
    said: list[Passage] = [catalog.prompt(f"grade-{grade}")]
    if publishers := _publishers(catalog, claims):
        said.append(catalog.prompt(f"sources-{len(publishers)}", **publishers))
    return ask_again(request, *said)


def _claims(request: Request) -> tuple[str, ...]:
    """Return the claims behind what was said last."""
    catalog, place = request.catalog, request.place
    if isinstance(place, Told):
        topic = answers.find(catalog, place.kind, place.topic)
        return claims_of(topic.say[place.start : place.end] or topic.say[-1:])
    step = request.step
    return ladder.rung(catalog, step).claims if step else ()


def _publishers(catalog: Catalog, claims: tuple[str, ...]) -> dict[str, str]:
    """Return the first publishers behind *claims*, as the prompt's placeholders name them."""
    names = list(dict.fromkeys(source.publisher for source in named(catalog, claims)))
    return dict(zip(("first", "second"), names[:MOST_PUBLISHERS], strict=False))
