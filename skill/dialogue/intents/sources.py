"""Answer questions about sources: the grade of the evidence, and two publishers."""

from __future__ import annotations

from ...catalog import Catalog, Passage, provenance
from .. import topics
from ..citations import claims_of, publishers
from ..reprompting import ask_again
from ..state import SignSaid, Told
from ..turn import Request, Turn
from . import answers, warnings

#: The placeholders for publishers in the prompt.
NAMES = ("first", "second")


def sources(request: Request) -> Turn:
    """Return how well the last answer is supported, and two of its publishers.

    The grade is that of the first claim, which is the most telling one; that of the first corrected
    belief follows.
    """
    catalog, said = request.catalog, _last_said(request)
    claims = claims_of(said)
    if not claims:
        return ask_again(request, catalog.prompts.sources_general)
    telling = (claims[0], *(one for passage in said for one in passage.corrects[:1]))
    grades = dict.fromkeys(catalog.claims[one].grade for one in telling[:2])
    graded = (catalog.prompts.grade[grade] for grade in grades)
    return ask_again(request, *graded, *_named(catalog, claims))


def _named(catalog: Catalog, claims: tuple[str, ...]) -> tuple[Passage, ...]:
    """Return the publishers of *claims*, and whether the first one has a source that was read."""
    prompts = catalog.prompts
    mark = provenance(catalog, claims[0])
    if mark == "none":
        return ()
    if mark == "unpublished":
        return (prompts.read[mark],)
    unread = (prompts.read[mark],) if mark == "recalled" else ()
    names = dict(zip(NAMES, publishers(catalog, claims), strict=False))
    if not names:
        return unread
    template = (prompts.sources_1, prompts.sources_2)[len(names) - 1]
    return (template.fill(**names), *unread)


def _last_said(request: Request) -> tuple[Passage, ...]:
    """Return the passages of the last answer, or the current step as one passage."""
    catalog, place = request.catalog, request.place
    if isinstance(place, Told):
        topic = topics.of_state(catalog, place)
        if not place.end:
            return answers.advice_on_stopping(catalog, topic, place)
        return topic.say[place.start : place.end] or topic.say[-1:]
    if isinstance(place, SignSaid):
        return (warnings.advice_on(request, catalog.warnings[place.sign]),)
    step = request.ladder.step if request.ladder else None
    return (Passage(step.move, step.claims),) if step else ()
