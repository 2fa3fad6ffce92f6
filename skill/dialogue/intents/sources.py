"""Answer questions about sources: the grade of the evidence, and two publishers."""

from __future__ import annotations

from ...catalog import Passage
from .. import topics
from ..citations import claims_of, publishers
from ..reprompting import ask_again
from ..state import Told
from ..turn import Request, Turn
from . import answers

#: Grades of evidence, the weakest first; an answer has the grade of its weakest claim.
GRADES = ("unsupported", "contradicted", "unsafe-as-written", "mixed", "plausible", "supported")
#: The placeholders for publishers in the prompt.
NAMES = ("first", "second")


def sources(request: Request) -> Turn:
    """Return how well the last answer is supported, and two of its publishers."""
    catalog = request.catalog
    claims = _claims(request)
    if not claims:
        return ask_again(request, catalog.prompts.sources_general)
    grade = min((catalog.claims[claim].grade for claim in claims), key=GRADES.index)
    said: list[Passage] = [catalog.prompts.grade[grade]]
    if names := dict(zip(NAMES, publishers(catalog, claims), strict=False)):
        templates = (catalog.prompts.sources_1, catalog.prompts.sources_2)
        said.append(templates[len(names) - 1].fill(**names))
    return ask_again(request, *said)


def _claims(request: Request) -> tuple[str, ...]:
    """Return the ids of the claims behind the last answer."""
    catalog, place = request.catalog, request.place
    if isinstance(place, Told):
        topic = topics.of_state(catalog, place)
        if not place.end:
            return claims_of(answers.advice_on_stopping(catalog, topic, place))
        return claims_of(topic.say[place.start : place.end] or topic.say[-1:])
    return request.ladder.step.claims if request.ladder else ()
