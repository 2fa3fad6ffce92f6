"""Answer questions about medicines: which ones bring cramps, stopping, changed doses, mixing."""

from __future__ import annotations

from dataclasses import replace

from ...catalog import AnswerId, Passage
from .. import speech, topics
from ..reprompting import ask_again
from ..state import SignAsked, SignSaid, Told
from ..topics import find
from ..turn import SECOND_SLOT, Request, Turn, ask
from . import answers

#: The slots that name a medicine.
SLOTS = ("medicine", f"medicine{SECOND_SLOT}")


def medicine(request: Request) -> Turn:
    """Return the topic of the named medicine, of two together, or of medicines in general."""
    named = request.named("medicine")
    if not named and not request.unknown.isdisjoint(SLOTS):
        return ask(request, request.catalog.prompts.unknown_medicine, request.place)
    if not named:
        return answers.tell(request, "answer", AnswerId.MEDICINES)
    return answers.tell(request, "medicine", named[0], "".join(named[1:2]))


def stop_medicine(request: Request) -> Turn:
    """Return what the entry of the medicine says about stopping it, and offer the doctor's topic.

    Without a name it is the medicine of the last answer; without one, medicines in general.
    """
    return _with_advice(request)


def dose_changed(request: Request) -> Turn:
    """Return what a new dose may have to do with cramps, then the advice on stopping."""
    return _with_advice(request, request.catalog.prompts.dose_changed)


def dose(request: Request) -> Turn:
    """Return whom to ask about an amount or a mixture, then a remedy's topic or cautions."""
    prompts = request.catalog.prompts
    if remedy := request.slots.get("remedy"):
        turn = answers.tell(request, "remedy", remedy)
        said = (one for one in turn.speech if speech.text((one,)) != prompts.dose.say)
        return replace(turn, speech=(prompts.dose, *said))
    cautions = (
        request.catalog.conditions[one].say
        for one in dict.fromkeys((*request.named("medicine"), *request.conditions))
        if one in request.catalog.conditions
    )
    return ask_again(request, prompts.dose, prompts.before_mixing, *cautions)


def _last_named(request: Request) -> tuple[str, ...]:
    """Return the medicines of the request, or else the last one of the session, or the last two."""
    place = request.place
    if named := request.named("medicine"):
        return named
    if isinstance(place, Told) and place.kind == "medicine":
        return tuple(filter(None, (place.topic, place.second)))
    return request.listener.medicines[-1:]


def _with_advice(request: Request, *before: Passage) -> Turn:
    """Return *before*, then the advice on stopping the medicine that the request is about."""
    catalog, named = request.catalog, _last_named(request)[:2]
    if not named and isinstance(request.place, Told):
        # A remedy, such as quinine, that has a line of its own.
        last = topics.of_state(catalog, request.place).safety
        if last:
            return ask_again(request, *before, last)
    if not named:
        unlisted = () if request.unknown.isdisjoint(SLOTS) else (catalog.prompts.medicine_call,)
        return ask_again(request, *before, catalog.prompts.medicine_safety, *unlisted)
    told = Told("medicine", named[0], 0, 0, "doctor", request.under_way, second="".join(named[1:]))
    advice = answers.advice_on_stopping(catalog, topics.of_state(catalog, told), told)
    if isinstance(request.place, SignAsked | SignSaid):
        return ask_again(request, *before, *advice)
    topic = find(catalog, "medicine", named[0])
    return answers.offer_after(request, topic, told, *before, *advice)
