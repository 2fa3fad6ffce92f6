"""Handlers of Amazon's built-in intents: yes, no, repeat, help, stop, fallback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...catalog import Offer, Passage
from ..reprompting import ask_again, what_else
from ..state import (
    Asked,
    InStep,
    Launched,
    Missed,
    Paused,
    SharpPain,
    SignAsked,
    SignSaid,
    Told,
    Warned,
    WhatElse,
)
from ..turn import Handler, Request, Turn, ask
from . import answers, facts, relief, sign_doubts, step_commands, warnings


def no_cramp(request: Request) -> Turn:
    """Leave a stretch, and ask what the listener would like to know, with a few examples."""
    prompts = request.catalog.prompts
    return ask(request, prompts.your_question, WhatElse(), prompts.question_examples)


def options(request: Request) -> Turn:
    """Return what can be asked, after "no" to the question whether a muscle is cramping."""
    prompts = request.catalog.prompts
    return what_else(request, prompts.help, *_disclaimer(request))


#: Offer -> the handler after "yes".
ACCEPTED: Mapping[Offer, Handler] = {
    "bedtime": relief.bedtime,
    "doctor": facts.doctor,
    "else": options,
    "leg": relief.start,
    "more": answers.more,
    "prevention": answers.prevention,
    "relief": relief.launch,
    "resume": step_commands.resume,
    "signs": warnings.signs,
    "why": facts.why,
}

#: The most utterances in a row that are answered by an apology and the question of the state.
MOST_APOLOGIES = 3
#: The number of apologies after which a question about danger is taken as unanswered.
MOST_ABOUT_DANGER = 2


def yes(request: Request) -> Turn | None:
    """Answer "yes" to the last question."""
    place = request.place
    if isinstance(place, Asked):
        return relief.start(request)
    if isinstance(place, Told):
        return ACCEPTED[place.offer](request)
    if isinstance(place, Paused):
        return step_commands.resume(request)
    if isinstance(place, SignAsked):
        return warnings.settle(request, place, yes=True)
    if isinstance(place, SignSaid):
        return sign_doubts.confirmed(request, place)
    if isinstance(place, SharpPain):
        return relief.gently(request)
    if isinstance(place, WhatElse):
        return what_else(request, request.catalog.prompts.help)
    return warnings.which(request) if isinstance(place, Warned) else relief.yes(request)


def no(request: Request) -> Turn | None:
    """Answer "no" to the last question."""
    place = request.place
    asks_what = isinstance(request.state, Missed) and request.is_launched
    if isinstance(place, Asked) or asks_what:
        return options(request)
    if isinstance(place, Told):
        return stop(request) if place.offer == "else" else what_else(request)
    if isinstance(place, WhatElse):
        return stop(request)
    if isinstance(place, SignSaid):
        is_open = sign_doubts.is_open(request, place)
        return sign_doubts.doubted(request, place) if is_open else stop(request)
    if isinstance(place, Paused):
        return step_commands.pause(request)
    if isinstance(place, SharpPain):
        return relief.still_hurts(request)
    if isinstance(place, Warned):
        back = None if request.known.sign else step_commands.resume(request)
        return back or options(request)
    if isinstance(place, SignAsked):
        return warnings.settle(request, place, yes=False)
    return relief.no(request)


def advance(request: Request) -> Turn | None:
    """Answer "next" and "tell me more": more of a topic, a gentle step, or the next step."""
    return answers.more(request) or relief.gently(request) or relief.advance(request)


def repeat(request: Request) -> Turn | None:
    """Repeat the last answer."""
    place = request.place
    if isinstance(place, Paused | SharpPain | Asked | SignAsked | SignSaid | WhatElse):
        return ask_again(request)
    if isinstance(place, Warned):
        return warnings.signs(request)
    return answers.again(request) or step_commands.repeat(request)


def helped(request: Request) -> Turn:
    """Close the session after a cramp; about a sign, take it back ("he's fine now")."""
    place = request.place
    if isinstance(place, SignAsked):
        return warnings.settle(request, place, yes=False)
    if isinstance(place, SignSaid) and sign_doubts.is_open(request, place):
        return sign_doubts.doubted(request, place)
    if isinstance(place, WhatElse):
        return ask_again(request, request.catalog.prompts.noted)
    return relief.helped(request)


def help_(request: Request) -> Turn:
    """Return the phrases that fit the current state, the disclaimer and a question."""
    prompts, disclaimer = request.catalog.prompts, _disclaimer(request)
    if isinstance(request.place, SignSaid):
        return ask_again(request, prompts.help, *disclaimer)
    if request.under_way:
        return ask_again(request, prompts.help_step, *disclaimer)
    return ask(request, prompts.what_now, Asked(), prompts.help, *disclaimer)


def _disclaimer(request: Request) -> tuple[Passage, ...]:
    """Return the disclaimer if it was not spoken in this session."""
    return () if request.is_disclaimed else (request.catalog.prompts.disclaimer,)


def about(request: Request) -> Turn:
    """Return what the skill is, what it is not, and which data it keeps."""
    return ask_again(request, request.catalog.prompts.about)


def stop(request: Request) -> Turn:
    """Return a short goodbye, which ends the session."""
    return Turn((request.catalog.prompts.goodbye,))


def not_understood(request: Request) -> Turn:
    """Apologise and repeat the question of the state, in other words each time, or say goodbye.

    The first apology says what can be asked. No apology starts or advances a stretch.
    """
    prompts = request.catalog.prompts
    count = request.state.count if isinstance(request.state, Missed) else 0
    if count >= MOST_ABOUT_DANGER and isinstance(request.place, SignAsked):
        return warnings.unanswered(request, request.place)
    if count >= MOST_ABOUT_DANGER and isinstance(request.place, Warned):
        return warnings.which(request)
    if count >= MOST_APOLOGIES:
        return Turn((prompts.missed_last,))
    turn = _question_after(request, count)
    place = turn.state.place if isinstance(turn.state, Missed) else turn.state
    return replace(turn, state=Missed(count + 1, place))


def _question_after(request: Request, count: int) -> Turn:
    """Return apology number *count*, from 0, and the question of the state.

    After a launch the skill does not know yet that a muscle is cramping, and asks that.
    """
    prompts, before = request.catalog.prompts, request.before_misses
    if count == 0 and isinstance(before, Launched | None):
        return ask(request, prompts.missed_anywhere, before)
    if isinstance(before, Launched):
        return ask(request, prompts.cramping_now, Asked(), _apology(request, count))
    return ask_again(request, _apology(request, count))


def _apology(request: Request, count: int) -> Passage:
    """Return the apology number *count*, from 0."""
    prompts = request.catalog.prompts
    if count:
        return prompts.missed_3 if count > 1 else prompts.missed_2
    if isinstance(request.place, InStep | Paused | SharpPain):
        return prompts.missed_step
    is_danger = isinstance(request.place, Warned | SignAsked | SignSaid)
    return prompts.missed_1 if is_danger else prompts.missed_topic


def apologise(request: Request) -> Turn:
    """Apologise for a fault of the skill; the state does not change."""
    return ask(request, request.catalog.prompts.sorry, request.state)
